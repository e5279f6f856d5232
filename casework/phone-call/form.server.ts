import { z } from 'zod';
import { capacities, involvementLevels } from '../choice/rules.ts';
import { contactPreferenceForm } from '../contact-preference/form.server.ts';
import { invitationForm, ways } from '../invitation/form.server.ts';
import { safeWindowsForm } from '../safe-window/form.server.ts';
import { typedMoment } from '../working-day/typed.ts';

export const waysTakenDown = ['phone', 'visit', 'paper'] as const;

const orNothing = (typed: unknown) => (typed === '' || typed === undefined ? null : typed);
const ticked = z.preprocess((typed) => typed === 'on' || typed === 'yes', z.boolean());
const text = z.string().trim().default('');

const circumstances = z
  .object({
    how: z.enum(waysTakenDown, { error: 'phoneCall.how.missing' }),
    direction: z.enum(['out', 'in'], { error: 'phoneCall.direction.invalid' }).default('out'),
    date: text,
    time: text,
    interpreterPresent: ticked,
    answeredAs: z.enum(capacities, { error: 'phoneCall.answeredAs.invalid' }).default('self'),
    level: z.preprocess(orNothing, z.enum(involvementLevels, { error: 'choice.level.missing' }).nullable()),
    callMe: z.preprocess(orNothing, z.string().trim().max(60, 'victim.callMe.tooLong').nullable()),
    spokenOn: z.preprocess(orNothing, z.uuid({ error: 'phoneCall.spokenOn.invalid' }).nullable()),
    word: z.preprocess(orNothing, invitationForm.shape.word.nullable()),
    cardBy: z.enum(ways, { error: 'invitation.how.missing' }).default('letter'),
  })
  .transform(({ date, time, ...rest }, context) => {
    const at = date === '' && time === '' ? new Date() : typedMoment(date, time);
    if (at && at <= new Date()) return { ...rest, at };
    context.addIssue({ code: 'custom', path: ['date'], message: 'phoneCall.date.invalid' });
    return z.NEVER;
  });

/**
 * What someone said on the telephone, on a visit or on paper: how and when (left empty: now), how involved, how to be
 * contacted, when it is safe, what to call them, the number they answered (`spokenOn`) and the word agreed for a card.
 */
export const phoneCallForm = z
  .intersection(circumstances, contactPreferenceForm.omit({ version: true }))
  .and(safeWindowsForm);
export type PhoneCall = z.output<typeof phoneCallForm>;
