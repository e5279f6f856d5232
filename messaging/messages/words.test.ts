import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { languages } from '#locales/languages.ts';
import { isolated, isolateMixed } from './bidi.ts';
import { messageFacts } from './facts.ts';
import { lockScreenOf } from './lock-screen.ts';
import { segmentsOf } from './segments.ts';
import { tellingWordsIn } from './telling-words.ts';
import { say } from './words.server.ts';

async function wordsOf(language: string): Promise<Map<string, string>> {
  const file = await readFile(`locales/${language}/messages.json`, 'utf8');
  const flat = (value: unknown, path: string): [string, string][] =>
    typeof value === 'string'
      ? [[path, value]]
      : Object.entries(value ?? {}).flatMap(([key, inner]) => flat(inner, path ? `${path}.${key}` : key));
  return new Map(flat(JSON.parse(file), ''));
}
const placesIn = (text = '') => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

test.each(languages)('%s says everything English says, with the same things put in', async (language) => {
  const [english, other] = [await wordsOf('en'), await wordsOf(language)];
  expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
  for (const [key, text] of english) {
    expect(placesIn(other.get(key)), `${language} ${key}`).toEqual(placesIn(text));
    expect(other.get(key)?.trim()).not.toBe('');
    if (language !== 'en') expect(other.get(key), `${language} ${key}`).not.toBe(text);
  }
});

test('words with something missing are never sent', () => {
  expect(() => say('en', 'ring')).toThrow('Nothing was given for {{phone}}');
});

test.each([
  ['en', 'A letter from Youth Services', ['youth']],
  ['cy', 'Mae gan y llys newyddion', ['llys']],
  ['pl', 'Wiadomość dla ofiary', ['ofiary']],
  ['ur', 'عدالت سے خبر', ['عدالت']],
  ['ar', 'خبر من المحكمة', ['المحكمة']],
] as const)('a word that would hurt on a screen is seen in %s', (language, text, found) => {
  expect(tellingWordsIn(text, language, 'screen')).toEqual(found);
});

test('the council may be named in a letter and not on a screen', () => {
  expect(tellingWordsIn("Your council's number", 'en', 'letter')).toEqual([]);
  expect(tellingWordsIn("Your council's number", 'en', 'screen')).toEqual(['council']);
});

test.each([
  ['a'.repeat(160), { segments: 1, encoding: 'GSM-7', length: 160 }],
  ['a'.repeat(161), { segments: 2, encoding: 'GSM-7', length: 161 }],
  ['€', { segments: 1, encoding: 'GSM-7', length: 2 }],
  ['ŵ'.repeat(70), { segments: 1, encoding: 'UCS-2', length: 70 }],
  ['ŵ'.repeat(71), { segments: 2, encoding: 'UCS-2', length: 71 }],
])('the parts of a text are counted as the network counts them (%#)', (text, counted) => {
  expect(segmentsOf(text)).toEqual(counted);
});

test('a locked device shows the start of a text, the subject of an e-mail and nothing of a letter', () => {
  const message = { subject: 'An answer for you', text: 'x'.repeat(200) };
  expect(lockScreenOf({ ...message, subject: null }, 'text')).toEqual({
    watch: 'x'.repeat(40),
    banner: 'x'.repeat(80),
    full: 'x'.repeat(160),
  });
  expect(lockScreenOf(message, 'email').watch).toBe(`An answer for you\n${'x'.repeat(22)}`);
  expect(lockScreenOf(message, 'letter')).toEqual({ watch: '', banner: '', full: '' });
});

test('a letter with a mark above it is never cut in two', () => {
  expect(lockScreenOf({ subject: null, text: 'غيّر'.repeat(20) }, 'text').watch).toBe(`${'غيّر'.repeat(13)}غ`);
});

test.each([
  ['جواب من Harbour Team لك', 'rtl', 'جواب من \u2068Harbour Team\u2069 لك'],
  ['جواب لك', 'rtl', 'جواب لك'],
  ['An answer', 'ltr', 'An answer'],
  ['From مرحبا بك, today', 'ltr', 'From \u2068مرحبا بك\u2069, today'],
] as const)('a mixed subject keeps each run together (%#)', (line, direction, expected) => {
  expect(isolateMixed(line, direction)).toBe(expected);
});

test.each([
  ['020 7946 0000', 'rtl', '\u2066020 7946 0000\u2069'],
  ['020 7946 0000', 'ltr', '020 7946 0000'],
  ['048213', 'rtl', '048213'],
  ['سامية', 'rtl', '\u2068سامية\u2069'],
  ['سامية', 'ltr', '\u2068سامية\u2069'],
  ['Sam', 'ltr', 'Sam'],
] as const)('only what its neighbours would turn round is isolated (%#)', (value, direction, put) => {
  expect(isolated(value, direction)).toBe(put);
});

test.each(['ltr', 'rtl'] as const)('a value brings no control of its own into a %s line', (direction) => {
  expect(isolated('\u202E1\u2069\u200F2\n3\u061C\u0000', direction)).toBe('123');
});

test.each([
  [{ kind: 'sign_in_code', code: '12345' }],
  [{ kind: 'update', content: 'sentence', sentenceKey: 'anything else', phone: '0300 123' }],
  [{ kind: 'update', content: 'free words', phone: '0300 123' }],
  [{ kind: 'breach' }],
])('facts nobody approved cannot become words (%#)', (facts) => {
  expect(messageFacts.safeParse(facts).success).toBe(false);
});
