import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { harmlessText } from './plain-text.ts';

// Written as numbers: the characters themselves could not be seen here.
const at = (...points: number[]) => String.fromCodePoint(...points);
const [nonJoiner, joiner] = [at(0x200c), at(0x200d)];

describe('what cannot be read', () => {
  test.each([
    ['a null and a bell', 0x00, 0x07],
    ['an escape', 0x1b, 0x9b],
    ['the bidi overrides', 0x202d, 0x202e],
    ['the isolates', 0x2066, 0x2069],
    ['the marks of direction', 0x200e, 0x061c],
    ['widthless spaces and a byte order mark', 0x200b, 0xfeff],
    ['letters of tags', 0xe0041, 0xe007f],
    ['joiners between Latin letters', 0x200c, 0x200d],
  ])('%s, is taken out', (_, one, other) => {
    expect(harmlessText(`a${at(one)}b${at(other)}c`)).toBe('abc');
  });

  test('line ends of every kind are one kind, and tabs stay', () => {
    expect(harmlessText(`a\r\nb\rc${at(0x85)}d${at(0x2028)}e\tf`)).toBe('a\nb\nc\nd\ne\tf');
  });

  test('half of a pair of surrogates becomes the sign for it, so that it can be kept', () => {
    expect(harmlessText('a\ud800b')).toBe(`a${at(0xfffd)}b`);
  });
});

describe('what is read', () => {
  test.each([
    ['a Persian word with its non-joiner', `می${nonJoiner}خواهم`],
    ['a Sinhala word with its joiner', `ශ්${joiner}රී`],
    ['an Urdu word with its joiner', `ہ${joiner}`],
    ['a family', `👩🏽${joiner}👧${joiner}👦`],
    ['a heart on fire', `❤️${joiner}🔥`],
    ['the flag of Wales', at(0x1f3f4, 0xe0067, 0xe0062, 0xe0077, 0xe006c, 0xe0073, 0xe007f)],
    ['mathematics, markup and a formula', '=1+1 <b>**x**</b> #set page(fill: red)'],
    ['Welsh, Polish and Vietnamese', 'tŷ ŵyl, źdźbło, Tiếng Việt'],
  ])('%s, stays as it is', (_, words) => {
    expect(harmlessText(words)).toBe(words.normalize('NFC'));
  });

  test('a letter and its accent, written apart, are one', () => {
    expect(harmlessText('e\u0301')).toBe('é');
    expect(harmlessText(`e${at(0x200b)}\u0301`)).toBe('é');
  });
});

const invisible = /[\p{Cc}\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/u;
const anything = fc.string({ unit: 'binary', maxLength: 60 });
const troublesome = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0x10ffff }).filter((it) => it < 0xd800 || it > 0xdfff),
      fc.constantFrom(
        0x200b,
        0x200c,
        0x200d,
        0x200e,
        0x061c,
        0x202e,
        0x2066,
        0xfeff,
        0x0d,
        0x1f3f4,
        0xe0067,
        0xe007f,
        0x0627,
        0x0301,
        0x65,
      ),
    ),
    { maxLength: 60 },
  )
  .map((points) => at(...points));

describe('any text at all', () => {
  test('has nothing left that cannot be seen, and is the same when it is made harmless again', () => {
    fc.assert(
      fc.property(fc.oneof(anything, troublesome), (words) => {
        const harmless = harmlessText(words);
        expect(invisible.test(harmless.replaceAll(/[\n\t]/g, ''))).toBe(false);
        expect(harmlessText(harmless)).toBe(harmless);
      }),
      { numRuns: 20_000 },
    );
  });

  test('keeps every letter, number, sign and space in its order', () => {
    const read = /[^\p{L}\p{N}\p{P}\p{S}\p{M}\p{Zs}]/gu;
    fc.assert(
      fc.property(fc.oneof(anything, troublesome), (words) => {
        const before = words.toWellFormed().replaceAll(read, '').normalize('NFC');
        expect(harmlessText(words).replaceAll(read, '').normalize('NFC')).toBe(before);
      }),
      { numRuns: 20_000 },
    );
  });
});
