import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text as all } from 'node:stream/consumers';
import twilio from 'twilio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Outgoing, Provider } from '../../messaging/providers/provider.ts';
import { twilioProvider } from '../../messaging/providers/twilio.server.ts';
import { listening } from '../support/prism.ts';

const account = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'a'.repeat(32), from: '+447700900001' };
type Asked = { line: string; headers: IncomingHttpHeaders; body: string };

const asked: Asked[] = [];
const standIn = createServer(async (request, response) => {
  const body = await all(request);
  asked.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
  response.writeHead(201, { 'content-type': 'application/json' }).end('{"sid":"SM1"}');
});
let url: string;
let ours: Provider;
beforeAll(async () => {
  url = await listening(standIn);
  ours = twilioProvider({ ...account, apiBase: url });
});
afterAll(async () => {
  await ours.close();
  standIn.closeAllConnections();
  standIn.close();
});

/** Twilio's own client with its own way of asking, but for the host. */
class ToTheStandIn extends twilio.RequestClient {
  override request<Data>(options: Parameters<typeof twilio.RequestClient.prototype.request<Data>>[0]) {
    const uri = options.uri.replace('https://api.twilio.com', url);
    return super.request<Data>({ ...options, uri });
  }
}

async function bothWays(outgoing: Outgoing): Promise<[Asked, Asked]> {
  const httpClient = new ToTheStandIn();
  await twilio(account.accountSid, account.authToken, { httpClient }).messages.create({
    to: outgoing.to,
    from: outgoing.from ?? account.from,
    body: outgoing.text,
    ...(outgoing.callbackUrl === null ? {} : { statusCallback: outgoing.callbackUrl }),
    ...(outgoing.validForSeconds === null ? {} : { validityPeriod: outgoing.validForSeconds }),
  });
  await ours.submit(outgoing);
  const [theirs, own] = asked.splice(0);
  if (!theirs || !own) throw new Error('Both of them ask');
  return [theirs, own];
}

// Of the connection and how an answer may be packed: nothing about the text.
const ofTheWay = ['connection', 'accept-encoding'];
const aboutTheText = ({ headers }: Asked) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !ofTheWay.includes(name)));

const plain: Outgoing = {
  messageId: '0198d3a0-0000-7000-8000-000000000001',
  attempt: 1,
  channel: 'text',
  to: '+447700900123',
  language: 'en',
  subject: null,
  text: 'There is something new for you. Ring 01632 960001.',
  html: null,
  callbackUrl: 'https://worker.example.org/twilio/status/7h2k-_x?a=b&c=d',
  validForSeconds: 600,
};

describe("a text is asked for exactly as Twilio's own client asks, byte for byte", () => {
  test.each<[string, Partial<Outgoing>]>([
    ['in English', {}],
    [
      'with every sign there is',
      { text: Array.from({ length: 95 }, (_, sign) => String.fromCharCode(32 + sign)).join('') },
    ],
    ['in Welsh', { text: 'Mae rhywbeth newydd i chi: ŵ ŷ â ’.' }],
    ['in Polish', { text: 'Jest coś nowego: zażółć gęślą jaźń.' }],
    ['in Arabic', { text: 'هناك جديد لك. للإيقاف أرسل \u2066STOP\u2069.' }],
    ['in Urdu', { text: 'آپ کے لیے کچھ نیا ہے۔' }],
    ['with a line break and a picture', { text: 'One\nTwo \u{1F4DE}' }],
    ['from a number of the service’s own', { from: '+447700900002' }],
    ['without a callback and with no end', { callbackUrl: null, validForSeconds: null }],
  ])('%s', async (_what, change) => {
    const [theirs, own] = await bothWays({ ...plain, ...change });
    expect(own.line).toBe(theirs.line);
    expect(own.body).toBe(theirs.body);
    expect(aboutTheText(own)).toEqual(aboutTheText(theirs));
  });

  test('which is known to differ where a single sign does', async () => {
    const [theirs] = await bothWays(plain);
    const [other] = await bothWays({ ...plain, text: `${plain.text} ` });
    expect(other.body).not.toBe(theirs.body);
  });
});
