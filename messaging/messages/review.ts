import ar from '#locales/ar/_review.json' with { type: 'json' };
import cy from '#locales/cy/_review.json' with { type: 'json' };
import type { Language } from '#locales/languages.ts';
import pl from '#locales/pl/_review.json' with { type: 'json' };
import ur from '#locales/ur/_review.json' with { type: 'json' };
import type { WordKey } from './words.server.ts';

/** English is what the others are made from; of those, a person who speaks the language has checked them or nobody has. */
export type WordsReview = 'source' | 'reviewed' | 'machine';

type Room = Partial<Record<string, { state: string }>>;
const rooms: Record<Exclude<Language, 'en'>, Room> = {
  ar: ar.messages,
  cy: cy.messages,
  pl: pl.messages,
  ur: ur.messages,
};

/** How far the words of these keys have come together: one that nobody checked leaves all of them unchecked. */
export function reviewOf(language: Language, keys: readonly WordKey[]): WordsReview {
  if (language === 'en') return 'source';
  const room = rooms[language];
  return keys.every((key) => room[key]?.state === 'reviewed') ? 'reviewed' : 'machine';
}
