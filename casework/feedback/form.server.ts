import { z } from 'zod';
import { contactPreference } from '#db/schema/reach.ts';
import { harmlessText } from '../statement/plain-text.ts';
import { feedbackStates, feedbackSubjects, longestWords, tagsIn, waysTakenDown } from './rules.ts';

const words = z
  .string({ error: 'feedback.words.missing' })
  .transform(harmlessText)
  .refine((typed) => typed.trim() !== '', 'feedback.words.missing')
  .refine((typed) => typed.length <= longestWords, 'feedback.words.tooLong');
const about = z.enum(feedbackSubjects, { error: 'feedback.about.missing' });
const ticked = z
  .enum(['yes', ''])
  .default('')
  .transform((typed) => typed === 'yes');

/** What nobody needs to give a name for. */
export const anonymousForm = z.object({ about, words });
export type SaidAnonymously = z.output<typeof anonymousForm>;

/** What somebody tells us, who may not see it, and whether they want an answer. */
export const sayForm = anonymousForm.extend({
  notMyWorker: ticked,
  wantsAnswer: z
    .enum(['yes', 'no'], { error: 'feedback.answer.missing' })
    .transform((said) => said === 'yes'),
});
export type Said = z.output<typeof sayForm>;

/** The same, taken down word for word by staff. */
export const saidToStaffForm = sayForm.extend({
  notMyWorker: z
    .enum(['yes', 'no'], { error: 'feedback.worker.missing' })
    .transform((said) => said === 'yes'),
  how: z.enum(waysTakenDown, { error: 'feedback.how.missing' }),
  language: z.enum(contactPreference.languageWritten.enumValues, { error: 'feedback.language.missing' }),
});
export type SaidToStaff = z.output<typeof saidToStaffForm>;

const seen = z.coerce.number().int();

/** That nothing more is done about it, as it stood when somebody looked. */
export const closeForm = z.object({ version: seen });

/** Whose it is to answer; nobody's for now where it is left empty. */
export const ownerForm = z.object({
  ownerId: z.union([z.uuid(), z.literal('')]).transform((id) => id || null),
  version: seen,
});

export const tagsForm = z.object({
  tags: z.string().max(500, 'feedback.tags.tooLong').default('').transform(tagsIn),
  version: seen,
});

export const verdictForm = z.object({
  verdict: z.enum(['answers', 'does_not_answer'], { error: 'feedback.verdict.missing' }),
});

const any = '' as const;

/** What is looked for in the inbox: kept in the address, and what is none of it is left out. */
export const inboxFilters = z.object({
  state: z.enum(['open', ...feedbackStates, 'all']).catch('open'),
  about: z.enum([...feedbackSubjects, any]).catch(any),
  owner: z.enum(['mine', 'nobody', any]).catch(any),
  tag: z.string().max(40).catch(any),
});
export type InboxFilters = z.output<typeof inboxFilters>;
