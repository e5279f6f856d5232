import { describe, expect, it } from 'vitest';
import { faces } from './faces.server.ts';
import { layOut } from './lay-out.ts';
import { breakable, directionOfWords, showable } from './showable.ts';

const set = faces();

describe('what a paper can show of what somebody wrote', () => {
  it('is every letter of the languages we print', () => {
    const said =
      'Dydd Sŵl · Łódź żółć · ثَبَّتَ · نیند نہیں · আমি ভয় · હું ડરી · ਮੈਂ ਡਰ · நான் · मैं डर · Я боялся · Αθήνα · 💔👩‍👧‍👦🇬🇧 · naïve e\u0301';
    expect(showable(said, set)).toEqual({ words: said, missing: 0 });
  });

  it('is not a script without a face: each such character is counted, and none of those around it is lost', () => {
    expect(showable('we said 你好 twice', set)).toEqual({
      words: 'we said \u{fffd}\u{fffd} twice',
      missing: 2,
    });
  });

  it('is nothing that cannot be seen', () => {
    expect(showable('a\u0000b\u001b[31m\ufeffc\ufffe\n', set)).toEqual({ words: 'ab[31mc\n', missing: 0 });
  });

  it('keeps a letter when only its mark has no shape', () => {
    const { words, missing } = showable('ব\u0485', set);
    expect([words.startsWith('ব'), missing]).toEqual([true, 1]);
  });

  it('says at the end how many characters it could not show, and nothing where it shows all', () => {
    const paper = { title: 'T', language: 'en', facts: [], closing: ['Ours.'], notShown: 'Not printed:' };
    const closing = (words: string) =>
      layOut({ ...paper, parts: [{ heading: null, words }] }, set).closing.map(({ lines }) => lines.join());
    expect(closing('你好')).toEqual(['Ours.', 'Not printed: 2']);
    expect(closing('hello')).toEqual(['Ours.']);
  });
});

describe('how the words are laid out', () => {
  it('runs each paragraph the way its first letter runs', () => {
    expect(directionOfWords('12 مايو (Grange Road)', 'ltr')).toBe('rtl');
    expect(directionOfWords('"Grange Road" شارع', 'rtl')).toBe('ltr');
  });

  it('runs a paragraph without letters the way its language does', () => {
    expect(directionOfWords('12 - 14', 'rtl')).toBe('rtl');
    expect(directionOfWords('12 - 14', 'ltr')).toBe('ltr');
  });

  it('keeps every line and every paragraph as they were written', () => {
    const paper = { title: 'T', language: 'en', facts: [], closing: [], notShown: '' };
    const [part] = layOut({ ...paper, parts: [{ heading: null, words: 'one\ntwo\n\nthree' }] }, set).parts;
    expect(part?.paragraphs.map(({ lines }) => lines)).toEqual([['one', 'two'], ['three']]);
  });

  it('lets a line end in a run without spaces, and leaves ordinary words alone', () => {
    expect(
      breakable('x'.repeat(90))
        .split('\u200b')
        .map((it) => it.length),
    ).toEqual([40, 40, 10]);
    expect(breakable('I did not sleep for weeks.')).toBe('I did not sleep for weeks.');
  });
});
