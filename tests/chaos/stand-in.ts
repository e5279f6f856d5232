import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { listening } from '../support/prism.ts';
import { account } from '../support/worker-process.ts';
import { asTwilioLists, asTwilioSays } from './as-twilio.ts';
import { type Reports, reportOn } from './callbacks.ts';

/** A text that was taken, and the word in the address it is reported to: one attempt of ours, whatever became of our side. */
export type Text = {
  sid: string;
  to: string;
  from: string;
  token: string;
  /** When it was made, which goes further back as minutes pass; `arrivedAt` stays. */
  at: number;
  arrivedAt: number;
  answered: boolean;
  /** What Twilio says of it when it is asked. */
  status: string;
};

/** How a call can end so that nobody knows, and whether the text was taken. */
const ambiguities = { taken_500: true, taken_reset: true, refused_500: false, refused_reset: false };
type Ambiguity = keyof typeof ambiguities;
const kinds = Object.keys(ambiguities).filter((kind): kind is Ambiguity => kind in ambiguities);

export type Chances = {
  /** How many of a hundred calls end without an answer that can be believed. */
  ambiguous: number;
  /** How many of a hundred texts are never reported on. */
  silent: number;
  /** Where callbacks are posted to, one of them at random. */
  doors: () => string[];
};
export type StandIn = {
  url: string;
  texts: Text[];
  ambiguous: Record<Ambiguity, number>;
  callbacks: Reports;
  /** What it took lies so many minutes further back from now on. */
  minutesPass(minutes: number): void;
  /** Resolves once nobody is connected any more: what the dead had already said has then been heard. */
  quiet(): Promise<void>;
  /** Resolves once everything taken until now has been reported on. */
  reported(): Promise<unknown>;
  close(): void;
};

const percent = (share: number) => Math.random() * 100 < share;

/**
 * A stand-in for Twilio over HTTP: it takes texts, lists them and reports on them, signed, doubled, early and in any order.
 * Some calls end without an answer, whether the text was taken or not.
 */
export async function standInForTwilio(chances: Chances): Promise<StandIn> {
  const reports = new Set<Promise<void>>();
  const take = (form: URLSearchParams): Text => {
    const taken = textOf(form);
    standIn.texts.push(taken);
    if (percent(chances.silent)) return taken;
    const reporting = reportOn(taken, standIn.callbacks, chances.doors);
    reports.add(reporting);
    void reporting.finally(() => reports.delete(reporting));
    return taken;
  };
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') return json(response, ...asked(standIn.texts, request));
    const form = new URLSearchParams(await text(request));
    if (percent(chances.ambiguous)) return leaveOpen(request, response, () => take(form), standIn.ambiguous);
    const taken = take(form);
    // Some callbacks overtake the answer.
    await pause(Math.random() * 30);
    taken.answered = true;
    json(response, 201, asTwilioSays(taken));
  });
  const connections = () =>
    new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
  const standIn: StandIn = {
    url: await listening(server),
    texts: [],
    ambiguous: { taken_500: 0, taken_reset: 0, refused_500: 0, refused_reset: 0 },
    callbacks: { posted: 0, refused: 0, unreached: 0, early: 0 },
    minutesPass: (minutes) => {
      for (const one of standIn.texts) one.at -= minutes * 60_000;
    },
    quiet: async () => {
      for (let still = 0; still < 3; still = (await connections()) === 0 ? still + 1 : 0) await pause(20);
    },
    reported: () => Promise.all(reports),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return standIn;
}

function leaveOpen(
  request: IncomingMessage,
  response: ServerResponse,
  take: () => Text,
  counts: Record<Ambiguity, number>,
): void {
  const kind = kinds[Math.floor(Math.random() * kinds.length)] ?? 'taken_500';
  counts[kind] += 1;
  if (ambiguities[kind]) take().answered = true;
  if (kind.endsWith('_reset')) request.socket.resetAndDestroy();
  else json(response, 500, { code: 20500, message: 'Internal Server Error', status: 500 });
}

function textOf(form: URLSearchParams): Text {
  return {
    sid: `SM${randomBytes(16).toString('hex')}`,
    to: String(form.get('To')),
    from: String(form.get('From')),
    token: String(form.get('StatusCallback')).split('/').at(-1) ?? '',
    at: Date.now(),
    arrivedAt: Date.now(),
    answered: false,
    status: percent(3) ? 'undelivered' : 'delivered',
  };
}

function asked(texts: readonly Text[], { url = '' }: IncomingMessage): [number, object] {
  const { pathname, searchParams } = new URL(url, `https://api.twilio.com`);
  const sid = /\/Messages\/(\w+)\.json$/.exec(pathname)?.[1];
  if (!sid)
    return [
      200,
      asTwilioLists(
        pathname,
        texts.filter((one) => one.to === searchParams.get('To')),
      ),
    ];
  const only = texts.find((one) => one.sid === sid);
  return only
    ? [200, asTwilioSays(only)]
    : [404, { code: 20404, message: `${account.sid} has no such`, status: 404 }];
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
