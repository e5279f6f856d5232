import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aHouse } from '../support/house.ts';
import { messagesIn } from '../support/messages-in.ts';
import { type ReachablePerson, reachablePerson } from '../support/reachable-person.ts';
import { signatureOf, textFrom } from '../support/twilio-speaks.ts';
import {
  type Posted,
  publicUrl,
  signed,
  startWorker,
  type WorkerProcess,
} from '../support/worker-process.ts';

// A thousand of each and ten thousand repeats in full; every kind of them, each less often, in between.
const share = process.env.HEARD_FULL ? 1 : 0.2;
const [forgedEach, texts, answers, repeats] = [125 * share, 240 * share, 40 * share, 10_000 * share];
const house = aHouse();
const { db, queue } = messagesIn(house);

let worker: WorkerProcess;
/** What Twilio has to say: of every text four things, and what some people texted back. */
const genuine: Posted[] = [];
beforeAll(async () => {
  worker = await startWorker(house.database);
  const people: ReachablePerson[] = [];
  for (let made = 0; made < texts / 4; made += 1)
    people.push(await reachablePerson(db(), house.here.worker, `+447700901${String(made).padStart(3, '0')}`));
  await db()`insert into safe_window
    select service_id, id, weekday, '00:00', '24:00' from victim, generate_series(1, 7) as weekday`;
  for (const person of people) for (let each = 0; each < 4; each += 1) await queue(person);
  while ((await leftAs('accepted')) < texts) await new Promise((resolve) => setTimeout(resolve, 50));
  for (const [turn, { StatusCallback }] of worker.asked.entries()) {
    const [path, MessageSid] = [
      new URL(String(StatusCallback)).pathname,
      `SM${String(turn + 1).padStart(32, '0')}`,
    ];
    for (const MessageStatus of ['queued', 'sending', 'sent', 'delivered'])
      genuine.push(signed(path, { MessageSid, MessageStatus }));
  }
  for (const { mobile } of people.slice(0, answers))
    genuine.push(signed('/twilio/inbound', textFrom(mobile.value, 'Please ring me')));
});
afterAll(() => worker.stop());

const leftAs = async (state: string) =>
  Number((await db()`select count(*) as n from message where state = ${state}`)[0]?.n);
const shuffled = <T>(things: readonly T[]) =>
  things
    .map((it) => ({ it, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ it }) => it);
const anyOf = <T>(things: readonly T[]) => things[Math.floor(Math.random() * things.length)] ?? fail();
function fail(): never {
  throw new Error('There is none to choose from');
}

const words = () => randomBytes(16).toString('hex');
const strangers = { sid: `AC${words()}`, token: words() };
const urlOf = (path: string) => `${publicUrl}${path}`;
const asForm = { 'content-type': 'application/x-www-form-urlencoded' };
type Sent = Posted & { body?: string; type?: string };
const forgeries: Record<string, (good: Posted) => Sent> = {
  'nobody signed': (good) => ({ ...good, signature: null }),
  'signed with nothing': (good) => ({ ...good, signature: '' }),
  'signed by somebody who does not know our key': (good) => ({
    ...good,
    signature: signatureOf(urlOf(good.path), good.form, words()),
  }),
  'of somebody else’s account, signed with their key': (good) => {
    const form = { ...good.form, AccountSid: strangers.sid };
    return { ...good, form, signature: signatureOf(urlOf(good.path), form, strangers.token) };
  },
  'of somebody else’s account, signed with ours': (good) => {
    const form = { ...good.form, AccountSid: strangers.sid };
    return { ...good, form, signature: signatureOf(urlOf(good.path), form) };
  },
  'changed after it was signed': ({ form, ...good }) => {
    const name = anyOf(Object.keys(form));
    return { ...good, form: { ...form, [name]: `${form[name]}1` } };
  },
  'signed for another message': (good) => {
    const other = anyOf(genuine.filter(({ path }) => path !== good.path));
    return { ...good, signature: other.signature };
  },
  'of another kind than it was signed as': (good) => ({
    ...good,
    type: 'application/json',
    body: JSON.stringify(good.form),
  }),
};

async function send({ path, form, signature, body, type }: Sent): Promise<number> {
  const answer = await fetch(`${worker.url}${path}`, {
    method: 'POST',
    headers: {
      ...(type ? { 'content-type': type } : asForm),
      ...(signature === null ? {} : { 'x-twilio-signature': signature }),
    },
    body: body ?? new URLSearchParams(form).toString(),
  });
  return answer.status;
}

/** Sends all of these, sixteen at a time, and counts the answers. */
async function answersTo(sent: readonly Sent[]): Promise<Record<string, number>> {
  const waiting = [...sent];
  const counts: Record<string, number> = {};
  const sendOnes = async () => {
    for (let one = waiting.pop(); one; one = waiting.pop()) {
      const status = await send(one);
      counts[status] = (counts[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: 16 }, sendOnes));
  return counts;
}

const tables = [
  'message',
  'attempt',
  'receipt',
  'inbound',
  'task',
  'contact_point',
  'suppression',
  'choice_now',
  'audit_entry',
];

/** Everything a callback could change, to the last character. */
async function everything(): Promise<Record<string, string>> {
  const kept = await Promise.all(
    tables.map(async (table) => {
      const rows = await db()`select t::text as row from ${db()(table)} t order by 1`;
      return [table, `${rows.length} ${createHash('sha256').update(JSON.stringify(rows)).digest('hex')}`];
    }),
  );
  return Object.fromEntries(kept);
}

test(`${forgedEach * 8} forged callbacks of eight kinds are refused, and nothing is kept of them`, async () => {
  const before = await everything();
  for (const [kind, forge] of Object.entries(forgeries)) {
    const forged = Array.from({ length: forgedEach }, () => forge(anyOf(genuine)));
    expect([kind, await answersTo(forged)]).toEqual([kind, { 403: forgedEach }]);
  }
  expect(await everything()).toEqual(before);
});

test(`${texts * 4 + answers} genuine ones are accepted in any order, and every text ends as it did`, async () => {
  expect(genuine).toHaveLength(texts * 4 + answers);
  expect(await answersTo(shuffled(genuine))).toEqual({ 204: genuine.length });
  expect(await leftAs('delivered')).toBe(texts);
  const [kept] =
    await db()`select (select count(*)::int from receipt) as receipts, (select count(*)::int from inbound) as texts`;
  expect(kept).toEqual({ receipts: texts * 4, texts: answers });
});

test(`${repeats} repeats of them are answered the same and change nothing: no row, no entry of the audit`, async () => {
  const before = await everything();
  const repeated = Array.from({ length: repeats }, (_, turn) => genuine[turn % genuine.length] ?? fail());
  expect(await answersTo(shuffled(repeated))).toEqual({ 204: repeats });
  expect(await everything()).toEqual(before);
});
