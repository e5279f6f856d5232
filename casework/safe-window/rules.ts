import { Temporal } from 'temporal-polyfill';
import { localDate, zone } from '../working-day/rules.ts';

/** A weekly time that is safe: ISO weekday (1 Monday) of its first day, and local wall times in London. */
export type SafeWindow = { weekday: number; opens: string; closes: string };
export type Opening = { opensAt: Date; closesAt: Date };

/** What someone with no window of their own is given, every day that is not a bank holiday. */
export const defaultHours = { opens: '08:00', closes: '20:00' };

/** A text that leaves just before a window closes can arrive after it, so its last half hour is for reading. */
export const safeMarginMinutes = 30;

const [dayMinutes, weekMinutes] = [24 * 60, 7 * 24 * 60];
const minuteOf = (wall: string) => Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3, 5));
const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, ...defaultHours }));

function openMinutes(windows: readonly SafeWindow[]): boolean[] {
  const open = Array<boolean>(weekMinutes).fill(false);
  for (const { weekday, opens, closes } of windows) {
    const start = (weekday - 1) * dayMinutes + minuteOf(opens);
    const length = minuteOf(closes) - minuteOf(opens) + (closes <= opens ? dayMinutes : 0);
    for (let minute = start; minute < start + length; minute += 1) open[minute % weekMinutes] = true;
  }
  return open;
}

/**
 * Whether times said before are safe at more moments of a week than they were; none after is the default hours. What is
 * said first widens nothing: nobody relied on anything narrower.
 */
export function isWidened(before: readonly SafeWindow[], after: readonly SafeWindow[]): boolean {
  if (before.length === 0) return false;
  const was = openMinutes(before);
  return openMinutes(after.length > 0 ? after : everyDay).some((open, minute) => open && !was[minute]);
}

/** Whether times that were said leave out no minute of a week; nothing said is the default hours, and those do. */
export const isAnyHour = (windows: readonly SafeWindow[]): boolean =>
  openMinutes(windows).every((open) => open);

/** Times in one line, as a form carries those it showed along. */
export const timesInOneLine = (windows: readonly SafeWindow[]): string =>
  windows.map(({ weekday, opens, closes }) => `${weekday} ${opens} ${closes}`).join(',');

/** Whether the times of a form, one a weekday, are those it showed: of several on one weekday it showed the last. */
export function isAsShown(typed: readonly SafeWindow[], shown: string): boolean {
  const inItsFields = Object.fromEntries(shown.split(',').map((one) => [one.slice(0, 1), one]));
  return timesInOneLine(typed) === Object.values(inItsFields).join(',');
}

// Three weeks pass over a Christmas, and over a weekly window that a clock change swallowed whole.
const longestWait = 22;

// If either reading of a repeated or missing hour is unsafe, it is unsafe: a window may only shrink.
function readAt(day: Temporal.PlainDate, wall: string, disambiguation: 'earlier' | 'later'): Date {
  const local = wall.startsWith('24:') ? day.add({ days: 1 }).toPlainDateTime() : day.toPlainDateTime(wall);
  return new Date(local.toZonedDateTime(zone, { disambiguation }).epochMilliseconds);
}

function openingOn(day: Temporal.PlainDate, hours: { opens: string; closes: string }): Opening {
  const lastDay = hours.closes <= hours.opens ? day.add({ days: 1 }) : day;
  return { opensAt: readAt(day, hours.opens, 'later'), closesAt: readAt(lastDay, hours.closes, 'earlier') };
}

function hoursOn(day: Temporal.PlainDate, windows: readonly SafeWindow[], bankHolidays: ReadonlySet<string>) {
  if (windows.length > 0) return windows.filter((window) => window.weekday === day.dayOfWeek);
  return bankHolidays.has(day.toString()) ? [] : [defaultHours];
}

/** Openings that touch or overlap are one: a night given as 22:00–24:00 and 00:00–03:00 has no edge at midnight. */
function joined(openings: Opening[]): Opening[] {
  const inOrder = openings
    .filter((opening) => opening.opensAt < opening.closesAt)
    .sort((a, b) => a.opensAt.getTime() - b.opensAt.getTime());
  const result: Opening[] = [];
  for (const opening of inOrder) {
    const last = result.at(-1);
    if (!last || opening.opensAt > last.closesAt) result.push({ ...opening });
    else if (opening.closesAt > last.closesAt) last.closesAt = opening.closesAt;
  }
  return result;
}

function openingsFrom(
  windows: readonly SafeWindow[],
  from: Date,
  days: number,
  bankHolidays: ReadonlySet<string>,
) {
  const today = Temporal.PlainDate.from(localDate(from));
  const openings: Opening[] = [];
  for (let offset = -1; offset < days; offset += 1) {
    const day = today.add({ days: offset });
    openings.push(...hoursOn(day, windows, bankHolidays).map((hours) => openingOn(day, hours)));
  }
  return joined(openings).filter((opening) => opening.closesAt > from);
}

/** Whether something may leave at this instant. A window of one's own replaces the default, bank holidays included. */
export function maySendAt(
  windows: readonly SafeWindow[],
  instant: Date,
  bankHolidays: ReadonlySet<string>,
): boolean {
  return openingsFrom(windows, instant, 1, bankHolidays).some((opening) => opening.opensAt <= instant);
}

/** The first instant from this one on at which something may leave: the instant itself while it is safe. */
export function nextOpening(
  windows: readonly SafeWindow[],
  instant: Date,
  bankHolidays: ReadonlySet<string>,
): Date {
  const [next] = openingsFrom(windows, instant, longestWait, bankHolidays);
  if (!next) throw new RangeError(`No safe time within ${longestWait} days`);
  return next.opensAt > instant ? next.opensAt : instant;
}

/**
 * The next instant from this one on at which something may leave and still be read while it is safe: an opening about to
 * close is passed over. Null where every safe time is shorter than the margin.
 */
export function nextSending(
  windows: readonly SafeWindow[],
  instant: Date,
  bankHolidays: ReadonlySet<string>,
): Date | null {
  const from = ({ opensAt }: Opening) => (opensAt > instant ? opensAt : instant);
  const long = openingsFrom(windows, instant, longestWait, bankHolidays).find(
    (opening) => opening.closesAt.getTime() - from(opening).getTime() >= safeMarginMinutes * 60_000,
  );
  return long ? from(long) : null;
}

/** When the opening that holds this instant ends (looking a week ahead), or null while nothing may leave. */
export function closesAt(
  windows: readonly SafeWindow[],
  instant: Date,
  bankHolidays: ReadonlySet<string>,
): Date | null {
  const [current] = openingsFrom(windows, instant, 8, bankHolidays);
  return current && current.opensAt <= instant ? current.closesAt : null;
}

/** Whether the opening that holds this instant leaves the safe margin too. A shorter window never does. */
export function leavesTimeToArrive(
  windows: readonly SafeWindow[],
  instant: Date,
  bankHolidays: ReadonlySet<string>,
): boolean {
  const closing = closesAt(windows, instant, bankHolidays);
  return closing !== null && closing.getTime() - instant.getTime() >= safeMarginMinutes * 60_000;
}
