import twilio from 'twilio';
import type { Receipt, ReceiptState } from './provider.ts';
import type { TwilioAccount } from './twilio.server.ts';

type Params = Readonly<Record<string, string>>;

const states = {
  accepted: 'accepted',
  scheduled: 'accepted',
  queued: 'accepted',
  sending: 'accepted',
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'undelivered',
  failed: 'failed',
  canceled: 'cancelled',
  partially_delivered: 'undelivered',
  receiving: null,
  received: null,
} as const satisfies Record<string, ReceiptState | null>;

/**
 * Whether Twilio itself sent this callback, and about our own account. `url` is the public address exactly as
 * it was given to Twilio; `params` the form as posted.
 */
export function signedByTwilio(
  account: TwilioAccount,
  url: string,
  params: Params,
  signature: string,
): boolean {
  return (
    params.AccountSid === account.accountSid &&
    twilio.validateRequest(account.authToken, signature, url, params)
  );
}

/** What a status callback says of which message, or null when it is not about a message at all. */
export function receiptOf(params: Params): (Receipt & { providerId: string }) | null {
  const providerId = params.MessageSid ?? params.SmsSid;
  const raw = params.MessageStatus ?? params.SmsStatus;
  if (!providerId || !raw) return null;
  return { providerId, state: isStatus(raw) ? states[raw] : null, code: params.ErrorCode || null, raw };
}

function isStatus(raw: string): raw is keyof typeof states {
  return Object.hasOwn(states, raw);
}
