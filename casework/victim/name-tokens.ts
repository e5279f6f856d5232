export type NameToken = { kind: 'word' | 'prefix' | 'sound'; text: string };

const shortestPrefix = 3;
const longestPrefix = 10;

// Letters that Unicode does not take apart, and that people type as their plain neighbours.
const plainLetters: Readonly<Record<string, string>> = {
  ł: 'l',
  đ: 'd',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ı: 'i',
};

/** The words of a name in their plain form: no accents, no capitals, no punctuation. "O'Brien" is one word. */
export function nameWords(name: string): string[] {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’ʼ`]/gu, '')
    .replace(/[łđøæœßı]/g, (letter) => plainLetters[letter] ?? letter);
  return [...new Set(plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ''))];
}

const sounds: readonly (readonly [RegExp, string])[] = [
  [/^(?:kn|gn)/, 'n'],
  [/^wr/, 'r'],
  [/ph/g, 'f'],
  [/sch|sh|cz|sz|ch|tch/g, 's'],
  [/gh|h/g, ''],
  [/ck|[cq]/g, 'k'],
  [/x/g, 'ks'],
  [/z/g, 's'],
  [/[vw]/g, 'f'],
  [/^[aeiouy]+/, 'a'],
  [/(?!^)[aeiouyj]/g, ''],
  [/(.)\1+/g, '$1'],
];

// Cecilia is heard as Sesilia, yet Ceri and Cian with a k: nothing in the letters tells which, so a name keeps both.
const softC = /(?<![ck])c(?=[eiy])/g;

const heardIn = (word: string) => sounds.reduce((heard, [pattern, by]) => heard.replace(pattern, by), word);

/**
 * The consonants of a Latin word as they are heard, so that Stephen finds Steven: once with each c before e, i or y hard
 * and once soft where that differs. None where too little is left.
 */
export function soundsOf(word: string): string[] {
  if (!/^[a-z]+$/.test(word)) return [];
  const heard = new Set([heardIn(word), heardIn(word.replace(softC, 's'))]);
  return [...heard].filter((sound) => sound.length >= 2);
}

const soundTokens = (word: string): NameToken[] => soundsOf(word).map((text) => ({ kind: 'sound', text }));

function prefixesOf(word: string): string[] {
  const letters = [...word];
  const longest = Math.min(letters.length - 1, longestPrefix);
  const count = Math.max(0, longest - shortestPrefix + 1);
  return Array.from({ length: count }, (_, index) => letters.slice(0, shortestPrefix + index).join(''));
}

/** Everything a name can be found by. */
export function tokensOfName(name: string): NameToken[] {
  return nameWords(name).flatMap((word) => [
    { kind: 'word' as const, text: word },
    ...prefixesOf(word).map((text) => ({ kind: 'prefix' as const, text })),
    ...soundTokens(word),
  ]);
}

/** What one word that someone looks for may match. */
export function tokensLookedFor(word: string): NameToken[] {
  return [{ kind: 'word', text: word }, { kind: 'prefix', text: word }, ...soundTokens(word)];
}
