import type { Letter } from './letters.ts';
import { isOrdinary } from './ordinary.ts';
import type { Piece } from './pieces.ts';

/** Pieces next to each other that may be one word written apart: `first` and `last` are their places. */
export type Run = { first: number; last: number; letters: Letter[]; overSpace: boolean };

const longest = 26;
const longestSpaced = 16;
const short = 3;

const sizes = new WeakMap<Piece, number>();
// A half letter of India counts with the one that it leans on.
const halves = /[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D4D]$/u;
/** How many letters a reader sees. */
export function sizeOf(piece: Piece): number {
  const known = sizes.get(piece);
  if (known !== undefined) return known;
  let size = 0;
  let half = false;
  for (const { plain } of piece.letters) {
    if (plain === '') continue;
    const isMark = /^\p{M}/u.test(plain);
    if (!isMark && !half) size += 1;
    half = halves.test(plain);
  }
  sizes.set(piece, size);
  return size;
}

export const plainOf = (piece: Piece): string => piece.letters.map(({ plain }) => plain).join('');

// A letter that is also a word ("a", "i", "w") is taken for a piece of a name only where it is a capital in front.
const isWordAlone = (piece: Piece) => sizeOf(piece) === 1 && !piece.capital && isOrdinary(plainOf(piece));

function mayJoinOverSpace(pieces: readonly Piece[]): boolean {
  const [before, after] = [pieces[0], pieces.at(-1)];
  if (!before || !after || pieces.some(({ what }) => what !== 'letters')) return false;
  if (pieces.every((piece) => isOrdinary(plainOf(piece)))) return false;
  if (pieces.length === 2) return !isWordAlone(after) && !(isWordAlone(before) && sizeOf(after) > 4);
  return pieces.length <= 5 && pieces.every((piece) => sizeOf(piece) <= short);
}

const goesOn = (pieces: readonly Piece[], tight: boolean, next: Piece): boolean => {
  if (next.gap === 'tight' && tight) return true;
  if (next.what !== 'letters' && next.gap !== 'tight') return false;
  const singles = pieces.every((piece) => sizeOf(piece) <= 1) && sizeOf(next) <= 1;
  const all = [...pieces, next];
  if (!singles && all.some(({ gap }, at) => at > 0 && gap === 'apart')) return false;
  return singles || pieces.length === 1 || (all.length <= 5 && all.every((piece) => sizeOf(piece) <= short));
};

export const lettersIn = (pieces: readonly Piece[]) => pieces.flatMap(({ letters }) => letters);

const mostSingles = 3;
const mostPieces = 9;

const isSingle = (piece: Piece | undefined): boolean => piece?.what === 'letters' && sizeOf(piece) === 1;
// A letter among letters spaced out is no word.
const isSpacedOut = (pieces: readonly Piece[], at: number): boolean =>
  isSingle(pieces[at - 1]) && isSingle(pieces[at]) && isSingle(pieces[at + 1]);

/** Every run that begins with a piece and may be one word, the piece on its own first; not letters all spaced out. */
export function* runsFrom(pieces: readonly Piece[], first: number): Generator<Run> {
  const [begin] = pieces.slice(first, first + 1);
  if (!begin) return;
  if (begin.what === 'letters' && !isSpacedOut(pieces, first))
    yield { first, last: first, letters: begin.letters, overSpace: false };
  const seen: Piece[] = [begin];
  let size = sizeOf(begin);
  let tight = true;
  let singles = size <= 1;
  for (let last = first + 1; last < pieces.length; last += 1) {
    const next = pieces[last];
    if (!next || !goesOn(seen, tight, next)) return;
    tight = tight && next.gap === 'tight';
    seen.push(next);
    size += sizeOf(next);
    singles &&= sizeOf(next) <= 1 && next.what === 'letters';
    if (size > (tight ? longest : longestSpaced) || (singles && seen.length > mostSingles)) return;
    if (seen.length > mostPieces) return;
    if (singles) continue;
    const signs = seen.some(({ what }) => what !== 'letters');
    const overSpace = !tight && seen.some((piece) => sizeOf(piece) > 1);
    if (!signs && (tight || mayJoinOverSpace(seen)))
      yield { first, last, letters: lettersIn(seen), overSpace };
    if (signs && tight && !alternates(seen) && isMostlyLetters(seen)) yield* withSigns(seen, first, last);
  }
}

// "|д|" is a letter between two lines.
const isMostlyLetters = (seen: readonly Piece[]): boolean => {
  const letters = seen
    .filter(({ what }) => what === 'letters')
    .reduce((sum, piece) => sum + sizeOf(piece), 0);
  return letters > 0 && letters >= seen.filter(({ what }) => what === 'sign').length;
};

// A sign after every letter divides letters and stands for none.
const alternates = (seen: readonly Piece[]): boolean =>
  seen.length > 3 && seen.every(({ what }, at) => (at % 2 === 0 ? what === 'letters' : what === 'sign'));

// A sign in a word is read both as the letter it is written for and as nothing at all; a digit only as a letter.
function* withSigns(seen: readonly Piece[], first: number, last: number): Generator<Run> {
  yield { first, last, letters: lettersIn(seen), overSpace: false };
  const rest = seen.filter(({ what }) => what !== 'sign');
  const ends = seen[0]?.what !== 'sign' && seen.at(-1)?.what !== 'sign';
  if (ends && rest.length < seen.length) yield { first, last, letters: lettersIn(rest), overSpace: false };
}
