import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const languages = ['en', 'pl', 'cy', 'ar', 'ur', 'ru', 'hi', 'bn', 'el', 'pa'] as const;
export type Language = (typeof languages)[number];

/** Gurmukhi rather than Gujarati: Panjabi is the third language of England and Wales, and the portal speaks neither. */
export const languagesOf = {
  latin: ['en', 'pl', 'cy'],
  arabic: ['ar', 'ur'],
  cyrillic: ['ru'],
  devanagari: ['hi'],
  bengali: ['bn'],
  greek: ['el'],
  gurmukhi: ['pa'],
} as const satisfies Record<string, readonly Language[]>;
export type Script = keyof typeof languagesOf;

export const isLatin = (language: Language): boolean =>
  language === 'en' || language === 'pl' || language === 'cy';

const textOf = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8').normalize('NFC');

/** A table written by hand: its paragraphs, of rows, of cells. Lines that begin with # explain it. */
export const paragraphsOf = (file: string): string[][][] =>
  textOf(file)
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.split('\n').filter((line) => line !== '' && !line.startsWith('#')))
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => line.split('|').map((cell) => cell.trim())));

/** The spellings in a cell; none where there is a dash. */
export const spellingsIn = (cell: string): string[] =>
  cell === '-' || cell === '' ? [] : cell.split(',').map((spelling) => spelling.trim());

/** The sentences of a language by the heading they stand under. */
export function sentencesOf(language: Language): (heading: string) => string[] {
  const parts = textOf(`languages/${language}.txt`).split(/^\[([\w-]+)\]$/m);
  return (heading) => {
    const lines = parts[parts.indexOf(heading) + 1]?.split('\n').filter((line) => line !== '');
    if (lines === undefined || !parts.includes(heading)) throw new Error(`${language} has no [${heading}]`);
    return lines;
  };
}
