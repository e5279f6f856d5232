import { z } from 'zod';
import { waysAskedAgain } from './rules.ts';

/** How they asked, and `seen`, which stop whoever filled this in had before them: none, where it says nothing of the kind. */
export const startAgainForm = z.object({
  how: z.enum(waysAskedAgain, { error: 'startAgain.how.missing' }),
  seen: z.string().max(40).catch(''),
});
export type AskedAgain = z.output<typeof startAgainForm>;
