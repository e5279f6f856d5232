import { type Around, aroundOf, looksPolish, withoutEndings } from './endings.ts';
import { spelt } from './folds.ts';
import { isEveryday, isEverydayPlain } from './ordinary.ts';
import { type Piece, piecesOf } from './pieces.ts';
import { decoded, readingsOf } from './readings.ts';
import { plainOf, type Run, runsFrom, sizeOf } from './runs.ts';
import { mainScript, type Script } from './scripts.ts';
import { soundsOf } from './sounds.ts';
import { spacedRuns } from './spaced.ts';
import { halvesOf, partsOf } from './together.ts';

/** One form of one word, as it is hashed. */
export type Form = { scheme: 'own' | 'spelt' | 'sound'; text: string };
/** A form as it was read in a text; `plural` where an s was taken off, which makes of a place another place. */
export type ReadForm = Form & { plural?: boolean; everyday?: boolean };
/** Pieces of a text that may be one word of what is known, in every form it may be known by. */
export type Candidate = {
  first: number;
  last: number;
  script: Script;
  forms: ReadForm[];
  /** An everyday word of its language, which no sound alone makes a name. */
  everyday: boolean;
  inside?: Inside | undefined;
};
/** A part of one written-together word of a hashtag, a handle or an address: `start` up to `end` of `word`. */
export type Inside = { word: string; start: number; end: number };
export type Scan = { pieces: Piece[]; candidates: Candidate[] };

const formsOf = (word: string, script: Script, overSpace: boolean): Form[] => {
  const exact: Form[] = [
    { scheme: 'own', text: word },
    ...spelt(word, script).map((text): Form => ({ scheme: 'spelt', text })),
  ];
  return overSpace
    ? exact
    : [...exact, ...soundsOf(word, script).map((text): Form => ({ scheme: 'sound', text }))];
};

type Said = Omit<Candidate, 'first' | 'last'>;
type Place = { around: Around; script: Script; text: string; known: Map<string, Said[]> };

function saidBy(run: Run, original: string, exactOnly: boolean, { around, script }: Place): Said[] {
  const everyday = isEveryday(original);
  const mixed = run.letters.some(({ what }) => what !== 'letters');
  return (mixed ? decoded(run.letters) : [run.letters]).flatMap((letters) =>
    readingsOf(letters, script).map((reading) => ({
      ...{ script: reading.script, everyday },
      forms: withoutEndings(reading.text, original, reading.script, around).flatMap((word): ReadForm[] => {
        const ofStem = word !== reading.text && isEverydayPlain(word);
        const plural = word !== reading.text && reading.text === `${word}s`;
        return exactOnly
          ? [{ scheme: 'own', text: word, plural }]
          : formsOf(word, reading.script, run.overSpace).map((form) => ({
              ...form,
              plural,
              everyday: ofStem,
            }));
      }),
    })),
  );
}

// Two names written together without a space, which no everyday word is.
const apart = (run: Run, original: string, text: string): Said[] => {
  if (run.overSpace || isEveryday(original)) return [];
  const halves = readingsOf(run.letters, 'none').flatMap((whole) => halvesOf(whole.text, whole.script));
  return [...halves, ...partsOf(text, run.letters)];
};

const isLetter = (piece: Piece): boolean => sizeOf(piece) === 1;

// The same word of a text is read once.
function candidatesOf(run: Run, pieces: readonly Piece[], place: Place): Candidate[] {
  const { text, around, known } = place;
  const original = run.letters
    .map(({ from, to }) => text.slice(from, to))
    .join('')
    .normalize('NFC')
    .toLowerCase();
  const words = pieces.slice(run.first, run.last + 1).map((piece) => text.slice(piece.from, piece.to));
  const exactOnly = run.overSpace && words.some((word) => isEveryday(word.normalize('NFC').toLowerCase()));
  const spacedOut = run.last > run.first && pieces.slice(run.first, run.first + 2).every(isLetter);
  const name = `${original}|${run.overSpace}|${exactOnly}|${around.welsh}|${spacedOut}`;
  const whole = known.get(name) ?? saidBy(run, original, exactOnly, place);
  const said = known.has(name) || spacedOut ? whole : [...whole, ...apart(run, original, text)];
  known.set(name, said);
  return said.map((one) => ({ ...one, first: run.first, last: run.last }));
}

const mostDigits = 15;
const fewestDigits = 6;

const isDigit = (piece: Piece | undefined): boolean =>
  piece?.what === 'digits' && plainOf(piece).length === 1;

// A house number is a piece, or digits spaced out as letters are, and never a part of those.
function isWhole(pieces: readonly Piece[], first: number, last: number): boolean {
  if (!isDigit(pieces[first])) return first === last;
  const goesOn = (piece: Piece | undefined) => isDigit(piece) && piece?.gap !== 'apart';
  const past = (at: number, step: 1 | -1) => pieces[pieces[at]?.what === 'sign' ? at + step : at];
  if ((isDigit(past(first - 1, -1)) && goesOn(pieces[first])) || goesOn(past(last + 1, 1))) return false;
  const rest = pieces.slice(first + 1, last + 1).filter(({ what }) => what !== 'sign');
  return rest.every(goesOn);
}

// A number written in groups, and the same number as it is dialled at home.
function numberFrom(pieces: readonly Piece[], first: number): Candidate[] {
  const found: Candidate[] = [];
  let digits = '';
  for (let last = first; pieces[last]?.what === 'digits' || pieces[last]?.what === 'sign'; last += 1) {
    const piece = pieces[last];
    if (!piece || piece.what === 'sign') continue;
    digits += plainOf(piece);
    if (digits.length > mostDigits) break;
    const texts = isWhole(pieces, first, last) ? [digits] : [];
    if (digits.length >= fewestDigits) texts.push(`#${athome(digits)}`);
    if (texts.length > 0)
      found.push({
        first,
        last,
        script: 'none',
        everyday: false,
        forms: texts.map((text) => ({ scheme: 'own', text })),
      });
  }
  return found;
}

/** A number without the prefix of this country. */
export const athome = (digits: string): string => digits.replace(/^(?:0044|44)0?(?=\d{9,10}$)/, '0');

// A postcode or a number plate: letters and digits, five to eight of them, in two to five pieces.
function codeFrom(pieces: readonly Piece[], first: number): Candidate[] {
  const found: Candidate[] = [];
  let code = '';
  for (let last = first; last < first + 8 && last < pieces.length; last += 1) {
    const piece = pieces[last];
    if (!piece || piece.what === 'sign') break;
    code += plainOf(piece);
    if (code.length > 8) break;
    const mixed = /\d/.test(code) && /[a-z]/.test(code);
    if (code.length >= 4 && mixed)
      found.push({
        first,
        last,
        script: 'none',
        everyday: false,
        forms: [{ scheme: 'own', text: `#${code}` }],
      });
  }
  return found;
}

/** Everything in a text that may be a word of what is known, each with its forms. Nothing is compared here. */
export function scan(text: string): Scan {
  const pieces = piecesOf(text);
  const words = pieces.map(plainOf);
  const polish = looksPolish(text, words);
  const candidates: Candidate[] = [];
  const script = mainScript(text);
  const known: Place['known'] = new Map();
  const placeAt = (first: number): Place => ({
    around: aroundOf(words.slice(Math.max(0, first - 1), first), polish),
    ...{ script, text, known },
  });
  for (const run of spacedRuns(text, pieces))
    candidates.push(...candidatesOf(run, pieces, placeAt(run.first)));
  pieces.forEach((piece, first) => {
    const place = placeAt(first);
    for (const run of runsFrom(pieces, first)) candidates.push(...candidatesOf(run, pieces, place));
    if (piece.what === 'digits') candidates.push(...numberFrom(pieces, first));
    if (piece.what !== 'sign') candidates.push(...codeFrom(pieces, first));
  });
  return { pieces, candidates };
}
