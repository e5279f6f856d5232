import { latinLetters, latinLookalike, writtenFor } from './lookalikes.ts';

/** One character of a text in its plain form: no accent, no capital, no fashion of writing. */
export type Letter = {
  from: number;
  to: number;
  what: 'letters' | 'digits' | 'sign' | 'space' | 'nothing';
  plain: string;
  /** The Latin letter it looks like, where it is of another alphabet. */
  look: string;
  capital: boolean;
  small: boolean;
  /** A sign that ends what was said before it, where white space comes too. */
  ends: boolean;
};

// Boxed and circled capitals that have no plain form of their own; flags are spelled with the first of these.
const boxes = [0x1f1e6, 0x1f150, 0x1f170] as const;

function unboxed(character: string): string {
  const code = Number(character.codePointAt(0));
  const box = boxes.find((start) => code >= start && code < start + 26);
  return box === undefined ? character : String.fromCharCode(97 + code - box);
}

const kept =
  /[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Thai}\p{Script=Hangul}]/u;
// A dot below a letter of India is left out as often as it is written.
const nukta = /[\u093C\u09BC\u0A3C\u0ABC\u0B3C]/u;
// What nobody sees within a word leaves it one word.
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/u;
// Apostrophes that count as letters: OʼConnor.
const apostrophes = /[\u02B9-\u02DF]/;
const broken = /[\p{Cc}\uFFFD]/u;

const digit = (character: string): string => {
  const code = Number(character.codePointAt(0));
  let zero = code;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero -= 1;
  return String(code - zero);
};

function plainOf(character: string): { what: Letter['what']; plain: string } {
  if (character === '\uFEFF') return { what: 'letters', plain: '' };
  if (/\s/.test(character)) return { what: 'space', plain: '' };
  // Kept within its word: it only stretches a line of Arabic.
  if (character === '\u0640') return { what: 'letters', plain: '' };
  if (apostrophes.test(character)) return { what: 'nothing', plain: '' };
  if (broken.test(character)) return { what: 'nothing', plain: '' };
  if (unseen.test(character)) return { what: 'letters', plain: '' };
  if (character.length === 1 && character in writtenFor && !/\d/.test(character))
    return { what: 'sign', plain: character };
  const apart = unboxed(character).normalize('NFKD');
  let plain = '';
  for (const part of apart) {
    if (/\p{L}/u.test(part))
      plain += latinLetters.get(part.toLowerCase()) ?? part.toLowerCase().replace('ς', 'σ');
    else if (/\p{Nd}/u.test(part)) plain += /^[0-9]$/.test(part) ? part : digit(part);
    else if (/\p{M}/u.test(part) && kept.test(character) && !nukta.test(part)) plain += part;
  }
  if (plain === '') return { what: /\p{M}/u.test(character) ? 'letters' : 'nothing', plain: '' };
  return { what: /^\d+$/.test(plain) ? 'digits' : 'letters', plain };
}

const known = new Map<string, Omit<Letter, 'from' | 'to'>>();

function read(character: string): Omit<Letter, 'from' | 'to'> {
  const before = known.get(character);
  if (before) return before;
  const base = character.normalize('NFKD').slice(0, 1);
  const letter = {
    ...plainOf(character),
    look: latinLookalike(base),
    capital: /^\p{Lu}/u.test(base),
    small: /^\p{Ll}/u.test(base),
    ends: /^[,;:.!?…"“”()،؛؟۔।·]$/u.test(character),
  };
  if (known.size < 20_000) known.set(character, letter);
  return letter;
}

/** The characters of a text in their plain form, each with where it stands. A mark on its own adds nothing. */
export function lettersOf(text: string): Letter[] {
  const letters: Letter[] = [];
  let from = 0;
  for (const character of text) {
    const to = from + character.length;
    letters.push({ ...read(character), from, to });
    from = to;
  }
  return letters;
}
