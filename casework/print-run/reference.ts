import { plainSymbols, symbols } from '../invitation/card.ts';

const referenceLength = 6;

/** The reference on a letter as it is printed, easy to read out: `7K2-M4Q`. */
export const formatReference = (reference: string): string =>
  `${reference.slice(0, referenceLength / 2)}-${reference.slice(referenceLength / 2)}`;

/** A reference from what somebody typed off a letter, or null where no letter can have it. */
export function referenceFrom(typed: string): string | null {
  const plain = plainSymbols(typed);
  const isOne = plain.length === referenceLength && [...plain].every((symbol) => symbols.includes(symbol));
  return isOne ? plain : null;
}
