import { z } from 'zod';
import { locatorFrom, plainWord, secretFrom } from './card.ts';

const symbols = (name: 'locator' | 'secret', read: (typed: string) => string | null) =>
  z
    .string({ error: `invitation.${name}.missing` })
    .max(100, `invitation.${name}.invalid`)
    .transform((typed, context) => {
      const plain = read(typed);
      if (plain) return plain;
      const problem = typed.trim() === '' ? 'missing' : 'invalid';
      context.addIssue({ code: 'custom', message: `invitation.${name}.${problem}` });
      return z.NEVER;
    });

export const locator = symbols('locator', locatorFrom);
export const word = z
  .string({ error: 'invitation.word.missing' })
  .max(100, 'invitation.word.tooLong')
  .transform(plainWord)
  .refine((plain) => plain !== '', 'invitation.word.missing');

export const ways = ['letter', 'hand'] as const;

// It is agreed aloud and never printed on the card, so it has some length.
const newWord = word.refine((plain) => plain.length >= 4, 'invitation.word.invalid');

/** A card to be made. `word` is null where none was agreed because nobody was reached. */
export const invitationForm = z.object({
  how: z.enum(ways, { error: 'invitation.how.missing' }),
  word: z.preprocess(
    (typed) => (typeof typed === 'string' && plainWord(typed) !== '' ? typed : null),
    newWord.nullable(),
  ),
});
export type NewInvitation = z.output<typeof invitationForm>;

/** A card as someone types it in to get in. */
export const cardForm = z.object({ locator, secret: symbols('secret', secretFrom), word });

/** The card alone, which can only say no. */
export const refusalForm = z.object({ locator, secret: symbols('secret', secretFrom) });
