const LRI = '\u2066';
const FSI = '\u2068';
const PDI = '\u2069';
const rtlLetter = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const latinRun = /\p{Script=Latin}[\p{Script=Latin}\p{N}.'’&-]*(?: [\p{Script=Latin}\p{N}.'’&-]+)*/gu;
const rtlRun =
  /[\p{Script=Arabic}\p{Script=Hebrew}][\p{Script=Arabic}\p{Script=Hebrew}\p{M} ]*[\p{Script=Arabic}\p{Script=Hebrew}\p{M}]/gu;

/**
 * A value to be set inside a right-to-left line, kept in its own order: Arabic and plain digits stay as
 * they are, anything else is isolated.
 */
export function leftToRight(value: string): string {
  return /^\d+$/.test(value) || rtlLetter.test(value) ? value : `${LRI}${value}${PDI}`;
}

/** A line that mixes directions, with each run of the other direction isolated; any other line unchanged. */
export function isolateMixed(line: string, direction: 'ltr' | 'rtl'): string {
  if (/[\u2066-\u2069]/.test(line) || !rtlLetter.test(line)) return line;
  return line.replace(direction === 'rtl' ? latinRun : rtlRun, (run) => `${FSI}${run}${PDI}`);
}
