import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../repository.ts';

/** One line of the table: our figure and the one it is held against, both in words, what it is by that, and the aim. */
export type Line = { id: string; figure: string; against: string; ratio: number | null; target: string };

const columns = ['id', 'figure', 'L', 'ratio', 'target'] as const;

const cellsOf = ({ id, figure, against, ratio, target }: Line) =>
  [id, figure, against, ratio === null ? '' : ratio.toFixed(2), target] as const;

/** Prints all lines as one table, and keeps them in bench.json. */
export function showTable(lines: readonly Line[]): void {
  const rows = [columns, ...lines.map(cellsOf)];
  const widths = columns.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 1)));
  for (const row of rows)
    process.stdout.write(`${row.map((cell, at) => cell.padEnd(widths[at] ?? 1)).join(' · ')}\n`);
  writeFileSync(
    join(repository, 'bench.json'),
    `${JSON.stringify({ at: new Date().toISOString(), lines }, null, 2)}\n`,
  );
}
