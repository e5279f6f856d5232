import { z } from 'zod';
import { harmlessText } from '../statement/plain-text.ts';

/** What difference somebody's words made, as it is written to them. */
export const voiceNoteForm = z.object({
  words: z
    .string({ error: 'voiceNote.words.missing' })
    .transform(harmlessText)
    .pipe(z.string().trim().min(1, 'voiceNote.words.missing').max(5000, 'voiceNote.words.tooLong')),
});
