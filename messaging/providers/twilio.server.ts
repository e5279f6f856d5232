import twilio from 'twilio';
import type { MessageInstance } from 'twilio/lib/rest/api/v2010/account/message.js';
import { twilioOutcome } from '../attempt/rules.ts';
import {
  codeOf,
  type Listed,
  type Outcome,
  type Outgoing,
  type Provider,
  provesNothingLeft,
} from './provider.ts';
import { receiptOf } from './twilio-callback.server.ts';
import { TwilioHttp, TwilioRefusal } from './twilio-http.server.ts';

export type TwilioAccount = { accountSid: string; authToken: string };
export type TwilioSettings = TwilioAccount & {
  from: string;
  /** Another host to send to, or null for Twilio's own. */
  apiBase?: string | null;
  timeoutMs?: number;
};

// One page, newest first. By number alone: a text that has not left yet has no date by which it could be asked for.
const longestList = 100;
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
    asked: {
      listedFor: (to) =>
        client.messages
          .page({ to, pageSize: longestList })
          .then(({ instances }) => instances.flatMap(listedAs), noAnswer),
      sayOf: (providerId) =>
        client
          .messages(providerId)
          .fetch()
          .then((text) => listedAs(text)[0] ?? null, noAnswer),
    },
    close: () => http.close(),
  };
}

type Text = Pick<MessageInstance, 'sid' | 'status' | 'errorCode' | 'direction' | 'dateCreated'>;

function listedAs({ sid, status, errorCode, direction, dateCreated }: Text): Listed[] {
  const code = errorCode ? String(errorCode) : '';
  const said = receiptOf({ MessageSid: sid, MessageStatus: status, ErrorCode: code });
  // A word we do not know yet is still a text that Twilio has.
  return said && direction !== 'inbound'
    ? [{ ...said, state: said.state ?? 'accepted', at: dateCreated }]
    : [];
}

// Only its absence counts: whatever went wrong, the question is asked again later.
const noAnswer = (): null => null;

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
  const known = /^\d+$/.test(code) ? Number(code) : null;
  const state = twilioOutcome({ status, code: known, saysWhen: retryAfterSeconds !== null });
  if (state === 'again') return { state, code, afterSeconds: retryAfterSeconds };
  return state === 'failed' ? { state, code, permanent: true } : { state, code };
}
