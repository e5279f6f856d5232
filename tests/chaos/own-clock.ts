import { connect, disconnect, transactionAs } from '../../db/transaction.server.ts';
import { reapLeases } from '../../messaging/waiting.server.ts';
import { known } from './knows.ts';

// What a worker must not do: it goes by the clock of its own machine, and takes leases that others still hold.
connect({ url: known.databaseUrl, patienceMs: 5000, pooled: false, size: 1 });
const count = await transactionAs({ role: 'sender', serviceId: String(known.staff?.serviceId) }, (tx) =>
  reapLeases(tx, new Date()),
);
process.stdout.write(`${count}\n`);
await disconnect();
