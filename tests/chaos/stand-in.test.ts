import { afterAll, beforeAll, expect, test } from 'vitest';
import { twilioProvider } from '../../messaging/providers/twilio.server.ts';
import { prismBefore } from '../support/prism.ts';
import { account } from '../support/worker-process.ts';
import { type StandIn, standInForTwilio } from './stand-in.ts';

let standIn: StandIn;
let prism: Awaited<ReturnType<typeof prismBefore>>;
beforeAll(async () => {
  standIn = await standInForTwilio({ ambiguous: 0, silent: 100, doors: () => [] });
  prism = await prismBefore(standIn.url);
});
afterAll(async () => {
  standIn.close();
  await prism.stop();
});

const provider = (apiBase: string) =>
  twilioProvider({ accountSid: account.sid, authToken: account.token, from: '+447700900998', apiBase });
const token = '12345678901234567890123456789012';
const outgoing = {
  messageId: crypto.randomUUID(),
  attempt: 1,
  channel: 'text',
  to: '+447700900123',
  language: 'en',
  subject: null,
  text: 'There is something new for you.',
  html: null,
  validForSeconds: 600,
  callbackUrl: `https://worker.example.org/twilio/status/${token}`,
} as const;

test('the stand-in and we say to each other only what Twilio’s own description allows', async () => {
  const through = provider(prism.url);
  expect(await through.submit(outgoing)).toMatchObject({ state: 'accepted' });
  expect(standIn.texts).toMatchObject([{ to: outgoing.to, token }]);
  const [listed, ...more] = (await through.asked?.listedFor(outgoing.to)) ?? [];
  expect([listed?.providerId, more]).toEqual([standIn.texts[0]?.sid, []]);
  expect(await through.asked?.sayOf(String(listed?.providerId))).toMatchObject({ state: listed?.state });
  expect(await through.asked?.listedFor('+447700900124')).toEqual([]);
  await through.close();
});

test('and whatever it does not allow is seen', async () => {
  const path = `${prism.url}/2010-04-01/Accounts/${account.sid}/Messages.json`;
  const headers = { authorization: 'Basic YTpi' };
  const toNobody = new URLSearchParams({ Body: 'to nobody' });
  expect((await fetch(path, { method: 'POST', headers, body: toNobody })).status).toBe(422);
  const [told] = standIn.texts;
  if (told) told.sid = 'a sid Twilio would not give';
  const through = provider(prism.url);
  expect(await through.asked?.listedFor(outgoing.to)).toBeNull();
  await through.close();
});

test.each([
  ['taken_500', true],
  ['taken_reset', true],
  ['refused_500', false],
  ['refused_reset', false],
] as const)('of an answer that is %s we say that we do not know', async (kind, taken) => {
  const doubtful = await standInForTwilio({ ambiguous: 100, silent: 100, doors: () => [] });
  const through = provider(doubtful.url);
  const calls = () => Object.values(doubtful.ambiguous).reduce((sum, one) => sum + one, 0);
  let more: number;
  do {
    const [texts, before] = [doubtful.texts.length, calls()];
    expect(await through.submit(outgoing)).toMatchObject({ state: 'unknown' });
    expect(calls()).toBe(before + 1);
    more = doubtful.texts.length - texts;
  } while (doubtful.ambiguous[kind] === 0);
  expect(more).toBe(taken ? 1 : 0);
  await through.close();
  doubtful.close();
});
