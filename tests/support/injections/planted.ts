import { harmlessText } from '#casework/statement/plain-text.ts';
import type { Bed, Ground, Shown } from './bed.ts';
import { beds } from './beds.ts';
import { canariesIn, dealt, fieldNumber, type Injection, injectionsFor, packed } from './corpus.ts';

/** What was put into one field, and by what each string can be known again. */
export type Planted = { field: string; strings: Map<number, string> };

/** What is read of a text: nobody can tell one kind of space from another, nor how many stand together. */
export const asRead = (text: string) => harmlessText(text).replace(/\s+/gu, ' ').trim();

const stringsOf = (field: string): Injection[] =>
  dealt(injectionsFor(Object.keys(beds).indexOf(field))).filter(
    ({ text }) => beds[field]?.takes?.(text) ?? true,
  );

/** How much is planted: as much as fits, in fields that hold few values, or in those that hold many. */
export type Sowing = { done: ReadonlySet<number>; full: boolean; only?: 'replacing' | 'lasting' };

const isSown = ({ replaces }: Bed, only: Sowing['only']) =>
  !only || (only === 'replacing') === (replaces === true);

/**
 * Puts as many strings into every field as it is given values for; `done` says which went in before. Gives back what went in
 * and the pages that only now have something to show.
 */
export async function plant(ground: Ground, { done, full, only }: Sowing) {
  const planted: Planted[] = [];
  const shown: Shown[] = [];
  for (const [field, bed] of Object.entries(beds)) {
    if (!isSown(bed, only)) continue;
    const left = stringsOf(field).filter(({ number }) => !done.has(number));
    const values = packed(left, bed.longest).slice(0, full ? (bed.atOnce ?? bed.most) : bed.most);
    if (values.length === 0) continue;
    const pages = await bed.plant(
      values.map(({ text }) => text),
      ground,
    );
    shown.push(...(pages ?? []));
    const strings = values.flatMap((value) => value.strings);
    planted.push({ field, strings: new Map(strings.map(({ number, text }) => [number, asRead(text)])) });
  }
  return { planted, shown };
}

/** Into which field a string went. */
export const fieldOf = (number: number): string => Object.keys(beds)[fieldNumber(number)] ?? '';

/** How many strings each field takes. */
export const takenBy = (): Map<string, number> =>
  new Map(
    Object.entries(beds).map(([field, { longest }]) => [
      field,
      stringsOf(field).filter(({ text }) => text.length <= longest).length,
    ]),
  );

/** The strings that stand on a page as they were typed, and those that stand there otherwise. */
export function foundOn(text: string, strings: ReadonlyMap<number, string>) {
  const read = asRead(text);
  const there = canariesIn(text).filter((number) => strings.has(number));
  const whole = there.filter((number) => read.includes(strings.get(number) ?? '\0'));
  return { whole, changed: there.filter((number) => !whole.includes(number)) };
}
