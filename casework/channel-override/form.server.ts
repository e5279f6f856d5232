import { z } from 'zod';
import { harmlessText } from '../statement/plain-text.ts';
import { overrideAnswers } from './rules.ts';

/** Why one message should pass a lock: the second person decides by these words, and they are kept sealed. */
export const overrideForm = z.object({
  why: z
    .string({ error: 'channelOverride.why.missing' })
    .overwrite(harmlessText)
    .trim()
    .min(1, 'channelOverride.why.missing')
    .max(1000, 'channelOverride.why.tooLong'),
});

export const overrideAnswerForm = z.object({ overrideId: z.uuid(), answer: z.enum(overrideAnswers) });
