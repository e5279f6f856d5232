import { z } from 'zod';

const orNothing = (typed: unknown) => (typed === '' ? null : typed);

/** A case as its reference is written or said: any case, with or without its letter. `handTo` is who takes it over. */
export const conflictForm = z.object({
  reference: z
    .string({ error: 'conflict.reference.missing' })
    .trim()
    .min(1, 'conflict.reference.missing')
    .max(20, 'conflict.reference.invalid'),
  handTo: z.preprocess(orNothing, z.uuid({ error: 'conflict.handTo.missing' }).nullable().default(null)),
});
