import { refusedNow } from '#casework/message/queue.server.ts';
import { policyInWords } from '#casework/service/policy.server.ts';
import { standstillOf } from '#casework/timetable/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { momentOf } from '../moments.server.ts';

/** What has been refused of a channel, and since when. */
export async function refusedShown(tx: Tx<StaffActor>) {
  return (await refusedNow(tx)).map(({ since, ...refused }) => ({ ...refused, since: momentOf(since) }));
}
export type RefusedShown = Awaited<ReturnType<typeof refusedShown>>[number];

/**
 * Whether sending may stand still, or what is sent has been refused for too long, for the start page of anyone: since when,
 * and whom to ring; null when all is well.
 */
export async function stillShown(tx: Tx<StaffActor>) {
  const still = await standstillOf(tx);
  const refused = (await refusedShown(tx)).filter(({ tooLong }) => tooLong);
  if (!still && refused.length === 0) return null;
  return {
    stands: still && { since: still.since && momentOf(still.since) },
    refused,
    ring: still ? still.ring : await policyInWords(tx, 'ring_when_standing_still'),
  };
}
export type StillShown = Awaited<ReturnType<typeof stillShown>>;
