import { type Letter, lettersOf } from './letters.ts';
import { type Script, scriptOf } from './scripts.ts';

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

type Open = Piece & { lastWasSmall: boolean; script: Script };

// Latin, Cyrillic and Greek letters are mixed to deceive; a name left in one of them only stands against any other.
const alike: ReadonlySet<Script> = new Set(['latin', 'cyrillic', 'greek']);
const areApart = (before: Script, next: Script): boolean =>
  before !== 'none' && next !== 'none' && before !== next && !(alike.has(before) && alike.has(next));

// A word broken over two lines is one word.
const isHyphen = /[-\u2010\u2011]/;
const isLineEnd = /[\r\n]/;

const isMark = /^\p{M}$/u;
const startsPiece = (open: Open | null, letter: Letter): boolean =>
  open === null ||
  open.what !== letter.what ||
  letter.what === 'sign' ||
  areApart(open.script, scriptOf(letter.plain)) ||
  (letter.what === 'letters' && letter.capital && open.lastWasSmall);

// The last capital of several begins the next word: "BFletcher".
const startsAfterCapitals = (open: Open, letter: Letter, next: Letter | undefined): boolean =>
  open.capital && letter.capital && next?.small === true && open.what === 'letters';

/**
 * Cuts a text where its letters can be read apart: at spaces and signs, at characters that cannot be seen, between
 * letters and digits or two alphabets, and before a capital after a small letter ("JusticeForKayden", "kayden07").
 */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let open: Open | null = null;
  let space = true;
  let ended = false;
  let hyphen = false;
  const all = lettersOf(text);
  for (const [at, letter] of all.entries()) {
    // What is not seen belongs to whatever it stands in, and where it stands in nothing it is nothing.
    if (letter.what === 'letters' && letter.plain === '') {
      open?.letters.push(letter);
      if (open) open.to = letter.to;
      continue;
    }
    const character = text.slice(letter.from, letter.to);
    hyphen = isHyphen.test(character) || (hyphen && isLineEnd.test(character));
    if (hyphen && isLineEnd.test(character)) continue;

    if (letter.what === 'space' || letter.what === 'nothing') {
      space ||= letter.what === 'space';
      ended ||= letter.ends;
      open = null;
      continue;
    }
    if (open === null || startsPiece(open, letter) || startsAfterCapitals(open, letter, all[at + 1])) {
      const { from, to, what, capital } = letter;
      const gap = space ? (ended ? 'apart' : 'loose') : 'tight';
      open = { from, to, what, letters: [], capital, gap, lastWasSmall: false, script: 'none' };
      pieces.push(open);
      space = false;
      ended = false;
    }
    open.letters.push(letter);
    open.to = letter.to;
    if (letter.plain === '' || isMark.test(letter.plain)) continue;
    open.lastWasSmall = letter.small;
    open.script = scriptOf(letter.plain);
  }
  return pieces;
}
