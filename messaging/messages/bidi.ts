import type { Direction } from '#locales/languages.ts';

const LRI = '\u2066';
const FSI = '\u2068';
const PDI = '\u2069';
const rtlLetter = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const latinRun = /\p{Script=Latin}[\p{Script=Latin}\p{N}.'’&-]*(?: [\p{Script=Latin}\p{N}.'’&-]+)*/gu;
const rtlRun =
  /[\p{Script=Arabic}\p{Script=Hebrew}][\p{Script=Arabic}\p{Script=Hebrew}\p{M} ]*[\p{Script=Arabic}\p{Script=Hebrew}\p{M}]/gu;
const control = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Words without anything that turns them round or is not seen. */
export const withoutControls = (value: string): string => value.replace(control, '');

/**
 * A value as it may stand in a line of this direction: without any control of its own, and kept in its own order wherever
 * its neighbours could turn it round. Digits alone, and a left-to-right value in a left-to-right line, cost nothing.
 */
export function isolated(value: string, direction: Direction): string {
  const plain = withoutControls(value);
  if (rtlLetter.test(plain)) return `${FSI}${plain}${PDI}`;
  return direction === 'ltr' || /^\d+$/.test(plain) ? plain : `${LRI}${plain}${PDI}`;
}

/** A line that mixes directions, with each run of the other direction isolated; any other line unchanged. */
export function isolateMixed(line: string, direction: Direction): string {
  if (/[\u2066-\u2069]/.test(line) || !rtlLetter.test(line)) return line;
  return line.replace(direction === 'rtl' ? latinRun : rtlRun, (run) => `${FSI}${run}${PDI}`);
}
