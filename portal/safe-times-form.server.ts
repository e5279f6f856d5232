import { z } from 'zod';
import type { SafeWindow } from '#casework/safe-window/rules.ts';

/** ISO weekdays, Monday first. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

const shortestMinutes = 60;
const aDay = 24 * 60;
const wall = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'portal:reach.times.timeMissing');

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** How long a safe time lasts; one that closes no later than it opens goes on past midnight. */
const lasts = (opens: string, closes: string) => (minutesOf(closes) - minutesOf(opens) + aDay) % aDay;

/** The same safe time on the days that were ticked, an hour at least. */
export const safeTimesForm = z
  .object({
    days: z.preprocess(
      (typed) => [typed ?? []].flat(),
      z.array(z.coerce.number().int().min(1).max(7)).min(1, 'portal:reach.times.dayMissing'),
    ),
    opens: wall,
    closes: wall,
  })
  .superRefine(({ opens, closes }, context) => {
    if (lasts(opens, closes) < shortestMinutes)
      context.addIssue({ code: 'custom', path: ['closes'], message: 'portal:reach.times.tooShort' });
  });

/** The safe times with new ones added; one that begins at the same moment as one before takes its place. */
export function addedTimes(
  before: readonly SafeWindow[],
  { days, opens, closes }: z.output<typeof safeTimesForm>,
): SafeWindow[] {
  const kept = before.filter((one) => !(days.includes(one.weekday) && one.opens === opens));
  return [...kept, ...[...new Set(days)].map((weekday) => ({ weekday, opens, closes }))];
}
