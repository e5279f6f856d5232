import { z } from 'zod';
import { harmlessText } from '../statement/plain-text.ts';

/** What shows that a promise was kept: words for colleagues, never for the public. */
export const evidenceForm = z.object({
  note: z
    .string({ error: 'promise.note.missing' })
    .overwrite(harmlessText)
    .trim()
    .min(10, 'promise.note.missing')
    .max(4000, 'promise.note.tooLong'),
});

export const checkForm = z.object({
  evidenceId: z.uuid({ error: 'promise.verdict.missing' }),
  verdict: z.enum(['shown', 'not_shown'], { error: 'promise.verdict.missing' }),
});

/** A promise that is given up, and said to be. */
export const endPromiseForm = z.object({
  outcome: z.enum(['not_done', 'dropped'], { error: 'promise.outcome.missing' }),
});
