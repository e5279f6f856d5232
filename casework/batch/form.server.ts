import { z } from 'zod';
import { milestoneForm } from '../milestone/form.server.ts';
import { harmlessText } from '../statement/plain-text.ts';
import { type NewUpdate, reviewStates, updateForm } from '../update/form.server.ts';
import { batchAudiences, batchKinds } from './rules.ts';

/** The words for several people in one language. */
export type BatchWords = Pick<NewUpdate, 'language' | 'happened' | 'next' | 'reviewState'>;

/** The languages there may be words in, in one order. */
export const languages = updateForm.shape.language.options;
const part = (name: 'happened' | 'next') =>
  z.string().overwrite(harmlessText).trim().max(4000, `update.${name}.tooLong`).default('');
const review = z.enum(reviewStates).default('own_words');

/** What happened, of which several people may be told. Chosen before the words, so that they can begin with a draft. */
export const aboutForm = z.object({
  kind: z.enum(batchKinds, { error: 'batch.kind.phoneFirst' }),
  happenedOn: milestoneForm.shape.happenedOn,
});

const typedForm = z.object({
  ...aboutForm.shape,
  audience: z.enum(batchAudiences, { error: 'batch.audience.missing' }),
  topic: updateForm.shape.topic,
  nextBy: updateForm.shape.nextBy,
  ...{ happened_en: part('happened'), next_en: part('next'), review_en: review },
  ...{ happened_cy: part('happened'), next_cy: part('next'), review_cy: review },
  ...{ happened_pl: part('happened'), next_pl: part('next'), review_pl: review },
  ...{ happened_ur: part('happened'), next_ur: part('next'), review_ur: review },
  ...{ happened_ar: part('happened'), next_ar: part('next'), review_ar: review },
});

const wordsOf = (typed: z.output<typeof typedForm>): BatchWords[] =>
  languages
    .map((language) => ({
      language,
      happened: typed[`happened_${language}`],
      next: typed[`next_${language}`],
      reviewState: typed[`review_${language}`],
    }))
    .filter(({ happened, next }) => happened !== '' || next !== '');

/**
 * News for several people: what happened, whom of the incident it is for, and the words in every language there is somebody
 * for. A language with nothing in it leaves its readers out; one that is half written is refused.
 */
export const batchForm = typedForm.transform((typed, context) => {
  const { kind, happenedOn, audience, topic, nextBy } = typed;
  const words = wordsOf(typed);
  const missing = (field: string, message: string) =>
    context.addIssue({ code: 'custom', path: [field], message });
  if (words.length === 0) missing('happened_en', 'update.happened.missing');
  for (const { language, happened, next } of words) {
    if (happened === '') missing(`happened_${language}`, 'update.happened.missing');
    if (next === '') missing(`next_${language}`, 'update.next.missing');
  }
  return { kind, happenedOn, audience, topic, nextBy, words };
});

/** What `saveBatch` is given. */
export type NewBatch = z.output<typeof batchForm>;

/** Confirming by the number of people, typed; over twenty-five of them with a code of one's authenticator app. */
export const confirmForm = z.object({
  people: z
    .string({ error: 'batch.people.missing' })
    .trim()
    .min(1, 'batch.people.missing')
    .regex(/^\d{1,6}$/, 'batch.people.wrong')
    .transform(Number),
  code: z.string().trim().max(20, 'batch.code.wrong').default(''),
});
/** What `confirmBatch` is given. */
export type Confirmation = z.output<typeof confirmForm>;
