export const returnReasons = ['gone_away', 'address', 'refused', 'not_said'] as const;
export type ReturnReason = (typeof returnReasons)[number];

// What the window of a DL envelope shows whichever way the sheet lies in it.
const window = { lines: 7, characters: 38 };

/**
 * A name and an address as the lines of an envelope's window, or null where they do not fit it: then nobody can post the
 * letter. An address written in one line is taken apart at its commas; where there are too many lines, short ones are joined.
 */
export function windowLines(name: string, address: string): string[] | null {
  const parts = address.includes('\n') ? address.split('\n') : address.split(',');
  const lines = [name, ...parts].map((line) => line.trim().replace(/,$/, '')).filter((line) => line !== '');
  while (lines.length > window.lines) {
    const at = lines.findIndex(
      (line, index) => index > 0 && lengthWith(line, lines[index + 1]) <= window.characters,
    );
    if (at === -1) return null;
    lines.splice(at, 2, `${lines[at]}, ${lines[at + 1]}`);
  }
  return lines.every((line) => [...line].length <= window.characters) ? lines : null;
}

const lengthWith = (line: string, next: string | undefined) =>
  next === undefined ? Number.POSITIVE_INFINITY : [...line, ...next].length + 2;
