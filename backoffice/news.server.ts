import { newsWaiting } from '#casework/update/told.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { dayOf } from './moments.server.ts';

/** The hard news of a case that waits to be told by voice, with the day it happened in words. */
export async function newsShown(tx: Tx<StaffActor>, caseId: string) {
  const waiting = await newsWaiting(tx, caseId);
  return waiting.map(({ updateId, kind, happenedOn }) => ({ updateId, kind, on: dayOf(happenedOn).text }));
}

export type NewsShown = Awaited<ReturnType<typeof newsShown>>;
