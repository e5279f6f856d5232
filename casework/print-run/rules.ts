export const returnReasons = ['gone_away', 'address', 'refused', 'not_said'] as const;
export type ReturnReason = (typeof returnReasons)[number];

// What the window of a DL envelope shows whichever way the sheet lies in it; its width in small letters.
const window = { lines: 7, width: 40 };

// A capital takes the room of nearly one and a half small letters, which is what addresses in capitals come down to.
const widthOf = (line: string): number =>
  Array.from(line, (character) => (/[\p{Lu}mw@]/u.test(character) ? 1.45 : 1)).reduce(
    (one, more) => one + more,
    0,
  );

/**
 * A name and an address as the lines of an envelope's window, or null where they do not fit it: then nobody can post the
 * letter. An address written in one line is taken apart at its commas; where there are too many lines, short ones are joined.
 */
export function windowLines(name: string, address: string): string[] | null {
  const parts = address.includes('\n') ? address.split('\n') : address.split(',');
  const lines = [name, ...parts].map((line) => line.trim().replace(/,$/, '')).filter((line) => line !== '');
  while (lines.length > window.lines) {
    const joined = lines.slice(2).map((next, index) => `${lines[index + 1]}, ${next}`);
    const at = joined.findIndex((line) => widthOf(line) <= window.width);
    const both = joined[at];
    if (both === undefined) return null;
    lines.splice(at + 1, 2, both);
  }
  return lines.every((line) => widthOf(line) <= window.width) ? lines : null;
}
