import twilio from 'twilio';
import { codeOf, type Outcome, type Outgoing, type Provider, provesNothingLeft } from './provider.ts';
import { TwilioHttp, TwilioRefusal } from './twilio-http.server.ts';

export type TwilioAccount = { accountSid: string; authToken: string };
export type TwilioSettings = TwilioAccount & {
  from: string;
  /** Another host to send to, or null for Twilio's own. */
  apiBase?: string | null;
  timeoutMs?: number;
};

const shortestValidity = 1;
const longestValidity = 36_000;

/** Texts, through Twilio's own client. */
export function twilioProvider(settings: TwilioSettings): Provider {
  const http = new TwilioHttp(settings.apiBase ?? null, settings.timeoutMs ?? 10_000);
  const client = twilio(settings.accountSid, settings.authToken, { httpClient: http });
  return {
    name: 'twilio',
    submit: (outgoing) =>
      client.messages.create(messageFrom(outgoing, settings.from)).then(acceptedAs, outcomeOf),
    close: () => http.close(),
  };
}

function messageFrom({ to, from, text, callbackUrl, validForSeconds }: Outgoing, usualFrom: string) {
  return {
    to,
    from: from ?? usualFrom,
    body: text,
    ...(callbackUrl === null ? {} : { statusCallback: callbackUrl }),
    ...(validForSeconds === null ? {} : { validityPeriod: within(validForSeconds) }),
  };
}

function within(seconds: number): number {
  return Math.min(longestValidity, Math.max(shortestValidity, Math.floor(seconds)));
}

function acceptedAs({ sid }: { sid: string }): Outcome {
  return sid ? { state: 'accepted', providerId: sid } : { state: 'unknown', code: 'NO_SID' };
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof TwilioRefusal) return refusalOutcome(error);
  const code = codeOf(error);
  return provesNothingLeft(code) ? { state: 'again', code, afterSeconds: null } : { state: 'unknown', code };
}

function refusalOutcome({ status, twilioCode: code, retryAfterSeconds }: TwilioRefusal): Outcome {
  if (status === 429 || (status === 503 && retryAfterSeconds !== null))
    return { state: 'again', code, afterSeconds: retryAfterSeconds };
  // 408 is an intermediary giving up on an answer: Twilio itself may have taken the message.
  if (status >= 400 && status < 500 && status !== 408) return { state: 'failed', code, permanent: true };
  return { state: 'unknown', code };
}
