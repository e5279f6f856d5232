export const attemptChannels = ['phone', 'text', 'email', 'letter', 'visit', 'portal'] as const;
export type AttemptChannel = (typeof attemptChannels)[number];

export const attemptOutcomes = [
  'reached',
  'met',
  'refused',
  'no_answer',
  'voicemail_left',
  'wrong_number',
  'not_in',
  'letter_sent',
  'letter_returned',
  'message_sent',
  'not_delivered',
] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

export const directions = ['out', 'in'] as const;
export type Direction = (typeof directions)[number];

/** Who began it, how, and how it ended. `at` is when it happened, not when it was written down. */
export type ContactAttempt = {
  channel: AttemptChannel;
  direction: Direction;
  outcome: AttemptOutcome;
  at: Date;
};

type OutcomeMeaning = { contactMade: boolean; possibleBy: readonly AttemptChannel[] };

// A refusal is contact made: the person was reached and answered. A letter or a text is an attempt and no more.
const meanings = {
  reached: { contactMade: true, possibleBy: ['phone', 'text', 'email', 'letter', 'portal'] },
  met: { contactMade: true, possibleBy: ['visit'] },
  refused: { contactMade: true, possibleBy: attemptChannels },
  no_answer: { contactMade: false, possibleBy: ['phone'] },
  voicemail_left: { contactMade: false, possibleBy: ['phone'] },
  wrong_number: { contactMade: false, possibleBy: ['phone', 'text'] },
  not_in: { contactMade: false, possibleBy: ['visit'] },
  letter_sent: { contactMade: false, possibleBy: ['letter'] },
  letter_returned: { contactMade: false, possibleBy: ['letter'] },
  message_sent: { contactMade: false, possibleBy: ['text', 'email'] },
  not_delivered: { contactMade: false, possibleBy: ['text', 'email', 'letter'] },
} satisfies Record<AttemptOutcome, OutcomeMeaning>;

/** The outcomes that a form offers for a channel. */
export function outcomesOf(channel: AttemptChannel): AttemptOutcome[] {
  return attemptOutcomes.filter((outcome) => {
    const possibleBy: readonly AttemptChannel[] = meanings[outcome].possibleBy;
    return possibleBy.includes(channel);
  });
}

/** Whether we tried: anything we began, whatever came of it, even at a number that turned out to be wrong. */
export function countsAsAttempt(attempt: Pick<ContactAttempt, 'direction'>): boolean {
  return attempt.direction === 'out';
}

/** Whether the person was reached; whoever began it, being spoken to is contact. */
export function countsAsContactMade(attempt: Pick<ContactAttempt, 'outcome'>): boolean {
  return meanings[attempt.outcome].contactMade;
}

/** Whether news can have been told in it: in a voice, to the person, who did not refuse to listen. */
export function wasSpoken(attempt: Pick<ContactAttempt, 'channel' | 'outcome'>): boolean {
  const byVoice = attempt.channel === 'phone' || attempt.channel === 'visit';
  return byVoice && countsAsContactMade(attempt) && attempt.outcome !== 'refused';
}

export type FirstContact = { firstAttemptAt: Date | null; contactMadeAt: Date | null };

const earliest = (moments: readonly Date[]) =>
  moments.reduce<Date | null>((first, at) => (first && first <= at ? first : at), null);

/** When we first tried and when the person was first reached, whatever order it was written down in. */
export function firstContactOf(attempts: readonly ContactAttempt[]): FirstContact {
  return {
    firstAttemptAt: earliest(attempts.filter(countsAsAttempt).map((attempt) => attempt.at)),
    contactMadeAt: earliest(attempts.filter(countsAsContactMade).map((attempt) => attempt.at)),
  };
}

/** Whether an attempt kept a promise: made by its last second. */
export function inTime(attemptAt: Date | null, dueAt: Date): boolean {
  return attemptAt !== null && attemptAt <= dueAt;
}
