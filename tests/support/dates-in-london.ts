import { Temporal } from 'temporal-polyfill';

const zone = 'Europe/London';
const weekdays = { tuesday: 2, thursday: 4 } as const;

/** A wall time in London on a day, as an instant. */
export const inLondon = (day: string, time: string): Date =>
  new Date(Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone).epochMilliseconds);

/** The next such day after today, in London. */
export function next(
  weekday: keyof typeof weekdays,
  after = Temporal.Now.plainDateISO(zone).toString(),
): string {
  const day = Temporal.PlainDate.from(after);
  const days = (weekdays[weekday] - day.dayOfWeek + 6) % 7;
  return day.add({ days: days + 1 }).toString();
}
