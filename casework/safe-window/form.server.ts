import { z } from 'zod';
import type { SafeWindow } from './rules.ts';

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
type Weekday = (typeof weekdays)[number];

const timeTyped = z.string().trim().default('');
const wall = /^(?<hour>[01]?\d|2[0-3])[:.]?(?<minute>[0-5]\d)$/;

/** A time of day as typed (9:30, 0930, 17.00) as HH:MM, or null where there is none. 24:00 may only close. */
function wallTime(text: string, closing: boolean): string | null {
  if (closing && /^24[:.]?00$/.test(text)) return '24:00';
  const typed = wall.exec(text)?.groups;
  return typed ? `${typed.hour?.padStart(2, '0')}:${typed.minute}` : null;
}

const fields = {
  opens1: timeTyped,
  closes1: timeTyped,
  opens2: timeTyped,
  closes2: timeTyped,
  opens3: timeTyped,
  closes3: timeTyped,
  opens4: timeTyped,
  closes4: timeTyped,
  opens5: timeTyped,
  closes5: timeTyped,
  opens6: timeTyped,
  closes6: timeTyped,
  opens7: timeTyped,
  closes7: timeTyped,
} satisfies Record<`${'opens' | 'closes'}${Weekday}`, typeof timeTyped>;

type Problem = { field: `${'opens' | 'closes'}${Weekday}`; problem: 'missing' | 'invalid' };

function windowOn(weekday: Weekday, from: Record<keyof typeof fields, string>): SafeWindow | Problem | null {
  const [opensField, closesField] = [`opens${weekday}`, `closes${weekday}`] as const;
  const [opensText, closesText] = [from[opensField], from[closesField]];
  if (opensText === '' && closesText === '') return null;
  const [opens, closes] = [wallTime(opensText, false), wallTime(closesText, true)];
  if (!opens) return { field: opensField, problem: opensText === '' ? 'missing' : 'invalid' };
  if (!closes) return { field: closesField, problem: closesText === '' ? 'missing' : 'invalid' };
  return opens === closes ? { field: closesField, problem: 'invalid' } : { weekday, opens, closes };
}

/**
 * One safe time a weekday (`opens1` and `closes1` are Monday's), any of them left empty. One that closes no later than it
 * opens goes on past midnight. All left empty: the default hours.
 */
export const safeWindowsForm = z.object(fields).transform((from, context): { windows: SafeWindow[] } => {
  const windows = weekdays.flatMap((weekday) => {
    const result = windowOn(weekday, from);
    if (!result) return [];
    if ('weekday' in result) return [result];
    const { field, problem } = result;
    context.addIssue({ code: 'custom', path: [field], message: `safeWindow.time.${problem}` });
    return [];
  });
  return { windows };
});
