export const inboundClasses = ['stop', 'start', 'other'] as const;
export type InboundClass = (typeof inboundClasses)[number];

/**
 * `stop` counts among the words of `beside`; `alone` counts only as the whole text, for these words mean other
 * things in company ("cancel my appointment"); `start` is noted for staff and never restores anything by itself.
 * Each line is a list, parted by commas.
 */
type Words = {
  stop: readonly string[];
  alone: readonly string[];
  beside: readonly string[];
  start: readonly string[];
};

const words = {
  en: {
    stop: [
      'stop, stopall, stop all, unsubscribe, opt out, optout, opt me out, dont text, do not text, no more texts',
      'no more messages, no more e-mails, no more emails, dont message, do not message, dont email, do not email',
      'dont contact, do not contact, stop contacting, remove me, take me off, remove my number, delete my number',
    ],
    alone: ['end, quit, cancel, revoke, leave me alone, no more, stop it, i want to unsubscribe'],
    beside: [
      'please, pls, plz, thanks, thank, you, u, can, could, will, now, me, all, these, the, text',
      'texts, texting, txt, txts, txting, message, messages, messaging, msg, msgs, sms, sending',
      'this number, any, more, from, just, yes, ok, i want you to, i would like you to, to, at once, again',
      'email, emails, e-mail, e-mails, emailing, your list, the list, wrong number, wrong person',
    ],
    start: ['start, unstop'],
  },
  cy: {
    stop: [
      'stopiwch, stopio, stopia, dim mwy, dim rhagor, ataliwch, peidiwch a thecstio, peidiwch a fy nhecstio',
      'peidiwch ag anfon, peidiwch anfon, peidiwch a danfon, peidiwch ag e-bostio, peidiwch a chysylltu',
      'dad-danysgrifio, tynnwch fi oddi ar, gadewch lonydd i mi',
    ],
    alone: ['peidiwch, paid, terfynu, canslo, atal, digon'],
    beside: [
      'os gwelwch yn dda, plis, plîs, diolch, tecstio, decstio, tecst, tecstiau, neges, negeseuon',
      'anfon, i, mi, fi, a mi, ata i, ataf, y, yr, rhain, o, mwy, e-bost, e-byst, rhestr, y rhestr',
    ],
    start: ['dechrau, ailddechrau, cychwyn'],
  },
  pl: {
    stop: [
      'zatrzymaj, zatrzymajcie, przestań, przestańcie, przestać, wypisz, wypiszcie, rezygnuję',
      'nie pisz, nie piszcie, nie pisać, nie wysyłaj, nie wysyłajcie, nie wysyłać, wypisać, zostawcie mnie',
      'zostaw mnie, dajcie mi spokój, daj mi spokój, nie kontaktujcie się, nie kontaktuj się, nie chcę więcej',
      'nie chcę wiadomości, nie chcę sms, nie chcę smsów, nie chcę e-maili, usuńcie mój numer, usuń mój numer',
    ],
    alone: ['koniec, anuluj, dość, rezygnacja'],
    beside: [
      'proszę, prosze o, dziękuję, mi, mnie, do, już, więcej, pisać, wysyłać, wysyłania, wysyłanie',
      'sms, smsy, smsów, esemesy, wiadomości, e-maile, e-maili, tych, te, z, ze mną, zły numer',
    ],
    start: ['wznów, zacznij'],
  },
  ur: {
    stop: [
      'بند کرو, بند کریں, بند کر دو, بند کر دیں, بند کردو, بند کردیں, بند کیجیے, روکو, روکیں',
      'روک دو, روک دیں, رک جاؤ, رک جائیں, سٹاپ, اسٹاپ, میسج نہ کریں, میسج مت کریں, پیغام نہ بھیجیں',
      'میسج نہ کرو, میسج مت کرو, میسج نہ بھیجیں, میسج مت بھیجیں, پیغام مت بھیجیں, پیغام نہ کریں, مزید میسج نہیں',
      'مزید پیغام نہیں, مزید پیغامات نہیں, اور میسج نہیں, ای میل نہ کریں, ای میل مت کریں, رابطہ نہ کریں, رابطہ مت کریں',
      'band karo, band kar do, band kardo, band karein, band karen, band kar dein, roko, rokein, rok do, rok dein',
      'mat bhejo, mat bhejein, na bhejo, na bhejein, message mat karo, message mat karein, message na karo',
      'message na karein, msg mat karo, msg na karo, text mat karo, text na karo, rabta na karein',
    ],
    alone: ['بند, ختم, منسوخ, بس, بس کرو, بس کریں, band, bas, bas karo, khatam'],
    beside: [
      'پلیز, براہ کرم, براہ مہربانی, مہربانی, شکریہ, مجھے, یہ, میسج, میسجز, پیغام, پیغامات',
      'ایس ایم ایس, ای میل, ای میلز, بھیجنا, کرنا, اب, کو, سب, مزید, غلط نمبر',
      'mujhe, meherbani, shukria, ye, yeh, karo, karein, karen, karna, bhejna, ab, ko, sab, mazeed, aur',
    ],
    start: ['شروع, شروع کریں, شروع کرو'],
  },
  ar: {
    stop: [
      'توقف, توقفوا, توقفي, أوقف, أوقفوا, أوقفي, إيقاف, وقف, وقفوا, قف, ستوب, إلغاء الاشتراك',
      'لا ترسل, لا ترسلوا, لا تراسلني, لا تراسلوني, التوقف, الغ الاشتراك, الغي الاشتراك, الغوا الاشتراك',
      'لا أريد رسائل, لا أريد الرسائل, لا أريد أي رسائل, لا نريد رسائل, لا مزيد من الرسائل, لا تتصل بي',
      'لا تتصلوا بي, لا تتواصلوا معي, بطل, بطلوا, اتركوني, احذفوا رقمي, احذف رقمي',
    ],
    alone: ['إلغاء, كفى, خلص, انهاء, بس, يكفي'],
    beside: [
      'من فضلك, من فضلكم, لو سمحت, لو سمحتم, رجاء, الرجاء, ارجوك, شكرا, عن, لي, إلي, هذه, ارسال',
      'الإرسال, الرسائل, رسائل, رسالة, مراسلتي, هذا الرقم, أريد, أرجو, بريد, إيميل, إيميلات, رقم خطأ',
    ],
    start: ['ابدأ, ابدأوا, استئناف, تفعيل'],
  },
} satisfies Record<'en' | 'cy' | 'pl' | 'ur' | 'ar', Words>;

// Letters that keyboards write in more than one way, and that no Unicode form brings together.
const sameLetter: Readonly<Record<string, string>> = {
  ł: 'l',
  ي: 'ی',
  ى: 'ی',
  ك: 'ک',
  ہ: 'ه',
  ە: 'ه',
  ة: 'ه',
};

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\-'’ʼ`´ـ\u200b-\u200f\u2066-\u2069]/gu, '')
    .replace(/[łيىكہەة]/g, (letter) => sameLetter[letter] ?? letter)
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const every = (kind: keyof Words) =>
  Object.values(words)
    .flatMap((language: Words) => language[kind].flatMap((line) => line.split(', ')))
    .map(plain)
    .sort((a, b) => b.length - a.length);

const stopWords = every('stop');
const wholeStops = new Set([...stopWords, ...every('alone')]);
const wholeStarts = new Set(every('start'));
const wholePhrases = (phrases: readonly string[]) =>
  new RegExp(`(?<=^| )(?:${phrases.join('|')})(?= |$)`, 'g');
const aStop = wholePhrases(stopWords);
const aPoliteWord = wholePhrases(every('beside'));

// Whatever is left over (a "don't", an "about Tuesday") makes it something for a person to read.
function asksToStop(sentence: string): boolean {
  if (wholeStops.has(sentence)) return true;
  const rest = sentence.replace(aStop, '');
  return rest !== sentence && rest.replace(aPoliteWord, '').trim() === '';
}

/**
 * What a text to us asks for. STOP in any of our languages counts as the whole text or as its first sentence,
 * beside polite words at most; everything else is `other` and goes to a person.
 */
export function classifyInbound(text: string): InboundClass {
  const [firstSentence = ''] = text.trim().split(/[.!\n۔]/);
  if (asksToStop(plain(text)) || asksToStop(plain(firstSentence))) return 'stop';
  return wholeStarts.has(plain(text)) ? 'start' : 'other';
}

/** Whether a text that asks to stop says anything besides, which a person has to read however often STOP came before. */
export const saysMoreThanStop = (text: string): boolean => !asksToStop(plain(text));
