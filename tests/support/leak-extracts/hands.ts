import type { Random } from '../leak-texts/random.ts';
import { isLatin, type Language } from './tables.ts';

export type Worn = { words: string; how: string };

type Hand = {
  how: string;
  write(words: string, random: Random): string;
  only?: (language: Language) => boolean;
  /** It can stand against letters that are written plainly. */
  attached?: true;
};

const segments = new Intl.Segmenter('und', { granularity: 'grapheme' });
const lettersOf = (words: string) => Array.from(segments.segment(words), ({ segment }) => segment);

const apart = (words: string, mark: string, gap: string) =>
  words
    .split(/\s+/)
    .map((word) => (lettersOf(word).length > 2 ? lettersOf(word).join(mark) : word))
    .join(gap);

const inside = (words: string, mark: string, random: Random) => {
  const letters = lettersOf(words);
  const at = 1 + random.below(Math.max(1, letters.length - 1));
  return letters.toSpliced(at, 0, mark).join('');
};

/** Letters and digits moved into another block, where it has them. */
const shifted = (words: string, upper: number, lower: number) =>
  words.normalize('NFD').replace(/[A-Za-z]/g, (letter) => {
    const code = letter.charCodeAt(0);
    return String.fromCodePoint(code < 97 ? upper + code - 65 : lower + code - 97);
  });

const blocks: readonly (readonly [number, number])[] = [
  [0x1d400, 0x1d41a],
  [0x1d5d4, 0x1d5ee],
  [0x1d670, 0x1d68a],
  [0xff21, 0xff41],
  [0x24b6, 0x24d0],
];

const replaced = (pairs: string) => {
  const map = new Map(pairs.split(' ').map((pair) => [pair.slice(0, 1), pair.slice(1)]));
  return (words: string) => Array.from(words, (letter) => map.get(letter) ?? letter).join('');
};

const looksCyrillic = replaced('aа eе oо pр cс xх yу iі AА BВ EЕ KК MМ HН OО PР CС TТ XХ sѕ jј');
const looksLatin = replaced('аa еe оo рp сc хx уy іi АA ВB ЕE КK МM НH ОO РP СC ТT ХX');
const looksGreek = replaced('οo ΟO ΑA ΒB ΕE ΗH ΙI ΚK ΜM ΝN ΡP ΤT ΧX αa νv');

/** Every letter of the Arabic script by one of the forms that old files keep it in. */
const presentation = new Map(
  Array.from({ length: 0xfefc - 0xfb50 }, (_, at) => String.fromCodePoint(0xfb50 + at))
    .filter((form) => form.normalize('NFKC').length === 1)
    .map((form) => [form.normalize('NFKC'), form] as const),
);

const cased = (language: Language) => isLatin(language) || language === 'uk' || language === 'el';
const joined = (language: Language) => language === 'ar' || language === 'ur';
const unseen = ['\u200b', '\u200c', '\u2060', '\ufeff', '\u00ad', '\u034f', '\u2063', '\u200e', '\u061c'];

const hands: Hand[] = [
  { how: 'capitals', write: (words) => words.toLocaleUpperCase('en'), only: cased },
  { how: 'small letters', write: (words) => words.toLocaleLowerCase('en'), only: cased, attached: true },
  {
    how: 'letters of either case',
    write: (words, random) =>
      lettersOf(words.toLowerCase())
        .map((letter) => (random.chance(0.5) ? letter.toUpperCase() : letter))
        .join(''),
    only: isLatin,
  },
  {
    how: 'no accents',
    write: (words) =>
      words
        .replaceAll('ł', 'l')
        .normalize('NFD')
        .replace(/\p{Mn}/gu, ''),
    only: (language) => isLatin(language) || language === 'el',
    attached: true,
  },
  { how: 'decomposed', write: (words) => words.normalize('NFD'), attached: true },
  { how: 'spaced', write: (words) => apart(words, ' ', '  ') },
  { how: 'spaced widely', write: (words) => apart(words, '\u2003', ' \u2003 ') },
  { how: 'punctuated', write: (words, random) => apart(words, random.pick([...'.-_*·/|,~']), ' ') },
  {
    how: 'marks around',
    write: (words, random) =>
      random.pick(['*W*', '«W»', '_W_', '[W]', 'W😡', '“W”', '/W/']).replace('W', () => words),
  },
  {
    how: 'unseen inside',
    write: (words, random) => inside(words, random.pick(unseen), random),
    attached: true,
  },
  { how: 'unseen throughout', write: (words, random) => apart(words, random.pick(unseen), ' ') },
  { how: 'unseen instead of the space', write: (words) => words.replaceAll(' ', '\u200b') },
  { how: 'joined', write: (words) => words.replaceAll(' ', '') },
  { how: 'isolated', write: (words) => `\u2068${words}\u2069` },
  {
    how: 'other spaces',
    write: (words, random) => words.replaceAll(' ', random.pick(['\u00a0', '\u2009', '   ', '\t', '\n'])),
  },
  { how: 'underlined spaces', write: (words) => words.replaceAll(' ', '_') },
  {
    how: 'another block',
    write: (words, random) => shifted(words, ...random.pick(blocks)),
    only: isLatin,
  },
  { how: 'Cyrillic alikes', write: looksCyrillic, only: isLatin, attached: true },
  { how: 'Latin alikes', write: looksLatin, only: (language) => language === 'uk', attached: true },
  { how: 'Latin alikes', write: looksGreek, only: (language) => language === 'el', attached: true },
  {
    how: 'presentation forms',
    write: (words) => Array.from(words, (letter) => presentation.get(letter) ?? letter).join(''),
    only: joined,
  },
  {
    how: 'stretched',
    write: (words) => words.replace(/([بتثجحخسشصضطعغفقكکلمنهيیپچگ])(?=\p{L})/gu, '$1ـ'),
    only: joined,
    attached: true,
  },
  {
    how: 'vowel marks',
    write: (words) => words.replace(/([بتجحدرسشفقكلمنک])(?=\p{L})/gu, '$1َ'),
    only: joined,
    attached: true,
  },
  {
    how: 'without the hamza',
    write: (words) => words.replace(/[أإآ]/g, 'ا'),
    only: (language) => language === 'ar',
    attached: true,
  },
  {
    how: 'other marks in the name',
    write: (words, random) =>
      words
        .replaceAll("'", random.pick(['’', 'ʼ', '`', '', '´']))
        .replaceAll('-', random.pick(['‑', '–', ' ', ''])),
    attached: true,
  },
];

// Nobody writes declined names together without a space, nor an initial and a name.
const together = ['joined', 'unseen instead of the space'];

/** Words plainly, or in a hand that writes them otherwise. `attached`: letters stand against them. */
export function inSomeHand(worn: Worn, language: Language, attached: boolean, random: Random): Worn {
  if (random.chance(0.35)) return worn;
  const fitting = hands.filter(
    (hand) =>
      (hand.only?.(language) ?? true) &&
      (!attached || hand.attached === true) &&
      !(/inflected|initial/.test(worn.how) && together.includes(hand.how)),
  );
  const hand = random.pick(fitting);
  const words = hand.write(worn.words, random);
  return words === worn.words ? worn : { words, how: `${worn.how}, ${hand.how}` };
}
