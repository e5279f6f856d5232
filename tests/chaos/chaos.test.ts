import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildStale } from '../../bin/build.ts';
import { aHouse } from '../support/house.ts';
import { build } from '../support/running.ts';
import { type Site, siteAt } from './at-a-site.ts';
import { cookieOf } from './cookie.ts';
import { type KeptRunning, keptRunning } from './kept-running.ts';
import { manyPeople } from './people.ts';
import { type Leaving, takeBack } from './people-at-home.ts';
import { powerCut } from './power-cut.ts';
import { killed, startProgram, startSite, startWorker, until } from './processes.ts';
import { progress } from './progress.ts';
import { decided, type Told, type Writing, writeUpdates } from './staff.ts';
import { type StandIn, standInForTwilio } from './stand-in.ts';
import { everythingEnds, laterOn } from './time.ts';
import { saidAndKept, verdict } from './verdict.ts';
import { claimedAfterwards, watchWithdrawals, withdrawnFrom } from './withdrawals.ts';
import { heldUntold, keptUntold } from './worst-moment.ts';

const each = 5;
const plan = process.env.HEARD_FULL
  ? { messages: 20_000, kills: 60, powerCuts: 5 }
  : { messages: 2000, kills: 6, powerCuts: 1 };
const house = aHouse();
const kinds = ['workers', 'backoffice', 'portal'] as const;
type Kind = (typeof kinds)[number];

let db: postgres.Sql;
let standIn: StandIn;
let running: Record<Kind, KeptRunning>;
let told: Told[];
let leaving: Leaving[];
let desks: string[];
const writing: Writing = { kept: [], refused: 0 };
const did = { workers: 0, backoffice: 0, portal: 0, powerCuts: 0 };

beforeAll(async () => {
  await buildStale(build);
  db = postgres(house.database.superuserUrl, { max: 8, onnotice: () => undefined });
  const doors = () => running.workers.all().flatMap(({ url, listens }) => (listens ? [url] : []));
  standIn = await standInForTwilio({ ambiguous: 4, silent: 3, doors });
  running = {
    workers: keptRunning(2, () => startWorker(house.database, standIn.url)),
    backoffice: keptRunning(2, () => startSite('backoffice', house.database)),
    portal: keptRunning(1, () => startSite('portal', house.database)),
  };
  const people = await manyPeople(db, house.here, plan.messages / each);
  told = await decided(db, people, house.here.worker.staffId);
  // Every other person takes their yes back, some at once and some when most has left.
  leaving = await Promise.all(
    people
      .filter((_, turn) => turn % 2 === 0)
      .map(async ({ serviceId, victimId, choices }, turn, all) => ({
        cookie: await cookieOf(db, { role: 'victim', serviceId, victimId, personId: victimId }),
        choiceId: choices.decision,
        at: (turn / all.length) * 0.95,
      })),
  );
  desks = await Promise.all(Array.from({ length: 8 }, () => cookieOf(db, house.here.worker)));
  await watchWithdrawals(db);
});
afterAll(async () => {
  await Promise.all(kinds.map((kind) => running[kind].stop()));
  standIn.close();
  await db.end({ timeout: 5 });
});

// Asked for by whoever kills, and not while PostgreSQL is being killed.
let far = 0;
const look = async () => {
  far = (await progress(db, plan.messages)) ?? far;
};

/** Kills each kind of process in turn and PostgreSQL now and then; time passes between. */
async function havoc(sites: Record<'backoffice' | 'portal', Site>, isOver: () => boolean): Promise<void> {
  // So that a good part still waits when people begin to take their yes back.
  await until('there was something to send', async () => writing.kept.length > plan.messages * 0.5, 900);
  await running.workers.start();
  const cutEvery = Math.floor(plan.kills / plan.powerCuts);
  for (let kill = 1; kill <= plan.kills; kill += 1) {
    await untilThatFar(kill / (plan.kills + 1));
    const kind = kinds[kill % kinds.length] ?? 'workers';
    await killOne(kind, kind === 'workers' ? null : sites[kind]);
    if (kill % cutEvery === cutEvery - 1) {
      await powerCut(db);
      did.powerCuts += 1;
    }
    if (kill % 10 === 5) await laterOn({ db, standIn, workers: running.workers }, 16);
  }
  const allIsSaid = async () => {
    await look();
    return isOver();
  };
  await until('everybody had said what they had to say', allIsSaid, 900);
}

// By how much has left and not by a clock, so that on a machine of any speed every part of the work is met by the kills.
async function untilThatFar(share: number): Promise<void> {
  const longest = Date.now() + 60_000;
  for (; Date.now() < longest && far < share; await pause(50)) await look();
}

async function killOne(kind: Kind, site: Site | null): Promise<void> {
  const { all, killOldest } = running[kind];
  await until(`one of the ${kind} listened`, async () => all().some(({ listens }) => listens));
  const [oldest] = all();
  if (site && oldest) await heldUntold(db, oldest, site, look);
  await killOldest();
  did[kind] += 1;
}

/** Staff write and people take their yes back, through the sites, while everything is killed; until all of it was said. */
async function everybody(sites: Record<'backoffice' | 'portal', Site>): Promise<void> {
  await Promise.all([running.backoffice.start(), running.portal.start()]);
  let isOver = false;
  const said = Promise.all([
    writeUpdates(sites.backoffice, desks, told, { count: plan.messages, writing }),
    takeBack(sites.portal, leaving, () => far),
  ]).finally(() => {
    isOver = true;
  });
  await Promise.all([said, havoc(sites, () => isOver)]);
  await Promise.all([running.backoffice.stop(), running.portal.stop()]);
}

test(`of ${plan.messages} messages none is lost, taken twice, or claimed after a withdrawal`, async () => {
  const begun = performance.now();
  const secondsSince = () => Math.round((performance.now() - begun) / 1000);
  const sites = {
    backoffice: siteAt('backoffice', 'rivermead.localhost', running.backoffice),
    portal: siteAt('portal', 'rivermead.localhost', running.portal),
  };
  await everybody(sites);
  const chaosSeconds = secondsSince();
  await everythingEnds({ db, standIn, workers: running.workers });
  const ended = await verdict(db, standIn);
  const said = await saidAndKept(db, writing.kept);
  const withdrawals = { ...(await claimedAfterwards(db)), met: await withdrawnFrom(db) };
  const { ambiguous, callbacks } = standIn;
  const untold = {
    backoffice: await keptUntold(db, sites.backoffice),
    portal: await keptUntold(db, sites.portal),
  };
  const requests = { backoffice: sites.backoffice.requests, portal: sites.portal.requests, untold };
  const met = { backoffice: sites.backoffice.met, portal: sites.portal.met };
  const endedAlone = Object.fromEntries(kinds.map((kind) => [kind, running[kind].endedAlone()]));
  const staff = { kept: writing.kept.length, refused: writing.refused, ...said };
  const all = {
    ...ended,
    did,
    endedAlone,
    requests,
    met,
    staff,
    ambiguous,
    callbacks,
    withdrawals,
    chaosSeconds,
  };
  process.stdout.write(`${JSON.stringify({ ...all, seconds: secondsSince() })}\n`);
  expect(ended).toMatchObject({ lost: 0, twice: 0, nobodys: 0, untrue: 0, late: 0 });
  expect(said).toEqual({ forgotten: 0, unasked: 0 });
  expect(ended.messages).toBe(plan.messages);
  expect(withdrawals).toMatchObject({ withdrawn: leaving.length, afterwards: 0 });
  expect(did.powerCuts).toBe(plan.powerCuts);
  expect(did.workers + did.backoffice + did.portal).toBe(plan.kills);
  // What the run is about took place: each kind of doubt, forms that met a death and were kept all the same, callbacks before
  // their answers, withdrawals that met messages on their way and messages that were still here.
  expect(Object.values(ambiguous).every((count) => count > 0)).toBe(true);
  expect(callbacks.early).toBeGreaterThan(0);
  expect(Object.keys(withdrawals.met)).toEqual(expect.arrayContaining(['queued', 'delivered']));
  expect(met.backoffice['form, unanswered']).toBeGreaterThan(0);
  // With two processes of a site the other one may have kept what was seen, and answers: not every kill is at that moment.
  expect(untold.backoffice + untold.portal).toBeGreaterThan(0);
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
