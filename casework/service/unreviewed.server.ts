import { eq } from 'drizzle-orm';
import { service } from '#db/schema/service.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';

/** Whether this service asks about choices and safety in no words that nobody has checked. */
export async function refusesUnreviewed(tx: Tx<StaffActor>): Promise<boolean> {
  const [row] = await tx
    .select({ unreviewedText: service.unreviewedText })
    .from(service)
    .where(eq(service.id, tx.actor.serviceId));
  return row?.unreviewedText === 'refuse';
}
