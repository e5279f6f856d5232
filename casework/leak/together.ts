import { spelt } from './folds.ts';
import type { Letter } from './letters.ts';
import { readingsOf } from './readings.ts';
import type { Candidate, ReadForm } from './scan.ts';
import { type Script, scriptOf } from './scripts.ts';

type Half = Omit<Candidate, 'first' | 'last'>;

const fewestLetters = 6;
const mostLetters = 30;
const shortest = 3;

// A sign that leans on a letter stays with it, and so does what a half letter leans on.
const leans = /^[\p{M}]$/u;
const half = /[\u094D\u09CD\u0A4D\u0ACD]$/u;

const formsOf = (word: string, script: Script): ReadForm[] => [
  { scheme: 'own', text: word },
  ...spelt(word, script).map((text): ReadForm => ({ scheme: 'spelt', text })),
];

const hasCapitals: ReadonlySet<Script> = new Set(['latin', 'cyrillic', 'greek', 'none', 'other']);
const most = 4;

/** The parts of a word between places where a line may end, which nobody sees but which lie between two words. */
export function partsOf(text: string, letters: readonly Letter[]): Half[] {
  const parts: Letter[][] = [[]];
  for (const letter of letters) {
    if (text.slice(letter.from, letter.to) === '\u200B') parts.push([]);
    else parts.at(-1)?.push(letter);
  }
  if (parts.length === 1 || parts.length > most) return [];
  const read = parts.flatMap((part) => readingsOf(part, 'none').slice(0, 1));
  const word = read.map((part) => part.text).join('');
  return read.map((part, at) => {
    const start = read.slice(0, at).reduce((sum, before) => sum + before.text.length, 0);
    const inside = { word, start, end: start + part.text.length };
    return { script: part.script, everyday: false, forms: formsOf(part.text, part.script), inside };
  });
}

/**
 * The two halves of a long word, wherever it may be two names written together without a space. A half counts only
 * where the rest of the word is known too. Where there are capitals they divide such words.
 */
export function halvesOf(word: string, script: Script): Half[] {
  const size = word.length;
  if (hasCapitals.has(script) || size < fewestLetters || size > mostLetters) return [];
  if (scriptOf(word) !== script) return [];
  const found: Half[] = [];
  for (let at = shortest - 1; at <= size - shortest + 1; at += 1) {
    if (leans.test(word.charAt(at)) || half.test(word.slice(0, at))) continue;
    for (const [start, end] of [
      [0, at],
      [at, size],
    ] as const)
      found.push({
        ...{ script, everyday: false },
        forms: formsOf(word.slice(start, end), script),
        inside: { word, start, end },
      });
  }
  return found;
}
