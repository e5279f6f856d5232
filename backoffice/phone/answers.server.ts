import { z } from 'zod';
import { type Capacity, type Channel, channels } from '#casework/choice/rules.ts';
import { phoneCallForm } from '#casework/phone-call/form.server.ts';
import { concernForm } from '#casework/safety-concern/form.server.ts';
import { languages } from '#locales/languages.ts';
import type { FormValues } from '#web/form.server.ts';
import { textIn, typedIn } from '../typed.ts';

/** What stands before the call, and stays where a question was not asked. */
export type StandsNow = {
  channels: readonly Channel[];
  interpreter: boolean;
  /** Whose answers these may be today: their own, and those of who speaks for them. */
  capacities: readonly Capacity[];
  /** The numbers they may have answered. */
  mobiles: readonly string[];
};

const ranks = ['', '1', '2', '3', '4', 'no'] as const;
const rank = z.enum(ranks).default('');

const answered = ['textContent', 'voicemail', 'languageSpoken', 'languageWritten'] as const;
const rankOf = (typed: FormValues, channel: Channel) => textIn(typed, `channel.${channel}`);
const isYes = (value: string) => value !== '' && value !== 'no';

// The order someone gave first, then what they had agreed to before and were not asked about: it stays a yes.
function channelsSaid(typed: FormValues, before: readonly Channel[]): Channel[] {
  const said = channels
    .filter((channel) => isYes(rankOf(typed, channel)))
    .sort((a, b) => rankOf(typed, a).localeCompare(rankOf(typed, b)));
  return [...said, ...before.filter((channel) => rankOf(typed, channel) === '')];
}

/** The taps of the page as the one form a call is taken down by: what was not asked is not in it. */
function asACall(typed: FormValues, now: StandsNow): Record<string, unknown> {
  const notAsked = answered.filter((field) => !typedIn(typed, field));
  const asked = Object.entries(typed).filter(([name]) => !notAsked.some((field) => field === name));
  const interpreter = typedIn(typed, 'interpreter') || (now.interpreter ? 'yes' : 'no');
  return { ...Object.fromEntries(asked), channels: channelsSaid(typed, now.channels), interpreter };
}

const besides = z
  .object({
    key: z.uuid(),
    saidIn: z.enum(languages).default('en'),
    'channel.text': rank,
    'channel.email': rank,
    'channel.phone': rank,
    'channel.letter': rank,
    unsafe: z.enum(['', 'yes', 'no']).default(''),
    unsafeWords: z.string().default(''),
  })
  .transform(({ unsafe, unsafeWords, key, saidIn, ...typed }, context) => {
    const given = channels.filter((channel) => isYes(typed[`channel.${channel}`]));
    const twice = given.find((channel) =>
      given.some((other) => other !== channel && typed[`channel.${other}`] === typed[`channel.${channel}`]),
    );
    if (twice)
      context.addIssue({
        code: 'custom',
        path: [`channel.${twice}`],
        message: 'contactPreference.place.taken',
      });
    const concern = unsafe === 'yes' ? concernForm.safeParse({ words: unsafeWords }) : null;
    concern?.error?.issues.forEach(({ message }) => {
      context.addIssue({ code: 'custom', path: ['unsafeWords'], message });
    });
    const refused = channels.filter((channel) => typed[`channel.${channel}`] === 'no');
    return { key, saidIn, refused, concern: concern?.data?.words ?? null };
  });

const formValues = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** What the page posts: a call, the channels refused in so many words, and what makes the person unsafe. */
export function answersForm(now: StandsNow) {
  return z
    .preprocess((typed) => asACall(formValues.parse(typed), now), z.intersection(phoneCallForm, besides))
    .superRefine(({ answeredAs, spokenOn }, context) => {
      const issue = (path: string, message: string) =>
        context.addIssue({ code: 'custom', path: [path], message });
      if (!now.capacities.includes(answeredAs)) issue('answeredAs', 'phoneCall.answeredAs.notNow');
      if (spokenOn && !now.mobiles.includes(spokenOn)) issue('spokenOn', 'phoneCall.spokenOn.invalid');
    });
}
export type Answers = z.output<ReturnType<typeof answersForm>>;
