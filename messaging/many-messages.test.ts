import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { blindIndex } from '#db/sealing.server.ts';
import { type ProcessActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../tests/support/house.ts';
import { messagesIn, wednesdayNoon } from '../tests/support/messages-in.ts';
import type { ReachablePerson } from '../tests/support/reachable-person.ts';
import { leaveUncounted } from '../tests/support/uncounted.ts';
import { stopMessagesTo } from './inbound/stop.server.ts';
import { beginning } from './page-by-page.server.ts';
import { judge } from './reconcile/judge.server.ts';
import { expireMessages, lookAtPageOfHeld } from './waiting.server.ts';

const house = aHouse();
const { db, newPerson, queue, stateOf, tasksOf } = messagesIn(house);

/** How many pages of messages and of numbers a piece of work reads: all five hundred and more, where it looks at each. */
const pagesRead = (role: ProcessActor['role'], work: (tx: Tx<ProcessActor>) => Promise<unknown>) =>
  transactionAs<ProcessActor, number>({ role, serviceId: house.here.id }, async (tx) => {
    const before = await pagesUntilNow(tx);
    await work(tx);
    return (await pagesUntilNow(tx)) - before;
  });
async function pagesUntilNow(tx: Tx<ProcessActor>): Promise<number> {
  const [read] = await tx.execute<{ pages: string }>(sql`
    select sum(pg_stat_get_xact_blocks_fetched(oid)) as pages from pg_class
    where relname in ('message', 'contact_point') or oid in (
      select indexrelid from pg_index where indrelid in ('message'::regclass, 'contact_point'::regclass))`);
  return Number(read?.pages);
}
const fewerThanAll = 200;

/** So many more messages like this one, but for what is said of them, put in at once; each to the number told by its turn. */
async function copies(
  id: string,
  count: number,
  changed: Record<string, string>,
  number = db()`m.contact_point_id`,
): Promise<string[]> {
  const rows = await db()<{ id: string }[]>`
    insert into message select copy.* from message m, generate_series(1, ${count}) as turn, lateral jsonb_populate_record(m,
      jsonb_build_object('turn', turn, 'id', gen_random_uuid(), 'contact_point_id', ${number}) || ${db().json(changed)}) as copy
    where m.id = ${id} returning id`;
  return rows.map((row) => row.id);
}

const other = {} as { person: ReachablePerson; id: string };
beforeAll(async () => {
  await leaveUncounted(db());
  other.person = await newPerson();
  other.id = await queue(other.person);
  const numberOfTurn = db()`md5(turn::text)::uuid`;
  await db()`
    insert into contact_point (service_id, id, victim_id, kind, sealed_value, blind_index, source, ended_at)
    select service_id, ${numberOfTurn}, victim_id, kind, sealed_value, sha256(convert_to(turn::text, 'UTF8')), source, now()
    from contact_point, generate_series(1, 10000) as turn where id = ${other.person.mobile.id}`;
  // One or two to each number, as in a service of many people.
  await copies(other.id, 10_000, { state: 'delivered', settled_at: '2026-11-21' }, numberOfTurn);
  await copies(other.id, 5000, {}, numberOfTurn);
});

describe.each(['nobody has counted yet', 'PostgreSQL has counted'])(
  'among ten thousand messages and numbers that %s',
  (what) => {
    beforeAll(async () => {
      if (what === 'PostgreSQL has counted') await db()`analyze`;
    });

    test('a STOP finds what waits for its number, and stops it and nothing else', async () => {
      const person = await newPerson();
      const id = await queue(person);
      const index = blindIndex(house.here.id, 'mobile', person.mobile.value);
      expect(await pagesRead('webhook', (tx) => stopMessagesTo(tx, { kind: 'mobile', index }))).toBeLessThan(
        fewerThanAll,
      );
      expect(await stateOf(id)).toMatchObject({ state: 'cancelled' });
      expect(await stateOf(other.id)).toMatchObject({ state: 'queued' });
    });

    test('a text whose answer was lost is judged with the others to its number, and goes once more', async () => {
      const id = await queue(await newPerson());
      await db()`update message set state = 'unknown', claimed_at = '2026-11-25T11:00Z', settled_at = '2026-11-25T11:01Z' where id = ${id}`;
      await db()`insert into attempt (service_id, message_id, number, provider, started_at, outcome)
      values (${house.here.id}, ${id}, 1, 'twilio', '2026-11-25T11:00Z', 'unknown')`;
      const pages = await pagesRead('sender', (tx) => judge(tx, id, [], wednesdayNoon));
      expect(pages).toBeLessThan(fewerThanAll);
      expect(await stateOf(id)).toMatchObject({ state: 'queued' });
    });

    test('a number is asked how often in turn nothing arrived there', async () => {
      const person = await newPerson();
      await copies(await queue(person), 4, { state: 'undelivered', settled_at: '2199-01-01' });
      let often: { often: string } | undefined;
      const pages = await pagesRead('webhook', async (tx) => {
        [often] = await tx.execute<{ often: string }>(
          sql`select not_reached(${person.mobile.id}::uuid) as often`,
        );
      });
      expect(often).toEqual({ often: '4' });
      expect(pages).toBeLessThan(fewerThanAll);
    });

    test('what is held is found, and nothing else is looked at', async () => {
      const id = await queue(await newPerson());
      await db()`update message set state = 'held', held_reason = 'quiet_hours' where id = ${id}`;
      const look = (tx: Tx<ProcessActor>) => lookAtPageOfHeld(tx, beginning, wednesdayNoon);
      expect(await pagesRead('sender', look)).toBeLessThan(fewerThanAll);
      expect(await stateOf(id)).toMatchObject({ state: 'queued', held_reason: null });
    });

    test('what outlived its time is found, and nothing else is looked at', async () => {
      const [late] = await copies(other.id, 1, { expires_at: '2026-11-25' });
      expect(await pagesRead('sender', (tx) => expireMessages(tx, wednesdayNoon))).toBeLessThan(fewerThanAll);
      expect(await stateOf(String(late))).toMatchObject({ state: 'expired' });
      expect(await stateOf(other.id)).toMatchObject({ state: 'queued' });
    });
  },
);

describe('when everything has stood still for long', () => {
  const expire = () =>
    transactionAs({ role: 'sender', serviceId: house.here.id }, (tx) => expireMessages(tx, wednesdayNoon));

  test('what outlived its time ends a thousand at a time, what was over first before the rest, and its workers are told', async () => {
    const person = await newPerson();
    const id = await queue(person);
    await copies(id, 1200, { expires_at: '2026-11-24', state: 'held', held_reason: 'hold' });
    const [first] = await copies(id, 1, { expires_at: '2026-11-23', state: 'scheduled' });
    expect(await expire()).toBe(1000);
    expect(await stateOf(String(first))).toMatchObject({ state: 'expired' });
    expect(await expire()).toBe(201);
    expect(await expire()).toBe(0);
    expect(await stateOf(id)).toMatchObject({ state: 'queued' });
    expect(await tasksOf(person)).toContain('message_failed');
  });
});
