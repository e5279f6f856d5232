import { pageFamilies } from './families.ts';
import { otherFamilies } from './others.ts';

const families = { ...pageFamilies, ...otherFamilies };
export type Family = keyof typeof families;
/** One string to be typed; `number` is its canary's, by which it is known again wherever it turns up. */
export type Injection = { family: Family; number: number; text: string };

/** The name of the global that a canary calls, and the host that one asks for something: short, so that they fit anywhere. */
export const canary = { call: 'zq', host: 'zq.invalid' } as const;

/** How many numbers stand between the canaries of one field and the next. */
export const numbersPerField = 1000;
const firstNumber = 100_000;

/** Every string there is, for one field: each has a canary of its own that no other field has. */
export function injectionsFor(field: number): Injection[] {
  const from = firstNumber + field * numbersPerField;
  return Object.entries(families)
    .flatMap(([family, written]) => written.map((write) => ({ family: family as Family, write })))
    .map(({ family, write }, at) => {
      const number = from + at;
      return { family, number, text: write(`${canary.call}(${number})`, `//${canary.host}/${number}`) };
    });
}

/** Which field a canary's number belongs to. */
export const fieldNumber = (number: number): number => Math.floor((number - firstNumber) / numbersPerField);

/** The canaries whose numbers stand in a text. */
export const canariesIn = (text: string): number[] =>
  [...new Set(text.match(/(?<!\d)[1-9]\d{5}(?!\d)/g) ?? [])].map(Number);

/** One string of each family in turn, so that those in front are of as many kinds as can be. */
export function dealt(strings: readonly Injection[]): Injection[] {
  const places = new Map<Family, number>();
  const rank = (one: Injection) => {
    const place = places.get(one.family) ?? 0;
    places.set(one.family, place + 1);
    return place;
  };
  return strings
    .map((one) => ({ one, place: rank(one) }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ one }) => one);
}

export type Value = { text: string; strings: Injection[] };

/** Strings joined into values of at most `longest` characters, each where there is room first; one that is longer is left over. */
export function packed(strings: readonly Injection[], longest: number, between = '\n'): Value[] {
  const values: Value[] = [];
  for (const one of strings) {
    if (one.text.length > longest) continue;
    const roomy = values.find(({ text }) => text.length + between.length + one.text.length <= longest);
    if (roomy) {
      roomy.text += between + one.text;
      roomy.strings.push(one);
    } else values.push({ text: one.text, strings: [one] });
  }
  return values;
}
