const written = new Intl.Segmenter('und', { granularity: 'grapheme' });
const unseen = /^[\p{Default_Ignorable_Code_Point}\p{Zs}\n]$/u;
const instead = '\u{fffd}';
// A PDF may not hold these as text, and nobody can see them.
const never = /(?!\n)[\p{Cc}\p{Noncharacter_Code_Point}\ufeff]/gu;

const codesOf = (text: string) => Array.from(text, (character) => character);

/**
 * The words as the faces can show them, and how many characters none of them has: each of those stands as U+FFFD. What is
 * read as one (a letter and its marks, a picture of several) is set from one face, so one face must have all of it.
 */
export function showable(
  words: string,
  faces: readonly { shows: ReadonlySet<number> }[],
): { words: string; missing: number } {
  let missing = 0;
  const has = (face: { shows: ReadonlySet<number> }, character: string) =>
    unseen.test(character) || face.shows.has(character.codePointAt(0) ?? 0);
  const inOneFace = (cluster: string) =>
    faces.some((face) => codesOf(cluster).every((character) => has(face, character)));
  const shown = Array.from(
    written.segment(words.toWellFormed().replaceAll('\t', ' ').replace(never, '')),
    ({ segment: cluster }) => {
      if (inOneFace(cluster)) return cluster;
      const [first = '', ...marks] = codesOf(cluster);
      missing += 1;
      const kept = marks.filter((mark) => inOneFace(first + mark)).join('');
      return inOneFace(first) && inOneFace(first + kept) ? first + kept + instead : instead;
    },
  );
  return { words: shown.join(''), missing };
}

/** Lets a line end inside a run that has no place for it, so that nothing is set beyond the edge of the page. */
export const breakable = (words: string): string =>
  words.replace(/[^\s\u200b]{40}(?=[^\s\u200b])/gu, (run) => `${run}\u{200b}`);

const leftToRight = /\p{Script=Latin}|\p{Script=Greek}|\p{Script=Cyrillic}|\p{Script=Bengali}|\p{Script=Gujarati}|\p{Script=Gurmukhi}|\p{Script=Tamil}|\p{Script=Devanagari}/u; // biome-ignore format: one expression
const rightToLeft = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}/u;

/** Which way a paragraph runs: by its first letter that runs either way, else as its language does. */
export function directionOfWords(words: string, otherwise: 'ltr' | 'rtl'): 'ltr' | 'rtl' {
  for (const character of words) {
    if (rightToLeft.test(character)) return 'rtl';
    if (leftToRight.test(character)) return 'ltr';
  }
  return otherwise;
}
