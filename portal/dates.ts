import type { Language } from '#locales/languages.ts';
import { apart } from './apart.ts';

const tags = { en: 'en-GB', cy: 'cy', pl: 'pl', ur: 'ur', ar: 'ar' } as const satisfies Record<
  Language,
  string
>;

// Persian and Hijri calendars and native digits are what some languages default to: dates here are London's.
const london = { calendar: 'gregory', numberingSystem: 'latn', timeZone: 'Europe/London' } as const;

const noonOf = (day: Date | string) => (typeof day === 'string' ? new Date(`${day}T12:00:00Z`) : day);

function said(language: Language, moment: Date, options: Intl.DateTimeFormatOptions): string {
  return apart(new Intl.DateTimeFormat(tags[language], { ...london, ...options }).format(moment));
}

/** A day in words, "12 May 2026". A date without a time is given as YYYY-MM-DD. */
export const dayInWords = (language: Language, day: Date | string): string =>
  said(language, noonOf(day), { day: 'numeric', month: 'long', year: 'numeric' });

/** A day with its weekday, "Monday 12 May". */
export const weekdayAndDay = (language: Language, day: Date | string): string =>
  said(language, noonOf(day), { weekday: 'long', day: 'numeric', month: 'long' });

/** A day and a time of day, both in London. */
export const momentInWords = (language: Language, moment: Date): string =>
  said(language, moment, { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' });

/** The name of an ISO weekday, 1 for Monday. */
export const weekdayName = (language: Language, weekday: number): string =>
  said(language, new Date(Date.UTC(2026, 0, 4 + weekday, 12)), { weekday: 'long' });

/** A date for a machine to read. */
export const dateTimeOf = (day: Date | string): string => noonOf(day).toISOString();

/** A time of day in London, "14:05". */
export const timeInWords = (language: Language, moment: Date): string =>
  said(language, moment, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
