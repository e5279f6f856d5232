import { englishFor, type Texts } from '../../bin/review-locales.ts';

const form = /^(.*)_(zero|one|two|few|many|other)$/;
const placeholder = /\{\{-?\s*([\w.]+)[^}]*\}\}|\$t\(([^)]+)\)/g;

const placeholders = (text: string): string[] =>
  Array.from(text.matchAll(placeholder), ([, name, nested]) => name ?? `$t(${nested})`);
const manyWords = (text: string) => text.replace(placeholder, '').split(/\s+/).length >= 4;
const missingFrom = (wanted: Iterable<string>, there: Iterable<string>) => {
  const present = new Set(there);
  return [...new Set(wanted)].filter((it) => !present.has(it));
};

/** The keys of a room in English that count something: their names without the form. */
const countedIn = (english: Texts): string[] =>
  Object.keys(english)
    .filter((key) => key.endsWith('_other') && english[key.replace(/other$/, 'one')] !== undefined)
    .map((key) => key.replace(/_other$/, ''));

/** The keys a language must have: English's, with the plural forms of its own grammar. */
function keysWanted(language: string, english: Texts): string[] {
  const counted = new Set(countedIn(english));
  const isForm = (key: string) => counted.has(form.exec(key)?.[1] ?? '');
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return [
    ...Object.keys(english).filter((key) => !isForm(key)),
    ...[...counted].flatMap((base) => categories.map((category) => `${base}_${category}`)),
  ];
}

function faultsOfText(language: string, key: string, text: string, english: string): string[] {
  const mayOmitCount = form.test(key) && !key.endsWith('_other') ? ['count'] : [];
  const [here, there] = [placeholders(text), placeholders(english)];
  const lost = missingFrom(there, [...here, ...mayOmitCount]);
  const invented = missingFrom(here, [...there, ...mayOmitCount]);
  return [
    ...(text.trim() === '' ? ['is empty'] : []),
    ...(/<\/?[a-z0-9]|&[a-z]+;/i.test(text) ? ['contains markup'] : []),
    ...lost.map((name) => `loses ${name}`),
    ...invented.map((name) => `invents ${name}`),
    ...(language !== 'en' && text === english && manyWords(english) ? ['is still English'] : []),
  ];
}

/** What is wrong with the strings of one room in one language, one sentence each. */
export function faultsOfRoom(language: string, texts: Texts, english: Texts): string[] {
  const wanted = keysWanted(language, english);
  const spoken = Object.entries(texts).flatMap(([key, text]) => {
    const source = englishFor(key, english);
    return source === undefined ? [] : faultsOfText(language, key, text, source).map((it) => `${key} ${it}`);
  });
  return [
    ...missingFrom(wanted, Object.keys(texts)).map((key) => `${key} is missing`),
    ...missingFrom(Object.keys(texts), wanted).map((key) => `${key} is not wanted`),
    ...spoken,
  ];
}
