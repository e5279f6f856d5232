import { type SafeWindow, timesInOneLine } from '#casework/safe-window/rules.ts';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** What the fields of safe times hold, every day of the week, and all of it in one line, to be carried along. */
export function timesShown(windows: readonly SafeWindow[]) {
  const fields = weekdays.flatMap((day) => {
    const last = windows.findLast(({ weekday }) => weekday === day);
    return [
      [`opens${day}`, last ? last.opens : ''],
      [`closes${day}`, last ? last.closes : ''],
    ];
  });
  const inFields: Record<string, string> = Object.fromEntries(fields);
  return { ...inFields, timesShown: timesInOneLine(windows) };
}
