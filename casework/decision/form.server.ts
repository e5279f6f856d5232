import { z } from 'zod';
import { localDate } from '../working-day/rules.ts';
import { typedDate } from '../working-day/typed.ts';
import { decisionKinds } from './rules.ts';

const day = (field: 'wordsNeededBy' | 'heldOn') =>
  z
    .string({ error: `decision.${field}.missing` })
    .trim()
    .min(1, `decision.${field}.missing`)
    .transform((typed, context) => {
      const date = typedDate(typed);
      if (date && date >= localDate(new Date())) return date;
      context.addIssue({ code: 'custom', message: `decision.${field}.${date ? 'past' : 'invalid'}` });
      return z.NEVER;
    });

/** A decision that is coming, and the day by which someone's words are needed for it: not after it. */
export const decisionForm = z
  .object({
    kind: z.enum(decisionKinds, { error: 'decision.kind.missing' }),
    wordsNeededBy: day('wordsNeededBy'),
    heldOn: day('heldOn'),
  })
  .refine(({ wordsNeededBy, heldOn }) => wordsNeededBy <= heldOn, {
    path: ['wordsNeededBy'],
    message: 'decision.wordsNeededBy.after',
  });

/** What `expectDecision` is given. */
export type NewDecision = z.output<typeof decisionForm>;
