import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aHouse } from '../support/house.ts';
import type { ReachablePerson } from '../support/reachable-person.ts';
import { type KeptRunning, keptRunning } from './kept-running.ts';
import { manyPeople } from './people.ts';
import { powerCut } from './power-cut.ts';
import { killed, type Started, startProgram, startWorker, until } from './processes.ts';
import { progress } from './progress.ts';
import { type StandIn, standInForTwilio } from './stand-in.ts';
import { everythingEnds, laterOn } from './time.ts';
import { forgotten, verdict } from './verdict.ts';
import { claimedAfterwards, watchWithdrawals, withdrawnFrom } from './withdrawals.ts';

const each = 5;
const plan = process.env.HEARD_FULL
  ? { messages: 20_000, kills: 60, powerCuts: 5 }
  : { messages: 2000, kills: 6, powerCuts: 1 };
const house = aHouse();

let db: postgres.Sql;
let standIn: StandIn;
let workers: KeptRunning;
let people: ReachablePerson[];
const desks: Started[] = [];
const did = { workers: 0, desks: 0, powerCuts: 0 };

beforeAll(async () => {
  db = postgres(house.database.superuserUrl, { max: 8, onnotice: () => undefined });
  const doors = () => workers.all().flatMap(({ url, listens }) => (listens ? [url] : []));
  standIn = await standInForTwilio({ ambiguous: 4, silent: 3, doors });
  workers = keptRunning(2, () => startWorker(house.database, standIn.url));
  people = await manyPeople(db, house.here, plan.messages / each);
  await watchWithdrawals(db);
}, 300_000);
afterAll(async () => {
  await Promise.all([workers.stop(), ...desks.map(killed)]);
  standIn.close();
  await db.end({ timeout: 5 });
});

// Every other person takes their yes back, some at once and some when most has left.
const withdrawsAt = (turn: number) => (turn % 2 ? null : (turn / plan.messages) * each * 0.7);

function newDesk(): Started {
  const { serviceId, staffId } = house.here.worker;
  const desk = startProgram('desk.ts', {
    databaseUrl: house.database.everyActorUrl,
    superuserUrl: house.database.superuserUrl,
    staff: { role: 'staff', serviceId, staffId },
    each,
    people: people.map((person, turn) => ({ person, withdrawsAt: withdrawsAt(turn) })),
  });
  desks.push(desk);
  return desk;
}

/** Two workers and a desk: every fourth time the desk is killed, else a worker, PostgreSQL now and then; time passes between. */
async function havoc(): Promise<void> {
  const firstDesk = newDesk();
  // So that a good part still waits when people begin to take their yes back.
  await until('there was something to send', async () => firstDesk.said.length > plan.messages * 0.3, 300);
  await workers.start();
  const cutEvery = Math.floor(plan.kills / plan.powerCuts);
  for (let kill = 1; kill <= plan.kills; kill += 1) {
    await untilThatFar(kill / (plan.kills + 1));
    if (kill % 4 === 0) await killDesk();
    else await killWorker();
    if (kill % cutEvery === cutEvery - 1) {
      await powerCut(db);
      did.powerCuts += 1;
    }
    if (kill % 10 === 5) await laterOn({ db, standIn, workers }, 16);
  }
  await until('the desk was done', deskIsDone, 900);
}

// One that PostgreSQL was away from as it came is begun again.
async function deskIsDone(): Promise<boolean> {
  const ended = desks.at(-1)?.child.exitCode;
  if (ended) newDesk();
  return ended === 0;
}

// By how much has left and not by a clock, so that on a machine of any speed every part of the work is met by the kills.
async function untilThatFar(share: number): Promise<void> {
  const longest = Date.now() + 60_000;
  while (Date.now() < longest && ((await progress(db, plan.messages)) ?? 0) < share) await pause(50);
}

async function killWorker(): Promise<void> {
  await workers.killOldest();
  did.workers += 1;
}

async function killDesk(): Promise<void> {
  const desk = desks.at(-1);
  if (desk) await killed(desk);
  newDesk();
  did.desks += 1;
}

test(`of ${plan.messages} messages none is lost, taken twice, or claimed after a withdrawal`, async () => {
  const begun = performance.now();
  await havoc();
  const chaosSeconds = Math.round((performance.now() - begun) / 1000);
  await everythingEnds({ db, standIn, workers });
  const ended = await verdict(db, standIn);
  const kept = desks.flatMap(({ said }) => said);
  const withdrawals = { ...(await claimedAfterwards(db)), met: await withdrawnFrom(db) };
  const { ambiguous, callbacks } = standIn;
  const endedAlone = workers.endedAlone();
  const seconds = Math.round((performance.now() - begun) / 1000);
  const told = { ...ended, did, endedAlone, ambiguous, callbacks, withdrawals, chaosSeconds, seconds };
  process.stdout.write(`${JSON.stringify(told)}\n`);
  expect(ended).toMatchObject({ lost: 0, twice: 0, nobodys: 0, untrue: 0, late: 0 });
  expect(ended.messages).toBeGreaterThanOrEqual(plan.messages);
  expect(await forgotten(db, kept)).toBe(0);
  expect(withdrawals).toMatchObject({ withdrawn: people.length / 2, afterwards: 0 });
  expect(did.powerCuts).toBe(plan.powerCuts);
  expect(did.workers + did.desks).toBe(plan.kills);
  // What the run is about took place: each kind of doubt, callbacks before their answers, withdrawals that met messages on
  // their way and messages that were still here.
  expect(Object.values(ambiguous).every((count) => count > 0)).toBe(true);
  expect(callbacks.early).toBeGreaterThan(0);
  expect(Object.keys(withdrawals.met)).toEqual(expect.arrayContaining(['queued', 'delivered']));
  expect(ended.givenToStaff).toBeLessThan(plan.messages / 20);
});

// Without this the rest proves nothing: the harness must be able to see a text go twice.
test('a worker that takes every error for “not sent” does send twice here', async () => {
  await db`create table naive (id text primary key, state text not null default 'created', begun timestamptz)`;
  await db`insert into naive (id) select 'naive' || n from generate_series(1, ${plan.messages}) as n`;
  const other = await standInForTwilio({ ambiguous: 4, silent: 100, doors: () => [] });
  const start = () =>
    startProgram('naive.ts', { databaseUrl: house.database.superuserUrl, apiBase: other.url });
  let naive = start();
  for (let kill = 1; kill <= plan.kills; kill += 1) {
    while (other.texts.length < (kill * plan.messages) / (plan.kills + 1)) await pause(10);
    await killed(naive);
    naive = start();
  }
  await naive.ended;
  const tokens = new Set(other.texts.map(({ token }) => token));
  other.close();
  const twice = other.texts.length - tokens.size;
  process.stdout.write(`${JSON.stringify({ naive: { messages: tokens.size, twice } })}\n`);
  expect(tokens.size).toBeGreaterThan(plan.messages * 0.99);
  expect(twice).toBeGreaterThan(0);
});
