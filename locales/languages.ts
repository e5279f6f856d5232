/** The languages Heard speaks, English first because it is what the others are translated from. */
export const languages = ['en', 'cy', 'pl', 'ur', 'ar'] as const;
export type Language = (typeof languages)[number];

export type Direction = 'ltr' | 'rtl';

const directions = { en: 'ltr', cy: 'ltr', pl: 'ltr', ur: 'rtl', ar: 'rtl' } as const satisfies Record<
  Language,
  Direction
>;

/** The direction a page, letter or e-mail in this language is read. */
export function directionOf(language: Language): Direction {
  return directions[language];
}

/** Every language by its own name. */
export const endonyms = {
  en: 'English',
  cy: 'Cymraeg',
  pl: 'Polski',
  ur: 'اردو',
  ar: 'العربية',
} as const satisfies Record<Language, string>;
