import { z } from 'zod';
import { harmlessText } from '../statement/plain-text.ts';
import { briefForms, readerRoles } from './rules.ts';

/** On paper or as a PDF. */
export const briefForm = z.object({ form: z.enum(briefForms, { error: 'brief.form.missing' }) });

/** Who was given a brief. */
export const readerForm = z.object({
  role: z.enum(readerRoles, { error: 'brief.role.missing' }),
  name: z
    .string({ error: 'brief.name.missing' })
    .transform((typed) => harmlessText(typed).trim())
    .pipe(z.string().min(1, 'brief.name.missing').max(200, 'brief.name.tooLong')),
});
export type NewReader = z.output<typeof readerForm>;

/** What became of a copy: it was read, or it came back. */
export const followedForm = z.object({ reader: z.uuid(), what: z.enum(['read', 'returned']) });
