import { z } from 'zod';
import { contactPreference } from '#db/schema/reach.ts';
import { capacities } from '../choice/rules.ts';
import { harmlessText } from './plain-text.ts';
import { audiences, countWords, mostWords, pieceNames, waysTakenDown, whysToRead } from './rules.ts';

const words = z.string({ error: 'statement.words.missing' }).transform(harmlessText);

/**
 * One part of a draft as a page sends it. `page` is made when the page is shown and `version` is that of the words it
 * showed; `turn` counts what a page sent by itself, so that what comes late replaces nothing. Words of any length are kept.
 */
export const draftForm = z.object({
  piece: z.enum(pieceNames),
  words,
  page: z.uuid(),
  version: z.coerce.number().int().nonnegative().default(0),
  turn: z.coerce.number().int().nonnegative().default(0),
});

/** Which of two texts stays: the one kept first, the one that came after it, or one below the other. */
export const twoTextsForm = z.object({
  beside: z.uuid(),
  version: z.coerce.number().int().nonnegative(),
  keep: z.enum(['first', 'second', 'both'], { error: 'statement.keep.missing' }),
});

const answered = z.enum(['agreed', 'declined', ''], { error: 'statement.audience.invalid' }).default('');

/** Who may read it: a yes, a no, or nothing for each, and a yes for one of them at least. */
export const audiencesForm = z
  .object({
    panel: answered,
    pre_sentence_report: answered,
    out_of_court: answered,
    restorative_process: answered,
    child: answered,
  })
  .transform((typed) =>
    audiences.flatMap((audience) => {
      const answer = typed[audience];
      return answer === '' ? [] : [{ audience, answer }];
    }),
  );

/**
 * What somebody said, taken down by staff word for word. Their language comes as `writtenIn`: a field named `language` is the
 * one a page is read in.
 */
export const takenDownForm = z
  .object({
    how: z.enum(waysTakenDown, { error: 'statement.how.missing' }),
    capacity: z.enum(capacities, { error: 'statement.capacity.missing' }),
    writtenIn: z.enum(contactPreference.languageWritten.enumValues, { error: 'statement.language.missing' }),
    words: words
      .refine((typed) => typed.trim() !== '', 'statement.words.missing')
      .refine((typed) => countWords(typed) <= mostWords, 'statement.words.tooLong'),
  })
  .transform(({ writtenIn, ...said }) => ({ ...said, language: writtenIn }));
export type TakenDown = z.output<typeof takenDownForm>;

/** Why someone's words are opened: asked before they are. */
export const readingForm = z.object({ why: z.enum(whysToRead, { error: 'statement.why.missing' }) });
