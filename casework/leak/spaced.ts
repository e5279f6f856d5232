import { isEverydayPlain, isOrdinary } from './ordinary.ts';
import type { Piece } from './pieces.ts';
import { lettersIn, plainOf, type Run, sizeOf } from './runs.ts';
import { isIndic, scriptOf } from './scripts.ts';

type Stretch = { first: number; last: number };

const longest = 26;
const mostTrimmed = 2;

const isSingle = (piece: Piece | undefined): boolean => piece?.what === 'letters' && sizeOf(piece) <= 1;

// A letter that is a word by itself may stand before a name spaced out: "a K a y d e n" or, where it cannot be its
// ending, after it.
const isWord = (piece: Piece | undefined): boolean => piece?.gap !== 'tight' && isWordAlone(piece);
// One letter of India with its signs may be a whole word.
const isWordAlone = (piece: Piece | undefined): boolean => {
  const plain = piece ? plainOf(piece) : '';
  return isOrdinary(plain) || (plain.length > 1 && isEverydayPlain(plain));
};
const endsInWord = (piece: Piece | undefined): boolean =>
  isWord(piece) && piece !== undefined && !vowel.test(plainOf(piece));
// "А л и и" is Алия in another case, and nobody and an и.
const isOneEnding = (before: Piece | undefined, last: Piece | undefined): boolean =>
  before !== undefined && last !== undefined && /^(?:ии|ii)$/.test(plainOf(before) + plainOf(last));
const vowel = /[aаяαη]/;

function trimmed(pieces: readonly Piece[], { first, last }: Stretch): Stretch[] {
  const found: Stretch[] = [];
  for (let from = first; from <= first + mostTrimmed; from += 1) {
    for (let to = last; to >= last - mostTrimmed && to > from; to -= 1) {
      found.push({ first: from, last: to });
      const cutOff = isWord(pieces[to]) && pieces[to + 1]?.gap === 'tight';
      if (!(endsInWord(pieces[to]) || cutOff) || isOneEnding(pieces[to - 1], pieces[to])) break;
    }
    const ownCapital = pieces[from]?.capital && pieces[from + 1]?.letters.some(({ small }) => small);
    if (!isWordAlone(pieces[from]) || ownCapital || pieces[from + 1]?.gap === 'tight') break;
  }
  return found;
}

// "с Н е х о й" is two words.
const beginsWithWord = (pieces: readonly Piece[], { first }: Stretch): boolean =>
  isWordAlone(pieces[first]) && !pieces[first]?.capital && pieces[first + 1]?.capital === true;

const mayBeWord = (pieces: readonly Piece[], { first, last }: Stretch): boolean => {
  const size = last - first + 1;
  if (size > longest || beginsWithWord(pieces, { first, last })) return false;
  const own = pieces.slice(first, last + 1);
  if (size > 2 || own.every(({ capital }) => capital)) return true;
  const letters = own.map(plainOf);
  const isIndia = letters.every((letter) => isIndic(scriptOf(letter)) && letter.length > 0);
  return size > 1 && (pieces[last]?.gap === 'tight' || (isIndia && !letters.every(isOrdinary)));
};

const withCapital = (pieces: readonly Piece[], stretch: Stretch): Stretch[] => {
  const starts = [stretch.first];
  for (let at = stretch.first + 1; at <= stretch.last; at += 1)
    if (pieces[at]?.capital && !pieces[at - 1]?.capital) starts.push(at);
  return starts.length === 1
    ? []
    : starts.map((first, at) => ({ first, last: Number(starts[at + 1] ?? stretch.last + 1) - 1 }));
};

const gapsIn = (text: string, pieces: readonly Piece[], { first, last }: Stretch): string[] => {
  const gaps: string[] = [];
  for (let at = first; at < last; at += 1) gaps.push(text.slice(pieces[at]?.to, pieces[at + 1]?.from));
  return gaps;
};

// What stands most often between the letters divides them; anything else divides words.
function wordsIn(text: string, pieces: readonly Piece[], stretch: Stretch): Stretch[] {
  const gaps = gapsIn(text, pieces, stretch);
  const counted = [...Map.groupBy(gaps, (gap) => gap)].sort(
    ([a, as], [b, bs]) =>
      bs.length - as.length || Number(/\s/.test(a)) - Number(/\s/.test(b)) || a.length - b.length,
  );
  const between = counted[0]?.[0];
  const words: Stretch[] = [];
  let first = stretch.first;
  gaps.forEach((gap, at) => {
    if (gap === between) return;
    words.push({ first, last: stretch.first + at });
    first = stretch.first + at + 1;
  });
  return [...words, { first, last: stretch.last }];
}

/**
 * Words written letter by letter: whole stretches of single letters with the same between all of them, and never a part
 * of one, for within a longer name there is often a shorter. Takes a time that grows with the text alone.
 */
export function spacedRuns(text: string, all: readonly Piece[]): Run[] {
  const kept = all.flatMap((piece, at) =>
    piece.what === 'sign' && isSingle(all[at - 1]) && isSingle(all[at + 1]) ? [] : [{ piece, at }],
  );
  const pieces = kept.map(({ piece }) => piece);
  const found = new Map<string, Stretch>();
  const add = (stretch: Stretch) => {
    if (stretch.last - stretch.first > longest * 2) return;
    for (const one of [stretch, ...withCapital(pieces, stretch)].flatMap((whole) => trimmed(pieces, whole)))
      if (mayBeWord(pieces, one)) found.set(`${one.first} ${one.last}`, one);
  };
  for (let first = 0; first < pieces.length; first += 1) {
    if (!isSingle(pieces[first])) continue;
    let last = first;
    while (isSingle(pieces[last + 1])) last += 1;
    const words = wordsIn(text, pieces, { first, last });
    words.forEach((word, at) => {
      add(word);
      const next = words[at + 1];
      if (next) add({ first: word.first, last: next.last });
    });
    add({ first, last });
    first = last;
  }
  return [...found.values()].flatMap(({ first, last }) => {
    const next = pieces[last + 1];
    const ends =
      next && sizeOf(next) === 2 && next.what === 'letters' && !isWordAlone(next) ? [last, last + 1] : [last];
    return ends.map((end) => ({
      ...{ first: Number(kept[first]?.at), last: Number(kept[end]?.at), overSpace: end > last },
      letters: lettersIn(pieces.slice(first, end + 1)),
    }));
  });
}
