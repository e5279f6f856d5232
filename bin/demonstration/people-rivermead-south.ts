import { onlyOpenTo } from './closed-and-shared.ts';
import { card, confirmed, knownTo, locked, spoke, told, tried } from './office-steps.ts';
import { type Person, someone, without } from './person.ts';
import {
  chooses,
  isWatched,
  opensCard,
  reads,
  safeAt,
  saysNoThankYou,
  stopsEverything,
  wants,
} from './portal-steps.ts';
import { evenings, on, workingHours } from './times.ts';

const market = 'Priya Nair';
const cottage = 'Doris Entwistle';

/** The other half of Rivermead: two may not be seen by everyone there. */
export const otherPeopleOfRivermead: readonly Person[] = [
  someone({
    ...{ name: 'Rachel Dunmore', worker: 'daniel', word: 'allotment', basis: 'direct' },
    situation:
      'Someone reads her phone; safe only on Tuesdays and Thursdays from ten to twelve, by e-mail at work',
    ...{ mobile: '+447700900112', watched: true, email: 'r.dunmore@example.com' },
    enhancedRights: ['intimidated', 'persistently_targeted'],
    adjustments: without('no_letters'),
    incident: { kind: 'harassment', daysAgo: 37, children: ['YJ-20404'] },
    received: { ago: 16, wall: '09:30', from: 'police' },
    story: [
      tried('email', 'reached', { ago: 15, wall: '10:40', note: 'Alone at work. Nothing to the mobile.' }),
      ...[confirmed('email'), card('hand'), opensCard, isWatched, chooses('informed'), wants(['email'])],
      locked('text', 'watched', 'He goes through her phone in the evenings.'),
      safeAt(on([2, 4], '10:00', '12:00')),
      told('order_started', { ago: 4, nextInDays: 17, by: ['text', 'email'] }),
    ],
  }),
  someone({
    ...{ name: 'Gary Pickering', worker: 'daniel', word: 'toolshed' },
    situation: 'Said no by the card alone; to be checked once, safely',
    ...{ mobile: '+447700900113', address: '2 Quarry View, Rivermead RV5 8LM' },
    incident: { kind: 'damage', daysAgo: 29, children: ['YJ-20408'] },
    received: { ago: 12, wall: '13:15', from: 'police' },
    story: [
      tried('phone', 'voicemail_left', { ago: 11, wall: '10:05', note: 'First name and our number only.' }),
      card('letter'),
      tried('letter', 'letter_sent', { ago: 10, wall: '16:00' }),
      saysNoThankYou,
    ],
  }),
  someone({
    ...{ name: 'Chloe Bannister', worker: 'daniel', word: 'lighthouse' },
    situation: 'Was kept informed, then stopped everything; a text that waited was stopped with it',
    ...{ mobile: '+447700900115', email: 'chloe.bannister@example.net' },
    incident: { kind: 'violence', daysAgo: 70, children: ['YJ-20371'] },
    received: { ago: 34, wall: '10:10', from: 'police' },
    story: [
      tried('phone', 'reached', { ago: 33, wall: '12:15' }),
      ...[confirmed('mobile'), card('letter'), opensCard, chooses('informed'), wants(['text'])],
      told('order_review', { ago: 1, nextInDays: 40, by: ['text'] }),
      stopsEverything,
    ],
  }),
  someone({
    ...{ name: market, worker: 'amira', word: 'clementine' },
    situation:
      'One of two people harmed at the market by two children; told how it goes, next promise in two days',
    ...{ mobile: '+447700900116', email: 'priya.nair@example.com' },
    incident: { kind: 'antisocial', daysAgo: 35, children: ['YJ-20405', 'YJ-20406'] },
    received: { ago: 14, wall: '09:05', from: 'police' },
    story: [
      tried('phone', 'reached', { ago: 13, wall: '16:40' }),
      ...[
        confirmed('mobile'),
        card('letter'),
        opensCard,
        chooses('informed'),
        wants(['text']),
        safeAt(evenings),
      ],
      told('panel', { ago: 6, nextInDays: 2, by: ['text'] }),
      reads,
    ],
  }),
  someone({
    ...{ name: 'Derek Fosdyke', worker: 'amira', word: 'lamplight', basis: 'witness' },
    situation: 'Guard at the same market; his letters for the children are his own; an update is due today',
    ...{ mobile: '+447700900117', address: '40 Sluice Road, Rivermead RV4 6PA' },
    incident: { sameAs: market },
    received: { ago: 14, wall: '09:05', from: 'police' },
    story: [
      spoke({
        ago: 12,
        wall: '11:35',
        level: 'informed',
        channels: ['letter', 'phone'],
        windows: workingHours,
      }),
      told('panel', { ago: 6, nextInDays: 0, by: ['letter'] }),
    ],
  }),
  someone({
    ...{ name: cottage, worker: 'daniel', word: 'geranium' },
    situation: 'Shares one mobile with her husband, who has his own case and his own word',
    ...{ mobile: '+447700900118', shared: true, address: '1 Chapel Brow, Rivermead RV6 3EE' },
    adjustments: without('large_print', 'reads_little'),
    incident: { kind: 'burglary', daysAgo: 24, children: ['YJ-20414'] },
    received: { ago: 8, wall: '11:45', from: 'police' },
    story: [
      spoke({
        ago: 7,
        wall: '14:30',
        how: 'visit',
        level: 'outcome',
        channels: ['phone', 'letter'],
        windows: workingHours,
      }),
    ],
  }),
  someone({
    ...{ name: 'Frank Entwistle', worker: 'daniel', word: 'allegro' },
    situation: 'Shares one mobile with his wife; wants to be involved',
    ...{ mobile: '+447700900118', shared: true, address: '1 Chapel Brow, Rivermead RV6 3EE' },
    incident: { sameAs: cottage },
    received: { ago: 8, wall: '11:45', from: 'police' },
    story: [
      spoke({
        ago: 7,
        wall: '15:10',
        how: 'visit',
        level: 'involved',
        channels: ['text', 'phone'],
        windows: workingHours,
      }),
      told('restorative_step', {
        ago: 2,
        nextInDays: 26,
        by: ['text'],
        filling: 'an offer to write you a letter.',
      }),
    ],
  }),
  someone({
    ...{ name: 'Patience Adeyemi', worker: 'amira', word: 'hibiscus', basis: 'bereaved_family' },
    situation: 'Her brother was killed by a car; news of a release waits until she has been rung',
    ...{ mobile: '+447700900119', address: '52 Orchard Terrace, Rivermead RV2 9GR' },
    enhancedRights: ['most_serious_crime'],
    adjustments: [{ kind: 'supporter_present', note: null }],
    incident: { kind: 'driving', daysAgo: 290, children: ['YJ-19872'] },
    received: { ago: 120, wall: '10:00', from: 'court' },
    story: [
      spoke({
        ago: 119,
        wall: '11:00',
        how: 'visit',
        level: 'involved',
        channels: ['phone', 'letter'],
        windows: workingHours,
      }),
      told('release', {
        ago: 1,
        nextInDays: 10,
        by: ['letter'],
        filling: 'no contact, and to keep away from Orchard Terrace.',
      }),
    ],
  }),
  someone({
    ...{ name: 'Imogen Trevithick', worker: 'amira', word: 'samphire' },
    situation: 'Restricted: open only to Amira and the manager',
    ...{ mobile: '+447700900120', email: 'imogen.trevithick@example.org' },
    enhancedRights: ['vulnerable'],
    incident: { kind: 'sexual', daysAgo: 58, children: ['YJ-20390'] },
    received: { ago: 26, wall: '09:15', from: 'police' },
    story: [
      spoke({
        ago: 25,
        wall: '13:00',
        level: 'outcome',
        channels: ['phone'],
        windows: on([1, 3], '12:00', '14:00'),
      }),
      onlyOpenTo('grace', 'amira'),
    ],
  }),
  someone({
    ...{ name: 'Joseph Lindqvist', worker: 'amira', word: 'rowanberry' },
    situation: 'A neighbour of Daniel, who declared it: the case is closed to him',
    ...{ mobile: '+447700900121', email: 'joseph.lindqvist@example.net' },
    incident: { kind: 'theft', daysAgo: 31, children: ['YJ-20407'] },
    received: { ago: 13, wall: '15:55', from: 'police' },
    story: [
      spoke({ ago: 12, wall: '10:20', level: 'informed', channels: ['text', 'phone'] }),
      knownTo('daniel'),
    ],
  }),
];
