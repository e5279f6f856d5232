import { randomUUID } from 'node:crypto';
import { giveAnonymously, giveFeedback } from '#casework/feedback/store.server.ts';
import { sendReply } from '#casework/reply/send.server.ts';
import { draftReply } from '#casework/reply/store.server.ts';
import { asVisitor, type StaffActor, transactionAs } from '#db/transaction.server.ts';
import type { SomeonesCase } from './people.ts';

type Saying = { words?: string; notMyWorker?: boolean; wantsAnswer?: boolean };

/** Has someone tell us something on their own page. Gives back its id. */
export async function say(
  { me }: Pick<SomeonesCase, 'me'>,
  { words = 'Nobody rang me back.', notMyWorker = false, wantsAnswer = true }: Saying = {},
): Promise<string> {
  const id = randomUUID();
  const said = { about: 'contact' as const, words, notMyWorker, wantsAnswer, language: 'en' };
  await transactionAs(me, (tx) => giveFeedback(tx, id, said));
  return id;
}

/** Has somebody tell us something without saying who they are. */
export async function sayAnonymously(serviceId: string, words = 'The waiting room is cold.') {
  const id = randomUUID();
  const said = { about: 'other' as const, words, language: 'en' };
  return { id, taken: await asVisitor(serviceId, (tx) => giveAnonymously(tx, id, said)) };
}

/** Has staff write an answer and send it. */
export async function answerTo(by: StaffActor, feedbackId: string, words = 'We will ring you tomorrow.') {
  const written = { words, english: null, reviewState: 'own_words' as const };
  const replyId = await transactionAs(by, (tx) => draftReply(tx, feedbackId, written));
  return { replyId, ...(await transactionAs(by, (tx) => sendReply(tx, replyId))) };
}
