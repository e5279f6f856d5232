import type { SafeWindow } from '#casework/safe-window/rules.ts';

const everyWeekday = [1, 2, 3, 4, 5, 6, 7];

/** The same hours on some days of the week (1 is Monday). */
export const on = (weekdays: readonly number[], opens: string, closes: string): SafeWindow[] =>
  weekdays.map((weekday) => ({ weekday, opens, closes }));

export const atAnyHour = on(everyWeekday, '00:00', '24:00');
export const evenings = on(everyWeekday, '17:00', '21:00');
export const workingHours = on([1, 2, 3, 4, 5], '09:00', '17:00');
