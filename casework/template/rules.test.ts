import { expect, test } from 'vitest';
import { answersOpenTo, costOf, type Standing, wordsStateOf } from './rules.ts';

const asked: Standing = { answer: null, takenBack: false };
const said = (answer: Standing['answer'], takenBack = false): Standing => ({ answer, takenBack });

test.each([
  ['unasked', []],
  ['asked', [asked]],
  ['unasked', [said('withdrawn')]],
  ['refused', [said('refused')]],
  ['approved', [said('approved')]],
  ['taken_back', [said('approved', true)]],
  ['approved', [asked, said('approved')]],
  ['asked', [asked, said('approved', true)]],
  ['refused', [said('refused'), said('approved', true)]],
  ['approved', [said('approved'), said('approved', true)]],
] as const)('words are %s by what was asked about them (%#)', (state, requests) => {
  expect(wordsStateOf(requests)).toBe(state);
});

test('whoever asked may only take the question back, a manager who did not answers it, and nobody else does', () => {
  const request = { askedBy: 'amira' };
  expect(answersOpenTo({ staffId: 'amira', isManager: false }, request)).toEqual(['withdrawn']);
  expect(answersOpenTo({ staffId: 'amira', isManager: true }, request)).toEqual(['withdrawn']);
  expect(answersOpenTo({ staffId: 'tom', isManager: true }, request)).toEqual(['approved', 'refused']);
  expect(answersOpenTo({ staffId: 'sana', isManager: false }, request)).toEqual([]);
});

test('a text costs its parts, to a hundredth of a penny, and nobody guesses where no price was set', () => {
  expect(costOf(3, 3.95)).toBe(11.85);
  expect(costOf(1, null)).toBeNull();
});
