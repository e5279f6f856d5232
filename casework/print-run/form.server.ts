import { z } from 'zod';
import { localDate } from '../working-day/rules.ts';
import { typedDate } from '../working-day/typed.ts';
import { referenceFrom } from './reference.ts';
import { returnReasons } from './rules.ts';

const daySoFar = (name: string) =>
  z
    .string({ error: `${name}.missing` })
    .trim()
    .min(1, `${name}.missing`)
    .max(20, `${name}.invalid`)
    .transform((typed, context) => {
      const day = typedDate(typed);
      if (day && day <= localDate(new Date())) return day;
      context.addIssue({ code: 'custom', message: `${name}.${day ? 'future' : 'invalid'}` });
      return z.NEVER;
    });

/** On which day a run was posted. */
export const postedForm = z.object({ on: daySoFar('printRun.on') });

/** A letter that came back: by the reference printed on it, on which day, and what the envelope says. */
export const returnedForm = z.object({
  reference: z
    .string({ error: 'printRun.reference.missing' })
    .max(40, 'printRun.reference.invalid')
    .transform((typed, context) => {
      const reference = referenceFrom(typed);
      if (reference) return reference;
      const problem = typed.trim() === '' ? 'missing' : 'invalid';
      context.addIssue({ code: 'custom', message: `printRun.reference.${problem}` });
      return z.NEVER;
    }),
  on: daySoFar('printRun.returnedOn'),
  why: z.enum(returnReasons, { error: 'printRun.why.missing' }),
});
export type ReturnedLetter = z.output<typeof returnedForm>;
