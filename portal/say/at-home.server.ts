import { ownFeedback } from '#casework/feedback/store.server.ts';
import { questionsToAsk } from '#casework/question-set/store.server.ts';
import { repliesUnread } from '#casework/reply/own.server.ts';
import type { Tx, VictimActor } from '#db/transaction.server.ts';

/** What of somebody's own feedback belongs on their home page: what was answered and not read yet, and whether we ask. */
export type SayAtHome = { answered: number[]; asks: boolean };

export async function sayAtHome(tx: Tx<VictimActor>): Promise<SayAtHome> {
  const [unread, asks] = [await repliesUnread(tx), (await questionsToAsk(tx)) !== null];
  if (unread.length === 0) return { answered: [], asks };
  const answered = (await ownFeedback(tx))
    .filter((one) => unread.some(({ feedbackId }) => feedbackId === one.feedbackId))
    .map(({ number }) => number);
  return { answered, asks };
}
