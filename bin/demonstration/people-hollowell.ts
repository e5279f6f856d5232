import { card, confirmed, paused, spoke, told, tried } from './office-steps.ts';
import { type Person, someone, without } from './person.ts';
import { answers, chooses, isAfraid, opensCard, reads, safeAt, wants } from './portal-steps.ts';
import { atAnyHour, evenings, workingHours } from './times.ts';

/** People of Hollowell, all of whom Leah works with. */
export const peopleOfHollowell: readonly Person[] = [
  someone({
    ...{ name: 'Angharad Pugh-Jones', worker: 'leah', word: 'eirlys', written: 'cy', spoken: 'cy' },
    situation: 'Reads Welsh; chose in Welsh; has an update to read',
    ...{ mobile: '+447700900130', email: 'angharad.pughjones@example.org' },
    incident: { kind: 'damage', daysAgo: 39, children: ['HW-0871'] },
    received: { ago: 17, wall: '10:25', from: 'police' },
    story: [
      tried('phone', 'reached', { ago: 16, wall: '12:50' }),
      ...[confirmed('mobile'), confirmed('email'), card('letter'), opensCard, chooses('informed')],
      ...[wants(['email', 'text']), safeAt(evenings)],
      told('order_started', { ago: 2, nextInDays: 28, by: ['email', 'text'] }),
    ],
  }),
  someone({
    ...{ name: 'Bilal Hussain', worker: 'leah', word: 'paperclip' },
    situation: 'The court found it not proven: nobody writes before he has been rung',
    ...{ mobile: '+447700900131', email: 'bilal.hussain@example.com' },
    incident: { kind: 'robbery', daysAgo: 150, children: ['HW-0802'] },
    received: { ago: 60, wall: '11:15', from: 'police' },
    story: [
      spoke({ ago: 59, wall: '17:10', level: 'informed', channels: ['phone', 'text'], windows: evenings }),
      told('not_guilty', { ago: 1, nextInDays: 9, by: ['text'] }),
    ],
  }),
  someone({
    ...{ name: 'Katarzyna Nowak', worker: 'leah', word: 'jarzębina', written: 'pl' },
    situation: 'Speaks and reads Polish; taken down on the phone; an update is due today',
    ...{ mobile: '+447700900132', address: '18 Kiln Street, Hollowell HZ3 7PL' },
    incident: { kind: 'burglary', daysAgo: 47, children: ['HW-0866'] },
    received: { ago: 23, wall: '13:35', from: 'police' },
    story: [
      spoke({ ago: 22, wall: '15:45', level: 'informed', channels: ['text', 'letter'] }),
      told('order_review', { ago: 10, nextInDays: 0, by: ['text'] }),
    ],
  }),
  someone({
    ...{ name: 'Steven Garrod', worker: 'leah', word: 'ferryman' },
    situation: 'The number passed on was wrong; a letter with a card has gone',
    ...{ mobile: '+447700900133', address: '5 Tower Gardens, Hollowell HZ1 8DW' },
    incident: { kind: 'violence', daysAgo: 21, children: ['HW-0880'] },
    received: { ago: 7, wall: '09:50', from: 'police' },
    story: [
      tried('phone', 'wrong_number', {
        ago: 6,
        wall: '10:35',
        note: 'A stranger answered. Nothing was said.',
      }),
      card('letter'),
      tried('letter', 'letter_sent', { ago: 6, wall: '15:30' }),
    ],
  }),
  someone({
    ...{ name: 'Natalie Crewe', worker: 'leah', word: 'wisteria' },
    situation: 'Wrote on her page that she does not feel safe; nobody has read it yet',
    ...{ mobile: '+447700900134', email: 'natalie.crewe@example.net' },
    enhancedRights: ['intimidated'],
    incident: { kind: 'harassment', daysAgo: 32, children: ['HW-0874'] },
    received: { ago: 12, wall: '14:20', from: 'police' },
    story: [
      tried('phone', 'reached', { ago: 11, wall: '13:05' }),
      ...[confirmed('mobile'), card('letter'), opensCard, chooses('informed'), wants(['text', 'phone'])],
      isAfraid('He was waiting outside the shop again last night. I did not go in to work this morning.'),
    ],
  }),
  someone({
    ...{ name: 'Callum Sharrock', worker: 'leah', word: 'drumbeat' },
    situation: 'Deaf, signs; never rung; texts say one harmless sentence',
    ...{ mobile: '+447700900135', email: 'callum.sharrock@example.org' },
    ...{ spoken: 'BSL', enhancedRights: ['vulnerable'] },
    adjustments: without('no_phone_calls', 'bsl'),
    incident: { kind: 'robbery', daysAgo: 43, children: ['HW-0868'] },
    received: { ago: 19, wall: '16:30', from: 'police' },
    story: [
      tried('visit', 'met', { ago: 18, wall: '10:00', note: 'With a BSL interpreter.' }),
      ...[confirmed('mobile'), card('hand'), opensCard, chooses('involved')],
      wants(['text', 'email'], { textContent: 'sentence', voicemail: 'no' }),
      answers({ purpose: 'restorative', topic: 'letter', channel: '' }, 'declined', 'next_stage'),
      told('decision', {
        ago: 3,
        nextInDays: 25,
        by: ['text'],
        filling: 'a youth rehabilitation order of a year.',
      }),
      reads,
    ],
  }),
  someone({
    ...{ name: 'Winifred Oakes', worker: 'leah', word: 'bluebell' },
    situation: 'No letters, because someone else opens the post; calls at working hours',
    mobile: '+447700900136',
    adjustments: without('no_letters', 'no_texts'),
    incident: { kind: 'theft', daysAgo: 26, children: ['HW-0878'] },
    received: { ago: 9, wall: '12:10', from: 'police' },
    story: [spoke({ ago: 8, wall: '10:55', level: 'outcome', channels: ['phone'], windows: workingHours })],
  }),
  someone({
    ...{ name: 'Abdul Rahman Chowdhury', worker: 'leah', word: 'tamarind', basis: 'parent_of_child' },
    situation: 'Drives at night; his daughter was harmed; by e-mail only, and said no to one topic',
    email: 'abdul.chowdhury@example.com',
    incident: { kind: 'violence', daysAgo: 49, children: ['HW-0865'] },
    received: { ago: 24, wall: '10:40', from: 'another_service' },
    story: [
      tried('email', 'reached', { ago: 23, wall: '11:55' }),
      ...[
        confirmed('email'),
        card('letter'),
        opensCard,
        chooses('informed'),
        wants(['email']),
        safeAt(atAnyHour),
      ],
      told('order_review', { ago: 7, nextInDays: 2, by: ['email'] }),
      answers({ purpose: 'updates', topic: 'restorative', channel: '' }, 'declined', 'only_if_i_ask'),
    ],
  }),
  someone({
    ...{ name: 'Simone Baptiste', worker: 'leah', word: 'moonflower' },
    situation: 'Just passed on by the police: first contact is due within two working days',
    ...{ mobile: '+447700900138', email: 'simone.baptiste@example.net' },
    incident: { kind: 'theft', daysAgo: 6, children: ['HW-0890'] },
    received: { ago: 1, wall: '16:05', from: 'police' },
    story: [card('hand')],
  }),
  someone({
    ...{ name: 'Harjit Singh Gill', worker: 'leah', word: 'sandalwood' },
    situation: 'Asked for a month of quiet: everything is paused',
    ...{ mobile: '+447700900139', address: '33 Lantern Hill, Hollowell HZ2 4KC' },
    incident: { kind: 'other', daysAgo: 55, children: ['HW-0861'] },
    received: { ago: 27, wall: '15:15', from: 'the_person' },
    story: [
      spoke({ ago: 26, wall: '16:20', level: 'informed', channels: ['phone', 'letter'] }),
      paused('asked_to_pause', 30),
    ],
  }),
];
