import { z } from 'zod';
import { safeWindowsForm, weekdays } from '#casework/safe-window/form.server.ts';
import type { SafeWindow } from '#casework/safe-window/rules.ts';

export const presets = ['anyDay', 'workingHours', 'evenings', 'own'] as const;
export type Preset = (typeof presets)[number];

const onDays = (days: readonly number[], opens: string, closes: string): SafeWindow[] =>
  days.map((weekday) => ({ weekday, opens, closes }));

// No window of one's own means the usual hours, which keep bank holidays free.
const windowsOf = {
  anyDay: [],
  workingHours: onDays(weekdays.slice(0, 5), '09:00', '17:00'),
  evenings: onDays(weekdays, '17:00', '21:00'),
} satisfies Record<Exclude<Preset, 'own'>, SafeWindow[]>;

const same = (some: readonly SafeWindow[], others: readonly SafeWindow[]) =>
  some.length === others.length &&
  some.every(({ weekday, opens, closes }, index) => {
    const other = others[index];
    return other?.weekday === weekday && other.opens === opens && other.closes === closes;
  });

/** What the page shows for windows already kept: the answer they amount to, and the times by field. None are no answer. */
export function timesAsTyped(windows: readonly SafeWindow[]): Record<string, string> {
  if (windows.length === 0) return {};
  if (same(windows, windowsOf.workingHours)) return { when: 'workingHours' };
  if (same(windows, windowsOf.evenings)) return { when: 'evenings' };
  const times = windows.flatMap(({ weekday, opens, closes }) => [
    [`opens${weekday}`, opens],
    [`closes${weekday}`, closes],
  ]);
  return { when: 'own', ...Object.fromEntries(times) };
}

/** When it is safe: one of the usual answers, or times of one's own by weekday; and whether a message may be left. */
export const timesForm = z
  .looseObject({
    when: z.enum(presets, { error: 'portal:first.times.missing' }),
    voicemail: z.enum(['no', 'name_only'], { error: 'contactPreference.voicemail.invalid' }).optional(),
  })
  .transform(({ when, voicemail, ...typed }, context) => {
    if (when !== 'own') return { windows: windowsOf[when], voicemail };
    const own = safeWindowsForm.safeParse(typed);
    for (const { path, message } of own.error?.issues ?? [])
      context.addIssue({ code: 'custom', path, message });
    if (own.data?.windows.length === 0)
      context.addIssue({ code: 'custom', path: ['when'], message: 'portal:first.times.ownMissing' });
    return { windows: own.data?.windows ?? [], voicemail };
  });
