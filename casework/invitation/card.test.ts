import { describe, expect, test } from 'vitest';
import { cardFrom, formatCard, locatorFrom, plainWord, secretFrom, symbols } from './card.ts';

describe('someone types what stands on their card', () => {
  test.each(['K7Q2-0B1D-9XYZ', 'k7q2 ob1d 9xyz', 'k7q2ObId9xyz', ' K7Q2–0BLD–9XYZ ', 'Ｋ７Ｑ２-0B1D-9XYZ'])(
    'as %s',
    (typed) => {
      expect(cardFrom(typed)).toEqual({ locator: 'K7Q2', secret: '0B1D9XYZ' });
    },
  );

  test.each(['', 'K7Q2', 'K7Q2-0B1D-9XY', 'K7Q2-0B1D-9XYZZ', 'K7U2-0B1D-9XYZ', 'K7Q2-0B1D-9XY!'])(
    'and %s is no card',
    (typed) => {
      expect(cardFrom(typed)).toBeNull();
    },
  );

  test('in two parts, and is shown it as it was printed', () => {
    const [locator, secret] = [locatorFrom('k7q2'), secretFrom('0b1d-9xyz')];
    if (!locator || !secret) throw new Error('not understood');
    expect(formatCard({ locator, secret })).toBe('K7Q2-0B1D-9XYZ');
  });

  test('and the word they agreed, in whatever capitals and spaces', () => {
    expect(plainWord('  Blue\u00a0 KETTLE ')).toBe('blue kettle');
    expect(plainWord('Cafe\u0301')).toBe(plainWord('café'));
  });
});

test('no symbol of a card looks like another', () => {
  expect(symbols).toHaveLength(32);
  expect(symbols).not.toMatch(/[ILOU]/);
});
