import { describe, expect, test } from 'vitest';
import { topicsOf } from '../choice/rules.ts';
import { bases } from '../victim/rules.ts';
import {
  audiences,
  beforeDecision,
  countWords,
  guideOf,
  kindOf,
  mayBeWithdrawn,
  partsOf,
  tooManyWords,
  whysNow,
  whysToRead,
} from './rules.ts';

test('whoever speaks for a business writes of the business, everyone else of themselves', () => {
  expect(bases.filter((basis) => kindOf(basis) === 'business')).toEqual(['business_contact']);
});

test('the audiences are what the choice of views can be given for, but being asked itself', () => {
  expect(topicsOf('views').filter((topic) => topic !== 'being_asked')).toEqual([...audiences]);
});

describe('words are counted', () => {
  test.each([
    ['nothing', '', 0],
    ['only space', ' \n\t ', 0],
    ['English', 'I do not sleep.', 4],
    ['Urdu', 'میں رات کو سو نہیں سکتی', 6],
    ['Arabic with marks', 'لَا أَنَامُ', 2],
  ])('%s', (_, words, count) => {
    expect(countWords(words)).toBe(count);
  });

  test('where no spaces part them, too', () => {
    expect(countWords('我睡不着觉')).toBeGreaterThan(1);
    expect(countWords('ฉันนอนไม่หลับ')).toBeGreaterThan(2);
  });
});

test('what is sent is in the order of the guide, without the empty answers, what was free at the end', () => {
  const pieces = {
    free: { words: 'last' },
    people: { words: 'second' },
    feelings: { words: 'first' },
    days: { words: ' ' },
  };
  expect(partsOf('impact', pieces)).toEqual([
    { question: 'feelings', words: 'first' },
    { question: 'people', words: 'second' },
    { question: null, words: 'last' },
  ]);
  expect(guideOf('business')).not.toContain('feelings');
  expect(partsOf('business', pieces).map(({ words }) => words)).toEqual(['first', 'second', 'last']);
});

test('before a decision one writes of what it did, after it there is no such advice', () => {
  expect(
    ['first_contact', 'before_decision', 'order', 'after_order', 'closed'].filter(beforeDecision),
  ).toEqual(['first_contact', 'before_decision']);
});

test('what was sent may be taken back until it is used', () => {
  expect(mayBeWithdrawn({ state: 'sent', usedAt: null })).toBe(true);
  expect(mayBeWithdrawn({ state: 'to_confirm', usedAt: null })).toBe(true);
  expect(mayBeWithdrawn({ state: 'sent', usedAt: new Date() })).toBe(false);
  expect(mayBeWithdrawn({ state: 'withdrawn', usedAt: null })).toBe(false);
});

describe('why someone’s words are opened', () => {
  test('may be any reason of staff once they are sent, and only reading back before that', () => {
    expect(whysNow('sent')).toEqual(whysToRead.filter((why) => why !== 'take_down_check'));
    expect(whysNow('to_confirm')).toEqual(['take_down_check']);
  });

  test('may be none once they were taken back', () => {
    expect(whysNow('withdrawn')).toEqual([]);
  });
});

test('more words than can be sent at once are counted for whoever wrote them, and fewer are not made a matter of', () => {
  const part = (count: number) => ({ question: null, words: 'میں '.repeat(count) });
  expect(tooManyWords([part(50_000), part(23)])).toBe(50_023);
  expect(tooManyWords([part(50_000)])).toBe(null);
});
