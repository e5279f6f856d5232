const indic = {
  devanagari: [0x0900, 0xa8e0],
  bengali: [0x0980],
  gurmukhi: [0x0a00],
  gujarati: [0x0a80],
  oriya: [0x0b00],
  tamil: [0x0b80],
  telugu: [0x0c00],
  kannada: [0x0c80],
  malayalam: [0x0d00],
} as const;
export type IndicScript = keyof typeof indic;

/** The alphabets that are told apart; a name in any `other` is met only as it was entered. */
export type Script = IndicScript | 'latin' | 'cyrillic' | 'greek' | 'arabic' | 'hebrew' | 'other' | 'none';

/** Where the block of an alphabet of India begins; all of them keep their letters in one order. */
export const blockOf = (script: IndicScript): number => indic[script][0];

export const isIndic = (script: Script): script is IndicScript => script in indic;

const indicOf = (code: number): IndicScript | undefined => {
  for (const [script, [start]] of Object.entries(indic))
    if (code >= start && code < start + 0x80) return script as IndicScript;
  return undefined;
};

const patterns: readonly (readonly [Script, RegExp])[] = [
  ['latin', /\p{Script=Latin}/u],
  ['cyrillic', /\p{Script=Cyrillic}/u],
  ['greek', /\p{Script=Greek}/u],
  ['arabic', /\p{Script=Arabic}/u],
  ['hebrew', /\p{Script=Hebrew}/u],
  ['other', /\p{L}/u],
];

const known = new Map<string, Script>();

/** The alphabet of the first character; `none` for a digit, a sign, or a mark that belongs to several. */
export function scriptOf(text: string): Script {
  const character = String.fromCodePoint(Number(text.codePointAt(0) || 0));
  const before = known.get(character);
  if (before) return before;
  const code = Number(character.codePointAt(0));
  const script = indicOf(code) ?? patterns.find(([, pattern]) => pattern.test(character))?.[0] ?? 'none';
  if (known.size < 20_000) known.set(character, script);
  return script;
}

/** The alphabet that most letters of a text are in. */
export function mainScript(text: string): Script {
  const letters = Map.groupBy(text, scriptOf);
  letters.delete('none');
  const [most] = [...letters].sort((a, b) => b[1].length - a[1].length);
  return most ? most[0] : 'none';
}
