import { Temporal } from 'temporal-polyfill';
import { zone } from '../working-day/rules.ts';

export const purposes = [
  'contact',
  'updates',
  'restorative',
  'views',
  'support',
  'sharing',
  'feedback',
  'publication',
  'co_production',
] as const;
export type Purpose = (typeof purposes)[number];

export const channels = ['text', 'email', 'phone', 'letter'] as const;
export type Channel = (typeof channels)[number];

export const updateTopics = ['decision', 'progress', 'finished', 'restorative', 'safety'] as const;
export type UpdateTopic = (typeof updateTopics)[number];

export const choiceStates = [
  'unanswered',
  'agreed',
  'declined',
  'withdrawn',
  'lapsed',
  'invalidated',
] as const;
export type ChoiceState = (typeof choiceStates)[number];

export const waysAnswered = ['portal', 'phone', 'visit', 'letter', 'paper', 'card', 'text', 'email'] as const;
export type WayAnswered = (typeof waysAnswered)[number];

export const capacities = ['self', 'parent', 'guardian', 'family_spokesperson', 'business_contact'] as const;
export type Capacity = (typeof capacities)[number];

/** What no choice switches off, listed to the person; each by voice where there is danger. */
export const duties = ['invitation_before_refusal', 'serious_danger', 'breach_notice'] as const;
export type Duty = (typeof duties)[number];

/** Which question a choice answers. `topic` and `channel` are '' where the purpose has none. */
export type ChoiceKey = { purpose: Purpose; topic: string; channel: Channel | '' };

const topics = {
  contact: [''],
  updates: updateTopics,
  restorative: ['information', 'indirect', 'letter', 'shuttle', 'conference', 'reparation'],
  views: ['being_asked', 'panel', 'pre_sentence_report', 'out_of_court', 'restorative_process', 'child'],
  support: [],
  sharing: [],
  feedback: [''],
  publication: [''],
  co_production: [''],
} satisfies Record<Purpose, readonly string[]>;

/** The closed topics of a purpose. Support and sharing have none: theirs is the referral or the partner. */
export function topicsOf(purpose: Purpose): readonly string[] {
  return topics[purpose];
}

/** Every question that stands unanswered from the moment a case does; channels are ways of `contact`. */
export const standingQuestions: readonly ChoiceKey[] = [
  ...purposes.flatMap((purpose) =>
    topicsOf(purpose).map((topic) => ({ purpose, topic, channel: '' as const })),
  ),
  ...channels.map((channel) => ({ purpose: 'contact' as const, topic: '', channel })),
];

// Agreeing to hear about something, or to be asked, is no step yet; each step and each use is asked anew.
const standsOnceGiven = {
  contact: topics.contact,
  updates: topics.updates,
  restorative: ['information'],
  views: ['being_asked'],
  support: [],
  sharing: [],
  feedback: topics.feedback,
  publication: [],
  co_production: topics.co_production,
} satisfies Record<Purpose, readonly string[]>;

/** Whether a yes counts once only, so that the next step, partner or use of someone's words needs another. */
export function needsFreshYes(purpose: Purpose, topic: string): boolean {
  const standing: readonly string[] = standsOnceGiven[purpose];
  return !standing.includes(topic);
}

export const answers = ['agree', 'decline', 'withdraw', 'lapse', 'invalidate'] as const;
export type Answer = (typeof answers)[number];

// A no after a yes is a withdrawal however it is said; a no to what was never agreed is a refusal.
const next = {
  unanswered: { agree: 'agreed', decline: 'declined', withdraw: 'declined' },
  agreed: {
    agree: 'agreed',
    decline: 'withdrawn',
    withdraw: 'withdrawn',
    lapse: 'lapsed',
    invalidate: 'invalidated',
  },
  declined: { agree: 'agreed', decline: 'declined', withdraw: 'declined', invalidate: 'invalidated' },
  withdrawn: { agree: 'agreed', decline: 'withdrawn', withdraw: 'withdrawn', invalidate: 'invalidated' },
  lapsed: { agree: 'agreed', decline: 'declined', withdraw: 'declined', invalidate: 'invalidated' },
  invalidated: { agree: 'agreed', decline: 'declined', withdraw: 'declined' },
} satisfies Record<ChoiceState, Partial<Record<Answer, ChoiceState>>>;

/** The state an answer leads to, or null where it says nothing (an unanswered question cannot lapse). */
export function transition(state: ChoiceState, answer: Answer): ChoiceState | null {
  const row: Partial<Record<Answer, ChoiceState>> = next[state];
  return row[answer] ?? null;
}

export const afterNos = ['next_stage', 'in_a_month', 'only_if_i_ask', 'never'] as const;
export type AfterNo = (typeof afterNos)[number];

/** A choice as it stands: what was asked for after a no, and the stage and moment it was answered. */
export type AnsweredChoice = {
  state: ChoiceState;
  afterNo: AfterNo | null;
  stage: string | null;
  changedAt: Date | null;
};
export type AskingMoment = { now: Date; stage: string };

const againAfter = {
  next_stage: (choice, moment) => choice.stage !== moment.stage,
  in_a_month: (choice, moment) => choice.changedAt !== null && aMonthAfter(choice.changedAt) <= moment.now,
  only_if_i_ask: () => false,
  never: () => false,
} satisfies Record<AfterNo, (choice: AnsweredChoice, moment: AskingMoment) => boolean>;

function aMonthAfter(instant: Date): Date {
  const there = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
  return new Date(there.add({ months: 1 }).epochMilliseconds);
}

const isNo = (state: ChoiceState) => state === 'declined' || state === 'withdrawn';

/** Whether we may put a question (again). The person may always raise it; a no without more is never pressed. */
export function mayBeAsked(choice: AnsweredChoice, contact: AnsweredChoice, moment: AskingMoment): boolean {
  if (isNo(contact.state) && contact !== choice && !mayBeAsked(contact, contact, moment)) return false;
  if (!isNo(choice.state)) return choice.state !== 'agreed';
  return choice.afterNo !== null && againAfter[choice.afterNo](choice, moment);
}

export const involvementLevels = ['nothing', 'outcome', 'informed', 'involved'] as const;
export type InvolvementLevel = (typeof involvementLevels)[number];

const contact: ChoiceKey = { purpose: 'contact', topic: '', channel: '' };
const update = (topic: UpdateTopic): ChoiceKey => ({ purpose: 'updates', topic, channel: '' });
const everyUpdate = updateTopics.map(update);
const beingInvolved: readonly ChoiceKey[] = [
  { purpose: 'restorative', topic: 'information', channel: '' },
  { purpose: 'views', topic: 'being_asked', channel: '' },
];

const said = (keys: readonly ChoiceKey[], answer: 'agree' | 'decline') =>
  keys.map((key) => ({ ...key, answer }));

/** What each answer to "how involved" answers; whatever it does not name stays unanswered. */
export const involvement = {
  nothing: said([contact, ...everyUpdate], 'decline'),
  outcome: [
    ...said([contact, update('decision'), update('finished')], 'agree'),
    ...said([update('progress'), update('restorative'), update('safety')], 'decline'),
  ],
  informed: said([contact, ...everyUpdate], 'agree'),
  involved: said([contact, ...everyUpdate, ...beingInvolved], 'agree'),
} satisfies Record<InvolvementLevel, readonly (ChoiceKey & { answer: 'agree' | 'decline' })[]>;

const nameOf = (key: ChoiceKey) => `${key.purpose}/${key.topic}/${key.channel}`;
const decisive = new Set(involvement.involved.map(nameOf));

/** The level that someone's choices amount to, or null before they answered and for a mixture of their own. */
export function levelOf(choices: readonly (ChoiceKey & { state: ChoiceState })[]): InvolvementLevel | null {
  const asked = choices.filter((choice) => decisive.has(nameOf(choice)) && choice.state !== 'unanswered');
  const agreed = asked
    .filter((choice) => choice.state === 'agreed')
    .map(nameOf)
    .sort();
  const matches = (level: InvolvementLevel) => {
    const yes = involvement[level]
      .filter((one) => one.answer === 'agree')
      .map(nameOf)
      .sort();
    return yes.join() === agreed.join();
  };
  const saidNo = asked.some((choice) => nameOf(choice) === nameOf(contact) && isNo(choice.state));
  const level = involvementLevels.find(matches) ?? null;
  return level === 'nothing' && !saidNo ? null : level;
}
