import { batchesUnderWay } from '#casework/batch/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { dayOf, momentOf } from '../moments.server.ts';

/** What several people are being told, or soon will be, which whoever reads the start page may stop. */
export async function severalUnderWay(tx: Tx<StaffActor>, now: Date) {
  const sets = await batchesUnderWay(tx, now);
  return sets.map(({ batchId, kind, happenedOn, people, state, startsAt }) => ({
    ...{ batchId, kind, people, state, on: dayOf(happenedOn) },
    starts: startsAt && momentOf(startsAt),
  }));
}
export type UnderWay = Awaited<ReturnType<typeof severalUnderWay>>[number];
