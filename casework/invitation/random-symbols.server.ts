import { randomInt } from 'node:crypto';
import { symbols } from './card.ts';

/** That many random symbols, each worth five bits. */
export function randomSymbols(count: number): string {
  return Array.from({ length: count }, () => symbols.charAt(randomInt(symbols.length))).join('');
}
