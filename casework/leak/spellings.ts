import { type Grapheme, graphemes, saidAs, softC, softG } from './latin-graphemes.ts';
import { isIndic, type Script } from './scripts.ts';
import { abjadOf, comparable, comparableAbjad, soundOf } from './sounds.ts';

/** What a name is known by in alphabets other than its own: its sounds, and the letters an abjad writes for them. */
export type Spellings = { sound: string[]; abjad: string[] };

const most = 240;
type Way = { text: string; cost: number };

/** All ways through a row of choices, the likeliest first, up to a number nobody would go past. */
function waysThrough(choices: readonly (readonly string[])[]): string[] {
  let ways: Way[] = [{ text: '', cost: 0 }];
  for (const options of choices) {
    const longer = ways.flatMap(({ text, cost }) =>
      options.map((option, rank) => ({ text: text + option, cost: cost + rank })),
    );
    ways = longer.sort((a, b) => a.cost - b.cost).slice(0, most);
  }
  return ways.map(({ text }) => text);
}

const longest = 4;

function graphemeAt(name: string, at: number): { grapheme: Grapheme; length: number } | null {
  for (let length = Math.min(longest, name.length - at); length > 0; length -= 1) {
    const spelling = name.slice(at, at + length);
    const soft = length === 1 && /[eiy]/.test(name.charAt(at + 1));
    if (soft && spelling === 'c') return { grapheme: softC, length };
    if (soft && spelling === 'g') return { grapheme: softG, length };
    const atStart = at === 0 ? graphemes.get(`^${spelling}`) : undefined;
    const atEnd = at + length === name.length ? graphemes.get(`${spelling}$`) : undefined;
    const grapheme = atStart ?? atEnd ?? graphemes.get(spelling);
    if (grapheme) return { grapheme, length };
  }
  return null;
}

function graphemesOf(name: string): Grapheme[] {
  const found: Grapheme[] = [];
  for (let at = 0; at < name.length; ) {
    const next = graphemeAt(name, at);
    if (next) found.push(next.grapheme);
    at += next ? next.length : 1;
  }
  return found;
}

const vowelless = (text: string) => !/[Awy]/.test(text);
const consonantsIn = (text: string) => text.replace(/[Awy]/g, '').length;

/** The ways a plain Latin name may be heard and written. A short one keeps its vowel: "تم" is not Tom. */
function ofLatin(plain: string): Spellings {
  const names = [plain.replace(/([^aeiou])\1/g, '$1'), saidAs(plain)].filter((name) => name !== null);
  const rows = names.map((name) => graphemesOf(name));
  const sound = rows.flatMap((row) => waysThrough(row.map((one) => one.sound)));
  const abjad = rows.flatMap((row) => waysThrough(row.map((one) => one.abjad)));
  return {
    sound: sound.map(comparable).filter((one) => /[aeiou]/.test(one) || one.length > 2),
    abjad: abjad
      .map(comparableAbjad)
      .filter((one) => one.length > 1 && !(vowelless(one) && consonantsIn(one) < 3)),
  };
}

const betweenConsonants = ['', 'a', 'i', 'u'];
const ofAbjad: Readonly<Record<string, readonly string[]>> = {
  ...{
    b: ['b', 'p'],
    t: ['t'],
    s: ['s'],
    j: ['j', 'g'],
    h: ['h', ''],
    x: ['h', 'k'],
    d: ['d'],
    z: ['z', 'd', 'j'],
  },
  ...{ r: ['r'], S: ['s'], g: ['g'], f: ['f', 'v', 'p'], k: ['k'], l: ['l'], m: ['m'], n: ['n'], c: ['c'] },
};
const carried: Readonly<Record<string, readonly string[]>> = {
  A: ['a', '', 'e'],
  w: ['u', 'v', 'o', 'av'],
  y: ['i', 'ei', 'ai', 'e', 'ii'],
};
const first: Readonly<Record<string, readonly string[]>> = {
  A: ['a', 'i', 'u', 'e', 'o'],
  w: ['v'],
  y: ['i'],
};
const last: Readonly<Record<string, readonly string[]>> = { A: ['a'], w: ['u', 'o'], y: ['i', 'ai'] };

// An abjad leaves short vowels out, so between two consonants any may be heard.
function heardInAbjad(letters: string): string[] {
  const choices: (readonly string[])[] = [];
  [...letters].forEach((letter, at) => {
    const place = at === 0 ? first : at === letters.length - 1 ? last : carried;
    const consonant = ofAbjad[letter];
    const before = letters.charAt(at - 1);
    if (consonant && before in ofAbjad) choices.push(betweenConsonants);
    const only = at === 0 && letter === 'A' && consonantsIn(letters) < 2;
    choices.push(consonant ?? (only ? ['a'] : place[letter]) ?? ['']);
  });
  return waysThrough(choices).map(comparable);
}

const vowelsHeard: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(?:ei|ai|ie)/, ['ei', 'ai', 'e', 'i', 'a']],
  [/^(?:iu|io)/, ['iu', 'u', 'o', 'io']],
  [/^ia/, ['ia', 'a']],
  [/^a/, ['a', 'e', '']],
  [/^e/, ['e', 'i', 'a', '']],
  [/^i/, ['i', 'e', 'ai', '']],
  [/^o/, ['o', 'u', 'a', '']],
  [/^u/, ['u', 'o', 'a', '']],
  [/^j/, ['j', 'z', 'i']],
  [/^v/, ['v', 'u', 'b']],
  [/^h/, ['h', 'g', '']],
  [/^g/, ['g', 'h']],
  [/^s/, ['s']],
  [/^c/, ['c', 's']],
];
const writtenInAbjad: Readonly<Record<string, readonly string[]>> = {
  ...{
    a: ['A', ''],
    e: ['', 'y', 'A'],
    i: ['y', ''],
    o: ['w', ''],
    u: ['w', ''],
    ei: ['y', 'Ay'],
    ai: ['Ay', 'y'],
  },
  ...{
    ia: ['yA'],
    v: ['f', 'w'],
    p: ['b', 'f'],
    g: ['g', 'j', 'k', 'h'],
    c: ['c', 'tS', 'S', 's'],
    s: ['s', 'S'],
  },
  ...{ j: ['j', 'z', 'y'], h: ['h', 'x'], z: ['z'], iu: ['yw'], io: ['yw'], ie: ['y', ''] },
};

const isConsonant = (unit: string | undefined) => unit !== undefined && !/[aeiou]/.test(unit);

function unitsOf(sound: string): string[] {
  return [...sound.matchAll(/ei|ai|ia|iu|io|ie|./g)].map(([unit]) => unit);
}

// Heard once from an alphabet with vowels, a name may be written with others near them.
function fromSound(sound: string, hasOwnVowels: boolean): Spellings {
  const units = unitsOf(sound);
  const heard = units.map((unit, at) => {
    const ways = vowelsHeard.find(([pattern]) => pattern.test(unit))?.[1] ?? [unit];
    const named = at === 0 ? ways.filter((way) => way !== '') : ways;
    const unwritten = !hasOwnVowels && at > 0 && isConsonant(unit) && isConsonant(units[at - 1]);
    return unwritten ? ['', 'a', 'o', 'e'].flatMap((vowel) => named.map((way) => vowel + way)) : named;
  });
  const letters = units.map((unit, at) => {
    const ways = writtenInAbjad[unit] ?? [unit];
    if (at > 0 || !/^[aeiou]/.test(unit))
      return at === units.length - 1 ? ways.filter((way) => way !== '') : ways;
    return /^[ou]/.test(unit) ? ['Aw', 'A'] : ['A', 'Ay'];
  });
  return {
    sound: waysThrough(heard).map(comparable),
    abjad: waysThrough(letters)
      .map(comparableAbjad)
      .filter((one) => !(vowelless(one) && consonantsIn(one) < 3)),
  };
}

/** Everything a plain word may be known by in alphabets other than its own. */
export function spellingsOf(plain: string, script: Script): Spellings {
  if (script === 'latin')
    return /[aeiouyw]/.test(plain) ? distinct(ofLatin(plain)) : { sound: [], abjad: [] };
  const letters = abjadOf(plain, script);
  if (letters) return distinct({ sound: heardInAbjad(letters), abjad: [letters] });
  const sound = soundOf(plain, script);
  return sound ? distinct(fromSound(sound, !isIndic(script))) : { sound: [], abjad: [] };
}

const distinct = ({ sound, abjad }: Spellings): Spellings => ({
  sound: [...new Set(sound)].filter((one) => one.length > 1),
  abjad: [...new Set(abjad)].filter((one) => one.length > 1),
});
