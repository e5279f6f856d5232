import type { ProviderState } from '../message/rules.ts';

/** `again`: certainly not taken, back to the queue. `unknown`: perhaps taken, never sent again before we know. */
export const attemptOutcomes = ['accepted', 'failed', 'again', 'unknown'] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

export const failureClasses = [
  'address',
  'opted_out',
  'content_or_sender',
  'temporary',
  'ours',
  'ambiguous',
] as const;
export type FailureClass = (typeof failureClasses)[number];

const classesOfTwilio = new Map<number, FailureClass>([
  [21211, 'address'],
  [21614, 'address'],
  [30005, 'address'],
  [30006, 'address'],
  [21610, 'opted_out'],
  [21408, 'content_or_sender'],
  [21606, 'content_or_sender'],
  [21617, 'content_or_sender'],
  [30004, 'content_or_sender'],
  [30007, 'content_or_sender'],
  [20429, 'temporary'],
  [20503, 'ambiguous'],
  [30001, 'temporary'],
  [30003, 'temporary'],
  [30008, 'temporary'],
  [20003, 'ours'],
  [20500, 'ambiguous'],
]);

/** What a Twilio error code says about: the address, the words, the moment, our account; null if we do not know it. */
export function twilioFailure(code: number): FailureClass | null {
  return classesOfTwilio.get(code) ?? null;
}

/** What came back from an HTTP call: no status when the connection failed, before or after bytes left. */
export type HttpResult = { status: number | null; code: number | null; bytesLeft: boolean };

const outcomeOfClass = {
  address: 'failed',
  opted_out: 'failed',
  content_or_sender: 'failed',
  temporary: 'again',
  ours: 'again',
  ambiguous: 'unknown',
} satisfies Record<FailureClass, AttemptOutcome>;

// 401 and 429 are about us, not about the person: the message did not go and is not to blame.
const aboutUs = [401, 429];

/** How a call that creates a text ended. Creating is not idempotent: any 5xx, 503 included, may have sent it. */
export function twilioOutcome({ status, code, bytesLeft }: HttpResult): AttemptOutcome {
  if (status === null) return bytesLeft ? 'unknown' : 'again';
  if (status < 300) return 'accepted';
  if (status >= 500) return 'unknown';
  if (aboutUs.includes(status)) return 'again';
  const known = code === null ? null : twilioFailure(code);
  return known ? outcomeOfClass[known] : 'failed';
}

// A lease lasts two minutes and the slowest provider is waited for half a minute: whoever hands over later than this may
// do it beside somebody who took the message for lost.
const latestHandOver = 75;
// Twilio counts from when it took a text, and is waited for so long.
const slowestTwilio = 10;

/**
 * How many seconds a provider may still try, so that it ends inside the time that was found safe when the message was
 * claimed; null where it must not be handed over any more. `given` counts from the claim, `since` is how long ago that is.
 */
export function secondsToArrive(given: number, since: number): number | null {
  const left = given - since - slowestTwilio;
  return since > latestHandOver || left < 1 ? null : left;
}

/** What a mail server replied; null when it did not. `finalDotSent`: the whole message had left. */
export type SmtpResult = { replyCode: number | null; finalDotSent: boolean };

// Refused before any message was offered: our name or password, not the person's address.
const smtpAboutUs = [421, 530, 534, 535, 538];

/** How an attempt to hand over an e-mail ended. Silence after the final dot may mean that it was taken. */
export function smtpOutcome({ replyCode, finalDotSent }: SmtpResult): AttemptOutcome {
  if (replyCode === null) return finalDotSent ? 'unknown' : 'again';
  if (smtpAboutUs.includes(replyCode) || (replyCode >= 400 && replyCode < 500)) return 'again';
  return replyCode < 400 ? 'accepted' : 'failed';
}

const statesOfTwilio = new Map<string, ProviderState>([
  ['accepted', 'accepted'],
  ['scheduled', 'accepted'],
  ['queued', 'accepted'],
  ['sending', 'accepted'],
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'delivered'],
  ['undelivered', 'undelivered'],
  ['failed', 'failed'],
  ['canceled', 'failed'],
]);

/** Our word for a status in a Twilio receipt; null for one that says nothing about where the text is. */
export function stateOfTwilio(status: string): ProviderState | null {
  return statesOfTwilio.get(status) ?? null;
}
