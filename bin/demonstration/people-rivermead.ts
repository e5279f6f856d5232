import { spokenForBy } from './closed-and-shared.ts';
import { agedYears } from './moments.ts';
import { card, confirmed, owed, spoke, told, tried } from './office-steps.ts';
import { type Person, someone } from './person.ts';
import { chooses, opensCard, reads, safeAt, wants } from './portal-steps.ts';
import { atAnyHour, evenings, workingHours } from './times.ts';
import { answeredBy, askedAtTheOrder, judged, toldUs } from './told-us.ts';
import { proposedToThem } from './words-passed-on.ts';
import { decidedOnFriday, saidOnThePhone, wrote } from './words-said.ts';

const leosBirthday = agedYears(13);

/** Half of the people of Rivermead. */
export const peopleOfRivermead: readonly Person[] = [
  someone({
    ...{ name: 'Karen Ashworth', worker: 'amira', word: 'honeysuckle' },
    situation: 'Adult, robbed on her way home; her card has just come and nothing is answered yet',
    ...{ mobile: '+447700900101', email: 'karen.ashworth@example.org' },
    address: '14 Larch Row, Rivermead RV1 4QX',
    incident: { kind: 'robbery', daysAgo: 16, children: ['YJ-20417'] },
    received: { ago: 4, wall: '10:15', from: 'police' },
    story: [
      tried('phone', 'reached', {
        ago: 3,
        wall: '17:40',
        note: 'Glad of the call. Will look at the card herself.',
      }),
      confirmed('mobile'),
      card('letter'),
    ],
  }),
  someone({
    ...{ name: 'Melissa Drake', worker: 'amira', word: 'periwinkle' },
    situation:
      'Adult, chose on her card, any hour is safe because she works nights, has read her first update',
    ...{ mobile: '+447700900102', email: 'melissa.drake@example.net' },
    address: '3 Weir Cottages, Rivermead RV2 1BD',
    incident: { kind: 'violence', daysAgo: 62, children: ['YJ-20388'] },
    received: { ago: 30, wall: '09:20', from: 'police' },
    story: [
      tried('phone', 'reached', { ago: 29, wall: '14:05' }),
      ...[confirmed('mobile'), confirmed('email'), card('letter'), opensCard, chooses('informed')],
      ...[wants(['text', 'email'], { textContent: 'sentence', voicemail: 'name_only' }), safeAt(atAnyHour)],
      told('panel', { ago: 5, nextInDays: 24, by: ['email'] }),
      reads,
      told('order_review', { ago: 1, nextInDays: 45, by: ['text'] }),
      askedAtTheOrder('grace'),
      toldUs('information', 'I read that the order was reviewed, but not what that means for me.'),
      answeredBy('amira', {
        words: 'The review is a meeting about how the order is going. Nothing in it asks anything of you.',
        ...{ english: null, reviewState: 'own_words' },
      }),
      judged('does_not_answer'),
    ],
  }),
  someone({
    ...{ name: 'Tomasz Zieliński', worker: 'amira', word: 'bursztyn', written: 'pl' },
    situation: 'Reads Polish; chose in Polish, wants to be involved; an update in Polish waits to be read',
    ...{ mobile: '+447700900103', email: 'tomasz.zielinski@example.com' },
    incident: { kind: 'robbery', daysAgo: 40, children: ['YJ-20401', 'YJ-20402'] },
    received: { ago: 18, wall: '15:30', from: 'police' },
    story: [
      tried('phone', 'reached', { ago: 17, wall: '11:10', note: 'Interpreter on the line.' }),
      ...[confirmed('mobile'), card('letter'), opensCard, chooses('involved'), wants(['text', 'phone'])],
      safeAt(atAnyHour),
      told('order_started', { ago: 3, nextInDays: 30, by: ['text'] }),
      toldUs('worker', 'Tłumacz był tylko raz. Potem wszystko było po angielsku.', true),
      answeredBy('grace', {
        words: 'Przepraszamy. Od teraz tłumacz będzie przy każdej rozmowie.',
        english: 'We are sorry. From now on there is an interpreter at every call.',
        reviewState: 'machine',
      }),
    ],
  }),
  someone({
    ...{ name: 'Shazia Mahmood', worker: 'amira', word: 'gulmohar', written: 'ur' },
    situation:
      'Reads Urdu; everything was taken down on the phone with an interpreter, her words too; letters first',
    ...{ mobile: '+447700900104', address: 'Flat 6, Tannery Court, Rivermead RV1 2HN' },
    incident: { kind: 'harassment', daysAgo: 33, children: ['YJ-20409'] },
    received: { ago: 15, wall: '12:00', from: 'police' },
    story: [
      spoke({
        ago: 14,
        wall: '10:30',
        level: 'informed',
        channels: ['letter', 'text'],
        windows: workingHours,
      }),
      saidOnThePhone(
        'جب سے یہ ہوا ہے میں شام کے بعد دروازہ نہیں کھولتی۔\nمیری بیٹی اکیلی اسکول نہیں جاتی۔ میں چاہتی ہوں کہ وہ سمجھے کہ ہم اس گھر میں رہتے ہیں۔',
        ['panel', 'pre_sentence_report'],
        'read_back',
      ),
      proposedToThem(
        'جب سے یہ ہوا ہے میں شام کے بعد دروازہ نہیں کھولتی۔ […] میری بیٹی اکیلی اسکول نہیں جاتی۔',
        'panel',
      ),
      told('order_review', { ago: 4, nextInDays: 19, by: ['letter', 'text'] }),
    ],
  }),
  someone({
    ...{ name: 'Mariam Al-Jabouri', worker: 'amira', word: 'yasmeen', written: 'ar' },
    situation: 'Reads Arabic; chose in Arabic to hear only how it ends; any hour is safe',
    ...{ mobile: '+447700900105', email: 'mariam.aljabouri@example.org' },
    incident: { kind: 'theft', daysAgo: 51, children: ['YJ-20395'] },
    received: { ago: 22, wall: '09:45', from: 'police' },
    story: [
      tried('phone', 'reached', { ago: 21, wall: '13:20', note: 'Interpreter on the line.' }),
      ...[
        confirmed('mobile'),
        card('letter'),
        opensCard,
        chooses('outcome'),
        wants(['text']),
        safeAt(atAnyHour),
      ],
      told('order_finished', { ago: 2, nextInDays: null, by: ['text'] }),
      reads,
    ],
  }),
  someone({
    ...{ name: 'Leo Hartley', worker: 'amira', word: 'skateboard', birthDate: leosBirthday },
    situation: 'Thirteen; his mother speaks for him and answered on the phone',
    ...{ mobile: '+447700900106', email: 'joanne.hartley@example.net' },
    address: '27 Millrace Avenue, Rivermead RV3 5TT',
    incident: { kind: 'violence', daysAgo: 25, children: ['YJ-20415'] },
    received: { ago: 9, wall: '16:10', from: 'police' },
    story: [
      spokenForBy({
        ...{ kind: 'parent', name: 'Joanne Hartley', evidence: 'Birth certificate seen at home' },
        endsOn: null,
      }),
      spoke({
        ago: 8,
        wall: '18:05',
        level: 'informed',
        channels: ['phone', 'email'],
        answeredAs: 'parent',
        windows: evenings,
      }),
      confirmed('email'),
      told('decision', { ago: 2, nextInDays: 12, by: ['email'], filling: 'a referral order of six months.' }),
    ],
  }),
  someone({
    ...{ name: 'Denise Okonkwo', worker: 'amira', word: 'dispensary', basis: 'business_contact' },
    situation:
      'Manages a pharmacy that was stolen from by three children; wrote to the panel that meets on Friday',
    email: 'denise.okonkwo@example.com',
    address: 'Okonkwo Pharmacy, 81 High Street, Rivermead RV1 1AA',
    incident: { kind: 'theft', daysAgo: 30, children: ['YJ-20410', 'YJ-20411', 'YJ-20412'] },
    received: { ago: 13, wall: '11:25', from: 'police' },
    story: [
      tried('email', 'reached', { ago: 12, wall: '12:30' }),
      ...[
        confirmed('email'),
        card('letter'),
        opensCard,
        chooses('involved'),
        wants(['email']),
        safeAt(workingHours),
      ],
      decidedOnFriday('panel'),
      wrote(
        {
          losses:
            'The shelf by the door has been empty since. Two regulars went elsewhere for their prescriptions.',
          staff: 'My assistant asks me not to leave her alone at closing time.',
          help: 'I would like them to know that somebody was behind the counter.',
        },
        ['panel'],
      ),
      told('panel', { ago: 3, nextInDays: 21, by: ['email'] }),
    ],
  }),
  someone({
    ...{ name: 'Sunita Rao', worker: 'amira', word: 'cardamom' },
    situation: 'First contact is overdue: nobody has tried yet',
    ...{ mobile: '+447700900114', email: 'sunita.rao@example.org' },
    incident: { kind: 'robbery', daysAgo: 14, children: ['YJ-20418'] },
    received: { ago: 6, wall: '15:20', from: 'police' },
    story: [card('hand')],
  }),
  someone({
    ...{ name: 'Michael Brennan', worker: 'amira', word: 'turnstile' },
    situation: 'Never answered: three calls, a visit and a letter, and silence is never yes',
    ...{ mobile: '+447700900110', address: '9 Foundry Lane, Rivermead RV4 2JS' },
    incident: { kind: 'damage', daysAgo: 44, children: ['YJ-20393'] },
    received: { ago: 20, wall: '10:50', from: 'police' },
    story: [
      tried('phone', 'no_answer', { ago: 19, wall: '11:00' }),
      tried('phone', 'no_answer', { ago: 17, wall: '18:20' }),
      tried('visit', 'not_in', { ago: 14, wall: '17:30' }),
      card('letter'),
      tried('letter', 'letter_sent', { ago: 13, wall: '15:00' }),
      tried('phone', 'voicemail_left', { ago: 8, wall: '12:45', note: 'First name and our number only.' }),
    ],
  }),
  someone({
    ...{ name: 'Lorraine Pettifer', worker: 'amira', word: 'marigold' },
    situation:
      'Asked on the phone to be rung back: a reply is due; what she said waits for her to confirm it',
    mobile: '+447700900111',
    incident: { kind: 'burglary', daysAgo: 28, children: ['YJ-20413'] },
    received: { ago: 11, wall: '14:40', from: 'police' },
    story: [
      spoke({
        ago: 10,
        wall: '09:50',
        level: 'involved',
        channels: ['phone', 'text'],
        voicemail: 'name_only',
      }),
      saidOnThePhone(
        'It was my mother’s ring. I do not care about the television. I keep looking for it in places I know it is not.',
        [],
        'to_confirm',
      ),
      owed('call_back'),
    ],
  }),
];
