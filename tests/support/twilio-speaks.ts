import { randomBytes } from 'node:crypto';
import twilio from 'twilio';
import { account } from './worker-process.ts';

export const twilioSettings = {
  TWILIO_ACCOUNT_SID: account.sid,
  TWILIO_AUTH_TOKEN: account.token,
  TWILIO_FROM: '+447700900998',
};

/** Signs as Twilio does, with the token only it and we know, or as somebody who has another. */
export const signatureOf = (url: string, form: Record<string, string>, token = account.token): string =>
  twilio.getExpectedTwilioSignature(token, url, form);

/** Posts a callback to the address Twilio was given, signed by Twilio's own code or as given; the status of the answer. */
export async function twilioCalls(
  url: string,
  fields: Record<string, string>,
  signature?: string,
): Promise<number> {
  const form = { AccountSid: account.sid, ...fields };
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'x-twilio-signature': signature ?? signatureOf(url, form) },
    body: new URLSearchParams(form),
  });
  return answer.status;
}

/** A text that somebody sent to the number of the service. */
export const textFrom = (From: string, Body: string) => ({
  ...{ From, Body, To: '+447700900999' },
  MessageSid: `SM${randomBytes(16).toString('hex')}`,
});
