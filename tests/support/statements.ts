import { randomUUID } from 'node:crypto';
import type { Asked } from '#casework/choice/ledger.server.ts';
import { draftOf, saveDraft } from '#casework/statement/draft.server.ts';
import type { Audience, PieceName } from '#casework/statement/rules.ts';
import { type AudienceAnswer, sendStatement, takeDownStatement } from '#casework/statement/store.server.ts';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import type { Language } from '#locales/languages.ts';
import type { SomeonesCase } from './people.ts';

const asked = (how: Asked['how'], askedBy: string | null = null): Omit<Asked, 'words'> => ({
  ...{ how, askedBy, answeredAs: 'self', language: 'en', format: 'standard' },
});

/** Answers to who may read it, each in answer to words of its own. */
export const mayRead = (yes: readonly Audience[], no: readonly Audience[] = []): AudienceAnswer[] => {
  const words = (audience: Audience) =>
    ({ key: `words.${audience}`, text: `May ${audience} read it?`, reviewState: 'source' }) as const;
  return [
    ...yes.map((audience) => ({ audience, answer: 'agreed' as const, words: words(audience) })),
    ...no.map((audience) => ({ audience, answer: 'declined' as const, words: words(audience) })),
  ];
};

/** Has someone write one part of a draft, on a page that showed nothing yet. */
export const write = ({ me, caseId }: SomeonesCase, words: string, piece: PieceName = 'free', version = 0) =>
  transactionAs(me, (tx) =>
    saveDraft(tx, { caseId, piece, words, page: randomUUID(), version, turn: 0, language: 'en' }),
  );

/** Which version of a draft its writer looks at now; 0 where there is none. */
export const shownNow = ({ me, caseId }: SomeonesCase) =>
  transactionAs(me, async (tx) => (await draftOf(tx, caseId))?.version ?? 0);

/** Has someone send what they wrote, as they look at it now or did before. Gives back its number or what stands in the way. */
export const send = async (who: SomeonesCase, answers = mayRead(['panel']), looked?: number) => {
  const shown = looked ?? (await shownNow(who));
  const said = { answers, capacity: 'self' as const, asked: asked('portal') };
  return transactionAs(who.me, (tx) => sendStatement(tx, { caseId: who.caseId, shown, ...said }));
};

/** Has a worker take down what someone says on the phone. */
export const takeDown = (
  worker: StaffActor,
  { caseId }: SomeonesCase,
  words: string,
  answers = mayRead(['panel']),
  language: Language = 'en',
) =>
  transactionAs(worker, (tx) =>
    takeDownStatement(tx, caseId, {
      ...{ words, how: 'phone', capacity: 'self', language, answers },
      asked: asked('phone', worker.staffId),
    }),
  );
