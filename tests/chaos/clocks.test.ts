import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { faketime } from '../../bin/faketime.ts';
import { transactionAs } from '../../db/transaction.server.ts';
import { claim } from '../../messaging/claim.server.ts';
import { aHouse } from '../support/house.ts';
import { answering, messagesIn } from '../support/messages-in.ts';
import type { ReachablePerson } from '../support/reachable-person.ts';
import { manyPeople } from './people.ts';
import { killed, type Started, startProgram, startWorker, until } from './processes.ts';
import { type StandIn, standInForTwilio } from './stand-in.ts';
import { doItNow } from './time.ts';

const times = process.env.HEARD_FULL ? 50 : 1;
const house = aHouse();
const { queue, stateOf } = messagesIn(house);

let db: postgres.Sql;
let standIn: StandIn;
let library: string;
const people: ReachablePerson[] = [];
beforeAll(async () => {
  library = await faketime();
  db = postgres(house.database.superuserUrl, { max: 4, onnotice: () => undefined });
  standIn = await standInForTwilio({ ambiguous: 0, silent: 100, doors: () => [] });
  people.push(...(await manyPeople(db, house.here, 16)));
});
afterAll(async () => {
  standIn.close();
  await db.end({ timeout: 5 });
});

const wrongBy = (offset: string) => ({ LD_PRELOAD: library, FAKETIME: offset });

const started: Started[] = [];
afterEach(() => Promise.all(started.splice(0).map(killed)));

/** A worker whose machine has the wrong time, and whether it really has. */
async function workerWrongBy(offset: '+2h' | '-2h'): Promise<Started> {
  const worker = await startWorker(house.database, standIn.url, [], wrongBy(offset));
  started.push(worker);
  await until('the worker listened', async () => worker.listens);
  const { startedAt } = await fetch(`${worker.url}/version`).then((answer) => answer.json());
  const hours = Math.round((Date.parse(startedAt) - Date.now()) / 3_600_000);
  expect(`${hours > 0 ? '+' : ''}${hours}h`).toBe(offset);
  return worker;
}

/** Sixteen messages that somebody with the right time has claimed a moment ago and is still handing over. */
async function inOtherHands(): Promise<string[]> {
  for (const person of people) await queue(person);
  const { providerFor } = answering({ state: 'accepted', providerId: 'SM1' });
  const sender = { role: 'sender' as const, serviceId: house.here.id };
  const { claimed } = await transactionAs(sender, (tx) => claim(tx, { limit: 16, providerFor }));
  expect(claimed).toHaveLength(16);
  return claimed.map(({ id }) => id);
}

const submitting = async (ids: string[]) =>
  Number(
    (
      await db`select count(*) as n from message where id in ${db(ids)} and state = 'submitting' and attempts = 1`
    )[0]?.n,
  );
const reaps = async () =>
  Number(
    (
      await db`select coalesce(sum(claims), 0) as n from timetable_run where name = 'reap_leases' and outcome = 'done'`
    )[0]?.n,
  );

async function untilReaped(more: number): Promise<void> {
  const before = await reaps();
  await until('somebody had looked for leases that ended', async () => {
    await doItNow(db);
    await pause(200);
    return (await reaps()) >= before + more;
  });
}

describe.each(['+2h', '-2h'] as const)('a worker whose clock is wrong by %s', (offset) => {
  test(`takes nothing out of other hands before its lease ends, and everything after, ${times} times`, async () => {
    for (let time = 0; time < times; time += 1) {
      const ids = await inOtherHands();
      const worker = await workerWrongBy(offset);
      await untilReaped(3);
      expect(await submitting(ids)).toBe(16);
      await db`update message set lease_until = now() where id in ${db(ids)}`;
      await until('what nobody holds any more was taken', async () => {
        await doItNow(db);
        return (await submitting(ids)) === 0;
      });
      await killed(worker);
    }
    expect(standIn.texts).toEqual([]);
  });

  test('sends what may leave at this moment, and neither what may leave in an hour nor what could an hour ago', async () => {
    const [now, later, ended] = [await queue(one(0)), await queue(one(1)), await queue(one(2))];
    await db`update message set not_before = now() + interval '1 hour' where id = ${later}`;
    await db`update message set expires_at = now() - interval '1 hour' where id = ${ended}`;
    const before = standIn.texts.length;
    const worker = await workerWrongBy(offset);
    await until('what may leave had left', async () => (await stateOf(now))?.state === 'accepted');
    await untilReaped(2);
    await killed(worker);
    expect(await stateOf(later)).toMatchObject({ state: 'queued' });
    expect((await stateOf(ended))?.state).not.toBe('accepted');
    expect(standIn.texts.splice(before)).toHaveLength(1);
    await db`update message set state = 'cancelled', cancelled_reason = 'staff' where id in ${db([later, ended])}`;
  });
});

function one(turn: number): ReachablePerson {
  const person = people[turn];
  if (!person) throw new Error('There are too few people');
  return person;
}

// Without this the rest proves nothing: a clock that is wrong must be able to take a lease.
test('one that went by its own clock would take them all', async () => {
  const ids = await inOtherHands();
  const { serviceId, staffId } = house.here.worker;
  const knows = { databaseUrl: house.database.everyActorUrl, staff: { role: 'staff', serviceId, staffId } };
  const thief = startProgram('own-clock.ts', knows, wrongBy('+2h'));
  await thief.ended;
  expect([thief.said, await submitting(ids)]).toEqual([['16'], 0]);
});
