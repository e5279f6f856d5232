import type { Paper } from './paper.ts';
import { breakable, directionOfWords, showable } from './showable.ts';

type Way = 'ltr' | 'rtl';
type Paragraph = { lines: string[]; direction: Way };

/** A paper as the template takes it: only characters the faces have, each paragraph with the way it runs. */
export type LaidOut = {
  title: { text: string; direction: Way };
  language: string;
  direction: Way;
  facts: { label: string; value: string }[];
  parts: { heading: string | null; language: string; paragraphs: Paragraph[] }[];
  closing: Paragraph[];
};

const runsRight = new Set(['ar', 'ur', 'fa', 'ps', 'ckb', 'he']);
export const wayOf = (language: string): Way => (runsRight.has(language) ? 'rtl' : 'ltr');

export function paragraphsOf(words: string, way: Way): Paragraph[] {
  const blocks = words.split(/\n[ \t]*\n\s*/u).filter((block) => block.trim() !== '');
  return blocks.map((block) => ({ lines: block.split('\n'), direction: directionOfWords(block, way) }));
}

/** Makes a paper ready for the template; says at its end how many characters could not be shown, where any could not. */
export function layOut(paper: Paper, faces: readonly { shows: ReadonlySet<number> }[]): LaidOut {
  let missing = 0;
  const shown = (words: string) => {
    const result = showable(words, faces);
    missing += result.missing;
    return breakable(result.words);
  };
  const direction = wayOf(paper.language);
  const title = shown(paper.title);
  const facts = paper.facts.map(({ label, value }) => ({ label: shown(label), value: shown(value) }));
  const parts = paper.parts.map(({ heading, words, language = paper.language }) => ({
    heading: heading === null ? null : shown(heading),
    language,
    paragraphs: paragraphsOf(shown(words), wayOf(language)),
  }));
  const closing = paper.closing.map(shown);
  if (missing > 0) closing.push(`${shown(paper.notShown)} ${missing}`);
  return {
    title: { text: title, direction: directionOfWords(title, direction) },
    ...{ language: paper.language, direction, facts, parts },
    closing: closing.flatMap((words) => paragraphsOf(words, direction)),
  };
}
