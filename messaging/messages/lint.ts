import { directionOf, type Language } from '#locales/languages.ts';
import { isolated, withoutControls } from './bidi.ts';
import type { MessageChannel } from './facts.ts';
import { firstOf } from './lock-screen.ts';
import { segmentsOf } from './segments.ts';
import { tellingWordsIn } from './telling-words.ts';

export const lintRules = [
  'name',
  'reference',
  'telling_word',
  'council',
  'one_part',
  'isolation',
  'control',
  'direction',
] as const;
export type LintRule = (typeof lintRules)[number];
export type LintPart = 'from' | 'subject' | 'preheader' | 'text';
export type Fault = { rule: LintRule; part: LintPart; found: string };

/** A message as it leaves: who it is from, and its words. */
export type Leaving = {
  channel: MessageChannel;
  language: Language;
  from: string;
  subject: string | null;
  text: string;
};
/** What may be in none of it: those it is for, about and from, and who runs the service behind its neutral name. */
export type Unsayable = {
  people: readonly string[];
  workers: readonly string[];
  references: readonly string[];
  councils: readonly string[];
};

const preheaderLength = 100;

/** What an inbox shows of an e-mail beside its subject: the start of its words. */
export const preheaderOf = (text: string): string => firstOf(text.replace(/\s+/gu, ' '), preheaderLength);

/**
 * Everything wrong with a message about to leave. `merged` is what was put into its words. A letter may name the worker and
 * the council, for by them its reader can check it; nothing that a screen shows may.
 */
export function faultsIn(sent: Leaving, unsayable: Unsayable, merged: readonly string[]): Fault[] {
  const { channel, from, subject, text } = sent;
  const onScreen = channel !== 'letter';
  const parts: [LintPart, string][] = [
    ...(onScreen ? [['from', from] satisfies [LintPart, string]] : []),
    ...(subject === null ? [] : [['subject', subject] satisfies [LintPart, string]]),
    ...(channel === 'email' ? [['preheader', preheaderOf(text)] satisfies [LintPart, string]] : []),
    ['text', text],
  ];
  const inParts = parts.flatMap(([part, words]) =>
    [...saying(words, sent, unsayable), ...turned(part, words, sent.language, merged)].map((fault) => ({
      ...fault,
      part,
    })),
  );
  const count = channel === 'text' ? segmentsOf(text).segments : 1;
  return count > 1 ? [...inParts, { rule: 'one_part', part: 'text', found: String(count) }] : inParts;
}

type Found = Omit<Fault, 'part'>;
const seenAs =
  (rule: LintRule) =>
  (found: string): Found => ({ rule, found });

const wordsOf = (text: string) =>
  ` ${(
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? ['']
  ).join(' ')} `;
const written = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '').toUpperCase();

function saying(words: string, { channel, language }: Leaving, unsayable: Unsayable): Found[] {
  const onScreen = channel !== 'letter';
  const all = wordsOf(words);
  const said = (names: readonly string[]) => names.filter((name) => all.includes(wordsOf(name)));
  return [
    ...said(unsayable.people).map(seenAs('name')),
    ...said(onScreen ? unsayable.workers : []).map(seenAs('name')),
    ...said(onScreen ? unsayable.councils : []).map(seenAs('council')),
    ...unsayable.references.filter((it) => written(words).includes(written(it))).map(seenAs('reference')),
    ...tellingWordsIn(words, language, onScreen ? 'screen' : 'letter').map(seenAs('telling_word')),
  ];
}

function turned(part: LintPart, words: string, language: Language, merged: readonly string[]): Found[] {
  // A preheader is cut from words that are looked at whole, and may end inside an isolate.
  if (part === 'preheader') return [];
  return part === 'from' ? straying(words) : [...straying(words), ...turning(words, language, merged)];
}

const isolate = /[\u2066\u2068][^\u2066-\u2069]*\u2069/gu;
const stray = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]|(?!\n)\p{Cc}/gu;
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

const straying = (words: string): Found[] =>
  Array.from(words.replace(isolate, '').matchAll(stray), ([it]) =>
    seenAs('control')(`U+${it.codePointAt(0)?.toString(16)}`),
  );

function turning(words: string, language: Language, merged: readonly string[]): Found[] {
  const direction = directionOf(language);
  const torn = merged.filter((value) => {
    const put = isolated(value, direction);
    const plain = withoutControls(value);
    return put !== plain && words.replaceAll(put, '').includes(plain);
  });
  const lines = words.replace(isolate, '').split('\n');
  const other = lines.filter((line) => {
    const [first] = line.match(/\p{L}/u) ?? [];
    return first !== undefined && rightToLeft.test(first) !== (direction === 'rtl');
  });
  return [...torn.map(seenAs('isolation')), ...other.map(seenAs('direction'))];
}
