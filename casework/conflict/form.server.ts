import { z } from 'zod';

/** A case as its reference is written or said: any case, with or without its letter. */
export const conflictForm = z.object({
  reference: z
    .string({ error: 'conflict.reference.missing' })
    .trim()
    .min(1, 'conflict.reference.missing')
    .max(20, 'conflict.reference.invalid'),
});
