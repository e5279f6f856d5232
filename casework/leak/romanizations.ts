import type { Way } from './latin-graphemes.ts';
import { waysThrough } from './renderings.ts';
import { blockOf, type IndicScript, isIndic, type Script } from './scripts.ts';

const most = 320;

const tableOf = (list: string): ReadonlyMap<string, readonly Way[]> =>
  new Map(
    list
      .trim()
      .split(/\s+/)
      .map((entry): [string, Way[]] => {
        const [letters = '', ways = ''] = entry.split(':');
        return [
          letters,
          ways
            .split(',')
            .flatMap((likely, cost) =>
              likely.split('=').map((text) => ({ text: text.replace('-', ''), cost })),
            ),
        ];
      }),
  );

const cyrillic = tableOf(`
  а:a б:b в:v=w г:g,h ґ:g д:d е:e=ye ж:zh=j з:z и:i=y,ii к:k=c л:l м:m н:n о:o п:p р:r с:s т:t=th у:u=w=oo ф:f х:kh=h=ch ц:ts=c ч:ch ш:sh
  щ:shch ъ:- ы:y ь:- э:e ю:yu=iu=u я:ya=ia і:i ї:yi є:ye ј:j љ:l њ:n ћ:c ђ:dj џ:j дж:j кс:x=ks ау:ow=au уо:wa=wo уи:wi ай:ai
  аи:y=ay=ai еи:ey=ei=ay ии:y=ii ья:ya=ia ье:ie оу:o=ou ов:ov=ow ев:ev=ew ию:iu ия:ia=iya ие:ie=iye`);
const greek = tableOf(`
  α:a β:v=b γ:g=y δ:d ε:e ζ:z η:i θ:th ι:i κ:k=c λ:l μ:m ν:n ξ:x=ks ο:o π:p ρ:r σ:s τ:t υ:y=i φ:f=ph χ:h=ch=kh ψ:ps ω:o μπ:b=mp ντ:d=nt=nd
  γκ:g=ng γγ:ng τζ:j=tz τσ:ch=ts ου:ou=w αι:ai=e=ay ει:i=ei=ay οι:oi=i ευ:ev=eu=ef αυ:av=au=af γι:y=gi=i γου:w=gou αι:y=ai=ay`);
const indic = tableOf(`
  अ:a आ:a=aa इ:i=e ई:i=ee उ:u=oo ऊ:u=oo ऋ:ri ए:e=ay ऐ:ai=e=a ओ:o औ:au=o=ow ऑ:o=a ऍ:e=a ा:a=aa ि:i=e ी:i=ee=y ु:u=oo ू:u=oo ृ:ri े:e=ay ै:ai=e=a ो:o ौ:au=o=ow ॉ:o=a ॅ:e=a
  हे:he,eh हि:hi,eh क:k=c ख:kh ग:g घ:gh ङ:n च:ch छ:chh=ch ज:j=z झ:jh=z ञ:n ट:t ठ:th ड:d=r ढ:dh ण:n त:t थ:th द:d ध:dh न:n प:p फ:f=ph ब:b भ:bh=v म:m य:y=i र:r ल:l ळ:l
  व:v=w श:sh=s ष:sh=s स:s=sh ह:h ं:n=m ँ:n=- ः:- ॰:n=m क्स:x=ks वा:wa=va ओय:w=v ोय:w=v`);
const arabic = tableOf(`
  ا:a ع:a=- ى:a=i ب:b=p پ:p ت:t ة:a ط:t ٹ:t ث:th=s س:s ص:s ج:j=g چ:ch ح:h ه:h ہ:h ھ:h خ:kh=h د:d ڈ:d ذ:dh=z ز:z ض:d=z ظ:z ر:r ڑ:r ش:sh غ:gh=g گ:g ف:f=v ڤ:v
  يی:ai=i=ei يي:ai=i=ei ق:q=k ك:k=c ک:k=c ل:l م:m ن:n ں:n و:u=w=oo ي:i=ei ی:i=ei ے:e ئ:i=- ؤ:u ء:- كس:x=ks`);

const vowelLetter = /[ا-يى]/;
const isIndicConsonant = (letter: string) => /[\u0915-\u0939]/.test(letter);
const inherent: readonly Way[] = [
  { text: 'a', cost: 0 },
  { text: '', cost: 1 },
];
const short: readonly Way[] = [
  { text: 'a', cost: 0 },
  { text: 'i', cost: 0 },
  { text: 'u', cost: 1 },
  { text: '', cost: 1 },
];
const longVowel = /[اويىیےئؤ]/;

function lettersOf(word: string, table: ReadonlyMap<string, readonly Way[]>) {
  const found: { letters: string; ways: readonly Way[] }[] = [];
  for (let at = 0; at < word.length; ) {
    const length = [3, 2, 1].find((count) => table.has(word.slice(at, at + count)));
    const letters = word.slice(at, at + (length || 1));
    const ways = table.get(letters);
    if (ways) found.push({ letters, ways });
    else found.push({ letters, ways: [{ text: '', cost: 0 }] });
    at += letters.length;
  }
  return found;
}

// The letters of an abjad leave short vowels out: between two consonants any may be heard.
function ofAbjad(word: string): (readonly Way[])[] {
  const letters = lettersOf(word, arabic);
  return letters.flatMap(({ letters: letter, ways }, at) => {
    const last = at === letters.length - 1;
    if (last && /[هہ]/.test(letter))
      return [
        [
          { text: 'a', cost: 0 },
          { text: 'ah', cost: 0 },
        ],
      ];
    if (at === 0 && /[اع]/.test(letter)) {
      const next = letters[1];
      if (next && longVowel.test(next.letters))
        return [
          letter === 'ا'
            ? [
                { text: '', cost: 0 },
                { text: 'a', cost: 0 },
              ]
            : [
                { text: 'a', cost: 1 },
                { text: '', cost: 0 },
              ],
        ];
      return [['a', 'i', 'u'].map((text) => ({ text, cost: 0 }))];
    }
    if (at === 0 && letter === 'و') return [['w', 'v'].map((text) => ({ text, cost: 0 }))];
    if (at === 0 && /[يی]/.test(letter)) return [[{ text: 'y', cost: 0 }]];
    const next = letters[at + 1];
    const gap =
      !longVowel.test(letter) &&
      letter !== 'ع' &&
      next &&
      !longVowel.test(next.letters) &&
      next.letters !== 'ة';
    const closes = next && at + 2 === letters.length && /[هہ]/.test(next.letters);
    return gap && !closes ? [ways, short] : [ways];
  });
}

function ofIndic(word: string, script: IndicScript): (readonly Way[])[] {
  const start = blockOf(script);
  const moved = [...word]
    .map((letter) => {
      const offset = Number(letter.codePointAt(0)) - start;
      return offset >= 0 && offset < 0x80 ? String.fromCodePoint(0x900 + offset) : letter;
    })
    .join('');
  const letters = lettersOf(moved.replace(/ॱ(.)/g, '$1\u094D$1'), indic);
  return letters.flatMap(({ letters: letter, ways }, at) => {
    const next = letters[at + 1]?.letters;
    if (next === undefined || !isIndicConsonant(letter.slice(-1))) return [ways];
    const open = isIndicConsonant(next.charAt(0)) || /[ंँ॰]/.test(next);
    return open ? [ways, script === 'bengali' ? [...inherent, { text: 'o', cost: 0 }] : inherent] : [ways];
  });
}

function choicesOf(word: string, script: Script): (readonly Way[])[] {
  if (script === 'cyrillic') return lettersOf(word, cyrillic).map(({ ways }) => ways);
  if (script === 'greek') return lettersOf(word, greek).map(({ ways }) => ways);
  if (script === 'arabic' && vowelLetter.test(word)) return ofAbjad(word);
  return isIndic(script) ? ofIndic(word, script) : [];
}

/** The ways a plain word of another alphabet is written in Latin letters, the likeliest first. */
export function romanizationsOf(word: string, script: Script): string[] {
  const choices = choicesOf(word, script);
  if (choices.length === 0) return [];
  return waysThrough(choices, 3, most)
    .map(({ text }) => text)
    .filter((text) => text.length > 1);
}
