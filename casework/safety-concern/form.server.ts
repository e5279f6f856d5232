import { z } from 'zod';

export const waysTaken = ['portal', 'phone', 'visit', 'letter'] as const;

/** What makes someone feel unsafe, in their own words, which are never changed. */
export const concernForm = z.object({
  words: z
    .string({ error: 'safetyConcern.words.missing' })
    .max(5000, 'safetyConcern.words.tooLong')
    .refine((typed) => typed.trim() !== '', 'safetyConcern.words.missing'),
});

/** The same, taken down by staff. */
export const concernTakenForm = concernForm.extend({
  takenBy: z.enum(['phone', 'visit', 'letter'], { error: 'safetyConcern.takenBy.missing' }),
});
