import { sendingPauseOf } from '#casework/sending/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { momentOf } from '../moments.server.ts';

/** What a manager has paused of all that leaves, for any page of anyone: what, who, since when; null when nothing is. */
export async function pauseShown(tx: Tx<StaffActor>) {
  const pause = await sendingPauseOf(tx);
  return pause && { ...pause, since: momentOf(pause.since) };
}
export type PauseShown = Awaited<ReturnType<typeof pauseShown>>;
