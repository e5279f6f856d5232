import { standstillOf } from '#casework/timetable/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { momentOf } from '../moments.server.ts';

/** Whether sending may stand still, for the start page of anyone: since when, and whom to ring; null when all is well. */
export async function stillShown(tx: Tx<StaffActor>) {
  const still = await standstillOf(tx);
  return still && { since: still.since && momentOf(still.since), ring: still.ring };
}
export type StillShown = Awaited<ReturnType<typeof stillShown>>;
