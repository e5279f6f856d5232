import type { Language } from '#locales/languages.ts';

// Beginnings of words, because most of these languages change the endings.
const anywhere: Record<Language, readonly string[]> = {
  en: [
    'youth',
    'justice',
    'victim',
    'court',
    'offen',
    'crim',
    'police',
    'child',
    'restorative',
    'harmed',
    'caution',
    'sentenc',
    'prison',
    'probation',
    'guilt',
  ],
  cy: [
    'ieuenctid',
    'cyfiawnder',
    'dioddef',
    'llys',
    'trosedd',
    'heddlu',
    'plentyn',
    'blentyn',
    'phlentyn',
    'adferol',
    'niwed',
    'carchar',
    'prawf',
    'euog',
  ],
  pl: [
    'młodzie',
    'nielet',
    'sprawiedliw',
    'ofiar',
    'pokrzywdz',
    'sąd',
    'przestęp',
    'polic',
    'dziec',
    'naprawcz',
    'krzywd',
    'wyrok',
    'więzie',
    'kurator',
    'winn',
  ],
  ur: [
    'نوجوان',
    'انصاف',
    'متاثر',
    'مظلوم',
    'عدالت',
    'جرم',
    'مجرم',
    'پولیس',
    'بچ',
    'نقصان',
    'سزا',
    'جیل',
    'قصور',
  ],
  ar: [
    'شباب',
    'أحداث',
    'عدالة',
    'العدالة',
    'ضحية',
    'الضحية',
    'محكمة',
    'المحكمة',
    'جريمة',
    'الجريمة',
    'جان',
    'شرطة',
    'الشرطة',
    'طفل',
    'الطفل',
    'إصلاحي',
    'ضرر',
    'سجن',
    'عقوبة',
    'مذنب',
  ],
};
const onScreensToo: Record<Language, readonly string[]> = {
  en: ['council', 'worker', 'case', 'report', 'statement', 'incident', 'meeting'],
  cy: ['cyngor', 'chyngor', 'gweithiwr', 'achos', 'adroddiad', 'datganiad', 'digwyddiad'],
  pl: ['rad', 'council', 'pracowni', 'raport', 'oświadcz', 'zdarzen', 'spotkan'],
  ur: ['کونسل', 'کارکن', 'مقدم', 'رپورٹ', 'بیان', 'واقع', 'ملاقات'],
  ar: ['مجلس', 'المجلس', 'عامل', 'قضية', 'القضية', 'تقرير', 'إفادة', 'حادث', 'اجتماع'],
};

/**
 * The words in a message that would tell a stranger what it is about, in its own language. A letter may
 * name the council, for that is how its reader can check it; a screen may not.
 */
export function unsafeWordsIn(text: string, language: Language, where: 'screen' | 'letter'): string[] {
  const unsafe = where === 'screen' ? [...anywhere[language], ...onScreensToo[language]] : anywhere[language];
  const words = text.toLocaleLowerCase(language).match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.filter((word) => unsafe.some((beginning) => word.startsWith(beginning)));
}
