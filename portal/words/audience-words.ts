import type { TFunction } from 'i18next';
import type { Audience } from '#casework/statement/rules.ts';

/** The key of the question whether someone may read it, for the ledger. */
export const audienceKey = (audience: Audience) => `portal.words.audience.${audience}`;

/** The question and who that is, a line each: what the page shows and the ledger keeps. */
export const audienceWords = (t: TFunction, audience: Audience): string[] => [
  t(`words.audience.${audience}.question`),
  t(`words.audience.${audience}.example`),
];
