import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  closesAt,
  isAnyHour,
  isWidened,
  leavesTimeToArrive,
  maySendAt,
  nextOpening,
  nextSending,
  type SafeWindow,
} from './rules.ts';

const none: ReadonlySet<string> = new Set();
const christmas: ReadonlySet<string> = new Set(['2026-12-25', '2026-12-28']);
const at = (iso: string) => new Date(iso);

const openMinutes = (windows: SafeWindow[], from: string, hours: number) => {
  const start = at(from).getTime();
  const minutes = Array.from({ length: hours * 60 }, (_, n) => new Date(start + n * 60_000));
  return minutes
    .filter((minute) => maySendAt(windows, minute, none))
    .map((m) => m.toISOString().slice(11, 16));
};

describe('someone who gave no safe times', () => {
  test('may be written to from eight in the morning, and not a minute before', () => {
    expect(maySendAt([], at('2026-11-11T08:00:00Z'), none)).toBe(true);
    expect(maySendAt([], at('2026-11-11T07:59:59Z'), none)).toBe(false);
  });
  test('may be written to until eight in the evening, and not at eight', () => {
    expect(maySendAt([], at('2026-07-11T19:59:59+01:00'), none)).toBe(true);
    expect(maySendAt([], at('2026-07-11T20:00:00+01:00'), none)).toBe(false);
  });
  test('is left alone on a bank holiday and hears from us the next morning', () => {
    expect(maySendAt([], at('2026-12-25T12:00:00Z'), christmas)).toBe(false);
    expect(nextOpening([], at('2026-12-24T20:30:00Z'), christmas)).toEqual(at('2026-12-26T08:00:00Z'));
  });
});

describe('someone safe on Tuesday and Thursday mornings only', () => {
  const windows: SafeWindow[] = [
    { weekday: 2, opens: '10:00', closes: '12:00' },
    { weekday: 4, opens: '10:00', closes: '12:00' },
  ];
  test('may be written to then, and at no time the default would have allowed', () => {
    expect(maySendAt(windows, at('2026-11-12T11:00:00Z'), none)).toBe(true);
    expect(maySendAt(windows, at('2026-11-11T11:00:00Z'), none)).toBe(false);
  });
  test('may be written to then on a bank holiday too, for they said so themselves', () => {
    expect(maySendAt(windows, at('2026-12-29T10:30:00Z'), new Set(['2026-12-29']))).toBe(true);
  });
  test('waits from Thursday noon to Tuesday ten', () => {
    expect(nextOpening(windows, at('2026-11-12T12:00:00Z'), none)).toEqual(at('2026-11-17T10:00:00Z'));
    expect(closesAt(windows, at('2026-11-12T12:00:00Z'), none)).toBeNull();
  });
  test('is not written to at two minutes to twelve, when it could arrive too late', () => {
    expect(leavesTimeToArrive(windows, at('2026-11-12T11:30:00Z'), none)).toBe(true);
    expect(leavesTimeToArrive(windows, at('2026-11-12T11:58:00Z'), none)).toBe(false);
  });
  test('keeps ten in the morning on both sides of a clock change', () => {
    expect(nextOpening(windows, at('2026-03-27T09:00:00Z'), none)).toEqual(at('2026-03-31T10:00:00+01:00'));
    expect(nextOpening(windows, at('2026-10-23T09:00:00Z'), none)).toEqual(at('2026-10-27T10:00:00Z'));
  });
});

describe('someone safe late on a Friday night', () => {
  test('may be written to after midnight, and not after midnight of the day before', () => {
    const windows = [{ weekday: 5, opens: '22:00', closes: '03:00' }];
    expect(maySendAt(windows, at('2026-11-14T02:59:00Z'), none)).toBe(true);
    expect(maySendAt(windows, at('2026-11-13T02:59:00Z'), none)).toBe(false);
  });
  test('has no edge at midnight when the night was given in two parts', () => {
    const windows = [
      { weekday: 5, opens: '22:00', closes: '24:00' },
      { weekday: 6, opens: '00:00', closes: '03:00' },
    ];
    expect(closesAt(windows, at('2026-11-13T23:00:00Z'), none)).toEqual(at('2026-11-14T03:00:00Z'));
  });
});

describe('on the Sunday the clocks go back, someone is not written to in an hour that could be the wrong one', () => {
  test.each([
    ['00:30', '01:30', '23:30', '00:29', 60],
    ['01:00', '02:00', '01:00', '01:59', 60],
    ['01:30', '03:00', '01:30', '02:59', 90],
  ])('%s to %s is open once', (opens, closes, first, last, minutes) => {
    const open = openMinutes([{ weekday: 7, opens, closes }], '2026-10-24T22:00:00Z', 8);
    expect([open[0], open.at(-1), open.length]).toEqual([first, last, minutes]);
  });
  test('01:30 to 01:45 is not open at all, and opens the week after', () => {
    const windows = [{ weekday: 7, opens: '01:30', closes: '01:45' }];
    expect(openMinutes(windows, '2026-10-24T22:00:00Z', 8)).toEqual([]);
    expect(nextOpening(windows, at('2026-10-24T12:00:00Z'), none)).toEqual(at('2026-11-01T01:30:00Z'));
  });
});

describe('on the Sunday the clocks go forward, someone is not written to in an hour that never comes', () => {
  test('an opening that never comes waits until after the missing hour', () => {
    const open = openMinutes([{ weekday: 7, opens: '01:30', closes: '03:30' }], '2026-03-28T22:00:00Z', 8);
    expect([open[0], open.at(-1)]).toEqual(['01:30', '02:29']);
  });
  test('a closing that never comes comes before the missing hour', () => {
    const open = openMinutes([{ weekday: 7, opens: '00:00', closes: '01:30' }], '2026-03-28T22:00:00Z', 8);
    expect([open[0], open.at(-1)]).toEqual(['00:00', '00:29']);
  });
  test('a window that lies inside it is not open at all', () => {
    expect(openMinutes([{ weekday: 7, opens: '01:00', closes: '01:45' }], '2026-03-28T22:00:00Z', 8)).toEqual(
      [],
    );
  });
});

const wall = fc.integer({ min: 0, max: 95 }).map((n) => new Date(n * 900_000).toISOString().slice(11, 16));
const windowsOf = fc.array(
  fc.record({ weekday: fc.integer({ min: 1, max: 7 }), opens: wall, closes: wall }),
  { maxLength: 5 },
);
const instants = fc
  .integer({ min: 0, max: 3 * 365 * 96 })
  .map((n) => new Date(Date.UTC(2026, 0, 1) + n * 900_000));

test('whatever times someone gave, the next opening is safe and every minute before it is not', () => {
  fc.assert(
    fc.property(windowsOf, instants, (windows, instant) => {
      const next = nextOpening(windows, instant, none);
      expect(maySendAt(windows, next, none)).toBe(true);
      const before = new Date(next.getTime() - 60_000);
      expect(before < instant || !maySendAt(windows, before, none)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

describe('someone whose safe times are Tuesdays and Thursdays from ten to twelve', () => {
  const windows = [2, 4].map((weekday) => ({ weekday, opens: '10:00', closes: '12:00' }));
  const sending = (iso: string) => nextSending(windows, at(iso), none)?.toISOString();

  test('is written to while half an hour is left, and otherwise at the next opening', () => {
    expect(sending('2026-11-26T11:30:00Z')).toBe('2026-11-26T11:30:00.000Z');
    expect(sending('2026-11-26T11:58:00Z')).toBe('2026-12-01T10:00:00.000Z');
  });
  test('is never written to where none of them is long enough', () => {
    const short = [{ weekday: 2, opens: '10:00', closes: '10:20' }];
    expect(nextSending(short, at('2026-11-26T11:58:00Z'), none)).toBeNull();
  });
});

test('whatever times someone gave, what leaves at the next sending leaves time to arrive', () => {
  fc.assert(
    fc.property(windowsOf, instants, (windows, instant) => {
      const next = nextSending(windows, instant, none);
      expect(next === null || leavesTimeToArrive(windows, next, none)).toBe(true);
      expect(leavesTimeToArrive(windows, instant, none)).toBe(next?.getTime() === instant.getTime());
    }),
    { numRuns: 60 },
  );
});

describe('times that someone changes', () => {
  const weekday = { weekday: 2, opens: '10:00', closes: '12:00' };
  test.each([
    ['an hour longer', [weekday], [{ ...weekday, closes: '13:00' }]],
    ['as long, but later', [weekday], [{ ...weekday, opens: '11:00', closes: '13:00' }]],
    ['on another day', [weekday], [{ ...weekday, weekday: 3 }]],
    [
      'on the night of Sunday into Monday',
      [{ ...weekday, weekday: 1, opens: '00:30' }],
      [{ weekday: 7, opens: '23:00', closes: '01:00' }],
    ],
    ['back to the usual hours', [weekday], []],
  ] as const)('are widened when they are %s', (_, before, after) => {
    expect(isWidened(before, after)).toBe(true);
  });
  test.each([
    ['shorter', [weekday], [{ ...weekday, closes: '11:00' }]],
    ['the same', [weekday], [weekday]],
    [
      'the same in other words',
      [{ weekday: 6, opens: '22:00', closes: '02:00' }],
      [
        { weekday: 6, opens: '22:00', closes: '24:00' },
        { weekday: 7, opens: '00:00', closes: '02:00' },
      ],
    ],
    ['said for the first time', [], [{ weekday: 2, opens: '00:00', closes: '24:00' }]],
    [
      'the usual hours instead of every hour',
      [1, 2, 3, 4, 5, 6, 7].map((day) => ({ weekday: day, opens: '00:00', closes: '24:00' })),
      [],
    ],
  ] as const)('are not widened when they are %s', (_, before, after) => {
    expect(isWidened(before, after)).toBe(false);
  });
});

test('every day from midnight to midnight is any hour, and a minute less is not', () => {
  const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '00:00', closes: '24:00' }));
  expect(isAnyHour(week)).toBe(true);
  expect(isAnyHour(week.slice(1))).toBe(false);
  expect(isAnyHour(week.map((day) => ({ ...day, closes: '23:59' })))).toBe(false);
  expect(isAnyHour([])).toBe(false);
});
