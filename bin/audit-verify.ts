import { sql } from 'drizzle-orm';
import { verifyAudit } from '../db/audit.server.ts';
import { connect, disconnect, transactionAs } from '../db/transaction.server.ts';
import { startCluster } from './database.ts';
import { settle } from './settings.ts';

// Nobody is signed in: the auditor's policies look at the service alone.
const nobody = '00000000-0000-0000-0000-000000000000';

/** `npm run audit:verify`: recomputes every service's chain, a line each; 1 if any is broken. */
export async function run(): Promise<number> {
  const { environment, cluster } = await settle();
  const stop = cluster ? await startCluster(cluster) : null;
  try {
    connect({
      url: environment.DATABASE_URL_BACKOFFICE,
      patienceMs: 600_000,
      pooled: environment.DATABASE_POOLED,
      size: 1,
    });
    const whole = [];
    for (const { id } of await everyService()) whole.push(await chainHolds(id));
    if (whole.length === 0) process.stdout.write('There is no service yet, and no audit chain.\n');
    return whole.every(Boolean) ? 0 : 1;
  } finally {
    await disconnect();
    await stop?.();
  }
}

function everyService() {
  return transactionAs({ role: 'visitor', serviceId: null }, (tx) =>
    tx.execute<{ id: string }>(sql`select every_service_id() as id`),
  );
}

async function chainHolds(serviceId: string): Promise<boolean> {
  const auditor = { role: 'auditor', serviceId, staffId: nobody } as const;
  const { slug, verdict } = await transactionAs(auditor, async (tx) => {
    const [service] = await tx.execute<{ slug: string }>(
      sql`select slug from service where id = ${serviceId}`,
    );
    return { slug: service?.slug ?? serviceId, verdict: await verifyAudit(tx) };
  });
  const { brokenAt, entries, head } = verdict;
  const found = brokenAt === null ? `whole, ${entries} entries, head ${head}` : `broken at entry ${brokenAt}`;
  process.stdout.write(`${slug}: ${found}\n`);
  return brokenAt === null;
}
