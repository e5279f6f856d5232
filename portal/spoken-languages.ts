import type { Language } from '#locales/languages.ts';

/** A language someone speaks, by its name in the language of the page; what is no code stays as they wrote it. */
export function spokenName(language: Language, spoken: string): string {
  if (!/^[a-z]{2,3}$/.test(spoken)) return spoken;
  return new Intl.DisplayNames([language], { type: 'language', fallback: 'code' }).of(spoken) ?? spoken;
}
