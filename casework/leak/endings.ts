import { isIndic, type Script } from './scripts.ts';

const stripped = (word: string, endings: RegExp, shortest: number): string[] => {
  const stem = word.replace(endings, '');
  return stem !== word && [...stem].length >= shortest ? [stem] : [];
};

// Surnames that are another name with an s: Mr Williams is nobody's William.
const surnames = new Set(
  'adams williams roberts stevens owens richards edwards peters phillips daniels michaels matthews andrews jacobs harris morris evans rogers simons stephens abrahams isaacs davies hughes jones reeves collins watkins hopkins jenkins perkins dawkins parsons saunders sanders walters waters myers rivers woods fields banks brooks hills wells james lewis thomas alis'.split(
    ' ',
  ),
);

type Replaced = readonly (readonly [RegExp, string])[];
const replaced = (word: string, rules: Replaced): string[] =>
  rules.flatMap(([pattern, by]) => (pattern.test(word) ? [word.replace(pattern, by)] : []));

const consonant = '[bcdfghjklmnpqrstvwxz]';
// Endings no English word has come off anywhere; the short ones only where the words around are Polish.
const polish: Replaced = [
  [/(owi|owie|owa|owej|ow)$/, ''],
  [new RegExp(`(?<=${consonant})(em)$`), ''],
  [/(?<=[kg])iem$/, ''],
  [/sk(iego|iemu|im|ich)$/, 'ski'],
  [/sk(iej)$/, 'ska'],
  [/ck(iego|iemu|im|ich)$/, 'cki'],
  [/ck(iej)$/, 'cka'],
];
const polishOnly: Replaced = [
  [new RegExp(`(?<=${consonant})(a|u|ie|y|e)$`), ''],
  [/(y|i|e|o|ie)$/, 'a'],
  [/(?<=i)(a|u|e)$/, ''],
];
// Before the e of a dative a consonant is softened (Anita, Anicie; Jessica, Jessice); an e that was left out comes back
// (Kacper, Kacpra).
const softened: Replaced = [
  [/cie$/, 'ta'],
  [/dzie$/, 'da'],
  [/dze$/, 'ga'],
  [/ce$/, 'ka'],
  [/ce$/, 'ca'],
  [/rze$/, 'ra'],
  [/sze$/, 'cha'],
  [/(?<=[bcdfghjklłmnprstwz])([bcdfghjklłmnprstwz])(?:a|u|owi|em|iem|ze|y)$/, 'e$1'],
];

const welshSoft: Replaced = [
  [/^(g|ngh|ch)(?=[aeiouwylr])/, 'c'],
  [/^(b|mh|ph)(?=[aeiouwylr])/, 'p'],
  [/^(dd|n)(?=[aeiouwyr])/, 'd'],
  [/^(d|nh|th)(?=[aeiouwyr])/, 't'],
  [/^f(?=[aeiouwylr])/, 'b'],
  [/^f(?=[aeiouwylr])/, 'm'],
  [/^m(?=[aeiouwylr])/, 'b'],
  [/^l(?=[aeiouwy])/, 'll'],
  [/^r(?=[aeiouwy])/, 'rh'],
  [/^ng(?=[aeiouwylr])/, 'g'],
  [/^(?=[aeiouwylr])/, 'g'],
];

/** What the words around say of the language: only there do endings and beginnings change that elsewhere make other names. */
export type Around = { polish: boolean; welsh: boolean };

const ofLatin = (word: string, original: string, around: Around): string[] => {
  if (/[ąę][\p{M}\p{Cf}]*$/u.test(original)) return [word.replace(/[ae]$/, 'a')];
  const plain = surnames.has(word)
    ? []
    : stripped(word, /(?<=[sxz]|[cs]h)es$/, 3).concat(stripped(word, /s$/, 2));
  const declined = [...replaced(word, polish)];
  if (around.polish) declined.push(...replaced(word, polishOnly), ...replaced(word, softened));
  const mutated = around.welsh ? replaced(word, welshSoft) : [];
  return [
    ...plain,
    ...declined.filter((stem) => stem.length > 2),
    ...mutated.filter((stem) => stem.length > 3),
  ];
};

const hard = '[бвгджзклмнпрстфхцчшщ]';
const russian: Replaced = [
  [new RegExp(`(?<=${hard})(?:а|у|ом|ем|е|ой)$`), ''],
  [new RegExp(`(?<=${hard})(?:ы|и|е|у|ои|ою|еи)$`), 'а'],
  [/(?:и|е|ю|еи|ею)$/, 'я'],
  [/(?<=[аеоиуыэюя])(?:я|ю|ем|е)$/, 'и'],
  [/(?<=[бвгджзклмнпрстфхцчшщ])(?:я|ю|ем|е)$/, 'ь'],
  [/(?:ого|ому|им|ом)$/, 'ии'],
  [/(?:ои|ую)$/, 'ая'],
  [/(?:ая|ои|ую)$/, 'а'],
  [/(?<=[оеи][вн])(?:ым|ои)$/, ''],
  [/(?<=[оеи][вн])ои$/, 'а'],
  [new RegExp(`(?<=${hard})(?:ові|еві|ови|ом)$`), ''],
];
// A dative softens what stands before it, and a name in -ко is declined.
const ukrainian: Replaced = [
  [/зі$/, 'га'],
  [/ці$/, 'ка'],
  [/сі$/, 'ха'],
  [/і$/, 'а'],
  [/(?:і|єю|ю)$/, 'я'],
  [/(?<=к)(?:а|у|ові|ом)$/, 'о'],
];

const greek: Replaced = [
  [/σ$/, ''],
  [/ου$/, 'οσ'],
  [/(?:ο|ε|ον)$/, 'οσ'],
  [/(?:η|α)$/, '$&σ'],
  [/(?:ου|ε|ον)$/, ''],
];

// Letters that Urdu and Persian have and Arabic has not: what is joined to words in Arabic is not joined there.
export const notArabic = /[ٹڈڑںےہھگچپیکۓژ]/;

const arabic = (word: string, original: string): string[] => {
  if (notArabic.test(original)) return [];
  const bare = word.replace(/^(?:[وف]?(?:ال|لل|[بل](?:ال)?)|[وف])/, '');
  const shorter = word.replace(/^[وفبل]/, '');
  // Only with its mark is a last alif an accusative: "عمرنا" is no Imran.
  const marked = /\u064B/.test(original) ? /ا$/ : /(?!)/;
  const ends = [word, bare, shorter].flatMap((one) => [one, ...stripped(one, marked, 4)]);
  return [...new Set(ends)].filter((one) => one !== word && [...one].length >= 3);
};

const hebrew = (word: string): string[] => stripped(word, /^(?:ו?[בלמהשכ]|ו)/, 2);

const hung = (list: string): readonly string[] => list.normalize('NFC').split(' ');
const bengali = hung('য়ের যের দের ের র কে রা তে য় য টি টা ও ই েও েই কেও কেই').map((one) =>
  one.replace(/\u09BC/g, ''),
);
const gujarati = hung('નાં ની ના નો નું ને માં થી એ ે નેય ય વાળા');
const hindi = hung('को का की के ने से में ों');

const indic = (word: string, script: Script): string[] => {
  const endings = script === 'bengali' ? bengali : script === 'gujarati' ? gujarati : hindi;
  const once = endings.flatMap((ending) => {
    const stem = word.slice(0, -ending.length);
    return word.endsWith(ending) && [...stem].length >= 2 ? [stem] : [];
  });
  return [...once, ...[word, ...once].flatMap((one) => stripped(one, /(?:এ|ে)$/u, 2))];
};

/** A word as it stands in a text, and without what its language hangs on it: a possessive, a case, an article. */
export function withoutEndings(word: string, original: string, script: Script, around: Around): string[] {
  const shorter = () => {
    if (script === 'latin') return ofLatin(word, original, around);
    if (script === 'cyrillic')
      return replaced(word, [...russian, ...ukrainian]).filter((stem) => stem.length > 2);
    if (script === 'greek') return replaced(word, greek).filter((stem) => stem.length > 2);
    if (script === 'arabic') return arabic(word, original);
    if (script === 'hebrew') return hebrew(word);
    return isIndic(script) ? indic(word, script) : [];
  };
  return [...new Set([word, ...shorter()])];
}

const onlyPolish = new Set(
  'nie się sie jest dla przez był była został została oraz dziecko szkoła szkole czy bardzo jego jej wczoraj dzisiaj'.split(
    ' ',
  ),
);
const oftenPolish = new Set('w z ze na od po za że'.split(' '));
const welshWords = new Set(
  'y yr yn ym yng i o a ac gan am ar at dros drwy dan heb hyd wrth ysgol gyfun gynradd uwchradd heol stryd mae oedd roedd fod fy dy ei eu neu'.split(
    ' ',
  ),
);

/** What the last few words say of the language of the next. */
export function aroundOf(words: readonly string[], polishAnywhere: boolean): Around {
  const before = words.at(-1);
  return {
    polish: polishAnywhere,
    welsh: before !== undefined && welshWords.has(before),
  };
}

/** Whether a text is in Polish: it has letters or several small words that only Polish has. */
export function looksPolish(text: string, words: readonly string[]): boolean {
  if (/[ąęłńśźż]/i.test(text)) return true;
  const often = words.filter((word) => oftenPolish.has(word)).length;
  const spelled = words.filter((word) => /[csrd]z/.test(word)).length;
  return often > 1 || spelled > 1 || words.some((word) => onlyPolish.has(word));
}
