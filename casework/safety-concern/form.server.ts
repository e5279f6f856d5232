import { z } from 'zod';
import { harmlessText } from '../statement/plain-text.ts';

export const waysTaken = ['portal', 'phone', 'visit', 'letter'] as const;

/** What makes someone feel unsafe, in their own words: of these goes only what cannot be seen. */
export const concernForm = z.object({
  words: z
    .string({ error: 'safetyConcern.words.missing' })
    .overwrite(harmlessText)
    .max(5000, 'safetyConcern.words.tooLong')
    .refine((typed) => typed.trim() !== '', 'safetyConcern.words.missing'),
});

/** The same, taken down by staff. */
export const concernTakenForm = concernForm.extend({
  takenBy: z.enum(['phone', 'visit', 'letter'], { error: 'safetyConcern.takenBy.missing' }),
});
