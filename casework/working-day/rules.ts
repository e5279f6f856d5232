import { Temporal } from 'temporal-polyfill';
import published from './bank-holidays.json' with { type: 'json' };

/** Every promise is kept in this zone, wherever the server stands. */
export const zone = 'Europe/London';

/** Bank holidays of England and Wales as gov.uk publishes them: the day taken, not the day it stands in for. */
export const bankHolidays: ReadonlySet<string> = new Set(published.events.map((event) => event.date));

export type FirstContactClocks = {
  dueOn: string;
  dueAt: Date;
  fortyEightHoursAt: Date;
  whyTheyDiffer: 'weekend' | 'bank_holiday' | null;
};

/** The date in London at an instant, as YYYY-MM-DD. */
export function localDate(instant: Date): string {
  const there = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
  return there.toPlainDate().toString();
}

const isWeekend = (date: string) => Temporal.PlainDate.from(date).dayOfWeek > 5;

/** Monday to Friday, not a bank holiday of England and Wales (Victims' Code; local closures still count). */
export function isWorkingDay(date: string): boolean {
  return !isWeekend(date) && !bankHolidays.has(date);
}

const dayAfter = (date: string) => Temporal.PlainDate.from(date).add({ days: 1 }).toString();

function nthWorkingDay(n: number, from: string): { date: string; passed: string[] } {
  const passed: string[] = [];
  let date = from;
  for (let counted = 0; counted < n; ) {
    date = dayAfter(date);
    if (isWorkingDay(date)) counted += 1;
    else passed.push(date);
  }
  return { date, passed };
}

/** The last second of a date (YYYY-MM-DD) in London. */
export function endOfDay(date: string): Date {
  const end = Temporal.PlainDate.from(date).toPlainDateTime('23:59:59');
  return new Date(end.toZonedDateTime(zone).epochMilliseconds);
}

/** The last second, in London, of the nth working day after `from` (YYYY-MM-DD, day 0). */
export function endOfWorkingDay(n: number, from: string): Date {
  return endOfDay(nthWorkingDay(n, from).date);
}

/** When a first contact attempt is due, and the plain 48 hours that some reports still ask for, side by side. */
export function firstContactClocks(receivedAt: Date, workingDays = 2): FirstContactClocks {
  const dayZero = localDate(receivedAt);
  const { date, passed } = nthWorkingDay(workingDays, dayZero);
  const differs = passed.some((day) => bankHolidays.has(day)) ? 'bank_holiday' : 'weekend';
  return {
    dueOn: date,
    dueAt: endOfDay(date),
    fortyEightHoursAt: new Date(receivedAt.getTime() + 48 * 3_600_000),
    whyTheyDiffer: passed.length > 0 ? differs : null,
  };
}

/** The last bank holiday we know of, YYYY-MM-DD: after it every weekday would count as a working day. */
export function bankHolidaysKnownUntil(): string {
  const [last = ''] = [...bankHolidays].sort().reverse();
  return last;
}

/** True once fewer than six months of bank holidays are known, so that someone fetches the next list. */
export function bankHolidaysRunOutSoon(now: Date): boolean {
  const inSixMonths = Temporal.PlainDate.from(localDate(now)).add({ months: 6 }).toString();
  return bankHolidaysKnownUntil() < inSixMonths;
}
