import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { stopBatch } from '../../casework/batch/confirm.server.ts';
import { tellSome } from '../../casework/batch/tell.server.ts';
import { withdrawChoice, withdrawEverything } from '../../casework/choice/store.server.ts';
import { pauseEverything } from '../../casework/hold/store.server.ts';
import { updatesOf } from '../../casework/update/store.server.ts';
import { type StaffActor, transactionAs } from '../../db/transaction.server.ts';
import { sendDue } from '../../messaging/deliver.server.ts';
import { aHouse } from '../support/house.ts';
import { messagesIn, paperIn, wednesdayNoon } from '../support/messages-in.ts';
import type { ReachablePerson } from '../support/reachable-person.ts';
import {
  afterTenMinutes,
  confirmed,
  type Incident,
  newsOf,
  peopleOfOneIncident,
  saved,
} from '../support/several.ts';

const house = aHouse();
const { db, emptyQueue } = messagesIn(house);
const [paper, stoppedPaper] = [paperIn(), paperIn()];
const sets = process.env.HEARD_FULL === undefined ? 40 : 110;
// Those of the stops are others, so that what they were told before does not slow telling them.
const [here, elsewhere, stopped] = [{} as Incident, {} as Incident, {} as Incident];

beforeAll(async () => {
  Object.assign(here, await peopleOfOneIncident(db(), house.here.worker, 7));
  Object.assign(stopped, await peopleOfOneIncident(db(), house.here.worker, 7));
  Object.assign(elsewhere, await peopleOfOneIncident(db(), house.elsewhere.worker, 3));
});

const asked = () => ({
  ...{ how: 'phone' as const, askedBy: house.here.worker.staffId, answeredAs: 'self' as const },
  ...{ language: 'en' as const, format: 'standard' },
  words: { key: 'choice.updates.decision', text: 'May we?', reviewState: 'source' as const },
});

/** What may happen to somebody between being seen in a set and their turn, and whether they are told all the same. */
const changes = {
  nothing: { staysIn: true, make: async () => undefined },
  oneWayShut: {
    staysIn: true,
    make: async ({ mobile }) =>
      void (await db()`update contact_point set bad_at = now() where id = ${mobile.id}`),
  },
  everyWayShut: {
    staysIn: false,
    make: async ({ victimId }) =>
      void (await db()`update contact_point set bad_at = now() where victim_id = ${victimId}`),
  },
  withdrawn: {
    staysIn: false,
    make: ({ victimId, choices }) =>
      transactionAs(house.here.worker, (tx) => withdrawChoice(tx, victimId, choices.decision, asked())),
  },
  withdrawnEverything: {
    staysIn: false,
    make: ({ victimId }) =>
      transactionAs(house.here.worker, (tx) => withdrawEverything(tx, victimId, asked())),
  },
  paused: {
    staysIn: false,
    make: ({ victimId }) =>
      transactionAs(house.here.worker, (tx) => pauseEverything(tx, victimId, 'staff', null)),
  },
  closed: {
    staysIn: false,
    make: async ({ caseId }) =>
      void (await db()`update victim_case set closed_at = now() where id = ${caseId}`),
  },
  shutToTheWorker: {
    staysIn: false,
    make: async ({ victimId }) =>
      void (await db()`insert into staff_conflict (service_id, staff_id, victim_id)
        values (${house.here.id}, ${house.here.worker.staffId}, ${victimId})`),
  },
} satisfies Record<string, { staysIn: boolean; make: (person: ReachablePerson) => Promise<unknown> }>;
const kinds = Object.keys(changes).filter((name): name is keyof typeof changes => name in changes);

// As if nobody had ever answered anything but yes.
async function beginAgain(): Promise<void> {
  const ids = [...here.people, ...stopped.people].map(({ victimId }) => victimId);
  await db()`update choice_now set state = 'agreed' where victim_id in ${db()(ids)}`;
  await db()`update hold set held = false, reason = null, until = null where victim_id in ${db()(ids)}`;
  await db()`update contact_point set bad_at = null where victim_id in ${db()(ids)}`;
  await db()`update victim_case set closed_at = null where victim_id in ${db()(ids)}`;
  await db()`delete from staff_conflict where victim_id in ${db()(ids)}`;
  await emptyQueue();
}

const deputyOf = ({ serviceId, staffId }: StaffActor): StaffActor => ({ role: 'deputy', serviceId, staffId });
const tell = (worker: StaffActor, batchId: string, limit: number) =>
  transactionAs(deputyOf(worker), (tx) => tellSome(tx, batchId, limit));
const send = (serviceId: string, by = paper) =>
  sendDue(serviceId, { at: wednesdayNoon, providerFor: by.providerFor });

// Nobody is told twice of what happened on one day, so that each set is about a day of its own.
let days = 0;
function aDay(): string {
  days += 1;
  return new Date(Date.UTC(2000, 0, 1) + 86_400_000 * days).toISOString().slice(0, 10);
}

async function begun(worker: StaffActor, it: Incident, words: string) {
  const [first] = newsOf().words;
  const news = { happenedOn: aDay(), words: first ? [{ ...first, happened: words }] : [] };
  const batchId = await saved(worker, it, news);
  const seen = await db()<{ victim_id: string }[]>`
    select victim_id from batch_person where batch_id = ${batchId} and why is null`;
  if (seen.length > 0) {
    await confirmed(worker, batchId, seen.length);
    await afterTenMinutes(db(), batchId);
  }
  return { batchId, seen: new Set(seen.map((row) => row.victim_id)) };
}

type Told = { victim_id: string; update_id: string };
const toldIn = (batchId: string) =>
  db()<
    Told[]
  >`select victim_id, update_id from batch_person where batch_id = ${batchId} and outcome = 'told'`;
const messagesOf = (batchId: string) =>
  db()<{ id: string; victim_id: string; state: string }[]>`
    select id, victim_id, state from message where batch_id = ${batchId} order by id`;

const someChanges = fc.array(fc.constantFrom(...kinds), { minLength: 7, maxLength: 7 });

describe('people who change their minds between being seen in a set and their turn', () => {
  test(`are told when they were seen and agree still, and nobody else is, in ${sets} sets`, async () => {
    let toldAtAll = 0;
    await fc.assert(
      fc.asyncProperty(
        someChanges,
        someChanges,
        fc.integer({ min: 1, max: 4 }),
        async (before, after, atOnce) => {
          await beginAgain();
          for (const [place, person] of here.people.entries())
            if (place % 3 === 0) await changes[before[place] ?? 'nothing'].make(person);
          const foreign =
            days % 20 === 0 ? await begun(house.elsewhere.worker, elsewhere, 'Canary of Hollowell.') : null;
          const { batchId, seen } = await begun(house.here.worker, here, 'News of Rivermead.');
          for (const [place, person] of here.people.entries())
            if (place % 3 !== 0) await changes[after[place] ?? 'nothing'].make(person);
          let turns = 1;
          while (turns > 0) {
            turns = await tell(house.here.worker, batchId, atOnce);
            if (foreign) await tell(house.elsewhere.worker, foreign.batchId, 1);
            await send(house.here.id);
          }
          const agreed = here.people.filter((person, place) => {
            const kind = (place % 3 === 0 ? before : after)[place] ?? 'nothing';
            return seen.has(person.victimId) && changes[kind].staysIn;
          });
          const told = await toldIn(batchId);
          expect(new Set(told.map(({ victim_id }) => victim_id))).toEqual(
            new Set(agreed.map(({ victimId }) => victimId)),
          );
          const messages = await messagesOf(batchId);
          expect(new Set(messages.map(({ victim_id }) => victim_id))).toEqual(
            new Set(agreed.map(({ victimId }) => victimId)),
          );
          expect(messages.filter(({ state }) => state !== 'accepted')).toEqual([]);
          toldAtAll += told.length;
        },
      ),
      { numRuns: sets },
    );
    expect(toldAtAll).toBeGreaterThan(sets);
    const [kept] = await db()<
      { count: number }[]
    >`select count(*)::int from batch where service_id = ${house.here.id} and people > 0`;
    expect(kept?.count).toBeGreaterThanOrEqual(sets);
  });

  test('read the words of their own service only, and nothing of another left for them', async () => {
    await beginAgain();
    for (const { victimId } of here.people) {
      const updates = await transactionAs(house.here.worker, (tx) => updatesOf(tx, victimId));
      expect(new Set(updates.map(({ happened }) => happened))).toEqual(new Set(['News of Rivermead.']));
    }
    const strangers = elsewhere.people.flatMap(({ mobile, email }) => [mobile.value, email.value]);
    const sheets = await paper.read();
    expect(sheets.length).toBeGreaterThan(sets);
    expect(sheets.filter(({ to }) => strangers.includes(to))).toEqual([]);
    expect(JSON.stringify(sheets)).not.toMatch(/Canary|Hollowell|News of/);
    const [crossed] = await db()<{ count: number }[]>`
      select count(*)::int from message m join batch b on b.id = m.batch_id where m.service_id <> b.service_id`;
    expect(crossed).toEqual({ count: 0 });
  });
});

describe('a stop', () => {
  const stops = 30;
  test(`leaves nothing of a set here, whatever is being told or sent at that instant, ${stops} times`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 1, max: 3 }),
        async (first, atOnce) => {
          await beginAgain();
          const { batchId } = await begun(house.here.worker, stopped, 'News of Rivermead.');
          if (first > 0) await tell(house.here.worker, batchId, first);
          await Promise.all([
            send(house.here.id, stoppedPaper),
            tell(house.here.worker, batchId, atOnce),
            transactionAs(house.here.manager, (tx) => stopBatch(tx, batchId)),
          ]);
          const atStop = await messagesOf(batchId);
          expect(atStop.filter(({ state }) => !['accepted', 'cancelled'].includes(state))).toEqual([]);
          expect(await tell(house.here.worker, batchId, 7)).toBe(0);
          await send(house.here.id, stoppedPaper);
          expect(await messagesOf(batchId)).toEqual(atStop);
          const sheets = (await stoppedPaper.read()).map(({ id }) => id);
          for (const { id, state } of atStop)
            expect([state, sheets.includes(id)]).toEqual([state, state === 'accepted']);
          const written = await db()`select id from case_update where id in (
          select update_id from batch_person where batch_id = ${batchId} and update_id is not null)`;
          expect(written).toHaveLength((await toldIn(batchId)).length);
        },
      ),
      { numRuns: stops },
    );
  });

  test('and a yes taken back in the middle of it: what is being told is over, and nothing more leaves', async () => {
    for (let round = 0; round < 15; round += 1) {
      await beginAgain();
      const { batchId } = await begun(house.here.worker, stopped, 'News of Rivermead.');
      const takeBack = stopped.people.map((person) => changes.withdrawn.make(person));
      await Promise.all([tell(house.here.worker, batchId, 7), ...takeBack]);
      const messages = await messagesOf(batchId);
      expect(messages.filter(({ state }) => state !== 'cancelled')).toEqual([]);
      await send(house.here.id, stoppedPaper);
      expect(await messagesOf(batchId)).toEqual(messages);
    }
  });
});
