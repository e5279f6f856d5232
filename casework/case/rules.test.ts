import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CaseClocks, dueFirst, dueOf, neverDue, suggestedStage } from './rules.ts';

const now = new Date('2026-11-11T10:00:00Z');
const quiet: CaseClocks = {
  closedAt: null,
  firstContactDueAt: new Date('2026-11-12T23:59:59Z'),
  firstAttemptAt: new Date('2026-11-10T10:00:00Z'),
  contactMadeAt: null,
  concernUnreadSince: null,
  replyDueAt: null,
  taskDueAt: null,
  nextUpdateBy: null,
};

test('someone to whom nothing is owed comes last, and is said to be owed nothing', () => {
  expect(dueOf(quiet, now)).toEqual({ what: 'nothing', by: neverDue, state: 'nothing' });
});

describe('someone nobody has tried to reach', () => {
  test.each([
    ['2026-11-11T09:59:59Z', 'overdue'],
    ['2026-11-11T23:59:59Z', 'today'],
    ['2026-11-13T23:59:59Z', 'soon'],
    ['2026-11-16T23:59:59Z', 'later'],
  ])('is owed a first attempt, due %s: %s', (due, state) => {
    const firstContactDueAt = new Date(due);
    const waiting = { ...quiet, firstAttemptAt: null, firstContactDueAt };
    expect(dueOf(waiting, now)).toEqual({ what: 'first_contact', by: firstContactDueAt, state });
  });
  test('is owed none once they rang us themselves', () => {
    expect(dueOf({ ...quiet, firstAttemptAt: null, contactMadeAt: now }, now).what).toBe('nothing');
  });
  test('is owed it before an answer that is due later, and after one that is due sooner', () => {
    const waiting = { ...quiet, firstAttemptAt: null };
    expect(dueOf({ ...waiting, replyDueAt: new Date('2026-11-13T12:00:00Z') }, now).what).toBe(
      'first_contact',
    );
    expect(dueOf({ ...waiting, replyDueAt: new Date('2026-11-12T12:00:00Z') }, now).what).toBe('reply');
  });
});

test('someone who wrote that they are afraid comes before everything, from the moment they wrote', () => {
  const waiting = { ...quiet, firstAttemptAt: null, firstContactDueAt: new Date('2026-11-01T23:59:59Z') };
  expect(dueOf({ ...waiting, concernUnreadSince: now }, now)).toEqual({
    what: 'safety',
    by: now,
    state: 'overdue',
  });
});

test('someone promised news by a date is owed it until the end of that day', () => {
  expect(dueOf({ ...quiet, nextUpdateBy: '2026-11-11' }, now)).toMatchObject({
    what: 'update',
    state: 'today',
  });
  expect(dueOf({ ...quiet, nextUpdateBy: '2026-11-10' }, now).state).toBe('overdue');
});

test('someone whose case is closed is owed no more updates, but still an answer', () => {
  const closed = { ...quiet, closedAt: now, nextUpdateBy: '2026-11-12', firstAttemptAt: null };
  expect(dueOf(closed, now).what).toBe('nothing');
  expect(dueOf({ ...closed, replyDueAt: new Date('2026-11-12T12:00:00Z') }, now).what).toBe('reply');
});

const moment = fc.option(
  fc.integer({ min: -20, max: 20 }).map((h) => new Date(now.getTime() + h * 3_600_000)),
);

test('whatever is waiting, nobody is told of a later promise while an earlier one stands', () => {
  fc.assert(
    fc.property(moment, moment, moment, (replyDueAt, taskDueAt, firstAttemptAt) => {
      const waiting = { ...quiet, replyDueAt, taskDueAt, firstAttemptAt };
      const due = dueOf(waiting, now);
      const standing = [replyDueAt, taskDueAt, firstAttemptAt ? null : quiet.firstContactDueAt];
      for (const by of standing) expect(by === null || due.by <= by).toBe(true);
    }),
  );
});

test('a list of people begins with whoever is owed something first', () => {
  const later = dueOf({ ...quiet, taskDueAt: new Date('2026-11-20T12:00:00Z') }, now);
  const sooner = dueOf({ ...quiet, taskDueAt: new Date('2026-11-12T12:00:00Z') }, now);
  const afraid = dueOf({ ...quiet, concernUnreadSince: now }, now);
  expect([dueOf(quiet, now), later, afraid, sooner].sort(dueFirst).map((due) => due.what)).toEqual([
    'safety',
    'task',
    'task',
    'nothing',
  ]);
});

describe('what happened in a case', () => {
  test.each([
    ['before_decision', ['decision'], 'order'],
    ['first_contact', ['other', 'panel'], 'order'],
    ['order', ['order_finished', 'order_started'], 'after_order'],
  ] as const)('suggests to whoever decides, at %s after %j, the stage %s', (now, happened, stage) => {
    expect(suggestedStage(now, happened)).toBe(stage);
  });

  test.each([
    ['order', ['order_review', 'decision']],
    ['closed', ['order_finished']],
    ['before_decision', ['not_guilty', 'no_further_action', 'release']],
    ['first_contact', []],
  ] as const)(
    'suggests nothing at %s after %j: it is there, or past it, or the news comes first',
    (now, happened) => {
      expect(suggestedStage(now, happened)).toBeNull();
    },
  );
});
