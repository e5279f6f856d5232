import { expect, test } from 'vitest';
import { firstContactClocks } from '#casework/working-day/rules.ts';
import { firstContactShown } from './due-words.server.ts';

const thursday = new Date('2026-11-12T10:00:00Z');
const clocksOf = (receivedAt: Date, workingDays: number) => {
  const { dueAt, fortyEightHoursAt } = firstContactClocks(receivedAt, workingDays);
  return { firstContactDueAt: dueAt, fortyEightHoursAt, firstAttemptAt: null, contactMadeAt: null };
};
const muchLater = new Date('2026-11-20T10:00:00Z');

test('nobody is said to be late with somebody who rang first, and it says when they did', () => {
  const rung = { ...clocksOf(thursday, 2), contactMadeAt: new Date('2026-11-12T15:00:00Z') };
  const { late, tried } = firstContactShown(rung, muchLater);
  expect(late).toBe(false);
  expect(tried).toMatch(/^They came to us first, .*12 Nov/);
});

test('whoever was neither tried nor heard of is late', () => {
  expect(firstContactShown(clocksOf(thursday, 2), muchLater)).toMatchObject({ late: true, tried: null });
});

test('an attempt of ours counts as before, whenever they came', () => {
  const tried = { ...clocksOf(thursday, 2), firstAttemptAt: thursday, contactMadeAt: thursday };
  expect(firstContactShown(tried, muchLater).tried).toMatch(/^Tried /);
});

test.each([
  [1, 'Working days end with the day, hours to the minute.'],
  [2, 'A weekend lies between: working days do not count it, hours do.'],
])('a worker whose service gives itself %i working days from a Thursday reads: %s', (workingDays, why) => {
  expect(firstContactShown(clocksOf(thursday, workingDays), thursday).why).toBe(why);
});
