import { z } from 'zod';
import { capacities, involvementLevels } from '../choice/rules.ts';
import { newsTold } from '../contact-attempt/form.server.ts';
import { contactPreferenceForm } from '../contact-preference/form.server.ts';
import { invitationForm, ways } from '../invitation/form.server.ts';
import { safeWindowsForm } from '../safe-window/form.server.ts';
import { harmlessText } from '../statement/plain-text.ts';
import { typedMoment } from '../working-day/typed.ts';

/** `paper` was filled in at a visit and keyed in afterwards; `letter` came by post. */
export const waysTakenDown = ['phone', 'visit', 'paper', 'letter'] as const;

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
    callMe: z.preprocess(
      orNothing,
      z.string().overwrite(harmlessText).trim().max(60, 'victim.callMe.tooLong').nullable(),
    ),
    callMeShown: text,
    timesShown: text,
    spokenOn: z.preprocess(orNothing, z.uuid({ error: 'phoneCall.spokenOn.invalid' }).nullable()),
    word: z.preprocess(orNothing, invitationForm.shape.word.nullable()),
    cardBy: z.preprocess(orNothing, z.enum(ways, { error: 'invitation.how.missing' }).nullable()),
    told: newsTold,
  })
  .transform(({ date, time, ...rest }, context) => {
    const issue = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const { word, cardBy, callMeShown, ...said } = rest;
    const { how, told } = said;
    if (word && !cardBy) issue('cardBy', 'invitation.how.missing');
    if (told.length > 0 && how !== 'phone' && how !== 'visit') issue('told', 'contactAttempt.told.notSpoken');
    const card = word && cardBy ? { word, how: cardBy } : null;
    const at = date === '' && time === '' ? new Date() : typedMoment(date, time);
    const callMe = said.callMe === callMeShown ? null : said.callMe;
    if (at && at <= new Date()) return { ...said, callMe, card, at };
    issue('date', 'phoneCall.date.invalid');
    return z.NEVER;
  });

/**
 * What someone said on the telephone, on a visit or on paper: how and when (left empty: now), how involved, how to be
 * contacted, when it is safe, what to call them, the number they answered (`spokenOn`), the word agreed for a card and which
 * waiting news they were told. `callMeShown` and `timesShown` (in one line) are what the page showed in those fields: what is
 * still the same was not said.
 */
export const phoneCallForm = z
  .intersection(circumstances, contactPreferenceForm.omit({ version: true }))
  .and(safeWindowsForm);
export type PhoneCall = z.output<typeof phoneCallForm>;
