import { z } from 'zod';
import { harmlessText } from '../statement/plain-text.ts';
import { typedMoment } from '../working-day/typed.ts';
import { attemptChannels, attemptOutcomes, directions, outcomesOf, wasSpoken } from './rules.ts';

/** The updates whose news was told in it; none where nothing was ticked. */
export const newsTold = z.preprocess(
  (typed) => (typeof typed === 'string' ? [typed] : typed),
  z.array(z.uuid({ error: 'contactAttempt.told.invalid' })).default([]),
);

/** An attempt to reach someone, in London's wall clock. It may be written down late, never before it happened. */
export const attemptForm = z
  .object({
    channel: z.enum(attemptChannels, { error: 'contactAttempt.channel.missing' }),
    direction: z.enum(directions).default('out'),
    outcome: z.enum(attemptOutcomes, { error: 'contactAttempt.outcome.missing' }),
    on: z.string({ error: 'contactAttempt.on.missing' }).trim().min(1, 'contactAttempt.on.missing'),
    time: z.string({ error: 'contactAttempt.time.missing' }).trim().min(1, 'contactAttempt.time.missing'),
    interpreter: z.preprocess((value) => value === 'on' || value === 'yes', z.boolean()).default(false),
    told: newsTold,
    note: z.string().overwrite(harmlessText).trim().max(2000, 'contactAttempt.note.tooLong').default(''),
  })
  .transform(({ on, time, ...attempt }, context) => {
    const at = typedMoment(on, time);
    const issue = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (!at) issue('on', 'contactAttempt.on.invalid');
    else if (at > new Date()) issue('on', 'contactAttempt.on.future');
    if (!outcomesOf(attempt.channel).includes(attempt.outcome))
      issue('outcome', 'contactAttempt.outcome.invalid');
    if (attempt.told.length > 0 && !wasSpoken(attempt)) issue('told', 'contactAttempt.told.notSpoken');
    return at ? { ...attempt, at } : z.NEVER;
  });

type Typed = z.output<typeof attemptForm>;
/** What `recordAttempt` is given. */
export type NewAttempt = Omit<Typed, 'told'> & Partial<Pick<Typed, 'told'>>;
