import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** How far one string has come: drafted by a machine, or checked by a person, against which English. */
export type ReviewEntry = { state: 'machine' | 'reviewed'; source: string };
export type Review = Record<string, Record<string, ReviewEntry>>;
export type Texts = Record<string, string>;
type Nested = { [key: string]: string | Nested };

export const localesFolder = join(import.meta.dirname, '../locales');
const pluralForm = /_(?:ordinal_)?(?:zero|one|two|few|many|other)$/;

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

/** The strings of a room by their full key, `home.title`. */
export function flatten(nested: Nested): Texts {
  const entriesOf = (branch: Nested, path: string): [string, string][] =>
    Object.entries(branch).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[path + key, value]] : entriesOf(value, `${path}${key}.`),
    );
  return Object.fromEntries(entriesOf(nested, ''));
}

/** The rooms that speak one language, by name, with their strings. */
export function textsOf(language: string): Record<string, Texts> {
  const files = readdirSync(join(localesFolder, language)).filter((name) => /^[a-z].*\.json$/.test(name));
  return Object.fromEntries(
    files.map((name) => [basename(name, '.json'), flatten(json(join(localesFolder, language, name)))]),
  );
}

export const languages = (): string[] =>
  readdirSync(localesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

const reviewPath = (language: string) => join(localesFolder, language, '_review.json');

export const reviewOf = (language: string): Review =>
  existsSync(reviewPath(language)) ? json(reviewPath(language)) : {};

/** A short name for an English text, so that a change of it shows. */
export const sourceHash = (english: string): string =>
  createHash('sha256').update(english).digest('hex').slice(0, 8);

/** The English a string was made from; a plural form English does not have was made from `_other`. */
export const englishFor = (key: string, english: Texts): string | undefined =>
  english[key] ?? english[key.replace(pluralForm, '_other')];

function refreshRoom(texts: Texts, english: Texts, before: Record<string, ReviewEntry> | undefined) {
  const entries = Object.keys(texts).flatMap((key): [string, ReviewEntry][] => {
    const from = englishFor(key, english);
    if (from === undefined) return [];
    const source = sourceHash(from);
    const known = before?.[key];
    return [[key, known?.source === source ? known : { state: 'machine', source }]];
  });
  return Object.fromEntries(entries);
}

/** The review a language should have: what was checked against today's English stays, all else is machine-drafted. */
export function refreshReview(
  texts: Record<string, Texts>,
  english: Record<string, Texts>,
  before: Review,
): Review {
  return Object.fromEntries(
    Object.entries(texts).map(([room, strings]) => [
      room,
      refreshRoom(strings, english[room] ?? {}, before[room]),
    ]),
  );
}

if (import.meta.main) {
  const english = textsOf('en');
  for (const language of languages().filter((it) => it !== 'en')) {
    const review = refreshReview(textsOf(language), english, reviewOf(language));
    writeFileSync(reviewPath(language), `${JSON.stringify(review, null, 2)}\n`);
    const states = Object.values(review).flatMap((room) => Object.values(room).map((entry) => entry.state));
    const drafted = states.filter((state) => state === 'machine').length;
    process.stdout.write(`${language}: ${states.length} strings, ${drafted} drafted by a machine\n`);
  }
}
