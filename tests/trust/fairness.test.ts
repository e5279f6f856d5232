import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transactionAs } from '../../db/transaction.server.ts';
import { lanes } from '../../messaging/message/rules.ts';
import type { MessageFacts } from '../../messaging/messages/facts.ts';
import { enqueue } from '../../messaging/outbox.server.ts';
import { places } from '../../messaging/places/rules.ts';
import { atAnyHour, flood } from '../support/flood.ts';
import { aHouse, type TestService } from '../support/house.ts';
import { messagesIn, nudge } from '../support/messages-in.ts';
import { listening } from '../support/prism.ts';
import type { ReachablePerson } from '../support/reachable-person.ts';
import { startWorker, type WorkerProcess } from '../support/worker-process.ts';

const house = aHouse();
const { db, newPerson, emptyQueue } = messagesIn(house);

// To whom texts were handed over, in the order in which they came. Each is answered for after a while, as by Twilio.
const taken: { to: string; at: number }[] = [];
const takes = 40;
const twilio = createServer(async (request, response) => {
  const form = new URLSearchParams(await text(request));
  taken.push({ to: String(form.get('To')), at: performance.now() });
  await pause(takes);
  const sid = `SM${String(taken.length).padStart(32, '0')}`;
  response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ sid }));
});

let worker: WorkerProcess;
beforeAll(async () => {
  worker = await startWorker(house.database, await listening(twilio));
});
afterAll(async () => {
  await worker.stop();
  twilio.closeAllConnections();
  twilio.close();
});

const code: MessageFacts = { kind: 'sign_in_code', code: '123456' };

async function put(service: TestService, person: ReachablePerson, facts: MessageFacts): Promise<void> {
  const { victimId, caseId, choices } = person;
  await transactionAs(service.worker, (tx) =>
    enqueue(tx, {
      ...{ victimId, caseId, updateId: null, kind: facts.kind, channel: 'text', facts },
      ...{ contactPointId: person.mobile.id, channelChoiceId: choices.text },
      topicChoiceId: facts.kind === 'update' ? choices.decision : choices.contact,
    }),
  );
}

type Waited = { before: number; ms: number };

/** Puts texts in one after the other: how many others were handed over before each of them, and how long it took. */
async function waitsOf(
  service: TestService,
  people: ReachablePerson[],
  facts: MessageFacts,
): Promise<Waited[]> {
  const waits: Waited[] = [];
  for (const person of people) {
    await put(service, person, facts);
    const from = { count: taken.length, at: performance.now() };
    const itself = () => taken.slice(from.count).findIndex(({ to }) => to === person.mobile.value);
    while (itself() < 0) await pause(2);
    waits.push({ before: itself(), ms: (taken[from.count + itself()]?.at ?? 0) - from.at });
    await pause(takes);
  }
  return waits;
}

async function peopleOf(service: TestService, count: number): Promise<ReachablePerson[]> {
  const people: ReachablePerson[] = [];
  while (people.length < count) people.push(await newPerson(service.worker));
  await atAnyHour(db(), people);
  return people;
}

/** Thousands of texts of the first service are leaving while `work` is done. */
async function whileFlooded<T>(work: () => Promise<T>): Promise<{ result: T; stillComing: number }> {
  await flood(db(), await peopleOf(house.here, 100), 80, lanes.routine);
  const begun = taken.length;
  while (taken.length < begun + 200) await pause(5);
  const result = await work();
  const [left] = await db()<
    { count: number }[]
  >`select count(*)::int as count from message where state = 'queued'`;
  await emptyQueue();
  return { result, stillComing: Number(left?.count) };
}

const middle = (waits: Waited[]) =>
  waits.map(({ ms }) => ms).toSorted((a, b) => a - b)[Math.floor(waits.length / 2)] ?? 0;
const most = (waits: Waited[]) => Math.max(...waits.map(({ before }) => before));

// What a service hands over at once takes as long as one of them. One turn may be under way when a text comes and another begin
// while it is claimed: with these in between it waits twice as long as alone, and behind no queue.
const twoTurns = places.all;

describe('while one service sends thousands of texts', () => {
  test('those of another wait for no more than it hands over at once and once more, where alone they wait for none', async () => {
    const people = await peopleOf(house.elsewhere, 12);
    const alone = await waitsOf(house.elsewhere, people, nudge);
    const { result: beside, stillComing } = await whileFlooded(() => waitsOf(house.elsewhere, people, nudge));
    expect(stillComing).toBeGreaterThan(0);
    expect(most(alone)).toBe(0);
    expect(most(beside)).toBeLessThanOrEqual(twoTurns);
    console.log(
      `alone ${middle(alone).toFixed(0)} ms, beside ${middle(beside).toFixed(0)} ms and ${most(beside)} others before it at most`,
    );
  });

  test('so do codes of its own people', async () => {
    const people = await peopleOf(house.here, 12);
    const { result: waits, stillComing } = await whileFlooded(() => waitsOf(house.here, people, code));
    expect(stillComing).toBeGreaterThan(0);
    expect(most(waits)).toBeLessThanOrEqual(twoTurns);
    console.log(`codes ${middle(waits).toFixed(0)} ms and ${most(waits)} others before one at most`);
  });
});
