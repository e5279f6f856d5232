import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Step, steps } from '../../messaging/step.server.ts';
import { aHouse } from '../support/house.ts';
import { messagesIn } from '../support/messages-in.ts';
import type { ReachablePerson } from '../support/reachable-person.ts';
import { type KeptRunning, keptRunning } from './kept-running.ts';
import { manyPeople } from './people.ts';
import { killed, type Started, startWorker } from './processes.ts';
import { type StandIn, standInForTwilio } from './stand-in.ts';
import { doItNow, everythingEnds, minutesPass } from './time.ts';
import { verdict } from './verdict.ts';
import { watchWithdrawals } from './withdrawals.ts';

const deaths = process.env.HEARD_FULL ? 50 : 1;
const house = aHouse();
const { queue } = messagesIn(house);

let db: postgres.Sql;
let standIn: StandIn;
let workers: KeptRunning;
let doomed: Started[] = [];
const people: ReachablePerson[] = [];
const died = new Map<Step, number>(steps.map((step) => [step, 0]));

beforeAll(async () => {
  db = postgres(house.database.superuserUrl, { max: 8, onnotice: () => undefined });
  const doors = () =>
    [...doomed, ...workers.all()].flatMap(({ url, listens, child }) =>
      listens && child.signalCode === null ? [url] : [],
    );
  standIn = await standInForTwilio({ ambiguous: 30, silent: 40, doors });
  workers = keptRunning(1, () => startWorker(house.database, standIn.url));
  await watchWithdrawals(db);
});
afterAll(async () => {
  await Promise.all([workers.stop(), ...doomed.map(killed)]);
  standIn.close();
  await db.end({ timeout: 5 });
});

async function queueFor(count: number): Promise<void> {
  if (people.length < count) people.push(...(await manyPeople(db, house.here, 100)));
  for (const person of people.splice(0, count)) await queue(person);
}

// The parts of the protocol, and how many workers die in each at a time, at those of its steps that were least died at: who
// dies asking a provider keeps the others from it for a while.
const parts = [
  { of: steps.slice(0, 6), atATime: 2 },
  { of: steps.slice(6, 10), atATime: 1 },
  { of: steps.slice(10), atATime: 1 },
];
const timesDied = (step: Step) => Number(died.get(step));
const nextOf = ({ of, atATime }: (typeof parts)[number]) =>
  of
    .filter((step) => timesDied(step) < deaths)
    .sort((a, b) => timesDied(a) - timesDied(b))
    .slice(0, atATime);

async function dieAt(step: Step): Promise<Started> {
  const words = ['--import', './tests/chaos/dies-at.ts'];
  const one = await startWorker(house.database, standIn.url, words, { DIE_AT: step });
  void one.ended.then(() => {
    if (doomed.includes(one)) died.set(step, timesDied(step) + 1);
  });
  return one;
}

/** A quarter of an hour later: some workers that are to die, with something to do, until they have or had the time to. */
async function oneRound(): Promise<void> {
  await queueFor(8);
  await minutesPass({ db, standIn }, 16);
  doomed = await Promise.all(parts.flatMap(nextOf).map(dieAt));
  const alive = () => doomed.filter(({ child }) => child.exitCode === null && child.signalCode === null);
  // Counted from when they listen, for on a busy machine that alone may take long.
  for (let atWork = 0; alive().length > 0 && atWork < 5000; ) {
    await pause(200);
    if (!alive().every(({ listens }) => listens)) continue;
    atWork += 200;
    // What the dead had begun would keep the last one waiting for minutes.
    if (alive().length === 1)
      await db`update timetable_run set lease_until = null where claimed_at < now() - interval '3 seconds'`;
    await doItNow(db);
    if (atWork > 400) await queueFor(1);
  }
  await Promise.all(doomed.splice(0).map(killed));
}

test(`nothing is lost and nothing taken twice when workers die ${deaths} times at each of ${steps.length} steps`, async () => {
  while (steps.some((step) => timesDied(step) < deaths)) await oneRound();
  await everythingEnds({ db, standIn, workers });
  const ended = await verdict(db, standIn);
  process.stdout.write(`${JSON.stringify({ ...ended, died: Object.fromEntries(died) })}\n`);
  expect(ended).toMatchObject({ lost: 0, twice: 0, nobodys: 0, untrue: 0 });
  expect(ended.taken).toBeGreaterThan(ended.messages / 2);
});
