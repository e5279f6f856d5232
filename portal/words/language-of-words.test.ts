import { expect, test } from 'vitest';
import { languageOfWords } from './language-of-words.ts';

test.each([
  ['English on an Arabic page', 'I count the steps.', 'ar', 'en'],
  ['Polish on an Urdu page', 'Nie śpię po nocach.', 'ur', 'pl'],
  ['Urdu on an English page', 'میں رات کو سو نہیں سکتی', 'en', 'ur'],
  ['Arabic on a Polish page', 'لا أستطيع النوم', 'pl', 'ar'],
  ['Ukrainian on an English page', 'Я не сплю вночі, і їм мало', 'en', 'uk'],
  ['Bengali with an English name in it', 'আমি Leeds এ ঘুমাতে পারি না', 'en', 'bn'],
] as const)('%s is read in a voice of its own', (_, words, here, voice) => {
  expect(languageOfWords(words, here)).toBe(voice);
});

test.each([
  ['English on an English page', 'I count the steps.', 'en'],
  ['Arabic on an Arabic page', 'لا أستطيع النوم', 'ar'],
  ['only numbers', '1, 2, 3', 'ar'],
  ['nothing', '', 'en'],
] as const)('%s is read in the voice of the page', (_, words, here) => {
  expect(languageOfWords(words, here)).toBeUndefined();
});
