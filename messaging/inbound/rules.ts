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
    stop: ['stop, stopall, stop all, unsubscribe, opt out, optout, dont text, do not text, no more texts'],
    alone: ['end, quit, cancel, revoke, leave me alone'],
    beside: [
      'please, pls, plz, thanks, thank, you, u, can, could, will, now, me, all, these, the, text',
      'texts, texting, txt, txts, txting, message, messages, messaging, msg, msgs, sms, sending',
      'this number, any, more, from, just, yes, ok, i want you to, to, at once',
    ],
    start: ['start, unstop'],
  },
  cy: {
    stop: ['stopiwch, stopio, stopia, dim mwy, peidiwch a thecstio, peidiwch ag anfon, peidiwch a danfon'],
    alone: ['peidiwch, paid, terfynu, canslo'],
    beside: [
      'os gwelwch yn dda, plis, plîs, diolch, tecstio, decstio, tecst, tecstiau, neges, negeseuon',
      'anfon, i, mi, fi, ata i, ataf, y, yr, rhain, o',
    ],
    start: ['dechrau, ailddechrau, cychwyn'],
  },
  pl: {
    stop: [
      'zatrzymaj, zatrzymajcie, przestań, przestańcie, przestać, wypisz, wypiszcie, rezygnuję',
      'nie pisz, nie piszcie, nie wysyłaj, nie wysyłajcie',
    ],
    alone: ['koniec, anuluj, dość, rezygnacja'],
    beside: [
      'proszę, prosze o, dziękuję, mi, mnie, do, już, więcej, pisać, wysyłać, wysyłania, wysyłanie',
      'sms, smsy, smsów, esemesy, wiadomości, tych, te, z',
    ],
    start: ['wznów, zacznij'],
  },
  ur: {
    stop: [
      'بند کرو, بند کریں, بند کر دو, بند کر دیں, بند کردو, بند کردیں, بند کیجیے, روکو, روکیں',
      'روک دو, روک دیں, رک جاؤ, رک جائیں, سٹاپ, اسٹاپ, میسج نہ کریں, میسج مت کریں, پیغام نہ بھیجیں',
    ],
    alone: ['بند, ختم, منسوخ, بس'],
    beside: [
      'پلیز, براہ کرم, براہ مہربانی, مہربانی, شکریہ, مجھے, یہ, میسج, میسجز, پیغام, پیغامات',
      'ایس ایم ایس, بھیجنا, کرنا, اب, کو, سب',
    ],
    start: ['شروع, شروع کریں, شروع کرو'],
  },
  ar: {
    stop: [
      'توقف, توقفوا, توقفي, أوقف, أوقفوا, أوقفي, إيقاف, وقف, وقفوا, قف, ستوب, إلغاء الاشتراك',
      'لا ترسل, لا ترسلوا, لا تراسلني, لا تراسلوني',
    ],
    alone: ['إلغاء, كفى, خلص, انهاء'],
    beside: [
      'من فضلك, من فضلكم, لو سمحت, لو سمحتم, رجاء, الرجاء, ارجوك, شكرا, عن, لي, إلي, هذه, ارسال',
      'الإرسال, الرسائل, رسائل, رسالة, مراسلتي, هذا الرقم',
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
