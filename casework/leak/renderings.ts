import { type Grapheme, graphemes, type Rendered, type Way } from './latin-graphemes.ts';
import { saidAs } from './said.ts';

const longest = 4;
/** Renderings of one name in one alphabet that are kept. */
const usual = 110;
// Two letters of another alphabet are somebody only where nothing else is likelier.
const tooShort = 2;

const isVowel = (letter: string) => /[aeiouy]/.test(letter);

// The spelling at a place of a name with what stands around it, the most particular first.
function keysAt(name: string, at: number, spelling: string): string[] {
  const rest = name.slice(at + spelling.length);
  const keys = [];
  if (at === 0 && spelling.length === 1 && /^[^aeiouy][eiy]/.test(rest)) keys.push(`^${spelling}+`);
  if (at === 0) keys.push(`^${spelling}`);
  if (rest === '') keys.push(`${spelling}$`);
  if (spelling.length === 1 && isVowel(spelling)) {
    if (/^[^aeiouyx]e$/.test(rest)) keys.push(`${spelling}!`);
    if (/^[^aeiouyx](?:[eiy]|on$)/.test(rest)) keys.push(`${spelling}+`);
  }
  if (at === 0 && spelling === 'i' && /^[^aeiouy][aeiou]/.test(rest)) keys.unshift('^i*');
  // A v before a consonant is a Greek υ (Avgi), and an h there changes places in India (Mehta).
  if (/^(?:[ae]v|eh)$/.test(spelling) && /^[^aeiouy]/.test(rest)) keys.push(`${spelling}-`);
  if (/^(?:[cg]|sc)$/.test(spelling) && /^[eiy]/.test(rest)) keys.push(`:${spelling}`);
  if (spelling === 'a' && /^[^aeiouyx]a/.test(rest)) keys.push('a*');
  // Only the first a is that of "apple", which others write as an e.
  if (spelling === 'a' && /[aeiouy]/.test(name.slice(0, at)) && /^[^aeiouy]/.test(rest)) keys.push('~a');
  // An n after an r is another one in India: Varun, Kiran, Krishna.
  if (spelling === 'n' && /r|sh/.test(name.slice(0, at))) keys.push('%n');
  return [...keys, spelling];
}

function graphemeAt(name: string, at: number): { grapheme: Grapheme; length: number } | null {
  for (let length = Math.min(longest, name.length - at); length > 0; length -= 1) {
    const spelling = name.slice(at, at + length);
    if (spelling === 'aw' && isVowel(name.charAt(at + 2))) continue;
    // A y or w before a vowel begins the next sound: "Maya" is not "May" and an a.
    const key = keysAt(name, at, spelling).find((one) => graphemes.has(one));
    const grapheme = key === undefined ? undefined : graphemes.get(key);
    if (grapheme) return { grapheme, length };
  }
  return null;
}

const doubled = (ways: readonly Way[]): Way[] => [
  ...ways,
  ...ways
    .filter(({ text }) => text.length > 0)
    .map(({ text, cost }) => ({ text: text + text.slice(-1), cost })),
];

// Arabic writes a letter once, and twice only where a name is made of two.
const dearer = (ways: readonly Way[]): Way[] =>
  doubled(ways).map((way, at) => (at < ways.length ? way : { ...way, cost: way.cost + 1 }));

const twice = (grapheme: Grapheme): Grapheme => ({
  arabic: dearer(grapheme.arabic),
  cyrillic: doubled(grapheme.cyrillic),
  greek: doubled(grapheme.greek),
  indic: doubled(grapheme.indic),
});

function graphemesOf(name: string): Grapheme[] {
  const found: Grapheme[] = [];
  for (let at = 0; at < name.length; ) {
    const next = graphemeAt(name, at);
    const letter = name.charAt(at + (next ? next.length : 1) - 1);
    const again = next !== null && !isVowel(letter) && name.charAt(at + next.length) === letter;
    if (next) found.push(again ? twice(next.grapheme) : next.grapheme);
    at += next ? next.length + (again ? 1 : 0) : 1;
  }
  return found;
}

/** All ways through a row of choices that cost no more than is left, the likeliest first. */
export function waysThrough(choices: readonly (readonly Way[])[], budget: number, most: number): Way[] {
  let ways: Way[] = [{ text: '', cost: 0 }];
  for (const options of choices) {
    const longer = ways.flatMap((way) =>
      options
        .filter(({ cost }) => way.cost + cost <= budget)
        .map(({ text, cost }) => ({ text: way.text + text, cost: way.cost + cost })),
    );
    ways = longer.sort((a, b) => a.cost - b.cost).slice(0, most);
  }
  const first = new Map<string, Way>();
  for (const way of ways) if (!first.has(way.text)) first.set(way.text, way);
  return [...first.values()];
}

// A Bengali o is often left to the letter before it, and at the start it is written like an a.
const bengali = (ways: readonly Way[], at: number): Way[] => {
  const shorter = ways
    .filter(({ text }) => ways[0]?.text.startsWith('ओ') && /^ओ[रन]?$/.test(text))
    .map(({ text, cost }) => ({ text: at === 0 ? `अ${text.slice(1)}` : text.slice(1), cost }));
  // Where others leave an a to the letter before, Bengali writes it.
  const isA = ways[0]?.text === '';
  const open = ways.map(({ text, cost }) => ({ text, cost: isA && text === 'आ' ? 0 : cost }));
  return [...open, ...shorter];
};

// Urdu and Punjabi put a vowel before an s that stands with another consonant.
const before: Readonly<Record<Rendered, readonly Way[]>> = {
  cyrillic: [{ text: '', cost: 0 }],
  greek: [{ text: '', cost: 0 }],
  indic: [
    { text: '', cost: 0 },
    { text: 'इ', cost: 2 },
  ],
  arabic: [
    { text: '', cost: 0 },
    { text: 'ا', cost: 1 },
  ],
};

/** A rendering in folded letters, with the name of its folding; `cost` above `spare` asks for a look only. */
export type Rendering = { folded: string; text: string; cost: number };

/** `evenShort` where a number or a neighbour tells the rest. */
export type Limits = { budget: number; most?: number; evenShort?: boolean };

function renderedAs(
  name: string,
  script: Rendered | 'bengali',
  { budget, most = usual, evenShort }: Limits,
): Rendering[] {
  const column = script === 'bengali' ? 'indic' : script;
  const row = graphemesOf(name).map((grapheme) => grapheme[column]);
  const choices = script === 'bengali' ? row.map(bengali) : row;
  const led = /^s[^aeiouhy]/.test(name) ? [before[column], ...choices] : choices;
  return waysThrough(led, budget, most)
    .map(({ text, cost }) => ({ folded: script, text: folds[script](text), cost }))
    .filter(
      ({ text, cost }, at) =>
        evenShort ||
        text.length > tooShort ||
        at === 0 ||
        (cost === 0 && (script === 'bengali' || script === 'arabic')),
    );
}

// What two letters become when they meet.
const folds: Readonly<Record<Rendered | 'bengali', (text: string) => string>> = {
  cyrillic: (text) => text.replace(/и+(?=и[ау])/g, ''),
  greek: (text) => text.replaceAll('γγ', 'γκ').replace(/ννγκ/g, 'νγκ'),
  indic: (text) =>
    text
      .replace(/न(?=[पफबभम])/g, 'म')
      .replace(/इय(?=[आइउएओ]|[^आइउएओ])/g, 'इ')
      .replace(/(?<=.)अ/g, ''),
  bengali: (text) => folds.indic(text.replace(/भ/g, 'व').replace(/ण/g, 'न')).replace(/^इ(?=[आउएओ])/, 'य'),
  arabic: (text) => text.replace(/يي/g, 'ي'),
};

/** How far from the likeliest a name may be written and still be it: a short one hardly, a long one more. */
export function spareFor(name: string): number {
  const sounds = Math.max(...saidAs(name).map((said) => graphemesOf(said).length));
  return Math.min(3, Math.max(0, Math.ceil((name.length + sounds) / 2) - 3));
}

/** The ways a plain Latin name is written in other alphabets, up to so far from the likeliest. */
export function renderingsOf(name: string, limits: Limits): Rendering[] {
  return saidAs(name).flatMap((said) =>
    ([...Object.keys(before), 'bengali'] as (Rendered | 'bengali')[]).flatMap((script) =>
      renderedAs(said, script, limits),
    ),
  );
}
