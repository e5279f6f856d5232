import { expect, test } from 'vitest';
import { answersOpenTo, overrideStateOf } from './rules.ts';

const endsAt = new Date('2026-06-10T12:00:00Z');
const before = new Date('2026-06-10T11:59:59Z');

test('a proposal waits until its day is over, and then it has ended by itself', () => {
  expect(overrideStateOf({ answer: null, endsAt }, before)).toBe('waiting');
  expect(overrideStateOf({ answer: null, endsAt }, endsAt)).toBe('ended');
});

test('what was answered in time stays answered after it', () => {
  expect(overrideStateOf({ answer: 'confirmed', endsAt }, new Date('2026-07-01'))).toBe('confirmed');
});

test('whoever proposed may only take it back, and everybody else may say yes or no', () => {
  expect(answersOpenTo('tom', { proposedBy: 'tom' })).toEqual(['withdrawn']);
  expect(answersOpenTo('amira', { proposedBy: 'tom' })).toEqual(['confirmed', 'refused']);
});
