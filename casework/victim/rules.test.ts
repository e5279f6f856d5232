import { expect, test } from 'vitest';
import { isUnder18, rightsOf } from './rules.ts';

test('someone is under eighteen until the day before their birthday, and not from the day itself', () => {
  expect(isUnder18('2008-06-15', '2026-06-14')).toBe(true);
  expect(isUnder18('2008-06-15', '2026-06-15')).toBe(false);
});

test('someone born on 29 February comes of age on 28 February', () => {
  expect(isUnder18('2008-02-29', '2026-02-27')).toBe(true);
  expect(isUnder18('2008-02-29', '2026-02-28')).toBe(false);
});

test('a child has the rights of a vulnerable person, once, and an adult only those found', () => {
  expect(rightsOf(['intimidated'], true)).toEqual(['vulnerable', 'intimidated']);
  expect(rightsOf(['vulnerable'], true)).toEqual(['vulnerable']);
  expect(rightsOf(['intimidated'], false)).toEqual(['intimidated']);
});
