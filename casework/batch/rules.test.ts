import { describe, expect, test } from 'vitest';
import { milestoneKinds, milestones } from '../milestone/rules.ts';
import {
  batchKindOf,
  batchKinds,
  batchStateOf,
  type LeftOutReason,
  needsOf,
  type Standing,
  samplesOf,
  whyLeftOut,
} from './rules.ts';

const open = { text: null, email: null, letter: null };
const shutBy = (why: string) => ({ text: why, email: 'not_agreed', letter: 'no_contact_point' });
const willing: Standing = {
  ...{ closed: false, contact: 'agreed', topic: 'agreed', held: false, toldAlready: false },
  ...{ hasWords: true, ways: open, hasSafeTime: true },
};

describe('somebody of an incident', () => {
  test('is told with the others when they agreed, and by one open way even where the others are shut', () => {
    expect(whyLeftOut(willing)).toBeNull();
    expect(whyLeftOut({ ...willing, contact: 'unanswered' })).toBeNull();
    expect(whyLeftOut({ ...willing, ways: { ...shutBy('suppressed'), letter: null } })).toBeNull();
  });

  test.each<[Partial<Standing>, LeftOutReason]>([
    [{ closed: true }, 'closed'],
    [{ contact: 'declined' }, 'contact_no'],
    [{ contact: 'withdrawn', topic: 'agreed' }, 'contact_no'],
    [{ topic: 'withdrawn' }, 'withdrawn'],
    [{ topic: 'declined' }, 'declined'],
    [{ topic: 'unanswered' }, 'no_choice'],
    [{ topic: 'lapsed' }, 'no_choice'],
    [{ topic: 'invalidated' }, 'no_choice'],
    [{ held: true }, 'paused'],
    [{ toldAlready: true }, 'told_already'],
    [{ hasWords: false }, 'no_words'],
    [{ ways: shutBy('suppressed') }, 'suppressed'],
    [{ ways: shutBy('locked') }, 'locked'],
    [{ ways: shutBy('watched') }, 'locked'],
    [{ ways: shutBy('not_verified') }, 'no_channel'],
    [{ hasSafeTime: false }, 'no_safe_time'],
  ])('is left out: %j, which is said as %s', (change, why) => {
    expect(whyLeftOut({ ...willing, ...change })).toBe(why);
  });

  test('is left out for their own no before anything that we could put right', () => {
    const all = { held: true, hasWords: false, ways: shutBy('locked'), hasSafeTime: false };
    expect(whyLeftOut({ ...willing, ...all, topic: 'withdrawn' })).toBe('withdrawn');
  });
});

test('hard news is never told to several people at once, and everything else may be', () => {
  for (const kind of milestoneKinds) expect(batchKindOf(kind) === null).toBe(milestones[kind].phoneFirst);
  expect(batchKinds).toHaveLength(7);
});

test('three samples show every language first, and then every way', () => {
  const person = (id: number, language: string, ...channels: string[]) => ({ id, language, channels });
  const english = [1, 2, 3, 4].map((id) => person(id, 'en', 'text'));
  const ids = (people: { id: number }[]) => people.map(({ id }) => id);
  expect(ids(samplesOf([...english, person(5, 'ar', 'text'), person(6, 'en', 'email')]))).toEqual([1, 5, 6]);
  expect(ids(samplesOf(english))).toEqual([1, 2, 3]);
  expect(samplesOf([])).toEqual([]);
});

test.each([
  [25, { stepUp: false, second: false }],
  [26, { stepUp: true, second: false }],
  [200, { stepUp: true, second: false }],
  [201, { stepUp: true, second: true }],
])('telling %i people at once needs %j', (people, needs) => {
  expect(needsOf(people)).toEqual(needs);
});

describe('a set', () => {
  const savedAt = new Date('2026-11-23T10:00:00Z');
  const at = (hours: number) => new Date(savedAt.getTime() + hours * 3_600_000);
  const nothing = { savedAt, confirmedAt: null, startsAt: null, stoppedAt: null, endedAt: null };
  const begun = { ...nothing, confirmedAt: at(1), startsAt: at(2) };

  test.each([
    ['saved', nothing, 1],
    ['lapsed', nothing, 25],
    ['needs_second', { ...nothing, confirmedAt: at(20) }, 30],
    ['lapsed', { ...nothing, confirmedAt: at(1) }, 26],
    ['holding', begun, 1.5],
    ['going', begun, 2],
    ['going', begun, 100],
    ['ended', { ...begun, endedAt: at(3) }, 4],
    ['stopped', { ...begun, stoppedAt: at(1.5) }, 1.6],
    ['stopped', { ...begun, endedAt: at(3), stoppedAt: at(3.5) }, 4],
  ])('is %s', (state, moments, hours) => {
    expect(batchStateOf(moments, at(hours))).toBe(state);
  });
});
