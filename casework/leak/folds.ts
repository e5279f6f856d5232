import { blockOf, isIndic, type Script } from './scripts.ts';

const swapped = (pairs: string): ReadonlyMap<string, string> =>
  new Map(
    pairs.split(' ').map((pair) => {
      const [from = '', ...to] = pair;
      return [from, to.join('')];
    }),
  );
const eachLetter = (text: string, table: ReadonlyMap<string, string>) =>
  [...text].map((letter) => table.get(letter) ?? letter).join('');

// Plain Cyrillic has no й, ё or ї any more. A я that is not after a consonant is an и and an а: Наталья is Наталия.
const cyrillic = swapped('эе ыи щш іи єе ґг');
const foldCyrillic = (text: string) =>
  eachLetter(text, cyrillic)
    .replace(/(?<![бвгджзклмнпрстфхцчш])я/g, 'иа')
    .replace(/(?<![бвгджзклмнпрстфхцчш])ю/g, 'иу')
    .replace(/[ьъ]/g, '')
    .replace(/и+(?=и[ау])/g, '');

const foldGreek = (text: string) => text.replaceAll('γγ', 'γκ').replaceAll('ς', 'σ');

const arabic = swapped(
  'طت ٹت ټت صس ثس ذز ظز ضز ژز حه ہه ھه ةه ۃه ۀه ەه ۂه ڈد ډد ڑر ړر ںن ڼن یي ىي ېي ےي ۓي ئي ؤو ۇو ۆو کك ڪك ګگ ڤف ء ٱا أا إا آا ێي څس ځز ښش',
);
const hebrew = swapped('אا בب גگ דد הه וو זز חه טت יي כك ךك לل מم םم נن ןن סس עع פف ףف צس ץس קك רر שش תت');
const foldArabic = (text: string) => eachLetter(text, arabic).replace(/يي/g, 'ي');

// All alphabets of India in the letters of Devanagari: no half letters, vowels standing by themselves, their length and
// the place of the tongue in t and d left out, for a foreign name is written either way.
const indic = swapped(
  'ाआ िइ ीइ ुउ ूउ ृरइ ेए ैए ॅए ॆए ोओ ौओ ॉओ ॊओ ईइ ऊउ ऋरइ ऐए ऍए ऎए औओ ऑओ ऒओ टत ठथ डद ढध झज षस शस ञन ङन ळल ऴल ँन ंन ऱर ऩन',
);
const unwritten = /[\u094D\u093C\u0903\u093D\u0971\u0951\u0952]/g;

const toDevanagari = (text: string, start: number) =>
  [...text].map((letter) => {
    const offset = Number(letter.codePointAt(0)) - start;
    return offset >= 0 && offset < 0x80 ? String.fromCodePoint(0x900 + offset) : letter;
  });

const bare = (text: string) =>
  eachLetter(text.replace(unwritten, ''), indic)
    .replace(/न(?=[पफबभम])/g, 'म')
    .replace(/इय(?=[आइउएओ]|[^आइउएओ])/g, 'इ')
    .replace(/(?<=.)अ/g, '');

// Bengali writes the a of "apple" as y and a, a w as o and y, and one letter each for v and bh, and for b and v.
function foldBengali(text: string): string[] {
  const letters = text
    .replace(/(?:अ)?\u094Dया/g, 'ा')
    .replace(/अ्या/g, 'आ')
    .replace(/^य/, 'ज')
    .replace(/[ओो]य/g, 'व')
    .replace(/ण/g, 'न')
    .replace(/ॎ/g, 'त');
  return [
    ...new Set(
      [letters.replace(/भ/g, 'व'), letters.replace(/ब/g, 'व'), letters.replace(/[बभ]/g, 'व')].map((read) =>
        bare(read).replace(/^इ(?=[आउएओ])/, 'य'),
      ),
    ),
  ];
}

function foldIndic(text: string, script: Script, start: number): string[] {
  const letters = toDevanagari(text, start).join('');
  if (script === 'bengali') return foldBengali(letters);
  // The signs of Gurmukhi for a nasal and for a double letter have places of their own.
  return [bare(letters.replace(/\u0970/g, 'न').replace(/\u0971/g, ''))];
}

// What is written from ear into Latin letters: front, open and back vowels, the diphthong of "day" and a u that is
// long: Mahmoud is not Mohammed.
const foldLatin = (text: string) =>
  text
    .replace(/ck|q/g, 'k')
    .replace(/x/g, 'ks')
    .replace(/ph/g, 'f')
    .replace(/w/g, 'v')
    .replace(/c(?!h)/g, 'k')
    .replace(/ee|ea/g, 'i')
    .replace(/oo|ou/g, 'U')
    .replace(/(?<=.)ah$/, 'a')
    .replace(/(?<=[aeiou])y(?=[aou])/g, 'i')
    .replace(/y/g, 'i')
    .replace(/[ae]i(?![aou])/g, 'E')
    .replace(/e/g, 'i')
    .replace(/o/g, 'u')
    .replace(/(.)\1+/g, '$1');

/** Which foldings two alphabets share: a name is met by its spelling in one of them. */
export const foldedAs = (script: Script): string | null => {
  if (script === 'bengali') return 'bengali';
  if (isIndic(script)) return 'indic';
  if (script === 'hebrew') return 'arabic';
  return script === 'other' || script === 'none' ? null : script;
};

const foldsOf = (plain: string, script: Script): string[] => {
  if (script === 'cyrillic') return [foldCyrillic(plain)];
  if (script === 'greek') return [foldGreek(plain)];
  // A last ى without dots is read as an i or as an a: علی, مصطفى.
  if (script === 'arabic') return [...new Set([plain, plain.replace(/[ىی]$/, 'ا')])].map(foldArabic);
  if (script === 'hebrew') return [eachLetter(plain, hebrew)];
  if (script === 'latin') return [foldLatin(plain)];
  return isIndic(script) ? foldIndic(plain, script, blockOf(script)) : [];
};

const keyboards = swapped('یي ىي ېي ےي ئي ؤو کك ہه ةه ۃه ۀه أا إا آا ٱا گغ');
/** A plain Arabic word with nothing folded but what keyboards write differently: how a name is kept that is known. */
export const asTyped = (plain: string): string => `typed:${eachLetter(plain, keyboards).replace(/يي/g, 'ي')}`;

/** A plain word as it is compared with renderings of names, in each way that its alphabet may be read. */
export function spelt(plain: string, script: Script): string[] {
  const folded = foldsOf(plain, script).map((text) => `${foldedAs(script)}:${text}`);
  return script === 'arabic' ? [...folded, asTyped(plain)] : folded;
}
