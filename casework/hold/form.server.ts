import { z } from 'zod';
import { endOfDay, localDate } from '../working-day/rules.ts';
import { typedDate } from '../working-day/typed.ts';

/** A pause, until the end of a day (typed as a date) or, left empty, until somebody ends it. */
export const pauseForm = z.object({
  reason: z.enum(['asked_to_pause', 'parents_disagree', 'safety', 'staff'], { error: 'hold.reason.missing' }),
  until: z
    .string()
    .trim()
    .default('')
    .transform((typed, context) => {
      if (typed === '') return null;
      const date = typedDate(typed);
      if (date && date >= localDate(new Date())) return endOfDay(date);
      context.addIssue({ code: 'custom', message: date ? 'hold.until.past' : 'hold.until.invalid' });
      return z.NEVER;
    }),
});
export type Pause = z.output<typeof pauseForm>;
