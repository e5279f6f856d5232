import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { signatureOf } from '../support/twilio-speaks.ts';
import { account, publicUrl } from '../support/worker-process.ts';
import type { Text } from './stand-in.ts';

/** `unreached`: nobody took the connection, twice; `early`: it left before its text had been answered for. */
export type Reports = Record<Posted | 'early', number>;
type Posted = 'posted' | 'refused' | 'unreached';

const agent = new Agent({ connections: 16, headersTimeout: 15_000 });
const oneOf = <T>(things: readonly T[]) => things[Math.floor(Math.random() * things.length)];

/** Says of a text what became of it: every word at least once, some twice, and each may overtake the others. */
export async function reportOn(taken: Text, reports: Reports, doors: () => string[]): Promise<void> {
  const once = ['queued', 'sent', taken.status];
  const words = [...once, ...once.filter(() => Math.random() < 0.4)].sort(() => Math.random() - 0.5);
  for (const word of words) {
    await pause(Math.random() * 60);
    const posted = await inTurn(() => {
      if (!taken.answered) reports.early += 1;
      return post(taken, word, doors);
    });
    reports[posted] += 1;
  }
}

// So many are under way at a time: what waits here is lost with no worker that dies.
const underWay: Promise<unknown>[] = Array.from({ length: 32 }, () => Promise.resolve());
let turn = 0;
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const place = turn % underWay.length;
  turn += 1;
  const done = Promise.resolve(underWay[place]).then(work);
  underWay[place] = done;
  return done;
}

// Twilio tries a second time where nobody took the connection, and never a third.
async function post(taken: Text, word: string, doors: () => string[]): Promise<Posted> {
  const first = await postOnce(taken, word, await doorOf(doors));
  return first === 'unreached' ? postOnce(taken, word, await doorOf(doors)) : first;
}

// Where nobody listens at all, time is passing here, and with it there.
async function doorOf(doors: () => string[]): Promise<string | undefined> {
  for (let waited = 0; doors().length === 0 && waited < 20_000; waited += 50) await pause(50);
  return oneOf(doors());
}

async function postOnce(
  { sid, token, to, status }: Text,
  MessageStatus: string,
  door: string | undefined,
): Promise<Posted> {
  if (!door) return 'unreached';
  const ErrorCode = MessageStatus === status && status === 'undelivered' ? '30003' : '';
  const form = { AccountSid: account.sid, MessageSid: sid, MessageStatus, To: to, ErrorCode };
  const path = `/twilio/status/${token}`;
  const answer = request(`${door}${path}`, {
    dispatcher: agent,
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signatureOf(`${publicUrl}${path}`, form),
    },
    body: new URLSearchParams(form).toString(),
  });
  return answer.then<Posted, Posted>(
    async ({ statusCode, body }) => {
      await body.dump();
      return statusCode === 204 ? 'posted' : 'refused';
    },
    () => 'unreached',
  );
}
