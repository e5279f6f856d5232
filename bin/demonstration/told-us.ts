import { randomUUID } from 'node:crypto';
import { inboxFilters } from '#casework/feedback/form.server.ts';
import { feedbackInbox } from '#casework/feedback/inbox.server.ts';
import type { FeedbackSubject } from '#casework/feedback/rules.ts';
import { giveFeedback, ownFeedback } from '#casework/feedback/store.server.ts';
import { setQuestions } from '#casework/question-set/store.server.ts';
import type { WrittenReply } from '#casework/reply/form.server.ts';
import { judgeReply } from '#casework/reply/own.server.ts';
import type { Verdict } from '#casework/reply/rules.ts';
import { sendReply } from '#casework/reply/send.server.ts';
import { draftReply } from '#casework/reply/store.server.ts';
import { keepTemplate } from '#casework/reply/template.server.ts';
import { type Tx, transactionAs, type VictimActor } from '#db/transaction.server.ts';
import type { Someone, Step } from './person.ts';
import type { StaffName } from './staff.ts';

/** They said on their own page how the service does, and want an answer. */
export const toldUs = (about: FeedbackSubject, words: string, notMyWorker = false): Step => ({
  door: 'portal',
  play: ({ me, person: { written: language } }: Someone) =>
    transactionAs(me, (tx) =>
      giveFeedback(tx, randomUUID(), { about, words, notMyWorker, wantsAnswer: true, language }),
    ),
});

async function lastOf(tx: Tx<VictimActor>): Promise<string> {
  const [last] = await ownFeedback(tx);
  if (!last) throw new Error('They told us nothing');
  return last.feedbackId;
}

/** A colleague answered the last of it, in the words given. */
export const answeredBy = (colleague: StaffName, written: WrittenReply): Step => ({
  door: 'office',
  play: async ({ colleagues, victimId }: Someone) => {
    const { actor } = colleagues[colleague];
    await transactionAs(actor, async (tx) => {
      const lines = await feedbackInbox(tx, inboxFilters.parse({}));
      const [one] = lines.filter((line) => line.victimId === victimId);
      if (!one) throw new Error('There is nothing to answer');
      await sendReply(tx, await draftReply(tx, one.feedbackId, written));
    });
  },
});

/** They read the answer and said whether it is one. */
export const judged = (verdict: Verdict): Step => ({
  door: 'portal',
  play: ({ me }: Someone) => transactionAs(me, async (tx) => judgeReply(tx, await lastOf(tx), verdict)),
});

const questions = [
  {
    key: 'q1',
    kind: 'score' as const,
    words: {
      en: 'Have we told you what you needed to know?',
      cy: 'Ydym ni wedi dweud wrthych yr hyn yr oedd angen i chi ei wybod?',
      pl: 'Czy powiedzieliśmy Ci to, co trzeba było wiedzieć?',
      ur: 'کیا ہم نے آپ کو وہ بتایا جو آپ کو جاننا تھا؟',
      ar: 'هل أخبرناك بما كنت تحتاج إلى معرفته؟',
    },
  },
  {
    key: 'q2',
    kind: 'words' as const,
    words: {
      en: 'What should we do differently?',
      cy: 'Beth ddylem ei wneud yn wahanol?',
      pl: 'Co powinniśmy robić inaczej?',
      ur: 'ہمیں کیا مختلف کرنا چاہیے؟',
      ar: 'ما الذي ينبغي أن نفعله بطريقة أخرى؟',
    },
  },
];

/** A manager set the questions that are asked once somebody's case is in the order, and words to begin an answer with. */
export const askedAtTheOrder = (manager: StaffName): Step => ({
  door: 'office',
  play: async ({ colleagues }: Someone) => {
    await transactionAs(colleagues[manager].actor, async (tx) => {
      await setQuestions(tx, 'order', questions);
      const words = 'Thank you for telling us. This is what we have done about it:';
      await keepTemplate(tx, { key: 'thank-you', language: 'en', words });
    });
  },
});
