import { expect, test } from 'vitest';
import { typedDate, typedMoment } from './typed.ts';

test.each([
  ['2/4/2026', '2026-04-02'],
  ['02 04 2026', '2026-04-02'],
  ['2026-4-2', '2026-04-02'],
  ['29.2.2028', '2028-02-29'],
  ['1/1/1900', '1900-01-01'],
])('someone who types %s means %s', (typed, date) => {
  expect(typedDate(typed)).toBe(date);
});

test.each([
  '',
  '31/4/2026',
  '29/2/2027',
  '0/1/2026',
  '1/13/2026',
  '2/4/26',
  'tomorrow',
  '0000-01-01',
  '31/12/1899',
])('someone who types “%s” means no day there is', (typed) => {
  expect(typedDate(typed)).toBeNull();
});

test('a time of day is read on London’s clock, summer and winter', () => {
  expect(typedMoment('1/7/2026', '9:30')).toEqual(new Date('2026-07-01T08:30:00Z'));
  expect(typedMoment('1/12/2026', '09.30')).toEqual(new Date('2026-12-01T09:30:00Z'));
  expect(typedMoment('1/12/2026', '24:00')).toBeNull();
});
