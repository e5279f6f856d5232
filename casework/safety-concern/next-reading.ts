import { Temporal } from 'temporal-polyfill';
import { isWorkingDay, localDate, zone } from '../working-day/rules.ts';

export type NextReading = { open: true; until: Date } | { open: false; from: Date };

const longestClosed = 14;

function at(day: string, wall: string): Date {
  const local = Temporal.PlainDate.from(day).toPlainDateTime(wall);
  return new Date(local.toZonedDateTime(zone).epochMilliseconds);
}

/** Whether someone reads now, and until when; else from when on. `opens` and `closes` are London's, on working days. */
export function nextReading(now: Date, { opens, closes }: { opens: string; closes: string }): NextReading {
  const today = Temporal.PlainDate.from(localDate(now));
  for (let days = 0; days < longestClosed; days += 1) {
    const day = today.add({ days }).toString();
    if (!isWorkingDay(day)) continue;
    const [from, until] = [at(day, opens), at(day, closes)];
    if (now < from) return { open: false, from };
    if (now < until) return { open: true, until };
  }
  throw new RangeError(`Nobody reads within ${longestClosed} days`);
}
