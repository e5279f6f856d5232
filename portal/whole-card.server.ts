import { z } from 'zod';
import { cardFrom } from '#casework/invitation/card.ts';

/** The whole code of a card in one field, however it was typed. */
export const wholeCard = z
  .string({ error: 'portal:card.missing' })
  .max(100, 'portal:card.invalid')
  .transform((typed, context) => {
    const card = cardFrom(typed);
    if (card) return card;
    const problem = typed.trim() === '' ? 'missing' : 'invalid';
    context.addIssue({ code: 'custom', message: `portal:card.${problem}` });
    return z.NEVER;
  });
