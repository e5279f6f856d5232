import { describe, expect, test } from 'vitest';
import { leakExtracts } from '../support/leak-extracts/leak-extracts.ts';
import { givenNames } from '../support/leak-extracts/names.ts';
import { languagesOf, scripts } from '../support/leak-extracts/tables.ts';
import { givenNames as theirNames } from '../support/leak-texts/people.ts';

const texts = leakExtracts(1, 2400);
const near = texts.filter(({ named }) => named.length === 0);

const heard = (words: string) =>
  words
    .replace(/\p{Default_Ignorable_Code_Point}|\u0640/gu, '')
    .normalize('NFKC')
    .toLowerCase();
const padded = (words: string) => ` ${(heard(words).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ')} `;

describe('extracts, replies and public lines made by a second hand', () => {
  test('are the same for the same seed and others for another', () => {
    expect(leakExtracts(1, 400)).toEqual(texts.slice(0, 400));
    expect(leakExtracts(2, 400)).not.toEqual(texts.slice(0, 400));
  });

  test('come in every script alike, in every language of each', () => {
    for (const script of scripts) {
      const ours = texts.filter((text) => text.script === script);
      expect(ours).toHaveLength(300);
      expect(new Set(ours.map(({ language }) => language))).toEqual(new Set(languagesOf[script]));
      expect(ours.filter(({ expected }) => expected === 'blocked')).toHaveLength(120);
    }
  });

  test('name nobody in more than half, not counting those where a name is an ordinary word', () => {
    expect(near.filter(({ expected }) => expected === 'passed').length).toBeGreaterThan(texts.length / 2);
    expect(near.filter(({ expected }) => expected === 'warned').length).toBeGreaterThanOrEqual(100);
  });

  test('hold the words they are said to hold, where they are said to be', () => {
    for (const { text, named, warned } of texts)
      for (const { from, to, words } of [...named, ...warned]) {
        expect(text.slice(from, to)).toBe(words);
        expect(words).not.toBe('');
      }
  });

  test('name nobody where they only nearly do: nothing registered stands there as it was entered', () => {
    const named = near.flatMap(({ identifiers, text }) =>
      identifiers
        .filter(({ ambiguous, words }) => !ambiguous && padded(text).includes(padded(words)))
        .map(({ words }) => `${words}: ${text}`),
    );
    expect(named).toEqual([]);
  });

  test('are of other people than the first hand writes of', () => {
    const theirs = new Set(theirNames.map(({ latin }) => latin));
    expect(givenNames.filter(({ latin }) => theirs.has(latin))).toEqual([]);
  });

  test('use every disguise, and every kind of thing that may not leave', () => {
    const ways = new Set(texts.flatMap(({ named }) => named.flatMap(({ how }) => how.split(', '))));
    expect(ways.size).toBeGreaterThanOrEqual(40);
    const kinds = new Set(texts.flatMap(({ identifiers }) => identifiers.map(({ kind }) => kind)));
    expect(kinds.size).toBe(6);
  });
});
