import { blockOf, type IndicScript, isIndic, type Script } from './scripts.ts';

type Table = { sounds: ReadonlyMap<string, string>; longest: number };
function tableOf(list: string): Table {
  const sounds = new Map(list.split(' ').map((pair) => pair.split('=') as [string, string]));
  return { sounds, longest: Math.max(...Array.from(sounds.keys(), (letters) => letters.length)) };
}

const cyrillic = tableOf(
  'дж=j тч=c кс=ks а=a б=b в=v г=g ґ=g д=d е=e ж=j з=z и=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h ц=c ч=c ш=s щ=s ъ= ы=i ь= э=e ю=iu я=ia є=e і=i ј=i љ=l њ=n ћ=c ђ=j џ=j ә=a қ=k ғ=g ң=n ө=o ү=u ұ=u һ=h',
);
const greek = tableOf(
  'γουι=ui γουα=ua γουε=ue γουο=uo ντζ=nj ντ=d μπ=b γκ=g γγ=g τζ=j τσ=c ου=u γι=i α=a β=v γ=g δ=d ε=e ζ=z η=i θ=t ι=i κ=k λ=l μ=m ν=n ξ=ks ο=o π=p ρ=r σ=s ς=s τ=t υ=i φ=f χ=h ψ=ps ω=o',
);
// How a plain Latin word is read by whoever knows nothing of its language.
const latin = tableOf(
  'sch=s tch=c sh=s ch=c kh=h gh=g th=t ph=f ck=k sz=s cz=c ee=i oo=u ou=u aa=a ii=i uu=u ce=se ci=si cy=si ei=ei ey=ei ay=ai ya=ia yo=io yu=iu ye=ie dj=j dzh=j zh=j qu=kv x=ks q=k c=k w=v y=i a=a b=b d=d e=e f=f g=g h=h i=i j=j k=k l=l m=m n=n o=o p=p r=r s=s t=t u=u v=v z=z',
);

const offsets = new Map(
  Object.entries({
    '01': 'N', '02': 'N', '05': 'a', '06': 'a', '07': 'i', '08': 'i', '09': 'u', '0a': 'u', '0b': 'ri', '0d': 'e', '0e': 'e', '0f': 'e', '10': 'ai', '11': 'o', '12': 'o', '13': 'o', '14': 'au',
    '15': 'k', '16': 'k', '17': 'g', '18': 'g', '19': 'n', '1a': 'c', '1b': 'c', '1c': 'j', '1d': 'j', '1e': 'n', '1f': 't', '20': 't', '21': 'd', '22': 'd', '23': 'n', '24': 't', '25': 't', '26': 'd',
    '27': 'd', '28': 'n', '29': 'n', '2a': 'p', '2b': 'f', '2c': 'b', '2d': 'b', '2e': 'm', '2f': 'i', '30': 'r', '31': 'r', '32': 'l', '33': 'l', '34': 'l', '35': 'v', '36': 's', '37': 's', '38': 's',
    '39': 'h', '3e': 'a', '3f': 'i', '40': 'i', '41': 'u', '42': 'u', '43': 'ri', '45': 'e', '46': 'e', '47': 'e', '48': 'ai', '49': 'o', '4a': 'o', '4b': 'o', '4c': 'au', '4e': 't', '70': 'N',
  }), // biome-ignore format: a table by place in the block
);

function spelled(text: string, { sounds, longest }: Table): string {
  let sound = '';
  for (let at = 0; at < text.length; ) {
    let length = longest;
    while (length > 1 && !sounds.has(text.slice(at, at + length))) length -= 1;
    sound += sounds.get(text.slice(at, at + length)) ?? '';
    at += length;
  }
  return sound;
}

// The vowel that every letter has of itself is not written, so it is not heard here either.
function indicSound(text: string, script: IndicScript): string {
  const start = blockOf(script);
  let sound = '';
  // Bengali writes the a of "apple" as y and a, and bh for a v.
  for (const letter of text.replaceAll('\u09CD\u09AF\u09BE', '\u09BE').replaceAll('\u09AD', '\u09B5')) {
    const offset = (Number(letter.codePointAt(0)) - start).toString(16).padStart(2, '0');
    if (offsets.has(offset)) sound += offsets.get(offset);
  }
  return sound.replace(/N(?=[pbm])/g, 'm').replaceAll('N', 'n');
}

/**
 * The form in which sounds are compared: nothing twice, and, where three consonants or more tell a word from others,
 * vowels only as front, open or back, for alphabets write them differently.
 */
export function comparable(sound: string): string {
  const once = sound.replace(/h$/, '').replace(/(.)\1+/g, '$1');
  const consonants = once.replace(/[aeiou]/g, '').length;
  if (consonants < 3) return once;
  return once
    .replace(/i/g, 'e')
    .replace(/u/g, 'o')
    .replace(/(.)\1+/g, '$1');
}

/** How a plain word of an alphabet with vowels is heard, not yet comparable; null for other alphabets. */
export function soundOf(text: string, script: Script): string | null {
  if (script === 'cyrillic') return spelled(text, cyrillic);
  if (script === 'greek') return spelled(text, greek);
  if (script === 'latin') return spelled(text, latin);
  return isIndic(script) ? indicSound(text, script) : null;
}

/** The consonants alone, by which a spelling nobody thought of may still be seen; null where they tell too little. */
export function consonantsOf(heard: string): string | null {
  const consonants = heard.replace(/[aeiouAwy]/g, '').replace(/(.)\1+/g, '$1');
  return consonants.length < fewestToTell ? null : `~${consonants}`;
}
const fewestToTell = 4;

const abjad = tableOf(
  'ا=A ع=A ى=A ب=b پ=b ت=t ط=t ٹ=t ة=A ث=s س=s ص=s ج=j ژ=j ح=h ه=h ہ=h ۀ=h ە=h ھ=H خ=x د=d ڈ=d ذ=z ز=z ض=z ظ=z ر=r ڑ=r ش=S غ=g گ=g ف=f ڤ=f ق=k ك=k ک=k ڪ=k ل=l م=m ن=n ں=N و=w ي=y ی=y ې=y ے=y ۓ=y چ=c ئ=y ؤ=w ء= ټ=t ډ=d ړ=r ښ=S ګ=g ڼ=n څ=s ځ=z ۇ=w ۆ=w ێ=y ' +
    'א=A ב=b ג=g ד=d ה=h ו=w ז=z ח=h ט=t י=y כ=k ך=k ל=l מ=m ם=m נ=n ן=n ס=s ע=A פ=f ף=f צ=s ץ=s ק=k ר=r ש=S ת=t',
);

/** The consonants and long vowels of an Arabic or Hebrew word in one set of signs; null for other alphabets. */
export function abjadOf(text: string, script: Script): string | null {
  if (script !== 'arabic' && script !== 'hebrew') return null;
  return comparableAbjad(spelled(text, abjad));
}

/** A final h is a final a (فاطمہ, فاطمة), an aspirated letter is its plain one, and nothing stands twice. */
export function comparableAbjad(letters: string): string {
  return letters
    .replace(/^H/, 'h')
    .replace(/H/g, '')
    .replace(/h$/, 'A')
    .replace(/(.)\1+/g, '$1');
}

/** What a plain word sounds like, coarsely: as a whole and by its consonants. It can ask for a look and no more. */
export function soundsOf(plain: string, script: Script): string[] {
  const letters = abjadOf(plain, script);
  const heard = letters ?? soundOf(plain, script);
  if (heard === null) return [];
  const text = letters ?? comparable(heard);
  const bare = consonantsOf(text);
  const tag = letters ? '=' : '';
  return [...(text.length > 1 ? [tag + text] : []), ...(bare === null ? [] : [bare])];
}
