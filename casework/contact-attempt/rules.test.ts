import { describe, expect, test } from 'vitest';
import { firstContactClocks } from '../working-day/rules.ts';
import {
  attemptChannels,
  type ContactAttempt,
  countsAsContactMade,
  firstContactOf,
  inTime,
  outcomesOf,
} from './rules.ts';

const call = (
  at: string,
  outcome: ContactAttempt['outcome'],
  direction: ContactAttempt['direction'] = 'out',
) => {
  return { channel: 'phone' as const, direction, outcome, at: new Date(at) };
};

describe('someone was reached', () => {
  test.each(['reached', 'met', 'refused'] as const)('when the outcome is %s', (outcome) => {
    expect(countsAsContactMade({ outcome })).toBe(true);
  });
  test.each([
    'no_answer',
    'voicemail_left',
    'wrong_number',
    'not_in',
    'letter_sent',
    'message_sent',
  ] as const)('but not when it is %s', (outcome) => {
    expect(countsAsContactMade({ outcome })).toBe(false);
  });
});

test('someone who was called without an answer over Easter was tried in time, though not within 48 hours', () => {
  const clocks = firstContactClocks(new Date('2026-04-02T15:00:00+01:00'));
  const { firstAttemptAt, contactMadeAt } = firstContactOf([call('2026-04-07T18:10:00+01:00', 'no_answer')]);
  expect(inTime(firstAttemptAt, clocks.dueAt)).toBe(true);
  expect(inTime(firstAttemptAt, clocks.fortyEightHoursAt)).toBe(false);
  expect(contactMadeAt).toBeNull();
});

test('a wrong number was still an attempt, and the person was still not reached', () => {
  const wrong = call('2026-04-07T18:10:00+01:00', 'wrong_number');
  expect(firstContactOf([wrong])).toEqual({ firstAttemptAt: wrong.at, contactMadeAt: null });
});

test('someone who rings us first is reached, but we had not tried', () => {
  const hers = call('2026-04-03T10:00:00+01:00', 'reached', 'in');
  expect(firstContactOf([hers])).toEqual({ firstAttemptAt: null, contactMadeAt: hers.at });
});

test('an attempt written down late counts from when it happened', () => {
  const early = call('2026-04-07T09:00:00Z', 'no_answer');
  const late = call('2026-04-08T09:00:00Z', 'reached');
  expect(firstContactOf([late, early])).toEqual({ firstAttemptAt: early.at, contactMadeAt: late.at });
});

test('whoever logs a call is not offered the outcomes of a visit', () => {
  expect(outcomesOf('phone')).toEqual(['reached', 'refused', 'no_answer', 'voicemail_left', 'wrong_number']);
  expect(outcomesOf('visit')).toEqual(['met', 'refused', 'not_in']);
  for (const channel of attemptChannels) expect(outcomesOf(channel)).toContain('refused');
});
