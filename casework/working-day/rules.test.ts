import Holidays from 'date-holidays';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bankHolidays,
  bankHolidaysKnownUntil,
  bankHolidaysRunOutSoon,
  endOfWorkingDay,
  firstContactClocks,
  isWorkingDay,
  localDate,
} from './rules.ts';

test('someone whose details arrive before Easter is owed a call by Wednesday, while 48 hours end on Saturday', () => {
  expect(firstContactClocks(new Date('2026-04-02T15:00:00+01:00'))).toEqual({
    dueOn: '2026-04-08',
    dueAt: new Date('2026-04-08T23:59:59+01:00'),
    fortyEightHoursAt: new Date('2026-04-04T15:00:00+01:00'),
    whyTheyDiffer: 'bank_holiday',
  });
});

test.each([
  ['a Monday', '2026-11-09T10:00:00Z', '2026-11-11', null],
  ['a Friday', '2026-11-13T10:00:00Z', '2026-11-17', 'weekend'],
  ['a Saturday', '2026-11-14T10:00:00Z', '2026-11-17', 'weekend'],
  ['the last evening before Christmas', '2026-12-24T22:00:00Z', '2026-12-30', 'bank_holiday'],
  ['half past midnight in London, still yesterday in UTC', '2026-06-09T23:30:00Z', '2026-06-12', null],
])('someone whose details arrive on %s is owed a call by the second working day', (_, at, dueOn, why) => {
  expect(firstContactClocks(new Date(at))).toMatchObject({ dueOn, whyTheyDiffer: why });
});

test('a council that promises one day is held to one day', () => {
  expect(firstContactClocks(new Date('2026-11-13T10:00:00Z'), 1).dueOn).toBe('2026-11-16');
});

test('a promise that falls in winter ends at midnight in winter time', () => {
  expect(endOfWorkingDay(1, '2026-10-23')).toEqual(new Date('2026-10-26T23:59:59Z'));
  expect(endOfWorkingDay(1, '2026-03-27')).toEqual(new Date('2026-03-30T23:59:59+01:00'));
});

test.each(['ENG', 'WLS'])(
  'nobody in %s is promised a call on a holiday that an independent calendar knows',
  (state) => {
    const calendar = new Holidays('GB', state, { types: ['public', 'bank'] });
    const weekdays = [2024, 2025, 2026, 2027, 2028]
      .flatMap((year) => calendar.getHolidays(year))
      .map((holiday) => holiday.date.slice(0, 10))
      .filter((date) => ![0, 6].includes(new Date(date).getUTCDay()));
    expect([...bankHolidays].sort()).toEqual([...new Set(weekdays)].sort());
  },
);

test('whatever day details arrive, the promise ends on a working day with exactly that many working days passed', () => {
  const days = fc
    .integer({ min: 0, max: 1700 })
    .map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10));
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 15 }), (from, n) => {
      const due = localDate(endOfWorkingDay(n, from));
      let passed = 0;
      for (let at = Date.parse(from) + 86_400_000; at <= Date.parse(due); at += 86_400_000)
        if (isWorkingDay(new Date(at).toISOString().slice(0, 10))) passed += 1;
      expect(isWorkingDay(due)).toBe(true);
      expect(passed).toBe(n);
    }),
  );
});

test('staff hear that the list is running out six months before it does, and not earlier', () => {
  expect(bankHolidaysKnownUntil()).toBe('2028-12-26');
  expect(bankHolidaysRunOutSoon(new Date('2028-06-26T12:00:00Z'))).toBe(false);
  expect(bankHolidaysRunOutSoon(new Date('2028-06-27T12:00:00Z'))).toBe(true);
});
