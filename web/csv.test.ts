import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvFile, csvOf } from './csv.ts';

/** Reads a quoted table back, sign by sign: a comma or a line end counts only outside quotes. */
function readBack(csv: string): string[][] {
  const rows: string[][] = [];
  for (let at = 0; at < csv.length; ) {
    const row: string[] = [];
    for (let more = true; more; ) {
      expect(csv[at]).toBe('"');
      let cell = '';
      for (at += 1; csv[at] !== '"' || csv[at + 1] === '"'; at += 1) {
        if (csv[at] === '"') at += 1;
        cell += csv[at];
      }
      row.push(cell);
      more = csv[at + 1] === ',';
      at += 2;
    }
    expect(csv[at]).toBe('\n');
    at += 1;
    rows.push(row);
  }
  return rows;
}

describe('someone opens a table in a spreadsheet', () => {
  it('reads the words as they were written, with commas, quotes and lines of their own', () => {
    expect(
      csvOf([
        ['theme', 'words'],
        ['Ringing', 'She said: "ring, please"\nand then wrote'],
      ]),
    ).toBe('"theme","words"\r\n"Ringing","She said: ""ring, please""\nand then wrote"\r\n');
  });

  it.each([
    '=1+1',
    '+44 7700 900123',
    '-2',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    ' =1',
    '\u200b=1',
    '\u00a0@x',
    '＝1+1',
    '\u0000=1',
    '%0A=1',
  ])('finds %j to be words and no formula', (words) => {
    const [[cell = ''] = []] = readBack(csvOf([[words]]));
    expect(cell.startsWith("'")).toBe(true);
  });

  it('finds numbers to be numbers, and nothing where nothing is', () => {
    expect(csvOf([[-2, 0.5, null, '']])).toBe('"-2","0.5","",""\r\n');
  });

  it('is told by the file that it is UTF-8', () => {
    expect(csvFile([['آ']])).toBe('\u{feff}"آ"\r\n');
  });

  it('reads back every table that was written, whatever is in it, and never a formula', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'="\',;\r\n\t+-@|% aآ'), maxLength: 8 });
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 4 });
    fc.assert(
      fc.property(table, (rows) => {
        const back = readBack(csvOf(rows));
        expect(back.map((row) => row.map((it) => it.replace(/^'/, '')))).toEqual(
          rows.map((row) => row.map((it) => it.replace(/^'/, ''))),
        );
        for (const it of back.flat()) expect(it).not.toMatch(/^\s*[=+\-@]/);
      }),
    );
  });
});
