import { describe, expect, test } from 'vitest';
import type { KnownContactPoint } from '../contact-preference/rules.ts';
import { type CardReach, mayStandForWord, waysOfCard } from './rules.ts';

const point = (
  kind: KnownContactPoint['kind'],
  said: Partial<KnownContactPoint> = {},
): KnownContactPoint => ({
  ...{
    id: kind,
    kind,
    verified: false,
    doubt: null,
    bad: false,
    shared: false,
    watched: false,
    suppressed: false,
  },
  ...said,
});
const home = point('address');
const unanswered = { letter: 'unanswered', text: 'unanswered', email: 'unanswered' } as const;
const ways = (said: Partial<CardReach> = {}) =>
  waysOfCard({
    contact: 'unanswered',
    choices: unanswered,
    chosen: [],
    held: false,
    ruledOut: [],
    locked: [],
    awaitingCode: [],
    points: [home, point('mobile'), point('email')],
    ...said,
  }).map(({ channel, why }) => `${channel}: ${why ?? 'goes'}`);

describe('a card that is posted', () => {
  test('goes to where they live, with a text along with it', () => {
    expect(ways()).toEqual(['letter: goes', 'text: goes', 'email: text_goes']);
  });

  test.each([
    ['is read by somebody else', { watched: true }, 'watched'],
    ['is shared', { shared: true }, 'shared'],
    ['does not work', { bad: true }, 'bad'],
    ['was stopped', { suppressed: true }, 'suppressed'],
  ] as const)('has an e-mail go along instead where the number %s', (_, said, why) => {
    expect(ways({ points: [home, point('mobile', said), point('email')] })).toEqual([
      'letter: goes',
      `text: ${why}`,
      'email: goes',
    ]);
  });

  test('has an e-mail go along where the number was started again and no code from it typed, and a text once one was', () => {
    const points = [home, point('mobile', { id: 'again' }), point('email')];
    expect(ways({ points, awaitingCode: ['again'] })[1]).toBe('text: awaits_code');
    expect(ways({ points, awaitingCode: ['again'] })[2]).toBe('email: goes');
    expect(ways({ points })[1]).toBe('text: goes');
  });

  test('has nothing go along to a mailbox somebody else reads', () => {
    const points = [home, point('email', { watched: true })];
    expect(ways({ points })).toEqual(['letter: goes', 'text: no_contact_point', 'email: watched']);
  });

  test('goes by the first number that is theirs alone', () => {
    const points = [home, point('mobile', { shared: true }), point('mobile', { id: 'own' })];
    expect(ways({ points })[1]).toBe('text: goes');
  });

  test('goes to a household they share, since it is in an envelope with their name, and not to a watched one', () => {
    expect(ways({ points: [point('address', { shared: true })] })[0]).toBe('letter: goes');
    expect(ways({ points: [point('address', { watched: true }), point('mobile')] })).toEqual([
      'letter: watched',
      'text: no_letter',
      'email: no_contact_point',
    ]);
  });

  test('is announced also when it is posted by hand, because there is no address that works', () => {
    expect(ways({ points: [point('mobile')] })).toEqual([
      'letter: no_contact_point',
      'text: goes',
      'email: no_contact_point',
    ]);
    expect(ways({ points: [point('address', { bad: true }), point('mobile')] })[1]).toBe('text: goes');
  });
});

describe('nothing of a card leaves', () => {
  test.each([
    ['once they said no to contact', { contact: 'declined' }, 'declined'],
    ['once they took their yes to contact back', { contact: 'withdrawn' }, 'declined'],
    ['while everything is paused', { held: true }, 'hold'],
  ] as const)('%s', (_, said, why) => {
    expect(ways(said)).toEqual([`letter: ${why}`, `text: ${why}`, `email: ${why}`]);
  });

  test('by a way they said no to, or that an adjustment rules out', () => {
    expect(ways({ choices: { ...unanswered, text: 'withdrawn' } })).toEqual([
      'letter: goes',
      'text: declined',
      'email: goes',
    ]);
    expect(ways({ ruledOut: ['letter'] })).toEqual([
      'letter: adjustment',
      'text: no_letter',
      'email: no_letter',
    ]);
    expect(ways({ ruledOut: ['text'] })[1]).toBe('text: adjustment');
  });

  test('to a device that they left out when they chose ways', () => {
    expect(ways({ chosen: ['phone'] })).toEqual(['letter: goes', 'text: not_chosen', 'email: not_chosen']);
    expect(ways({ chosen: ['phone', 'email'] })).toEqual(['letter: goes', 'text: not_chosen', 'email: goes']);
  });

  test('but what goes to a device that they chose, or before they have chosen anything', () => {
    expect(ways({ chosen: ['text'] })).toEqual(['letter: goes', 'text: goes', 'email: not_chosen']);
    expect(ways({ chosen: [] })[1]).toBe('text: goes');
  });

  test('by a way that staff have locked', () => {
    expect(ways({ locked: ['text'] })).toEqual(['letter: goes', 'text: locked', 'email: goes']);
    expect(ways({ locked: ['letter'] })).toEqual(['letter: locked', 'text: no_letter', 'email: no_letter']);
  });
});

describe('a code may stand for the word', () => {
  test('on a number the police passed on, or one that was verified', () => {
    expect(mayStandForWord({ ...point('mobile'), source: 'police' })).toBe(true);
    expect(mayStandForWord({ ...point('email', { verified: true }), source: 'worker' })).toBe(true);
  });

  test.each([
    ['that we only wrote down', { source: 'worker' }],
    ['that is shared', { source: 'police', shared: true }],
    ['that somebody else reads', { source: 'police', watched: true, verified: true }],
    ['that does not work', { source: 'police', bad: true }],
    ['that was stopped', { source: 'police', suppressed: true }],
    ['where only letters come', { source: 'police', kind: 'address' }],
  ] as const)('and not on one %s', (_, said) => {
    expect(mayStandForWord({ ...point('mobile'), ...said })).toBe(false);
  });
});
