import { sql } from 'drizzle-orm';
import { message } from '#db/schema/message.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';

/**
 * Stops whatever has not left of what several people were told at once, for all of them, whoever of them is closed to who asks:
 * only who has stopped the set may. What is on its way or in doubt does not go again. Gives back how many stay here for good.
 */
export async function cancelBatch(tx: Tx<StaffActor>, batchId: string): Promise<number> {
  const [row] = await tx.execute<{ stopped: number }>(
    sql`select stop_messages_of_batch(${batchId}) as stopped`,
  );
  return row?.stopped ?? 0;
}

/** True of a message of no set, and of one whose set is not stopped: nobody stops it before this transaction has ended. */
export const itsSetGoesOn = sql`(${message.batchId} is null or batch_goes_on_meanwhile(${message.batchId}))`;
