import type { CancelledReason, MessageKind } from '../message/rules.ts';

/** Whether a provider can be asked later what it took. Of a mail server nothing can be learnt that way. */
export const canBeAsked = { twilio: true, smtp: false, paper: false };

export const seconds = {
  /** An answer that was lost: Twilio is waited for ten seconds, so by now it has taken the text or never will. */
  grace: 120,
  /** Nothing heard of a text for so long after it was lost, or taken, is silence. */
  silence: 15 * 60,
  /** A lost text is asked about so often until then. */
  betweenLooks: 3 * 60,
  /** A text that was taken and is silent is asked about so often, for so long. */
  betweenQuestions: 60 * 60,
  longestQuestioning: 72 * 60 * 60,
  /** A provider that cannot be asked for so long leaves the question to a person. */
  longestWait: 4 * 60 * 60,
};

/**
 * What happens to a lost message of which nothing was found. `drop`: whoever asked for a code asks again. `phone`: staff
 * ring, for it cannot wait and must not come twice. `once_more`: it goes to the same provider once more, never to another.
 */
export const afterSilence = {
  sign_in_code: 'drop',
  verify_code: 'drop',
  stop_confirmation: 'drop',
  invitation: 'phone',
  reply: 'phone',
  update: 'once_more',
  question: 'once_more',
  feedback_request: 'once_more',
} as const satisfies Record<MessageKind, 'drop' | 'phone' | 'once_more'>;

/** A message to a number of which we do not know whether it was taken; `ended` is null while it is still being handed over. */
export type Lost = { began: Date; ended: Date | null };

/** `taken`: every one of them was. `none`: none was. `unclear`: the list cannot tell which. */
export type Verdict = 'taken' | 'none' | 'unclear';

// Between two clocks, and because Twilio leaves fractions of a second out.
const tolerance = 60_000;

/** The texts of a provider's list that can be among these lost ones: made while one of them was being handed over. */
export function withinReach<T extends { at: Date }>(lost: readonly Lost[], listed: readonly T[]): T[] {
  const from = Math.min(...lost.map(({ began }) => began.getTime())) - tolerance;
  const to = Math.max(...lost.map(({ ended }) => ended?.getTime() ?? Number.POSITIVE_INFINITY)) + tolerance;
  return listed.filter(({ at }) => at.getTime() >= from && at.getTime() <= to);
}

/**
 * What a provider's list says of all the lost messages to one number. Twilio's list does not say which of our calls made a
 * text, so it is counted: as many texts of nobody's as are lost means all, no text means none, anything else means nothing.
 */
export function verdictOf(lost: readonly Lost[], listed: readonly { at: Date }[]): Verdict {
  if (lost.some(({ ended }) => ended === null)) return 'unclear';
  const found = withinReach(lost, listed).length;
  if (found === 0) return 'none';
  return found === lost.length ? 'taken' : 'unclear';
}

export type Looked = {
  kind: MessageKind;
  /** Null when the provider could not be asked. */
  verdict: Verdict | null;
  silentForSeconds: number;
  /** How often this message was lost, this time included. */
  timesLost: number;
  /** It still holds what it was about, and is not out of date. */
  mayGoAgain: boolean;
  /** Why it was stopped or dealt with while it was lost; null where nobody did. */
  cancelledReason: CancelledReason | null;
};
/** `leave`: it stays as it is and nobody is told, for staff have dealt with it. */
export type Next = 'taken' | 'wait' | 'drop' | 'phone' | 'once_more' | 'leave';

/** What becomes of a lost message after its provider was asked about it. What was stopped meanwhile never goes again. */
export function nextFor({ kind, verdict, silentForSeconds, timesLost, ...it }: Looked): Next {
  if (verdict === 'taken') return 'taken';
  if (silentForSeconds < (verdict === null ? seconds.longestWait : seconds.silence)) return 'wait';
  const next = afterSilence[kind];
  if (it.cancelledReason !== null && verdict === 'none') return 'drop';
  if (next === 'drop') return next;
  // Whoever may have read what was then stopped has to hear of it from somebody.
  if (it.cancelledReason !== null) return it.cancelledReason === 'set_stopped' ? 'phone' : 'leave';
  if (next !== 'once_more') return next;
  return verdict === 'none' && timesLost === 1 && it.mayGoAgain ? 'once_more' : 'phone';
}
