import { describe, expect, test } from 'vitest';
import type { ContactAttempt } from '../contact-attempt/rules.ts';
import { mayRelease } from './rules.ts';

const notGuilty = { phoneFirst: true, happenedOn: '2026-11-10', releasedBy: null };
const tuesday = new Date('2026-11-10T16:00:00Z');
const call = (outcome: ContactAttempt['outcome'], at = '2026-11-10T15:30:00Z'): ContactAttempt => {
  return { channel: 'phone', direction: 'out', outcome, at: new Date(at) };
};

describe('hard news', () => {
  test('does not appear before the person was told by voice', () => {
    expect(mayRelease(notGuilty, null, tuesday)).toEqual({ may: false, why: 'needs_call' });
  });
  test('may appear once they were told it', () => {
    expect(mayRelease(notGuilty, call('reached'), tuesday)).toEqual({ may: true, why: null });
  });
  test.each(['no_answer', 'voicemail_left', 'wrong_number', 'refused'] as const)(
    'does not appear after a call with %s',
    (outcome) => {
      expect(mayRelease(notGuilty, call(outcome), tuesday).may).toBe(false);
    },
  );
  test('does not appear because of a call from before it happened', () => {
    expect(mayRelease(notGuilty, call('reached', '2026-11-09T15:30:00Z'), tuesday).may).toBe(false);
  });
  test('does not appear because a letter was answered', () => {
    expect(mayRelease(notGuilty, { ...call('reached'), channel: 'letter' }, tuesday).may).toBe(false);
  });
  test('may appear when a manager decided so, call or no call', () => {
    expect(mayRelease({ ...notGuilty, releasedBy: 'a manager' }, null, tuesday).may).toBe(true);
  });
});

describe('where nobody can be asked soon', () => {
  const told = call('reached');
  test.each([
    ...['2026-11-13T14:59:59Z', '2026-07-10T14:59:59+01:00', '2026-11-12T21:00:00Z', '2026-12-24T14:00:00Z'],
    ...['2026-11-16T00:00:00Z', '2026-12-29T08:00:00Z'],
  ])('hard news may still appear at %s', (at) => {
    expect(mayRelease({ ...notGuilty, happenedOn: '2026-07-01' }, told, new Date(at)).may).toBe(true);
  });
  test.each([
    ...['2026-11-13T15:00:00Z', '2026-11-13T23:59:59Z', '2026-07-10T15:00:00+01:00'],
    ...['2026-11-14T09:00:00Z', '2026-11-15T21:00:00Z', '2026-12-28T11:00:00Z'],
    ...['2026-12-24T15:00:00Z', '2027-03-25T17:00:00Z'],
  ])('nobody is left alone with it at %s, not even by a manager', (at) => {
    const released = { ...notGuilty, happenedOn: '2026-07-01', releasedBy: 'a manager' };
    expect(mayRelease(released, told, new Date(at))).toEqual({ may: false, why: 'nobody_to_ask' });
  });
  test('whoever was not told is rung first, whatever the day', () => {
    expect(mayRelease(notGuilty, null, new Date('2026-11-14T09:00:00Z'))).toMatchObject({
      why: 'needs_call',
    });
  });
  test('any other news comes when it comes', () => {
    expect(mayRelease({ ...notGuilty, phoneFirst: false }, null, new Date('2026-11-13T17:00:00Z')).may).toBe(
      true,
    );
  });
});
