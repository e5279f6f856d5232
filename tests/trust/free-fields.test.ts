import { describe, expect, test } from 'vitest';
import { harmlessText } from '#casework/statement/plain-text.ts';
import { type FreeField, freeFields } from '../support/free-fields.ts';
import { beds, notPlanted } from '../support/injections/beds.ts';
import { canariesIn, injectionsFor } from '../support/injections/corpus.ts';

const fields = await freeFields();
const known = { ...notPlanted, ...Object.fromEntries(Object.keys(beds).map((name) => [name, 'planted'])) };
const apart = (found: readonly string[], named: readonly string[]) => ({
  forgotten: found.filter((name) => !named.includes(name)),
  imagined: named.filter((name) => !found.includes(name)),
});

describe('the fields people may write words of their own into', () => {
  test('are found in the forms, and each is planted with strings or says why it need not be', () => {
    const names = fields.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(70);
    expect(apart(names, Object.keys(known))).toEqual({ forgotten: [], imagined: [] });
    expect(Object.keys(beds).filter((name) => notPlanted[name])).toEqual([]);
  });

  test('are missed when one of them has neither, and seen through when one is made up', () => {
    expect(apart(['a note', 'a name'], ['a note', 'a dream'])).toEqual({
      forgotten: ['a name'],
      imagined: ['a dream'],
    });
  });

  const unread = (field: FreeField, typed: string) => {
    const kept = field.read(typed);
    return kept !== null && kept !== harmlessText(kept);
  };
  // The words of each language are read in their fields by the form itself, one by one.
  const kept = fields.filter(
    ({ name }) => beds[name] && name !== 'public-line lineForm.*' && !/form.*value/i.test(name),
  );

  test.each(kept)('$name keeps nothing that cannot be seen', (field) => {
    for (const { text } of injectionsFor(0)) expect(unread(field, text.slice(0, 38)), text).toBe(false);
    expect(field.read('M\u202ea\u200br\u0007y Meadow')).toBe('Mary Meadow');
  });
});

describe('the strings', () => {
  const strings = injectionsFor(7);

  test('are more than five hundred, no two alike, and each has a canary by which it can be known', () => {
    const bare = strings.map(({ text, number }) => text.replaceAll(String(number), ''));
    expect(new Set(bare).size).toBeGreaterThanOrEqual(500);
    expect(bare.length).toBe(new Set(bare).size);
    for (const { text, number } of strings) expect(canariesIn(text)).toEqual([number]);
  });

  test('keep their canaries when what cannot be seen is taken out', () => {
    for (const { text, number } of strings) expect(canariesIn(harmlessText(text))).toEqual([number]);
  });
});
