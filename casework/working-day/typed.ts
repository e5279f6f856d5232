import { Temporal } from 'temporal-polyfill';
import { zone } from './rules.ts';

const yearFirst = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const dayFirst = /^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})$/;

function partsOf(typed: string): { year: number; month: number; day: number } | null {
  const isoLike = yearFirst.exec(typed);
  if (isoLike) return { year: Number(isoLike[1]), month: Number(isoLike[2]), day: Number(isoLike[3]) };
  const written = dayFirst.exec(typed);
  return written && { year: Number(written[3]), month: Number(written[2]), day: Number(written[1]) };
}

// Nobody Heard knows of lived before it: a year as short as 0026 was mistyped, and PostgreSQL knows no year 0.
const firstYear = 1900;

/** A date as typed (2026-04-02, 2/4/2026, 2 4 2026) as YYYY-MM-DD, or null where there is no such day since 1900. */
export function typedDate(typed: string): string | null {
  const parts = partsOf(typed.trim());
  if (!parts || parts.year < firstYear || parts.month < 1 || parts.day < 1) return null;
  const date = Temporal.PlainDate.from(parts);
  return date.month === parts.month && date.day === parts.day ? date.toString() : null;
}

const clock = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/;

/** A date and a time of day as typed, read as London's wall clock; null where there is no such moment. */
export function typedMoment(date: string, time: string): Date | null {
  const day = typedDate(date);
  const at = clock.exec(time.trim());
  if (!day || !at) return null;
  const wall = Temporal.PlainDate.from(day).toPlainDateTime({ hour: Number(at[1]), minute: Number(at[2]) });
  return new Date(wall.toZonedDateTime(zone).epochMilliseconds);
}
