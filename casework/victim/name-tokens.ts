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

/** The consonants of a Latin word as they are heard, so that Stephen finds Steven; null where too little is left. */
export function soundOf(word: string): string | null {
  if (!/^[a-z]+$/.test(word)) return null;
  const sound = sounds.reduce((heard, [pattern, by]) => heard.replace(pattern, by), word);
  return sound.length >= 2 ? sound : null;
}

function prefixesOf(word: string): string[] {
  const letters = [...word];
  const longest = Math.min(letters.length - 1, longestPrefix);
  const count = Math.max(0, longest - shortestPrefix + 1);
  return Array.from({ length: count }, (_, index) => letters.slice(0, shortestPrefix + index).join(''));
}

/** Everything a name can be found by. */
export function tokensOfName(name: string): NameToken[] {
  return nameWords(name).flatMap((word) => {
    const sound = soundOf(word);
    return [
      { kind: 'word' as const, text: word },
      ...prefixesOf(word).map((text) => ({ kind: 'prefix' as const, text })),
      ...(sound ? [{ kind: 'sound' as const, text: sound }] : []),
    ];
  });
}

/** What one word that someone looks for may match. */
export function tokensLookedFor(word: string): NameToken[] {
  const sound = soundOf(word);
  return [
    { kind: 'word', text: word },
    { kind: 'prefix', text: word },
    ...(sound ? [{ kind: 'sound' as const, text: sound }] : []),
  ];
}
