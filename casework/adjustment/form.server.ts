import { z } from 'zod';
import { harmlessText } from '../statement/plain-text.ts';

export const adjustmentKinds = [
  'no_phone_calls',
  'no_letters',
  'no_texts',
  'reads_little',
  'bsl',
  'large_print',
  'supporter_present',
  'other',
] as const;
export type AdjustmentKind = (typeof adjustmentKinds)[number];
/** Something done differently for one person, with what staff should know about it. */
export type Adjustment = { kind: AdjustmentKind; note: string | null };

const kinds = z.preprocess(
  (typed) => (typeof typed === 'string' ? [typed] : typed),
  z.array(z.enum(adjustmentKinds, { error: 'adjustment.kind.invalid' })).default([]),
);

/** The kinds that apply, and one note for "other", which says nothing without it. */
export const adjustmentsForm = z
  .object({
    kind: kinds,
    note: z.string().overwrite(harmlessText).trim().max(500, 'adjustment.note.tooLong').default(''),
  })
  .refine(({ kind, note }) => !kind.includes('other') || note !== '', {
    path: ['note'],
    error: 'adjustment.note.missing',
  })
  .transform(({ kind, note }): Adjustment[] =>
    [...new Set(kind)].map((one) => ({ kind: one, note: one === 'other' ? note : null })),
  );
