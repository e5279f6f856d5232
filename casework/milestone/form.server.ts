import { z } from 'zod';
import { localDate } from '../working-day/rules.ts';
import { typedDate } from '../working-day/typed.ts';
import { milestoneKinds } from './rules.ts';

/** Something that happened in a case, on a day that has come. */
export const milestoneForm = z.object({
  kind: z.enum(milestoneKinds, { error: 'milestone.kind.missing' }),
  happenedOn: z
    .string({ error: 'milestone.happenedOn.missing' })
    .trim()
    .min(1, 'milestone.happenedOn.missing')
    .transform((typed, context) => {
      const date = typedDate(typed);
      if (date && date <= localDate(new Date())) return date;
      const problem = date ? 'future' : 'invalid';
      context.addIssue({ code: 'custom', message: `milestone.happenedOn.${problem}` });
      return z.NEVER;
    }),
});

/** What `recordMilestone` is given. */
export type NewMilestone = z.output<typeof milestoneForm>;
