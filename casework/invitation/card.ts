// Crockford's base32 has no I, L, O or U: nothing on a card can be read as something else.
export const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const locatorLength = 4;
const secretLength = 8;

export type Card = { locator: string; secret: string };

/** Symbols as they were meant, from whatever was typed or heard: any case, spaces, hyphens, o for 0, i or l for 1. */
export function plainSymbols(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}_.\u200b-\u200f\u2066-\u2069]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}

const allKnown = (plain: string) => [...plain].every((symbol) => symbols.includes(symbol));

/** The locator of a card from what someone typed, or null where no card can have it. */
export function locatorFrom(typed: string): string | null {
  const plain = plainSymbols(typed);
  return plain.length === locatorLength && allKnown(plain) ? plain : null;
}

/** The secret of a card from what someone typed, or null where no card can have it. */
export function secretFrom(typed: string): string | null {
  const plain = plainSymbols(typed);
  return plain.length === secretLength && allKnown(plain) ? plain : null;
}

/** A card as it is printed and read out: `LOC4-XXXX-XXXX`. */
export function formatCard({ locator, secret }: Card): string {
  return `${locator}-${secret.slice(0, 4)}-${secret.slice(4)}`;
}

/** A whole card typed in one go, or null. */
export function cardFrom(typed: string): Card | null {
  const plain = plainSymbols(typed);
  const locator = locatorFrom(plain.slice(0, locatorLength));
  const secret = secretFrom(plain.slice(locatorLength));
  return locator && secret ? { locator, secret } : null;
}

/** The agreed word in its one form, so that capitals, accents typed in two ways and stray spaces do not matter. */
export function plainWord(typed: string): string {
  return typed.normalize('NFC').trim().toLowerCase().replace(/\s+/g, ' ');
}
