import type { LineLanguage } from './rules.ts';

/** The name of a field of an edition's form: what is said in which language, or who stands behind it. */
export const fieldOf = (part: 'youSaid' | 'weDid' | 'review', language: LineLanguage): string =>
  `${part}-${language}`;
