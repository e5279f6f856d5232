import type { WordsOf } from '#casework/public-line/rules.ts';
import type { ThemeSource } from '#casework/theme/rules.ts';

/** What five people said about waiting, each in their own words. */
export const waited = [
  'I waited more than a week before anyone rang. Please tell me what you do about it.',
  'Nobody rang for days after the police said they would.',
  'I rang three times before I got through to a person.',
  'The first call came so late that I had stopped expecting it.',
  'It took too long to hear from you.',
];

/** A theme with its promise (`days` from today), what became of it, and what the public reads of it. */
export type Changed = {
  source: ThemeSource;
  title: string;
  what: string;
  days: number;
  became: 'promised' | 'done' | 'not_done' | 'taken_down';
  evidence: string;
  words: WordsOf;
};

const own = 'own_words';
const machine = 'machine';

export const changes: readonly Changed[] = [
  {
    ...{ source: 'feedback', title: 'Waiting for a first call', what: 'Ring within two working days' },
    ...{ days: 14, became: 'done', evidence: 'The list of first calls of the last three months.' },
    words: {
      en: {
        ...{ youSaid: 'You wait too long before anyone rings.', reviewState: own },
        weDid: 'Everyone is rung within two working days. Each week a manager looks at who was not.',
      },
      cy: {
        ...{ youSaid: 'Rydych yn aros yn rhy hir am yr alwad gyntaf.', reviewState: machine },
        weDid: 'Mae pawb yn cael galwad o fewn dau ddiwrnod gwaith.',
      },
      pl: {
        ...{ youSaid: 'Zbyt długo czeka się na pierwszy telefon.', reviewState: machine },
        weDid: 'Dzwonimy do każdego w ciągu dwóch dni roboczych.',
      },
      ur: {
        ...{ youSaid: 'پہلے فون کا انتظار بہت لمبا ہے۔', reviewState: machine },
        weDid: 'ہر ایک کو دو کام کے دنوں میں فون کیا جاتا ہے۔',
      },
      ar: {
        ...{ youSaid: 'تنتظرون طويلا قبل أول اتصال.', reviewState: machine },
        weDid: 'نتصل بكل شخص خلال يومي عمل.',
      },
    },
  },
  {
    ...{ source: 'we_noticed', title: 'Letters that are hard to read', what: 'Write every letter anew' },
    ...{ days: 60, became: 'promised', evidence: '' },
    words: {
      en: {
        ...{ youSaid: 'Our letters are hard to read.', reviewState: own },
        weDid: 'Write every letter anew with people who have had one, and offer each in Easy Read.',
      },
      ur: {
        ...{ youSaid: 'ہمارے خط پڑھنے میں مشکل ہیں۔', reviewState: machine },
        weDid: 'ہر خط نئے سرے سے لکھا جائے گا۔',
      },
    },
  },
  {
    ...{ source: 'we_noticed', title: 'Calls after work', what: 'Offer calls in the evening' },
    ...{ days: -21, became: 'promised', evidence: '' },
    words: {
      en: {
        ...{ youSaid: 'People who work cannot take our calls.', reviewState: own },
        weDid: 'Offer calls in the evening twice a week.',
      },
    },
  },
  {
    ...{
      source: 'we_noticed',
      title: 'A child to sit with',
      what: 'Have somebody look after small children',
    },
    ...{ days: -40, became: 'not_done', evidence: '' },
    words: {
      en: {
        ...{ youSaid: 'Parents of small children find it hard to come to us.', reviewState: own },
        weDid:
          'Nobody here is allowed to look after small children. We come to people at home where they like.',
      },
    },
  },
  {
    ...{ source: 'we_noticed', title: 'Who rings', what: 'Say who rings before ringing' },
    ...{ days: -5, became: 'done', evidence: 'The wording of the text that goes ahead of a call.' },
    words: {
      en: {
        ...{ youSaid: 'People do not answer numbers they do not know.', reviewState: own },
        weDid: 'A text goes ahead of the first call to whoever agreed to texts.',
      },
    },
  },
  {
    ...{ source: 'we_noticed', title: 'One family and their street', what: 'Change how visits are arranged' },
    ...{ days: 30, became: 'taken_down', evidence: '' },
    words: {
      en: {
        ...{ youSaid: 'A family with twins was visited by two of us at once.', reviewState: own },
        weDid: 'Visits are arranged by one person.',
      },
    },
  },
];
