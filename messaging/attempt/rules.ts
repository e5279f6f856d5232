/** `again`: certainly not taken, back to the queue. `unknown`: perhaps taken, never sent again before we know. */
export type AttemptOutcome = 'accepted' | 'failed' | 'again' | 'unknown';

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
  [21611, 'temporary'],
  [30001, 'temporary'],
  [30003, 'temporary'],
  [30008, 'temporary'],
  [10001, 'ours'],
  [20003, 'ours'],
  [20005, 'ours'],
  [21659, 'ours'],
  [21660, 'ours'],
  [30002, 'ours'],
  [20500, 'ambiguous'],
]);

/** What a Twilio error code says about: the address, the words, the moment, our account; null if we do not know it. */
export function twilioFailure(code: number): FailureClass | null {
  return classesOfTwilio.get(code) ?? null;
}

const outcomeOfClass = {
  address: 'failed',
  opted_out: 'failed',
  content_or_sender: 'failed',
  temporary: 'again',
  ours: 'again',
  ambiguous: 'unknown',
} satisfies Record<FailureClass, AttemptOutcome>;

// The address of a request names our account and nothing of the person: neither who may not, nor what is not there, is them.
const aboutUs = [401, 403, 404];

/** An answer of Twilio that is not a success. `saysWhen`: it said after how long it may be asked again. */
export type TwilioAnswer = { status: number; code: number | null; saysWhen: boolean };

/**
 * How a refused call that creates a text ended: the one table of Twilio's refusals. Creating is not idempotent: after any
 * 5xx it may have been made, but for a 503 that says when to come back; after 408 somebody on the way gave up on the answer.
 */
export function twilioOutcome({ status, code, saysWhen }: TwilioAnswer): Exclude<AttemptOutcome, 'accepted'> {
  if (status === 503 && saysWhen) return 'again';
  if (status >= 500 || status < 400 || status === 408) return 'unknown';
  const known = code === null ? null : twilioFailure(code);
  if (known && status !== 429) return outcomeOfClass[known];
  return status === 429 || aboutUs.includes(status) ? 'again' : 'failed';
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
const smtpAboutUs = [530, 534, 535, 538];

/** How an attempt to hand over an e-mail ended. Silence after the final dot may mean that it was taken. */
export function smtpOutcome({ replyCode, finalDotSent }: SmtpResult): AttemptOutcome {
  if (replyCode === null) return finalDotSent ? 'unknown' : 'again';
  if (smtpAboutUs.includes(replyCode) || (replyCode >= 400 && replyCode < 500)) return 'again';
  return replyCode < 400 ? 'accepted' : 'failed';
}

/** Whether a code of SMTP, or an answer of Twilio's that had none, says that we are not let in: nobody's address is to blame. */
export function isAboutUs(code: string): boolean {
  const http = /^HTTP_(\d{3})$/.exec(code);
  return http ? aboutUs.includes(Number(http[1])) : smtpAboutUs.includes(Number(code));
}
