/** Words are text however they look; a number is one, and may be below nought. */
export type Cell = string | number | null;

// What a spreadsheet takes for the start of a formula, also after blanks and invisible signs and in their wide forms.
const formula = /^[\s\p{C}]*[=+\-@|%＝＋－＠]/u;
const startsOutOfSight = /^[\t\r\n]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: no reader of a table needs them, and some stop at them
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

function quoted(cell: Cell): string {
  const words = typeof cell === 'string' ? cell.replace(control, '') : String(cell ?? '');
  const inert =
    typeof cell === 'string' && (formula.test(words) || startsOutOfSight.test(words)) ? `'${words}` : words;
  return `"${inert.replaceAll('"', '""')}"`;
}

/** Rows as RFC 4180 has them, every cell quoted and none of it a formula to any spreadsheet. The first row is the heading. */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

/** The same as a file to open: the mark in front tells a spreadsheet that it is UTF-8. */
export const csvFile = (rows: readonly (readonly Cell[])[]): string => `\u{feff}${csvOf(rows)}`;
