import { Temporal } from 'temporal-polyfill';
import { isWorkingDay, localDate, zone } from '#casework/working-day/rules.ts';

const today = () => Temporal.PlainDate.from(localDate(new Date()));

/** The date, some days from today in London or from a date, as YYYY-MM-DD; `days` may be negative. */
export const inDays = (days: number, from = today().toString()): string =>
  Temporal.PlainDate.from(from).add({ days }).toString();

/** The first Friday that is two days from today or more, so that what is needed before it can still come in time. */
export function comingFriday(): string {
  const friday = 5;
  const soonest = today().add({ days: 2 });
  return soonest.add({ days: (friday - soonest.dayOfWeek + 7) % 7 }).toString();
}

/** The nth working day before today, so that whatever is counted from it stands the same on every day of the year. */
export function workingDayAgo(ago: number): string {
  let date = today();
  for (let counted = 0; counted < ago; ) {
    date = date.subtract({ days: 1 });
    if (isWorkingDay(date.toString())) counted += 1;
  }
  return date.toString();
}

/** A time of day (HH:MM, London) on the nth working day before today. */
export function at(ago: number, wall: string): Date {
  const local = Temporal.PlainDate.from(workingDayAgo(ago)).toPlainDateTime(wall);
  return new Date(local.toZonedDateTime(zone).epochMilliseconds);
}

/** A promised date: in so many days or, past the next two, the first working day from then. */
export function promised(days: number): string {
  const date = inDays(days);
  return days <= 2 || isWorkingDay(date) ? date : promised(days + 1);
}

/** The birth date of someone who turned so many years old some weeks ago. */
export const agedYears = (years: number): string => today().subtract({ years, weeks: 7 }).toString();
