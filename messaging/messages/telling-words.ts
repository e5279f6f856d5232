import { type Language, languages } from '#locales/languages.ts';

// Beginnings of words, because most of these languages change the endings; Welsh changes the beginnings, so those stand here too.
const offences = {
  en: `abus arson assault attack burgl damag drug harass injur kill knife murder rape rob sexual stab stalk steal stole theft
    thief threat violen weapon`,
  cy: `camdri gam-dri arson ymosod bwrgler fwrgler difrod ddifrod cyffur gyffur aflonyddu anaf anafu lladd llofrudd cyllell gyllell
    trais drais treisi rhywiol stelcian dwyn lladrad lleidr bygyth fygyth arf`,
  pl: `podpal napad napaś włam kradzie kradł ukrad zniszcz narkot nękan obraże zabój zabić zabił nóż noż morder gwałt rozbój rozboj
    seksualn stalk pobici pobił groźb grozi przemoc broń broni`,
  ur: `آتش حملہ چوری چور ڈاکہ ڈکیت توڑ منشیات ہراس زخم قتل چاقو زیادتی ریپ جنسی دھمک تشدد ہتھیار`,
  ar: `حريق اعتداء سطو سرقة سارق سرق تخريب مخدر تحرش مضايقة إصابة قتل سكين طعن اغتصاب جنسي تهديد عنف سلاح إيذاء`,
} as const satisfies Record<Language, string>;

const matters = {
  en: `youth justice victim court offen crim police child restorative harmed caution sentenc prison probation guilt arrest charged
    convict custody judge magistrate suspect trial`,
  cy: `ieuenctid cyfiawnder dioddef llys trosedd drosedd throsedd heddlu plentyn blentyn phlentyn adferol niwed carchar garchar prawf
    euog arest cyhudd gyhudd barnwr farnwr ynad`,
  pl: `młodzie nielet sprawiedliw ofiar pokrzywdz sąd przestęp polic dziec naprawcz krzywd wyrok więzie kurator winn areszt
    oskarż podejrz sędzi skazan`,
  ur: `نوجوان انصاف متاثر مظلوم عدالت جرم مجرم پولیس بچ نقصان سزا جیل قصور گرفتار ملزم الزام جج مشتبہ`,
  ar: `شباب أحداث عدالة ضحية محكمة جريمة جان شرطة طفل إصلاحي ضرر سجن عقوبة مذنب متهم اعتقال قاض مشتبه إدانة`,
} as const satisfies Record<Language, string>;

const workings = {
  en: `council worker case report statement incident meeting hearing panel`,
  cy: `cyngor chyngor gyngor gweithiwr weithiwr achos adroddiad datganiad ddatganiad digwyddiad cyfarfod gyfarfod gwrandawiad panel`,
  pl: `rad council pracowni raport oświadcz zdarzen spotkan rozpraw`,
  ur: `کونسل کارکن مقدم رپورٹ بیان واقع ملاقات سماعت`,
  ar: `مجلس عامل قضية تقرير إفادة حادث اجتماع جلسة`,
} as const satisfies Record<Language, string>;

const beginningsIn = (language: Language, ...lists: Record<Language, string>[]) =>
  new RegExp(`^(?:${lists.flatMap((list) => list[language].split(/\s+/)).join('|')})`, 'u');
const onLetters = new Map(languages.map((it) => [it, beginningsIn(it, offences, matters)]));
const onScreens = new Map(languages.map((it) => [it, beginningsIn(it, offences, matters, workings)]));
// What touches a digit is no word: a card's own name, or its secret.
const aWord = /(?<![\p{L}\p{M}\p{N}])[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*(?![\p{L}\p{M}\p{N}])/gu;

// The article and the small words that Arabic writes as one with the next.
const withoutPrefix = (word: string) => word.replace(/^[وف]?[بلك]?(?:ال|ل(?=ل))?/u, '');

/**
 * The words in a message that would tell a stranger what it is about, in its own language. A letter may name the council,
 * for that is how its reader can check it; a screen may not.
 */
export function tellingWordsIn(text: string, language: Language, where: 'screen' | 'letter'): string[] {
  const beginnings = (where === 'screen' ? onScreens : onLetters).get(language);
  const tells = (word: string) => beginnings?.test(word) === true;
  const words = Array.from(text.toLocaleLowerCase(language).matchAll(aWord), ([word]) => word);
  return words.filter((word) => tells(word) || (language === 'ar' && tells(withoutPrefix(word))));
}
