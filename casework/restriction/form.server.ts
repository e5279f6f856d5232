import { z } from 'zod';

/** Close a case to all but a few, or open it again; `allowed` are the colleagues let in, if any. */
export const restrictionForm = z.object({
  intent: z.enum(['restrict', 'lift'], { error: 'restriction.intent.missing' }),
  allowed: z.preprocess(
    (typed) => (typeof typed === 'string' ? [typed] : typed),
    z.array(z.uuid({ error: 'restriction.allowed.invalid' })).default([]),
  ),
});
