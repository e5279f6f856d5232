import i18next, { type i18n } from 'i18next';
import ar from '#locales/ar/messages.json' with { type: 'json' };
import cy from '#locales/cy/messages.json' with { type: 'json' };
import en from '#locales/en/messages.json' with { type: 'json' };
import { directionOf, type Language } from '#locales/languages.ts';
import pl from '#locales/pl/messages.json' with { type: 'json' };
import ur from '#locales/ur/messages.json' with { type: 'json' };
import { isolated } from './bidi.ts';

type Words = typeof en;
type PathIn<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${PathIn<T[K]>}` }[keyof T &
  string];
export type WordKey = PathIn<Words>;
export type Values = Readonly<Record<string, string>>;

const words = { en, cy, pl, ur, ar } satisfies Record<Language, Words>;

async function speaker(language: Language): Promise<i18n> {
  const instance = i18next.createInstance();
  await instance.init({
    lng: language,
    fallbackLng: false,
    ns: ['messages'],
    defaultNS: 'messages',
    resources: { [language]: { messages: words[language] } },
    interpolation: { escapeValue: false },
    missingInterpolationHandler: (_text: string, match: RegExpExecArray) => {
      throw new Error(`Nothing was given for ${match[0]}`);
    },
  });
  return instance;
}

const speakers: Record<Language, i18n> = {
  en: await speaker('en'),
  cy: await speaker('cy'),
  pl: await speaker('pl'),
  ur: await speaker('ur'),
  ar: await speaker('ar'),
};

/** The words of one key in one language, with the values put in. Throws when a value is missing. */
export function say(language: Language, key: WordKey, values: Values = {}): string {
  const direction = directionOf(language);
  const put = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isolated(value, direction)]),
  );
  // The sites type i18next's keys as their own; a default makes it take ours.
  return String(speakers[language].t(key, { ...put, defaultValue: key }));
}

/** The same words before anything is put in: what a template version is made of. */
export function template(language: Language, key: WordKey): string {
  return String(speakers[language].getResource(language, 'messages', key));
}
