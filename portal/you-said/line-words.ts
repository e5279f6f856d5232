import type { TFunction } from 'i18next';
import type { LineRead } from '#casework/public-line/published.server.ts';
import type { Language } from '#locales/languages.ts';
import { dayInWords } from '../dates.ts';

/** How a promise stands, in one sentence that never hides that its day has passed. */
export function standingInWords(t: TFunction, language: Language, { standing, dueOn }: LineRead): string {
  return t(`youSaid.standing.${standing}`, { day: dayInWords(language, dueOn) });
}
