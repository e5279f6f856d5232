import { z } from 'zod';
import { harmlessText } from '../statement/plain-text.ts';
import { replyReviews } from './rules.ts';

const longest = 5000;
const words = z.string({ error: 'reply.words.missing' }).transform(harmlessText);

/** An answer in the person's own language, and the same in English where theirs is another. */
export const replyForm = z.object({
  words: words
    .refine((typed) => typed.trim() !== '', 'reply.words.missing')
    .refine((typed) => typed.length <= longest, 'reply.words.tooLong'),
  english: words
    .refine((typed) => typed.length <= longest, 'reply.words.tooLong')
    .default('')
    .transform((typed) => typed.trim() || null),
  reviewState: z.enum(replyReviews, { error: 'reply.review.missing' }),
});
export type WrittenReply = z.output<typeof replyForm>;

/** Words to begin an answer with; `key` is a short name in lower case. */
export const templateForm = z.object({
  key: z
    .string({ error: 'reply.template.missing' })
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'reply.template.invalid'),
  language: z.string().regex(/^[a-z]{2}$/, 'reply.template.invalid'),
  words: words
    .refine((typed) => typed.trim() !== '', 'reply.words.missing')
    .refine((typed) => typed.length <= longest, 'reply.words.tooLong'),
});
