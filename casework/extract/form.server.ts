import { z } from 'zod';
import { harmlessText } from '../statement/plain-text.ts';
import { audiences, countWords, waysTakenDown } from '../statement/rules.ts';

const mostWords = 5000;
const wordsOr = (missing: string) =>
  z
    .string({ error: missing })
    .transform(harmlessText)
    .refine((typed) => typed.trim() !== '', missing)
    .refine((typed) => countWords(typed) <= mostWords, 'extract.words.tooLong');

/** What a worker proposes may leave: for whom, for which decision, and the words cut from what was sent. */
export const proposalForm = z.object({
  audience: z.enum(audiences, { error: 'extract.audience.missing' }),
  decisionId: z
    .union([z.uuid(), z.literal('')], { error: 'extract.decision.invalid' })
    .default('')
    .transform((id) => (id === '' ? null : id)),
  words: wordsOr('extract.proposal.missing'),
});
export type Proposal = z.output<typeof proposalForm>;

/** The person's answer: yes to these words, as they stand in the form, or no. */
export const extractAnswerForm = z.discriminatedUnion(
  'answer',
  [
    z.object({ answer: z.literal('approved'), words: wordsOr('extract.words.missing') }),
    z.object({ answer: z.literal('refused'), words: z.string().optional() }),
  ],
  { error: 'extract.answer.missing' },
);
export type ExtractAnswer = z.output<typeof extractAnswerForm>;

/** How the person answered, where staff write it down for them. */
export const answeredThroughForm = z.object({
  how: z.enum(waysTakenDown, { error: 'extract.how.missing' }),
});
