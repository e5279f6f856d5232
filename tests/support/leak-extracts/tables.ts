import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const languagesOf = {
  latin: ['en', 'pl', 'cy'],
  arabic: ['ar'],
  nastaliq: ['ur'],
  cyrillic: ['uk'],
  greek: ['el'],
  bengali: ['bn'],
  gurmukhi: ['pa'],
  gujarati: ['gu'],
} as const;
export type Script = keyof typeof languagesOf;
export type Language = (typeof languagesOf)[Script][number];

/** Urdu is written in letters of the Arabic script, so that these eight hands are seven scripts. */
export const scripts: readonly Script[] = [
  'latin',
  'arabic',
  'nastaliq',
  'cyrillic',
  'greek',
  'bengali',
  'gurmukhi',
  'gujarati',
];

export const isLatin = (language: Language) => ['en', 'pl', 'cy'].includes(language);

const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8').normalize('NFC');

/** The paragraphs of a table, as rows of cells; a line that begins with # explains it. */
export function rowsOf(file: string): string[][][] {
  const paragraphs = read(file).split(/\n{2,}/);
  const rows = paragraphs.map((paragraph) =>
    paragraph.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#')),
  );
  return rows
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => line.split('|').map((cell) => cell.trim())));
}

/** The entries of a cell; a dash stands for none. */
export const entriesOf = (cell = '-'): string[] =>
  cell === '-' ? [] : cell.split(',').map((entry) => entry.trim());

const written = new Map<Language, Map<string, string[]>>();

/** The lines of a language under a heading; none where it has no such heading. */
export function linesOf(language: Language, heading: string): string[] {
  const known = written.get(language) ?? headingsOf(language);
  written.set(language, known);
  return known.get(heading) ?? [];
}

function headingsOf(language: Language): Map<string, string[]> {
  const headings = new Map<string, string[]>();
  let lines: string[] = [];
  for (const line of read(`languages/${language}.txt`).split('\n')) {
    const [, heading] = /^\[(.+)\]$/.exec(line) ?? [];
    if (heading !== undefined) {
      lines = [];
      headings.set(heading, lines);
    } else if (line !== '') lines.push(line);
  }
  return headings;
}
