// What a letter of another alphabet looks like to a reader of Latin; capitals apart, for В is a B and в is not.
const pairs = (list: string): [string, string][] =>
  list.split(' ').map((pair) => {
    const [from = '', ...to] = pair;
    return [from, to.join('')];
  });

const capitals = new Map(
  pairs(
    'Аa Вb Еe Ёe Ѕs Іi Їi Јj Кk Мm Нh Оo Рp Сc Тt Уy Хx Ҝk Ԁd Ԛq Ԝw Бb Гr Ғf Зe Пn Яr Эe Ьb Чy Шw ' +
      'Αa Βb Γr Δa Εe Ζz Ηh Θo Ιi Κk Λa Μm Νn Ξe Οo Πn Ρp Σe Τt Υy Φo Χx Ψy Ωo ' +
      'Ꭺa Ᏼb Ꮯc Ꭰd Ꭼe Ꮐg Ꮋh Ꭵi Ꭻj Ꮶk Ꮮl Ꮇm Ꭲt Ꮲp Ꮪs Ꮩv Ꮃw Ꮓz Ꮍy Օo Սu Լl Տs Ցg',
  ),
);
const smalls = new Map(
  pairs(
    'аa вb еe ёe ѕs іi їi јj кk мm нh оo рp сc тt уy хx һh ԁd ԛq ԝw ьb пn иu йu гr ґr зe яr эe чy шw ӏl ҡk қk ԍg ѵv ' +
      'αa βb γy δd εe ζz ηn θo ιi κk λa μu νv ξe οo πn ρp σo ςs τt υu φo χx ψy ωw ϲc ϳj ' +
      'օo ոn սu հh յj ցg զq ѡw ɐa',
  ),
);

/** The Latin letter that a Cyrillic, Greek, Cherokee or Armenian one is taken for, or '' where it is like none. */
export function latinLookalike(character: string): string {
  const like = capitals.get(character) ?? smalls.get(character);
  return like === undefined ? '' : like;
}

const cyrillic = new Map(pairs('aа bв cс eе hн iі jј kк mм nп oо pр sѕ tт uи xх yу rг'));
const greek = new Map(pairs('aα bβ eε hη iι kκ mμ nν oο pρ tτ uυ vν xχ yυ zζ wω'));

/** The letter of another alphabet for which a plain Latin one can stand, or '' where there is none. */
export function standsFor(latin: string, script: 'cyrillic' | 'greek'): string {
  const like = (script === 'cyrillic' ? cyrillic : greek).get(latin);
  return like === undefined ? '' : like;
}

// Letters made like Latin ones that Unicode does not take apart.
export const latinLetters: ReadonlyMap<string, string> = new Map(
  pairs(
    'łl đd øo æae œoe ßss ıi ŧt ħh ðd þth ĸk ŋn ƙk ɗd ɓb ɠg ƴy ɑa ɡg ɩi ɪi ɴn ʀr ʏy ʙb ɢg ʜh ʟl ᴀa ᴄc ᴅd ᴇe ᴊj ᴋk ᴍm ᴏo ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz ' +
      'ꜱs ꜰf ǝe ɐa ɔc ɟf ƃg ɥh ᴉi ɾj ʞk ɯm ɹr ʇt ʌv ʍw ʎy ɛe ɨi ʉu ƀb ȼc ɇe ǥg ɉj ƚl ɍr ⱥa ⱦt ƶz ɖd ɫl ʂs ʈt ʋv ᶄk',
  ),
);

/** The letter a digit or a sign is written for, likeliest first. */
export const writtenFor: Readonly<Record<string, readonly string[]>> = {
  '0': ['o'],
  '1': ['i', 'l'],
  '2': ['z'],
  '3': ['e'],
  '4': ['a'],
  '5': ['s'],
  '6': ['g', 'b'],
  '7': ['t'],
  '8': ['b'],
  '9': ['g'],
  '@': ['a'],
  $: ['s'],
  '!': ['i', 'l'],
  '|': ['l', 'i'],
  '€': ['e'],
  '£': ['l'],
  '+': ['t'],
};
