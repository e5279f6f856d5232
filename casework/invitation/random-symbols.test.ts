import { expect, test } from 'vitest';
import { symbols } from './card.ts';
import { randomSymbols } from './random-symbols.server.ts';

test('what is drawn for a card is as long as asked, of its own symbols, and never four letters that could be a word', () => {
  const drawn = Array.from({ length: 2000 }, () => randomSymbols(8));
  expect(new Set(drawn).size).toBe(drawn.length);
  for (const one of drawn) {
    expect(one).toHaveLength(8);
    expect([...one].every((symbol) => symbols.includes(symbol))).toBe(true);
    expect(one).not.toMatch(/[A-Z]{4}/);
  }
});
