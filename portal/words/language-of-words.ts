import type { Language } from '#locales/languages.ts';

// Which voice reads a script aloud; where several languages share it, letters that only one of them has decide.
const voices: readonly { script: string; voice: string; letters?: RegExp }[] = [
  { script: 'Arabic', voice: 'ur', letters: /[ٹڈڑںےگچپ]/u },
  { script: 'Arabic', voice: 'ar' },
  { script: 'Bengali', voice: 'bn' },
  { script: 'Cyrillic', voice: 'uk', letters: /[іїєґ]/iu },
  { script: 'Cyrillic', voice: 'ru' },
  { script: 'Devanagari', voice: 'hi' },
  { script: 'Greek', voice: 'el' },
  { script: 'Gujarati', voice: 'gu' },
  { script: 'Gurmukhi', voice: 'pa' },
  { script: 'Han', voice: 'zh' },
  { script: 'Tamil', voice: 'ta' },
  { script: 'Latin', voice: 'pl', letters: /[ąęłńśźż]/iu },
  { script: 'Latin', voice: 'cy', letters: /[ŵŷ]/iu },
  { script: 'Latin', voice: 'en' },
];

const scriptOf = {
  en: 'Latin',
  cy: 'Latin',
  pl: 'Latin',
  ur: 'Arabic',
  ar: 'Arabic',
} as const satisfies Record<Language, string>;

const scripts = [...new Set(voices.map(({ script }) => script))];

/**
 * The language somebody's words are to be read aloud in, by the script most of them are in; undefined where that is a
 * script of the page's own language, or none that is known. A few thousand letters say enough.
 */
export function languageOfWords(words: string, here: Language): string | undefined {
  const sample = words.slice(0, 5000);
  const counts = scripts.map((script) => ({
    script,
    letters: sample.match(new RegExp(String.raw`\p{Script=${script}}`, 'gu'))?.length ?? 0,
  }));
  const [most] = counts.toSorted((a, b) => b.letters - a.letters);
  if (!most || most.letters === 0 || most.script === scriptOf[here]) return undefined;
  return voices.find(({ script, letters }) => script === most.script && (!letters || letters.test(sample)))
    ?.voice;
}
