import { type Letter, lettersOf } from './letters.ts';

/** A run of letters, or of digits, or one sign that can stand for a letter, as it lies in a text. */
export type Piece = {
  from: number;
  to: number;
  what: 'letters' | 'digits' | 'sign';
  letters: Letter[];
  capital: boolean;
  /** What lies between this piece and the one before it: nothing but signs, white space, or both with the end of a phrase. */
  gap: 'tight' | 'loose' | 'apart';
};

type Open = Piece & { lastWasSmall: boolean };

const isMark = /^\p{M}$/u;
const startsPiece = (open: Open | null, letter: Letter): boolean =>
  open === null ||
  open.what !== letter.what ||
  letter.what === 'sign' ||
  (letter.what === 'letters' && letter.capital && open.lastWasSmall);

/**
 * Cuts a text where its letters can be read apart: at spaces and signs, at characters that cannot be seen, between
 * letters and digits, and before a capital after a small letter ("JusticeForKayden", "kayden07").
 */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let open: Open | null = null;
  let space = true;
  let ended = false;
  for (const letter of lettersOf(text)) {
    if (letter.what === 'space' || letter.what === 'nothing') {
      space ||= letter.what === 'space';
      ended ||= letter.ends;
      open = null;
      continue;
    }
    if (open === null || startsPiece(open, letter)) {
      const { from, to, what, capital } = letter;
      const gap = space ? (ended ? 'apart' : 'loose') : 'tight';
      open = { from, to, what, letters: [], capital, gap, lastWasSmall: false };
      pieces.push(open);
      space = false;
      ended = false;
    }
    open.letters.push(letter);
    open.to = letter.to;
    if (letter.plain !== '' && !isMark.test(letter.plain)) open.lastWasSmall = letter.small;
  }
  return pieces;
}
