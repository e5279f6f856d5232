import { z } from 'zod';
import { plainDigits } from '../authenticator/one-time-code.ts';
import { emailFrom, mobileFrom } from '../contact-point/rules.ts';
import { plainWord } from '../invitation/card.ts';

/** Where to send a code: one field, a mobile number or an e-mail address, told apart by the @. */
export const codeRequestForm = z.object({
  contact: z
    .string({ error: 'signInCode.contact.missing' })
    .max(254, 'signInCode.contact.invalid')
    .transform((typed, context) => {
      const kind = typed.includes('@') ? ('email' as const) : ('mobile' as const);
      const read = kind === 'email' ? emailFrom(typed) : mobileFrom(typed);
      if ('value' in read) return { kind, value: read.value };
      context.addIssue({ code: 'custom', message: `signInCode.contact.${read.problem}` });
      return z.NEVER;
    }),
});

const sixDigits = /^\d{6}$/;

export const code = z
  .string({ error: 'signInCode.code.missing' })
  .max(60, 'signInCode.code.invalid')
  .transform(plainDigits)
  .refine((digits) => digits !== '', 'signInCode.code.missing')
  .refine((digits) => digits === '' || sixDigits.test(digits), 'signInCode.code.invalid');

/** The six digits, and the agreed word where the number is used by more than one person. */
export const codeForm = z.object({
  code,
  word: z
    .string()
    .max(100, 'invitation.word.tooLong')
    .transform(plainWord)
    .transform((plain) => plain || undefined)
    .optional(),
});
