export const extractStates = ['proposed', 'approved', 'refused', 'ended'] as const;
export type ExtractState = (typeof extractStates)[number];

/** Stands where words were left out. */
export const leftOut = '[…]';

const asOneLine = (words: string) => words.replace(/\s+/gu, ' ').trim();
const marks = /\[(?:…|\.\.\.)\]/gu;

/** The pieces of a proposed extract: what stands between the marks for words left out. */
export const piecesOf = (proposed: string): string[] =>
  proposed
    .split(marks)
    .map(asOneLine)
    .filter((piece) => piece !== '');

/**
 * Whether an extract holds only what somebody wrote, in their order, and says where words were left out. Line ends and
 * spaces may differ, nothing else; a piece stands within one part of what they wrote.
 */
export function isCutFrom(proposed: string, parts: readonly string[]): boolean {
  const source = parts.map(asOneLine);
  let [part, at] = [0, 0];
  for (const piece of piecesOf(proposed)) {
    let found = source[part]?.indexOf(piece, at) ?? -1;
    while (found < 0 && part + 1 < source.length) {
      [part, at] = [part + 1, 0];
      found = source[part]?.indexOf(piece) ?? -1;
    }
    if (found < 0) return false;
    at = found + piece.length;
  }
  return piecesOf(proposed).length > 0;
}

/** Whether the person may still answer: nothing of it has left, and it has not ended. */
export const mayBeAnswered = ({ state, briefs }: { state: ExtractState; briefs: number }): boolean =>
  state !== 'ended' && briefs === 0;

/** Whether its words are read at the desk: not once it has ended and nothing of it ever left, as when they were taken back. */
export const staysReadable = ({ state, briefs }: { state: ExtractState; briefs: number }): boolean =>
  state !== 'ended' || briefs > 0;

/** Whether a yes may be given now: not while what was said or proposed is held back for a person to look at. */
export const mayBeApproved = (it: { state: ExtractState; briefs: number; leakState: string }): boolean =>
  mayBeAnswered(it) && it.leakState !== 'held';

/** Whether a brief may be made of it now. */
export const mayLeave = ({ state, leakState }: { state: ExtractState; leakState: string }): boolean =>
  state === 'approved' && leakState !== 'held';
