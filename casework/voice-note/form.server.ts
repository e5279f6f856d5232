import { z } from 'zod';
import { replyReviews } from '../reply/rules.ts';
import { harmlessText } from '../statement/plain-text.ts';

const longest = 5000;
const words = z.string({ error: 'voiceNote.words.missing' }).transform(harmlessText);

/** What difference somebody's words made, in their own language, and the same in English where theirs is another. */
export const voiceNoteForm = z.object({
  words: words.pipe(
    z.string().trim().min(1, 'voiceNote.words.missing').max(longest, 'voiceNote.words.tooLong'),
  ),
  english: words
    .pipe(z.string().trim().max(longest, 'voiceNote.words.tooLong'))
    .default('')
    .transform((typed) => typed || null),
  reviewState: z.enum(replyReviews, { error: 'voiceNote.review.missing' }),
});
export type WrittenNote = z.output<typeof voiceNoteForm>;
