import type { Random } from './random.ts';
import type { Language } from './tables.ts';

type Disguise = {
  how: string;
  wear(words: string, random: Random): string;
  only?: readonly Language[];
  /** It can stand against a prefix or an ending that is not disguised. */
  light?: true;
};

const latin = ['en', 'pl', 'cy'] as const;
const cased = [...latin, 'ru', 'el'] as const;
const joining = ['ar', 'ur'] as const;
/** What a reader takes for a letter: half letters of Indian scripts stay with the one they lean on. */
const split = (words: string): string[] =>
  words.match(/(?:[^\p{M}]\p{M}*[\u094d\u09cd\u0a4d])*[^\p{M}]\p{M}*/gu) ?? [];

const withoutMarks = (words: string) => words.normalize('NFD').replace(/\p{Mn}/gu, '');

const spread = (words: string, between: string, gap: string) =>
  words
    .split(' ')
    .map((word) => (/^[\p{L}\p{M}]{3,}$/u.test(word) ? split(word).join(between) : word))
    .join(gap);

const hyphenated = (parts: string[]) => {
  const middle = Math.floor(parts.length / 2);
  return `${parts.slice(0, middle).join('')}-\n${parts.slice(middle).join('')}`;
};

const within = (words: string, mark: string, random: Random) => {
  const parts = split(words);
  const at = 1 + random.below(Math.max(1, parts.length - 1));
  return [...parts.slice(0, at), mark, ...parts.slice(at)].join('');
};

const alikes = new Map(
  Array.from('aаeеoоpрcсxхyуiіAАBВEЕKКMМHНOОPРCСTТXХ'.matchAll(/(.)(.)/g), ([, a, b]) => [a, b]),
);
const backwards = new Map(Array.from(alikes, ([a, b]) => [b, a]));
const greek = new Map(Array.from('οoΟOΑAΒBΕEΗHΙIΚKΜMΝNΡPΤTΧX'.matchAll(/(.)(.)/g), ([, a, b]) => [a, b]));
const swapped = (map: Map<string | undefined, string | undefined>) => (words: string) =>
  split(words)
    .map((letter) => map.get(letter) ?? letter)
    .join('');

const wide = (words: string) =>
  words.replace(/[!-~]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0));

const disguises: Disguise[] = [
  { how: 'capitals', wear: (words) => words.toLocaleUpperCase('en'), only: [...latin, 'ru'] },
  { how: 'capitals', wear: (words) => withoutMarks(words).toLocaleUpperCase('el'), only: ['el'] },
  { how: 'small letters', wear: (words) => words.toLocaleLowerCase('en'), only: cased },
  {
    how: 'without accents',
    wear: (words) => withoutMarks(words).replace(/ł/g, 'l').replace(/Ł/g, 'L'),
    only: [...latin, 'el'],
    light: true,
  },
  {
    how: 'an accent added',
    wear: (words) => words.replace(/([aeiou])/, '$1\u0301').normalize('NFC'),
    only: latin,
    light: true,
  },
  { how: 'decomposed', wear: (words) => words.normalize('NFD'), light: true },
  { how: 'letters spaced out', wear: (words) => spread(words, ' ', '   ') },
  { how: 'hyphens between', wear: (words) => spread(words, '-', ' ') },
  { how: 'dots between', wear: (words) => spread(words, '.', ' ') },
  {
    how: 'zero-width inside',
    wear: (words, random) => within(words, random.pick(['\u200b', '\u2060', '\ufeff', '\u00ad']), random),
    light: true,
  },
  { how: 'zero-width everywhere', wear: (words) => spread(words, '\u200b', ' ') },
  {
    how: 'bidi marks',
    wear: (words, random) => within(words, random.pick(['\u200e', '\u200f']), random),
    light: true,
  },
  { how: 'bidi embedding', wear: (words) => `\u202b${words}\u202c` },
  { how: 'no-break spaces', wear: (words) => words.replaceAll(' ', '\u00a0') },
  { how: 'look-alike letters', wear: swapped(alikes), only: latin, light: true },
  { how: 'look-alike letters', wear: swapped(backwards), only: ['ru'], light: true },
  { how: 'look-alike letters', wear: swapped(greek), only: ['el'], light: true },
  { how: 'full width', wear: wide, only: latin },
  {
    how: 'stretched',
    wear: (words) => words.replace(/([بتسشمنيیكکلهع])(?=\p{L})/u, '$1\u0640\u0640'),
    only: joining,
    light: true,
  },
  {
    how: 'another keyboard',
    wear: (words) => words.replaceAll('ی', 'ي').replaceAll('ک', 'ك').replaceAll('ہ', 'ه'),
    only: ['ur'],
    light: true,
  },
  {
    how: 'broken over lines',
    wear: (words) => (words.includes(' ') ? words.replace(' ', '\n') : hyphenated(split(words))),
  },
];

export type Worn = { words: string; how: string };

/** Words as they stand, or in a disguise that changes them. `light`: letters stand against them on one side. */
export function disguised(worn: Worn, language: Language, light: boolean, random: Random): Worn {
  if (random.chance(0.4)) return worn;
  const disguise = disguiseFor(worn.words, language, light, random);
  const words = disguise.wear(worn.words, random);
  return words === worn.words ? worn : { words, how: `${worn.how}, ${disguise.how}` };
}

function disguiseFor(words: string, language: Language, light: boolean, random: Random) {
  const fitting = disguises.filter(
    (disguise) =>
      (disguise.only === undefined || disguise.only.includes(language)) &&
      (!light || disguise.light) &&
      (disguise.how !== 'broken over lines' || words.includes(' ') || split(words).length > 4),
  );
  return random.pick(fitting);
}
