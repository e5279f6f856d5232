import { sql } from 'drizzle-orm';
import type { ProcessActor, Tx } from '#db/transaction.server.ts';

/**
 * From here to the end of the transaction tables are joined in the order in which they are written: a message first, then
 * what is beside it. Weighing the orders of ten tables takes PostgreSQL longer than the claim itself, and where it has not
 * counted its rows yet, after a restore or a first import, it begins at the wrong end and does not finish in time.
 */
export async function joinAsWritten(tx: Tx<ProcessActor>): Promise<void> {
  await tx.execute(sql`select set_config('join_collapse_limit', '1', true)`);
}
