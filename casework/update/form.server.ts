import { z } from 'zod';
import { contactPreference } from '#db/schema/reach.ts';
import { updateTopics } from '../choice/rules.ts';
import { harmlessText } from '../statement/plain-text.ts';
import { localDate } from '../working-day/rules.ts';
import { typedDate } from '../working-day/typed.ts';
import { messageChannels } from './rules.ts';

export const reviewStates = ['own_words', 'reviewed', 'machine'] as const;

const paragraph = (name: 'happened' | 'next') =>
  z
    .string({ error: `update.${name}.missing` })
    .overwrite(harmlessText)
    .trim()
    .min(1, `update.${name}.missing`)
    .max(4000, `update.${name}.tooLong`);

/** An update to a person, in their language, about something that happened. `nextBy` is the promise, YYYY-MM-DD or null. */
export const updateForm = z.object({
  milestoneId: z.uuid({ error: 'update.milestone.missing' }),
  topic: z.enum(updateTopics, { error: 'update.topic.missing' }),
  happened: paragraph('happened'),
  next: paragraph('next'),
  nextBy: z
    .string()
    .trim()
    .transform((typed, context) => {
      if (typed === '') return null;
      const date = typedDate(typed);
      if (date && date >= localDate(new Date())) return date;
      context.addIssue({ code: 'custom', message: `update.nextBy.${date ? 'past' : 'invalid'}` });
      return z.NEVER;
    })
    .default(null),
  language: z.enum(contactPreference.languageWritten.enumValues, { error: 'update.language.missing' }),
  reviewState: z.enum(reviewStates).default('own_words'),
  channels: z.preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z.array(z.enum(messageChannels)).default([]),
  ),
});

/** What `writeUpdate` is given. */
export type NewUpdate = z.output<typeof updateForm>;
