import { describe, expect, test } from 'vitest';
import { codeBudgets, mayHaveCode } from './rules.ts';

const none = { forThisBrowserThisHour: 0, thisHour: 0, today: 0, whileNotSafe: 0, safeNow: true };
const { knownBrowser, anyOther } = codeBudgets;
const usedUp = { thisHour: anyOther.anHour, today: anyOther.aDay, whileNotSafe: anyOther.whileNotSafe };

describe('another code', () => {
  test.each([
    ['has used up an hour’s', { thisHour: anyOther.anHour }],
    ['has used up a day’s', { today: anyOther.aDay }],
    ['has had what there is while it is not safe', { whileNotSafe: anyOther.whileNotSafe, safeNow: false }],
  ])('may not go to a browser nobody knows once somebody %s, and one before that may', (_, made) => {
    expect(mayHaveCode(false, { ...none, ...made })).toBe(false);
    const before = Object.fromEntries(
      Object.entries(made).map(([name, value]) => [name, typeof value === 'number' ? value - 1 : value]),
    );
    expect(mayHaveCode(false, { ...none, ...before })).toBe(true);
  });

  test('goes to a known browser whatever strangers used up, at any hour, until its own are', () => {
    const made = { ...none, ...usedUp, safeNow: false };
    expect(mayHaveCode(true, made)).toBe(true);
    expect(mayHaveCode(true, { ...none, forThisBrowserThisHour: knownBrowser.anHour })).toBe(false);
  });

  test('may go at a safe hour whatever was used up while it was not', () => {
    expect(mayHaveCode(false, { ...none, whileNotSafe: 9, today: 2 })).toBe(true);
  });
});
