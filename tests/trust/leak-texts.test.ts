import { describe, expect, test } from 'vitest';
import { type LeakText, leakTexts } from '../support/leak-texts/leak-texts.ts';
import { familyNames, givenNames, nicknames, spellingsOf } from '../support/leak-texts/people.ts';
import { languages, languagesOf } from '../support/leak-texts/tables.ts';

const texts = leakTexts(7, 2000);
const near = texts.filter(({ nearMiss }) => nearMiss);

/** A text as a reader hears it: no marks that are not seen, no case, no accents on Latin and Greek letters. */
const heard = (words: string) =>
  words
    .replace(/[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, '')
    .normalize('NFKC')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
const padded = (words: string) => ` ${(heard(words).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ')} `;
const named = [...givenNames, ...familyNames, ...nicknames];

/** Every way the identifiers of a text may be written in its language, words of ordinary use left out. */
function waysToName({ identifiers, language }: LeakText): string[] {
  return identifiers
    .filter(({ ambiguous }) => !ambiguous)
    .flatMap(({ kind, words }) => {
      if (kind === 'school' || kind === 'address' || kind === 'staff_private') return [words];
      const parts = kind === 'child_nickname' ? [words] : words.split(' ');
      const same = named.filter((name) =>
        [name.latin, ...languages.flatMap((one) => spellingsOf(name, one).map(({ n }) => n))].some(
          (spelling) => parts.includes(spelling),
        ),
      );
      return [
        ...parts,
        ...same.flatMap((name) => spellingsOf(name, language).flatMap((cases) => Object.values(cases))),
      ];
    });
}

const namedAnyway = (text: LeakText, words = text.text) =>
  waysToName(text).filter((way) => padded(words).includes(padded(way)));

describe('texts made to try what is about to leave the house', () => {
  test('are the same for the same seed and others for another', () => {
    expect(leakTexts(7, 300)).toEqual(texts.slice(0, 300));
    expect(leakTexts(8, 300)).not.toEqual(texts.slice(0, 300));
  });

  test('come in seven scripts alike, in every language of each', () => {
    expect(Object.keys(languagesOf)).toHaveLength(7);
    for (const [script, spoken] of Object.entries(languagesOf)) {
      const ours = texts.filter((text) => text.script === script);
      expect(ours.length).toBeGreaterThanOrEqual(285);
      expect(new Set(ours.map(({ language }) => language))).toEqual(new Set(spoken));
      expect(ours.filter(({ nearMiss }) => !nearMiss).length).toBeGreaterThan(100);
    }
  });

  test('name nobody in at least half, not counting those where a name is an ordinary word', () => {
    expect(near.filter(({ warned }) => warned.length === 0).length).toBeGreaterThanOrEqual(1000);
    expect(near.filter(({ warned }) => warned.length > 0).length).toBeGreaterThanOrEqual(150);
  });

  test('are as short as a name and as long as a page', () => {
    const lengths = texts.map(({ text }) => text.split(/\s+/).length);
    expect(Math.min(...lengths)).toBe(1);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(200);
    expect(Math.max(...lengths)).toBeGreaterThan(120);
  });

  test('hold the words they are said to hold, where they are said to be', () => {
    for (const { text, named, warned } of texts)
      for (const span of [...named, ...warned]) {
        expect(text.slice(span.from, span.to)).toBe(span.words);
        expect(span.words).not.toBe('');
      }
  });

  test('say what should become of them as their spans do', () => {
    for (const { named, warned, nearMiss, expected } of texts) {
      expect(nearMiss).toBe(named.length === 0);
      expect(expected).toBe(named.length > 0 ? 'blocked' : warned.length > 0 ? 'warned' : 'passed');
    }
  });

  test('warn wherever a registered name is a word of the language, and only there', () => {
    for (const { identifiers, warned } of texts)
      expect(warned.length > 0).toBe(identifiers.some(({ ambiguous }) => ambiguous));
  });

  test('name nobody where they only nearly do: no identifier stands there as a word', () => {
    expect(near.flatMap((text) => namedAnyway(text).map((way) => `${way}: ${text.text}`))).toEqual([]);
  });

  test('name nobody outside the words that are marked', () => {
    const unmarked = texts.flatMap((text) => {
      const rest = text.named.reduceRight(
        (words, { from, to }) => `${words.slice(0, from)}|${words.slice(to)}`,
        text.text,
      );
      return namedAnyway(text, rest).map((way) => `${way}: ${rest}`);
    });
    expect(unmarked).toEqual([]);
  });

  test('are of names that are never each other, in any case or after an Arabic و, ب or ل', () => {
    const alike = languages.flatMap((language) => {
      const written = named.map((name) => ({
        latin: name.latin,
        ways: new Set(spellingsOf(name, language).flatMap((cases) => Object.values(cases).map(heard))),
      }));
      const prefixes = language === 'ar' ? ['', 'و', 'ب', 'ل'] : [''];
      return written.flatMap(({ latin, ways }) =>
        written
          .filter((other) => other.latin !== latin)
          .filter((other) => prefixes.some((prefix) => [...ways].some((way) => other.ways.has(prefix + way))))
          .map((other) => `${language}: ${latin}, ${other.latin}`),
      );
    });
    expect(alike).toEqual([]);
  });

  test('use every disguise, and every kind of thing that may not leave', () => {
    const ways = new Set(texts.flatMap(({ named }) => named.flatMap(({ how }) => how.split(', '))));
    expect(ways.size).toBeGreaterThanOrEqual(30);
    const kinds = new Set(texts.flatMap(({ identifiers }) => identifiers.map(({ kind }) => kind)));
    expect(kinds.size).toBe(6);
  });

  test('would be found wrong when a near miss named somebody after all', () => {
    const [text] = near.filter(({ identifiers }) => identifiers[0]?.ambiguous === false);
    if (text === undefined) throw new Error('No near miss');
    const [first] = text.identifiers;
    expect(namedAnyway(text, `${text.text} ${first?.words.toUpperCase()}!`)).not.toEqual([]);
  });
});
