import { expect, test } from 'vitest';
import { taskDueAt, taskKinds } from './rules.ts';

const fridayAtNoon = new Date('2026-05-22T11:00:00Z');

test('someone who asks on a Friday to be rung is rung by Tuesday, for Monday is a bank holiday', () => {
  expect(taskDueAt('call_back', fridayAtNoon)).toEqual(new Date('2026-05-26T22:59:59Z'));
});

test('what someone wrote to us is answered the same day, for nobody can tell beforehand whether it can wait', () => {
  expect(taskDueAt('reply_needed', fridayAtNoon)).toEqual(new Date('2026-05-22T22:59:59Z'));
});

test('a concern for someone’s safety is for the same day, and nothing else is sooner', () => {
  const sameDay = taskDueAt('safety_concern', fridayAtNoon);
  expect(sameDay).toEqual(new Date('2026-05-22T22:59:59Z'));
  for (const kind of taskKinds) expect(taskDueAt(kind, fridayAtNoon) >= sameDay, kind).toBe(true);
});
