import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerDueAt, tagOf, tagsIn } from './rules.ts';

describe('an answer', () => {
  test('is due ten working days on: over two weekends, and longer over Easter', () => {
    expect(answerDueAt(new Date('2026-11-09T10:00:00Z'), 10)).toEqual(new Date('2026-11-23T23:59:59Z'));
    expect(answerDueAt(new Date('2026-03-30T10:00:00+01:00'), 10)).toEqual(
      new Date('2026-04-15T23:59:59+01:00'),
    );
  });
});

describe('a tag', () => {
  test('is kept in one spelling however it is typed', () => {
    expect(tagsIn(' Ring Back , ring  back,Café, ,=SUM(A1)')).toEqual(['ring back', 'cafe', 'suma1']);
  });

  test('is always one the database takes, or none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const tag = tagOf(typed);
        expect(tag === '' || /^[a-z0-9][a-z0-9 -]{0,39}$/.test(tag)).toBe(true);
      }),
    );
  });
});
