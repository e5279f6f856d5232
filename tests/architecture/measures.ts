const quiet = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;

/** A source without its comments and with its strings emptied, so that words in them are not taken for code. */
export const codeOf = (text: string): string =>
  text.replace(quiet, (part) => (part.startsWith('/') ? '' : `${part[0]}${part[0]}`));

const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '');

export const lineCount = (text: string): number => text.trimEnd().split('\n').length;

export const commentLines = (text: string): number =>
  linesOf(text).filter((line) => /^\s*(\/\/|\/\*|\*\s|\*\/)/.test(line)).length;

export const catches = (text: string): number => codeOf(text).match(/\bcatch\s*[({]|\.catch\(/g)?.length ?? 0;

/** Type assertions other than `as const`, outside import and export lists. */
export function casts(text: string): number {
  const code = codeOf(text).replace(/\b(?:import|export)\b[^;]*?(?:\bfrom\b|;)/g, '');
  return code.match(/[\w)\]}]\s+as\s+(?!const\b)[\w{[('"]/g)?.length ?? 0;
}

export const literalFallbacks = (text: string): number =>
  codeOf(text).match(/\?\?\s*(?:''|""|``|\[\]|\{\}|0\b)/g)?.length ?? 0;

/** The value below which the given share of the numbers lies. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
}
