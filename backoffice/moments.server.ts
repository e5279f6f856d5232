import { localDate } from '#casework/working-day/rules.ts';

/** A moment for a page, written on the server: a browser's own Intl may word it differently and break hydration. */
export type Moment = { text: string; dateTime: string };

const writing = (how: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    calendar: 'gregory',
    numberingSystem: 'latn',
    ...how,
  });

const weekday = writing({ weekday: 'long' });
const shortDay = writing({ weekday: 'short', day: 'numeric', month: 'short' });
const longDay = writing({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
const clock = writing({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

const sixDays = 6 * 86_400_000;

/** "Wed 8 Apr", with the year where it is another one. */
export function dayIn(at: Date, now = new Date()): string {
  return (localDate(at).slice(0, 4) === localDate(now).slice(0, 4) ? shortDay : longDay).format(at);
}

/** "Wednesday" within the coming six days, otherwise as `dayIn`. */
export function nearDay(at: Date, now = new Date()): string {
  const ahead = at.getTime() - now.getTime();
  return ahead >= 0 && ahead < sixDays ? weekday.format(at) : dayIn(at, now);
}

/** "Wed 8 Apr, 18:10". */
export function momentOf(at: Date): Moment {
  return { text: `${dayIn(at)}, ${clock.format(at)}`, dateTime: at.toISOString() };
}

/** "Wed 8 Apr" of a date kept as YYYY-MM-DD. */
export function dayOf(date: string): Moment {
  return { text: dayIn(new Date(`${date}T12:00:00Z`)), dateTime: date };
}

/** Today and this minute in London, as date and time fields take them. */
export function nowInFields(now = new Date()): { date: string; time: string } {
  return { date: localDate(now), time: clock.format(now) };
}
