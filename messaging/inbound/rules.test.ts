import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classifyInbound, saysMoreThanStop } from './rules.ts';

describe('someone who wants no more texts is understood', () => {
  test.each(['STOP', 'STOPALL', 'UNSUBSCRIBE', 'END', 'QUIT', 'CANCEL', 'REVOKE', 'OPTOUT'])(
    'by the word %s',
    (text) => {
      expect(classifyInbound(text)).toBe('stop');
    },
  );
  test.each([
    'STOP.',
    'stop texting me please',
    '  Stop!!! ',
    'StoPPPP',
    'stop stop stop',
    'Please stop',
    'can you stop texting me',
    'stop all',
    'opt-out',
    "don't text me",
    'Do not text this number',
    'I want you to stop sending me messages',
    'Stop. I never asked for this',
    'STOP 🛑',
    'ＳＴＯＰ',
    'no more messages please',
    'Please don’t text me again',
    'do not contact me',
    'remove me from the list',
    'opt me out',
    'I would like you to stop',
    'STOP wrong number',
    'no more emails',
  ])('in English: %s', (text) => {
    expect(classifyInbound(text)).toBe('stop');
  });
  test.each([
    'Stopiwch',
    'stopiwch os gwelwch yn dda',
    'Dim mwy o negeseuon',
    'peidiwch â thecstio fi',
    'STOPIO',
    'dim rhagor o negeseuon',
    'ataliwch y negeseuon',
    'Peidiwch â chysylltu â mi',
    'peidiwch â fy nhecstio',
    'dad-danysgrifio',
    'peidiwch anfon mwy',
  ])('in Welsh: %s', (text) => {
    expect(classifyInbound(text)).toBe('stop');
  });
  test.each([
    'Przestań',
    'prosze przestac pisac',
    'Nie wysyłajcie więcej SMS-ów',
    'PRZESTAŃCIE!',
    'nie pisz do mnie',
    'Rezygnuję',
    'Proszę nie pisać',
    'nie chcę więcej SMS-ów',
    'zostawcie mnie',
    'proszę mnie wypisać',
    'Nie kontaktujcie się ze mną',
    'dajcie mi spokoj',
  ])('in Polish: %s', (text) => {
    expect(classifyInbound(text)).toBe('stop');
  });
  test.each([
    'بند کرو',
    'بند كرو',
    'روکیں',
    'پلیز میسج بند کریں',
    'بند کر دیں۔',
    'مجھے میسج مت کریں',
    'سٹاپ',
    'میسج مت بھیجیں',
    'مزید پیغامات نہیں',
    'رابطہ نہ کریں',
    'band karo',
    'Message mat karo',
    'please band kar dein',
    'stop karo',
    'mujhe message na karein',
  ])('in Urdu: %s', (text) => {
    expect(classifyInbound(text)).toBe('stop');
  });
  test.each([
    'توقف',
    'تَوَقَّف',
    'أوقفوا الرسائل من فضلكم',
    'اوقفوا الرسائل',
    'إيقاف',
    'ايقــاف',
    'لا ترسلوا لي رسائل',
    'قف!',
    'لا أريد رسائل',
    'أرجو إيقاف الرسائل',
    'لا مزيد من الرسائل',
    'لا تتواصلوا معي',
    'الغي الاشتراك',
    'رجاء التوقف',
  ])('in Arabic: %s', (text) => {
    expect(classifyInbound(text)).toBe('stop');
  });
});

describe('someone who says something else is read by a person', () => {
  test.each([
    "please don't stop updates",
    'Please don’t stop',
    'do not stop texting me',
    'Stop 12345',
    'when does it stop?',
    'I could not stop crying',
    'cancel my appointment',
    'the end of the order',
    'who is this? wrong person',
    'yes',
    '',
    '👍',
    'peidiwch â stopio',
    'nie przestawajcie pisać',
    'بند نہ کریں',
    'مت روکیں',
    'لا توقفوا الرسائل',
    'الحافلة توقفت',
    'لا أريد إيقاف الرسائل',
    'لا تتوقفوا',
    'band mat karo',
    'mat roko',
    'bas mein hoon',
    'I want it to stop',
    'make him stop',
    'can you remove him',
    'do not contact my mother',
    'nie chcę więcej czekać',
    'proszę nie przestawać',
    'daj mi spokój z tym sądem',
    'peidiwch ag atal y negeseuon',
    'dim mwy o aros',
    'بس اسٹیشن پر ہوں',
    'ای میل کریں',
  ])('%s', (text) => {
    expect(classifyInbound(text)).toBe('other');
  });
});

test.each(['START', 'unstop', 'Dechrau', 'شروع کریں', 'ابدأ'])(
  'someone who writes %s is heard as wanting to start again',
  (text) => {
    expect(classifyInbound(text)).toBe('start');
  },
);

test.each(['start the meeting without me', 'please do not start', 'yes'])(
  'but not someone who writes %s',
  (text) => {
    expect(classifyInbound(text)).toBe('other');
  },
);

describe('someone who asks to stop', () => {
  test.each([
    'Stop. He is outside',
    'STOP\nring my sister instead',
    'Stopiwch. Ffoniwch fi',
    'Przestańcie. On tu jest',
    'بند کرو۔ وہ باہر ہے',
    'توقف. إنه هنا',
  ])('and says more is read by a person: %s', (text) => {
    expect([classifyInbound(text), saysMoreThanStop(text)]).toEqual(['stop', true]);
  });
  test.each([
    'STOP',
    'please stop texting me',
    'Stop!!! 🛑',
    'peidiwch â thecstio fi',
    'لا ترسلوا لي رسائل',
    'quit',
  ])('and says nothing more is not: %s', (text) => {
    expect([classifyInbound(text), saysMoreThanStop(text)]).toEqual(['stop', false]);
  });
});

test('STOP is STOP whatever case, marks, spaces and politeness surround it', () => {
  const around = fc.array(
    fc.constantFrom(' ', '.', '!', ',', '\n', '\u200f', '"', ' please ', ' thank you '),
    { maxLength: 6 },
  );
  const word = fc.constantFrom('stop', 'STOP', 'Stop', 'sToP', 'stóp');
  fc.assert(
    fc.property(around, word, around, (before, stop, after) => {
      expect(classifyInbound(`${before.join('')} ${stop} ${after.join('')}`)).toBe('stop');
    }),
  );
});

test('no text, however strange, is too much', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 1600 }), (text) => {
      expect(['stop', 'start', 'other']).toContain(classifyInbound(text));
    }),
  );
});
