import { sql } from 'drizzle-orm';
import { verifyAudit } from '../db/audit.server.ts';
import { connect, disconnect, transactionAs } from '../db/transaction.server.ts';
import type { Environment } from '../environment.server.ts';

// Nobody is signed in: the auditor's policies look at the service alone.
const nobody = '00000000-0000-0000-0000-000000000000';

/** Recomputes the audit chain of every service and prints a line for each; false if one is broken. */
export async function everyChainHolds(environment: Environment): Promise<boolean> {
  const { DATABASE_URL_BACKOFFICE: url, DATABASE_POOLED: pooled } = environment;
  connect({ url, patienceMs: 600_000, pooled, size: 1 });
  try {
    const whole = [];
    for (const { id } of await everyService()) whole.push(await chainHolds(id));
    if (whole.length === 0) process.stdout.write('There is no service yet, and no audit chain.\n');
    return whole.every(Boolean);
  } finally {
    await disconnect();
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
