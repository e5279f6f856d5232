import { randomInt } from 'node:crypto';
import { symbols } from './card.ts';

/**
 * That many random symbols, each worth nearly five bits, with a digit in every four: four letters in a row could be a word,
 * and one that hurts, on somebody's card or locked screen.
 */
export function randomSymbols(count: number): string {
  const drawn = Array.from({ length: count }, () => symbols.charAt(randomInt(symbols.length))).join('');
  return /[A-Z]{4}/.test(drawn) ? randomSymbols(count) : drawn;
}
