import { describe, expect, it } from 'vitest';
import { lanes } from '#messaging/message/rules.ts';
import { nextStepsOf, notKeptBecause, refusedOf, whyFailed } from './rules.ts';

const update = { kind: 'update', channel: 'text' };
const letter = { kind: 'invitation', channel: 'letter' };

it('offers a call first where nobody can say whether the message went', () => {
  expect(nextStepsOf({ ...update, state: 'unknown', cancelledReason: null })[0]).toBe('phone');
  expect(nextStepsOf({ ...update, state: 'unconfirmed', cancelledReason: null })[0]).toBe('phone');
});

it('offers sending again first where it certainly did not go', () => {
  expect(nextStepsOf({ ...update, state: 'failed', cancelledReason: null })[0]).toBe('again');
});

it('offers another card, and never the same again, where the letter that held one did not go', () => {
  for (const state of ['failed', 'unknown', 'expired'] as const) {
    const steps = nextStepsOf({ ...letter, state, cancelledReason: null });
    expect(steps).toContain('card');
    expect(steps).not.toContain('again');
  }
});

it('keeps no words of a code or of the letter with a card, and those of what went along with it', () => {
  expect(notKeptBecause({ kind: 'verify_code', channel: 'email' })).toBe('code');
  expect(notKeptBecause(letter)).toBe('card');
  expect(notKeptBecause({ ...letter, channel: 'text' })).toBeNull();
  expect(notKeptBecause(update)).toBeNull();
});

it('asks for nothing more once staff have dealt with it', () => {
  expect(nextStepsOf({ ...update, state: 'failed', cancelledReason: 'staff' })).toEqual([]);
});

it('can still be stopped while it waits, and no longer once it was delivered', () => {
  expect(nextStepsOf({ ...update, state: 'held', cancelledReason: null })).toEqual(['stop']);
  expect(nextStepsOf({ ...update, state: 'delivered', cancelledReason: null })).toEqual([]);
});

it.each([
  ['30006', 'address'],
  ['21610', 'opted_out'],
  ['550', 'mailbox'],
  ['535', 'ours'],
  ['20003', 'ours'],
  ['HTTP_401', 'ours'],
  ['HTTP_418', 'other'],
  ['5.1.1', 'address'],
  ['5.7.1', 'mailbox'],
  ['4.4.7', 'mailbox_later'],
  ['lease_ended', 'lease_ended'],
  ['99999', 'other'],
  [null, null],
])('says of the code %s that it is about %s', (code, why) => {
  expect(whyFailed(code)).toBe(why);
});

describe('what a provider refuses', () => {
  const minute = 60;
  const hour = 60 * minute;
  const refusedFor = (lane: keyof typeof lanes, seconds: number, channel: 'text' | 'email' = 'text') => ({
    ...{ channel, lane: lanes[lane], seconds, waiting: 1 },
    since: new Date(Date.UTC(2026, 2, 6) - 1000 * seconds),
  });
  const tooLong = (...refused: Parameters<typeof refusedOf>[0]) =>
    refusedOf(refused).flatMap((one) => (one.tooLong ? one.channel : []));

  it.each([
    ['code', 5 * minute],
    ['urgent', 4 * hour],
    ['routine', 72 * hour],
    ['several', 72 * hour],
  ] as const)(
    'is told to everyone once somebody waits in lane %s for longer than %i seconds, and not before',
    (lane, limit) => {
      expect(tooLong(refusedFor(lane, limit))).toEqual([]);
      expect(tooLong(refusedFor(lane, limit + 1))).toEqual(['text']);
    },
  );

  it('is told to whoever reads of messages after ten minutes, whatever the lane', () => {
    const late = (seconds: number) => refusedOf([refusedFor('routine', seconds)])[0]?.late;
    expect([late(10 * minute), late(10 * minute + 1)]).toEqual([false, true]);
  });

  it('is told of the channel it is about and of no other, since the oldest, with all who wait there', () => {
    const [first, second] = [refusedFor('routine', hour), refusedFor('code', 6 * minute)];
    expect(refusedOf([second, first, refusedFor('urgent', minute, 'email')])).toEqual([
      { channel: 'text', since: first.since, waiting: 2, late: true, tooLong: true },
      expect.objectContaining({ channel: 'email', waiting: 1, late: false, tooLong: false }),
    ]);
    expect(refusedOf([])).toEqual([]);
  });
});

it('offers a call, and never to send again, where what was stopped with its set may have arrived', () => {
  const stopped = { ...update, cancelledReason: 'set_stopped' } as const;
  for (const state of ['unknown', 'unconfirmed'] as const)
    expect(nextStepsOf({ ...stopped, state })).toEqual(['phone', 'other_channel', 'dealt_with']);
  for (const state of ['failed', 'dead', 'delivered', 'cancelled'] as const)
    expect(nextStepsOf({ ...stopped, state })).toEqual([]);
});
