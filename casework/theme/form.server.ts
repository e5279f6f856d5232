import { z } from 'zod';
import { harmlessText } from '../statement/plain-text.ts';
import { localDate } from '../working-day/rules.ts';
import { typedDate } from '../working-day/typed.ts';
import { themeSources } from './rules.ts';

const line = (field: 'title' | 'what', longest: number) =>
  z
    .string({ error: `theme.${field}.missing` })
    .overwrite(harmlessText)
    .trim()
    .min(1, `theme.${field}.missing`)
    .max(longest, `theme.${field}.tooLong`);

/** What was said, in the service's own words, and what one of the staff will do about it by a day (YYYY-MM-DD). */
export const themeForm = z.object({
  source: z.enum(themeSources, { error: 'theme.source.missing' }),
  title: line('title', 200),
  feedback: z.preprocess(
    (typed) => (typeof typed === 'string' ? [typed] : typed),
    z
      .array(z.uuid({ error: 'theme.feedback.invalid' }))
      .max(500, 'theme.feedback.invalid')
      .default([]),
  ),
  what: line('what', 500),
  ownerId: z.uuid({ error: 'theme.owner.missing' }),
  dueOn: z
    .string({ error: 'theme.dueOn.missing' })
    .trim()
    .min(1, 'theme.dueOn.missing')
    .transform((typed, context) => {
      const date = typedDate(typed);
      if (date && date >= localDate(new Date())) return date;
      context.addIssue({ code: 'custom', message: `theme.dueOn.${date ? 'past' : 'invalid'}` });
      return z.NEVER;
    }),
});

/** What `beginTheme` is given. */
export type NewTheme = z.output<typeof themeForm>;
