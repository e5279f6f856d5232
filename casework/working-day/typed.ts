import { Temporal } from 'temporal-polyfill';
import { zone } from './rules.ts';

const yearFirst = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const dayFirst = /^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})$/;

function partsOf(typed: string): { year: number; month: number; day: number } | null {
  const [, year, month, day] = yearFirst.exec(typed) ?? [];
  if (year && month && day) return { year: Number(year), month: Number(month), day: Number(day) };
  const [, dayOf, monthOf, yearOf] = dayFirst.exec(typed) ?? [];
  return dayOf && monthOf && yearOf
    ? { year: Number(yearOf), month: Number(monthOf), day: Number(dayOf) }
    : null;
}

/** A date as typed (2026-04-02, 2/4/2026, 2 4 2026) as YYYY-MM-DD, or null where there is no such day. */
export function typedDate(typed: string): string | null {
  const parts = partsOf(typed.trim());
  if (!parts || parts.month < 1 || parts.day < 1) return null;
  const date = Temporal.PlainDate.from(parts);
  return date.month === parts.month && date.day === parts.day ? date.toString() : null;
}

const clock = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/;

/** A date and a time of day as typed, read as London's wall clock; null where there is no such moment. */
export function typedMoment(date: string, time: string): Date | null {
  const day = typedDate(date);
  const [, hour, minute] = clock.exec(time.trim()) ?? [];
  if (!day || !hour || !minute) return null;
  const wall = Temporal.PlainDate.from(day).toPlainDateTime({ hour: Number(hour), minute: Number(minute) });
  return new Date(wall.toZonedDateTime(zone).epochMilliseconds);
}
