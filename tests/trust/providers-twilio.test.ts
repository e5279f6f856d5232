import { createServer, type RequestListener } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Outgoing, Provider } from '../../messaging/providers/provider.ts';
import { twilioProvider } from '../../messaging/providers/twilio.server.ts';
import { TwilioHttp } from '../../messaging/providers/twilio-http.server.ts';
import { listening, type Prism, startPrism } from '../support/prism.ts';

const account = {
  accountSid: `AC${'0'.repeat(32)}`,
  authToken: 'a'.repeat(32),
  from: '+447700900001',
};
const text: Outgoing = {
  messageId: '0198d3a0-0000-7000-8000-000000000001',
  attempt: 1,
  channel: 'text',
  to: '+447700900123',
  language: 'ar',
  subject: null,
  text: 'هناك جديد لك. للإيقاف أرسل STOP.',
  html: null,
  callbackUrl: 'https://worker.example.org/twilio/status/token',
  validForSeconds: 600,
};

let prism: Prism;
const opened: { close(): unknown }[] = [];

beforeAll(async () => {
  prism = await startPrism();
});
afterAll(() => prism.stop());
afterEach(async () => {
  await Promise.all(opened.splice(0).map((it) => it.close()));
});

function providerAt(apiBase: string, timeoutMs = 10_000): Provider {
  const provider = twilioProvider({ ...account, apiBase, timeoutMs });
  opened.push(provider);
  return provider;
}

async function standIn(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  const url = await listening(server);
  opened.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  return url;
}

const answering =
  (status: number, body: object | string = '', headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));

test('a text Twilio understands is accepted under the sid Twilio gave it', async () => {
  const outcome = await providerAt(prism.url).submit(text);
  expect(outcome).toEqual({ state: 'accepted', providerId: expect.stringMatching(/^(SM|MM)[0-9a-f]{32}$/i) });
  expect(prism.given.at(-1)).toEqual({
    path: `/2010-04-01/Accounts/${account.accountSid}/Messages.json`,
    form: {
      To: text.to,
      From: account.from,
      Body: text.text,
      StatusCallback: text.callbackUrl,
      ValidityPeriod: '600',
    },
    status: 201,
  });
});

test('a text that may wait for days is given the longest life Twilio allows', async () => {
  await providerAt(prism.url).submit({ ...text, validForSeconds: 259_200 });
  expect(prism.given.at(-1)?.form.ValidityPeriod).toBe('36000');
});

test('a service with a number of its own sends from it', async () => {
  await providerAt(prism.url).submit({ ...text, from: '+447700900002' });
  expect(prism.given.at(-1)?.form.From).toBe('+447700900002');
});

describe('a text whose answer was lost', () => {
  test('is asked for in words Twilio understands, by its number and by its sid', async () => {
    const { asked } = providerAt(prism.url);
    const listed = await asked?.listedFor(text.to);
    expect(prism.given.at(-1)).toEqual({
      path: `/2010-04-01/Accounts/${account.accountSid}/Messages.json?To=%2B447700900123&PageSize=100`,
      form: {},
      status: 200,
    });
    expect(listed?.every(({ providerId }) => typeof providerId === 'string')).toBe(true);
    await asked?.sayOf(`SM${'2'.repeat(32)}`);
    expect(prism.given.at(-1)).toMatchObject({
      path: `/2010-04-01/Accounts/${account.accountSid}/Messages/SM${'2'.repeat(32)}.json`,
      status: 200,
    });
  });

  test('is known by its sid, its status and when it was made; what came in is no text of ours', async () => {
    const one = { sid: 'SM1', status: 'undelivered', error_code: 30003, direction: 'outbound-api' };
    const messages = [
      { ...one, date_created: 'Wed, 25 Nov 2026 12:00:05 +0000' },
      { ...one, sid: 'SM2', status: 'a word of next year', error_code: null },
      { ...one, sid: 'SM3', direction: 'inbound' },
    ];
    const { asked } = providerAt(await standIn(answering(200, { messages, next_page_uri: null })));
    expect(await asked?.listedFor(text.to)).toMatchObject([
      { providerId: 'SM1', state: 'undelivered', code: '30003', at: new Date('2026-11-25T12:00:05Z') },
      { providerId: 'SM2', state: 'accepted', code: null },
    ]);
  });

  test.each([500, 404, 429])('is not said to be nowhere when Twilio answers %i', async (status) => {
    const { asked } = providerAt(await standIn(answering(status, { code: 20404 })));
    expect([await asked?.listedFor(text.to), await asked?.sayOf('SM1')]).toEqual([null, null]);
  });
});

test("a request without a recipient is refused by Twilio's own description", async () => {
  const http = new TwilioHttp(prism.url, 10_000);
  opened.push(http);
  const uri = `https://api.twilio.com/2010-04-01/Accounts/${account.accountSid}/Messages.json`;
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' };
  const request = http.request({
    method: 'post',
    uri,
    headers,
    username: 'a',
    password: 'b',
    data: { Body: 'x' },
  });
  await expect(request).rejects.toMatchObject({ status: 422, twilioCode: 'HTTP_422' });
});

test.each([
  ['a number that cannot be texted', 400, { code: 21211, message: "Invalid 'To' +447700900123" }, '21211'],
  ['a person who told Twilio to stop', 400, { code: 21610, message: 'unsubscribed' }, '21610'],
  ['a refusal without a code', 400, 'not so', 'HTTP_400'],
])('%s is final, and only its code is kept', async (_what, status, body, code) => {
  const outcome = await providerAt(await standIn(answering(status, body))).submit(text);
  expect(outcome).toEqual({ state: 'failed', code, permanent: true });
});

test.each([
  ['too many at once', 429, { code: 20429 }, { 'retry-after': '7' }, 7],
  ['too many at once, with no word of when', 429, { code: 20429 }, {}, null],
  ['closed for a while', 503, { code: 20503 }, { 'retry-after': '30' }, 30],
  ['a wrong password of ours', 401, { code: 20003, message: 'Authenticate' }, {}, null],
  ['a suspended account of ours', 403, { code: 10001, message: 'Account is not active' }, {}, null],
  ['an account of ours that is not there', 404, { code: 20404, message: 'not found' }, {}, null],
])('%s was certainly not taken and is tried again', async (_what, status, body, headers, afterSeconds) => {
  const outcome = await providerAt(await standIn(answering(status, body, headers))).submit(text);
  expect(outcome).toEqual({ state: 'again', code: String(body.code), afterSeconds });
});

test.each([
  ['an inner fault', 500, { code: 20500 }, '20500'],
  ['a gateway that lost patience', 504, '<html>', 'HTTP_504'],
  ['closed, with no word of when', 503, { code: 20503 }, '20503'],
  ['a request timed out on the way', 408, '', 'HTTP_408'],
])('%s may have been taken and is never sent again unasked', async (_what, status, body, code) => {
  const outcome = await providerAt(await standIn(answering(status, body))).submit(text);
  expect(outcome).toEqual({ state: 'unknown', code });
});

test('a server that takes the text and says nothing leaves it unknown', async () => {
  let received = '';
  const url = await standIn((request) => request.on('data', (chunk) => (received += String(chunk))));
  const outcome = await providerAt(url, 400).submit(text);
  expect(outcome.state).toBe('unknown');
  expect(received).toContain('To=%2B447700900123');
});

test('a connection cut after the text left is unknown', async () => {
  const url = await standIn((request) => request.on('data', () => request.socket.destroy()));
  expect(await providerAt(url).submit(text)).toMatchObject({ state: 'unknown' });
});

test('an acceptance that cannot be read is unknown', async () => {
  expect(await providerAt(await standIn(answering(201, 'created'))).submit(text)).toMatchObject({
    state: 'unknown',
  });
  expect(await providerAt(await standIn(answering(201, { sid: '' }))).submit(text)).toEqual({
    state: 'unknown',
    code: 'NO_SID',
  });
});

test('nothing listening, or nobody of that name, means nothing left and it is tried again', async () => {
  const server = createServer();
  const url = await listening(server);
  server.close();
  expect(await providerAt(url).submit(text)).toEqual({
    state: 'again',
    code: 'ECONNREFUSED',
    afterSeconds: null,
  });
  const nowhere = await providerAt('http://twilio.invalid').submit(text);
  expect(nowhere).toMatchObject({ state: 'again', code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) });
});
