import { type Around, aroundOf, looksPolish, withoutEndings } from './endings.ts';
import { isEveryday } from './ordinary.ts';
import { type Piece, piecesOf } from './pieces.ts';
import { decoded, readingsOf } from './readings.ts';
import { plainOf, type Run, runsFrom } from './runs.ts';
import { mainScript, type Script } from './scripts.ts';
import { abjadOf, comparable, consonantsOf, soundOf } from './sounds.ts';

/** One form of one word, as it is hashed. */
export type Form = { scheme: 'own' | 'sound' | 'abjad'; text: string };
/** A form as it was read in a text; `plural` where an s was taken off, which makes of a place another place. */
export type ReadForm = Form & { plural?: boolean };
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

const formsOf = (word: string, script: Script): Form[] => {
  const own: Form = { scheme: 'own', text: word };
  const letters = abjadOf(word, script);
  if (letters) return letters.length > 1 ? [own, ...alsoBare('abjad', letters)] : [own];
  const sound = soundOf(word, script);
  const heard = sound === null ? '' : comparable(sound);
  return heard.length > 1 ? [own, ...alsoBare('sound', heard)] : [own];
};

const alsoBare = (scheme: 'sound' | 'abjad', text: string): Form[] => {
  const bare = consonantsOf(text);
  return bare === null
    ? [{ scheme, text }]
    : [
        { scheme, text },
        { scheme, text: bare },
      ];
};

type Place = { around: Around; script: Script; text: string };

function candidatesOf(run: Run, pieces: readonly Piece[], { around, script, text }: Place): Candidate[] {
  const mixed = run.letters.some(({ what }) => what !== 'letters');
  const [from = 0, to = 0] = [pieces[run.first]?.from, pieces[run.last]?.to];
  const original = run.first === run.last ? text.slice(from, to).normalize('NFC').toLowerCase() : '';
  const everyday = isEveryday(original);
  const joinedWords = pieces.slice(run.first, run.last + 1).map((piece) => text.slice(piece.from, piece.to));
  const strange = !joinedWords.some((word) => isEveryday(word.normalize('NFC').toLowerCase()));
  return (mixed ? decoded(run.letters) : [run.letters]).flatMap((letters) =>
    readingsOf(letters, script).map((reading) => ({
      ...{ first: run.first, last: run.last, script: reading.script, everyday },
      forms: withoutEndings(reading.text, original, reading.script, around).flatMap((word): ReadForm[] => {
        const plural = word !== reading.text && reading.text === `${word}s`;
        return run.overSpace && !strange
          ? [{ scheme: 'own', text: word, plural }]
          : formsOf(word, reading.script).map((form) => ({ ...form, plural }));
      }),
    })),
  );
}

const mostDigits = 15;
const fewestDigits = 6;

// A number written in groups, and the same number as it is dialled at home.
function numberFrom(pieces: readonly Piece[], first: number): Candidate[] {
  const found: Candidate[] = [];
  let digits = '';
  for (let last = first; pieces[last]?.what === 'digits' || pieces[last]?.what === 'sign'; last += 1) {
    const piece = pieces[last];
    if (!piece || piece.what === 'sign') continue;
    digits += plainOf(piece);
    if (digits.length > mostDigits) break;
    const texts = last === first ? [digits] : [];
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
  pieces.forEach((piece, first) => {
    const place = { around: aroundOf(words.slice(Math.max(0, first - 1), first), polish), script, text };
    for (const run of runsFrom(pieces, first)) candidates.push(...candidatesOf(run, pieces, place));
    if (piece.what === 'digits') candidates.push(...numberFrom(pieces, first));
    if (piece.what !== 'sign') candidates.push(...codeFrom(pieces, first));
  });
  return { pieces, candidates };
}
