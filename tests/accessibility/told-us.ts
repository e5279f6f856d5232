import { ownFeedback } from '#casework/feedback/store.server.ts';
import { setQuestions } from '#casework/question-set/store.server.ts';
import { judgeReply } from '#casework/reply/own.server.ts';
import { draftReply } from '#casework/reply/store.server.ts';
import { keepTemplate } from '#casework/reply/template.server.ts';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import type { SomeonesCase } from '../support/people.ts';
import { answerTo, say, sayAnonymously } from '../support/told-us.ts';
import type { Things } from './inhabitants.ts';

const questions = [
  {
    key: 'q1',
    kind: 'score' as const,
    words: { en: 'Were you told enough?', ar: 'هل قيل لك ما يكفي؟' },
  },
  { key: 'q2', kind: 'words' as const, words: { en: 'What would you change?' } },
];

/**
 * Gives someone something of every kind to see on the pages of what they told us: answered, kept from their worker with an
 * answer half written, with no answer wanted, and one whose answer was none. And something nobody gave a name for.
 */
export async function tellUs(worker: StaffActor, manager: StaffActor, who: SomeonesCase): Promise<Things> {
  const feedbackId = await say(who, { words: 'I waited by the medlar hedge and nobody came.' });
  await answerTo(worker, feedbackId, 'I am sorry. I will be there on Friday.');
  const draftedFeedbackId = await say(who, { words: 'She talks over me.', notMyWorker: true });
  await transactionAs(manager, (tx) =>
    draftReply(tx, draftedFeedbackId, {
      ...{ words: 'We will ring you.', english: null, reviewState: 'own_words' },
    }),
  );
  const unaskedId = await say(who, { words: 'The letters are clear now.', wantsAnswer: false });
  const reopenedFeedbackId = await say(who);
  await answerTo(worker, reopenedFeedbackId);
  await transactionAs(who.me, (tx) => judgeReply(tx, reopenedFeedbackId, 'does_not_answer'));
  const { id: anonymousFeedbackId } = await sayAnonymously(worker.serviceId);
  await transactionAs(manager, async (tx) => {
    await setQuestions(tx, 'first_contact', questions);
    await keepTemplate(tx, { key: 'ring-back', language: 'en', words: 'Thank you. We will ring you.' });
  });
  const told = await transactionAs(who.me, ownFeedback);
  const numberOf = (id: string) => String(told.find((one) => one.feedbackId === id)?.number);
  return {
    ...{ feedbackId, draftedFeedbackId, reopenedFeedbackId, anonymousFeedbackId },
    answeredNumber: numberOf(feedbackId),
    keptNumber: numberOf(draftedFeedbackId),
    unaskedNumber: numberOf(unaskedId),
    reopenedNumber: numberOf(reopenedFeedbackId),
  };
}
