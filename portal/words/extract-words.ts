import type { TFunction } from 'i18next';
import type { Audience } from '#casework/statement/rules.ts';
import { audienceWords } from './audience-words.ts';

/** The question about exact words: what the page shows and the ledger keeps. */
export const extractWords = (t: TFunction, audience: Audience): string[] => [
  ...audienceWords(t, audience),
  t('words.extract.only'),
];
