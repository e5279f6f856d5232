import { z } from 'zod';
import { harmlessText } from '../statement/plain-text.ts';
import { identifierKinds, releaseReviews } from './rules.ts';

const longest = 200;

/** Something that may never leave, as a worker enters it once. `ambiguous` is what they say of a name that is a word. */
export const identifierForm = z.object({
  kind: z.enum(identifierKinds, { error: 'leak.kind.missing' }),
  words: z
    .string({ error: 'leak.words.missing' })
    .trim()
    .min(1, 'leak.words.missing')
    .max(longest, 'leak.words.tooLong')
    .regex(/[\p{L}\p{N}]/u, 'leak.words.invalid'),
  ambiguous: z
    .enum(['yes', 'no', ''])
    .default('')
    .transform((said) => (said === '' ? undefined : said === 'yes')),
});

export const endIdentifierForm = z.object({ identifierId: z.uuid({ error: 'leak.words.missing' }) });

/** Why words that name somebody may leave all the same. */
export const releaseForm = z.object({
  reason: z
    .string({ error: 'leak.reason.missing' })
    .overwrite(harmlessText)
    .trim()
    .min(10, 'leak.reason.missing')
    .max(2000, 'leak.reason.tooLong'),
});

export const reviewForm = z.object({ review: z.enum(releaseReviews, { error: 'leak.review.missing' }) });
