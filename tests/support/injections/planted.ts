import { harmlessText } from '#casework/statement/plain-text.ts';
import type { Ground, Shown } from './bed.ts';
import { beds } from './beds.ts';
import { canariesIn, dealt, type Injection, injectionsFor, packed } from './corpus.ts';

/** What was put into one field, and by what each string can be known again. */
export type Planted = { field: string; strings: Map<number, string> };

/** What is read of a text: nobody can tell one kind of space from another, nor how many stand together. */
export const asRead = (text: string) => harmlessText(text).replace(/\s+/gu, ' ').trim();

const stringsOf = (field: string): Injection[] =>
  dealt(injectionsFor(Object.keys(beds).indexOf(field))).filter(
    ({ text }) => beds[field]?.takes?.(text) ?? true,
  );

/**
 * Puts as many strings into every field as it is given values for; `done` says which went in before. Gives back what went in
 * and the pages that only now have something to show.
 */
export async function plant(ground: Ground, done: ReadonlySet<number> = new Set()) {
  const planted: Planted[] = [];
  const shown: Shown[] = [];
  for (const [field, { longest, most, plant: put }] of Object.entries(beds)) {
    const left = stringsOf(field).filter(({ number }) => !done.has(number));
    const values = packed(left, longest).slice(0, most);
    if (values.length === 0) continue;
    const pages = await put(
      values.map(({ text }) => text),
      ground,
    );
    shown.push(...(pages ?? []));
    const strings = values.flatMap((value) => value.strings);
    planted.push({ field, strings: new Map(strings.map(({ number, text }) => [number, asRead(text)])) });
  }
  return { planted, shown };
}

/** The strings that stand on a page as they were typed, and those that stand there otherwise. */
export function foundOn(text: string, strings: ReadonlyMap<number, string>) {
  const read = asRead(text);
  const there = canariesIn(text).filter((number) => strings.has(number));
  const whole = there.filter((number) => read.includes(strings.get(number) ?? '\0'));
  return { whole, changed: there.filter((number) => !whole.includes(number)) };
}
