import { and, eq, sql } from 'drizzle-orm';
import { message } from '#db/schema/message.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { serviceOf } from './message-service.server.ts';
import { isHereStill } from './still-here.server.ts';

/** Stops whatever has not left of what several people were told at once; gives back how many messages that were. */
export async function cancelBatch(tx: Tx<StaffActor>, batchId: string): Promise<number> {
  const stopped = await tx
    .update(message)
    .set({
      state: 'cancelled',
      cancelledReason: 'staff',
      settledAt: sql`clock_timestamp()`,
      sealedFacts: null,
      version: sql`${message.version} + 1`,
    })
    .where(and(eq(message.serviceId, serviceOf(tx)), eq(message.batchId, batchId), isHereStill))
    .returning({ id: message.id });
  return stopped.length;
}
