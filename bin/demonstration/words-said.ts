import type { DecisionKind } from '#casework/decision/rules.ts';
import { expectDecision } from '#casework/decision/store.server.ts';
import { draftOf, saveDraft } from '#casework/statement/draft.server.ts';
import type { Audience, GuideQuestion } from '#casework/statement/rules.ts';
import { confirmStatement, sendStatement, takeDownStatement } from '#casework/statement/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { comingFriday, inDays } from './moments.ts';
import type { Someone, Step } from './person.ts';
import { onThePage, page, viewReadOut } from './words.ts';

/** A decision their words could reach is held this Friday or, where that is too near, the one after. */
export const decidedOnFriday = (kind: DecisionKind): Step => ({
  door: 'office',
  play: async ({ worker, caseId }) => {
    const heldOn = comingFriday();
    const expected = { kind, wordsNeededBy: inDays(-2, heldOn), heldOn };
    await transactionAs(worker, (tx) => expectDecision(tx, caseId, expected));
  },
});

type Said = Partial<Record<GuideQuestion, string>>;

/** They wrote by the guide on their own page and sent it to those they said yes to. */
export const wrote = (said: Said, mayHear: readonly Audience[]): Step => ({
  door: 'portal',
  play: async ({ me, caseId, person: { written: language, basis } }: Someone) => {
    await transactionAs(me, async (tx) => {
      const sheet = { caseId, version: 0, turn: 0, language };
      for (const [piece, words] of Object.entries(said))
        await saveDraft(tx, { ...sheet, piece: piece as GuideQuestion, words, page: crypto.randomUUID() });
      const answers = mayHear.map((audience) => ({
        ...{ audience, answer: 'agreed' as const },
        words: page.mayHear(language, audience),
      }));
      const capacity = basis === 'business_contact' ? 'business_contact' : 'self';
      const shown = (await draftOf(tx, caseId))?.version ?? 0;
      const sent = await sendStatement(tx, { caseId, shown, answers, capacity, asked: onThePage(language) });
      if ('problem' in sent) throw new Error(`Nothing was sent: ${sent.problem}`);
    });
  },
});

/** The worker took down word for word what they said on the phone; confirmed where it was read back to them. */
export const saidOnThePhone = (
  words: string,
  mayHear: readonly Audience[],
  confirmed: 'read_back' | 'to_confirm',
): Step => ({
  door: 'office',
  play: async ({ worker, workerName, caseId, person: { written: language } }) => {
    const asked = {
      how: 'phone',
      askedBy: worker.staffId,
      answeredAs: 'self',
      language,
      format: 'spoken',
    } as const;
    const answers = mayHear.map((audience) => ({
      ...{ audience, answer: 'agreed' as const },
      words: viewReadOut(language, audience, workerName),
    }));
    await transactionAs(worker, async (tx) => {
      const taken = { words, how: 'phone', capacity: 'self', language, answers, asked } as const;
      const { statementId } = await takeDownStatement(tx, caseId, taken);
      if (confirmed === 'read_back') await confirmStatement(tx, statementId);
    });
  },
});
