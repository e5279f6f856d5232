import type { WordsShown } from '#casework/choice/ledger.server.ts';
import type { Audience } from '#casework/statement/rules.ts';
import type { Language } from '#locales/languages.ts';
import { type Said, saidBy } from '../phone/questions.server.ts';
import { spoken, type ViewsKey, viewsKeys } from '../wording/words.server.ts';

export type ViewsAloud = Record<ViewsKey, Said>;

/** Who may hear someone's words, as it is to be asked by `worker`, one by one. */
export function viewsAloud(language: Language, worker: string): ViewsAloud {
  return Object.fromEntries(
    viewsKeys.map((key) => [key, saidBy(worker, language, `views.${key}`)]),
  ) as ViewsAloud;
}

/** The exact words that were read out about one of them, as the ledger keeps them. */
export const viewReadOut = (language: Language, audience: Audience, worker: string): WordsShown => ({
  key: `spoken.views.${audience}`,
  text: spoken(language, `views.${audience}`, worker),
  reviewState: language === 'en' ? 'source' : 'machine',
});
