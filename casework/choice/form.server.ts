import { z } from 'zod';
import { afterNos, involvementLevels } from './rules.ts';

const answer = z.enum(['agreed', 'declined'], { error: 'choice.answer.missing' });
const afterNo = z.preprocess(
  (typed) => (typed === '' ? undefined : typed),
  z.enum(afterNos, { error: 'choice.afterNo.invalid' }).nullable().default(null),
);

/** How involved someone wants to be. */
export const involvementForm = z.object({
  level: z.enum(involvementLevels, { error: 'choice.level.missing' }),
});

/** One choice (by the id of the present choice), with what to do after a no. */
export const choiceForm = z.object({ choice: z.uuid({ error: 'choice.answer.invalid' }), answer, afterNo });

const answered = z.enum(['agreed', 'declined', ''], { error: 'choice.answer.invalid' });

/** Several choices on one page: each field is named by the id of a present choice. One left alone is not answered. */
export const choicesForm = z.record(z.string(), z.unknown()).transform((fields, context) =>
  Object.entries(fields).flatMap(([id, typed]) => {
    if (!z.uuid().safeParse(id).success) return [];
    const parsed = answered.safeParse(typed);
    if (parsed.success) return parsed.data === '' ? [] : [{ id, answer: parsed.data }];
    context.addIssue({ code: 'custom', path: [id], message: 'choice.answer.invalid' });
    return [];
  }),
);
