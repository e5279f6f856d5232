import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asOwner } from '#db/set-up.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { runNames } from './rules.ts';
import { claimRun, endRun, keepsGoing } from './run.server.ts';
import { standstillOf, timetableOf } from './store.server.ts';

const house = aHouse();
let db: postgres.Sql;
beforeAll(() => {
  db = postgres(house.database.superuserUrl, { max: 2, connection: { client_min_messages: 'warning' } });
});
afterAll(() => db.end());
// As set up a moment ago: what is vital is known, and was never done.
beforeEach(async () => {
  await db`delete from timetable_run where name not in ('send', 'hold_waiting', 'look_at_held')`;
  await db`update timetable_run set known_at = clock_timestamp(), done_at = null`;
});

const everyone = () => [house.here.worker, house.here.manager, house.here.auditor];
const still = (actor = house.here.worker) => transactionAs(actor, standstillOf);
const lastDone = (minutesAgo: number, name: string, serviceId = house.here.id) =>
  db`update timetable_run set done_at = clock_timestamp() - make_interval(mins => ${minutesAgo})
    where service_id = ${serviceId} and name = ${name} returning done_at`;

describe('the timetable', () => {
  test('names everything that happens by itself, also what this service has never done', async () => {
    const runs = await transactionAs(house.here.manager, timetableOf);
    expect(runs.map(({ name }) => name)).toEqual([...runNames]);
    expect(runs.filter(({ known }) => known).map(({ name }) => name)).toEqual([
      'send',
      'hold_waiting',
      'look_at_held',
    ]);
  });

  test('says when a run was last done, how, when it comes next, and that it is late', async () => {
    const name = 'end_cards';
    const sender = { role: 'sender', serviceId: house.here.id } as const;
    const claim = () =>
      transactionAs(sender, (tx) => claimRun(tx, { name, everySeconds: 1800, leaseSeconds: 30 }));
    const shown = async () =>
      (await transactionAs(house.here.auditor, timetableOf)).find((run) => run.name === name)?.known;
    await claim();
    const claimed = await claim();
    expect(await shown()).toMatchObject({ underWay: true, outcome: null, endedAt: null });
    if (!claimed) throw new Error('it was due');
    await transactionAs(sender, (tx) => endRun(tx, claimed, 'done', 4));
    expect(await shown()).toMatchObject({ underWay: false, outcome: 'done', count: 4, overdue: false });
    await db`update timetable_run set next_at = clock_timestamp() - interval '11 minutes' where name = ${name}`;
    expect(await shown()).toMatchObject({ overdue: true });
  });

  test('is read by everyone of the staff, each in their own service', async () => {
    await lastDone(1, 'send', house.elsewhere.id);
    for (const actor of everyone()) {
      const [send] = await transactionAs(actor, timetableOf);
      expect(send?.known, actor.role).toMatchObject({ outcome: null });
      const rows = await transactionAs(actor, (tx) => tx.execute('select service_id from timetable_run'));
      expect(new Set(rows.map(({ service_id }) => service_id))).toEqual(new Set([house.here.id]));
    }
  });

  test('is not read by a visitor or a person', async () => {
    const person = {
      role: 'victim',
      serviceId: house.here.id,
      victimId: house.here.id,
      personId: house.here.id,
    } as const;
    for (const actor of [{ role: 'visitor', serviceId: house.here.id } as const, person])
      await expect(transactionAs(actor, (tx) => tx.execute('select 1 from timetable_run'))).rejects.toThrow(
        '42501',
      );
  });
});

describe('the dead-man switch', () => {
  test('keeps quiet for a service that was set up a moment ago, and while all goes well', async () => {
    for (const actor of everyone()) expect(await still(actor)).toBeNull();
    await lastDone(4, 'send');
    await lastDone(1, 'hold_waiting');
    await lastDone(2, 'look_at_held');
    expect(await still()).toBeNull();
  });

  test('tells everyone of the staff since when sending may stand still, though the rest goes on', async () => {
    const [stopped] = await lastDone(6, 'send');
    await lastDone(0, 'hold_waiting');
    await lastDone(0, 'look_at_held');
    for (const actor of everyone()) expect(await still(actor)).toMatchObject({ since: stopped?.done_at });
    expect(await still(house.elsewhere.worker)).toBeNull();
  });

  test.each([
    ['holding', 'hold_waiting', 'look_at_held'],
    ['looking at what is held', 'look_at_held', 'hold_waiting'],
  ])('tells of %s that stands still, for then what waits is not looked at', async (_what, name, other) => {
    await lastDone(0, 'send');
    await lastDone(0, other);
    const [stopped] = await lastDone(90, name);
    expect(await still()).toMatchObject({ since: stopped?.done_at });
  });

  test('tells of a worker that never came', async () => {
    await db`update timetable_run set known_at = clock_timestamp() - interval '1 day'`;
    expect(await still()).toEqual({ since: null, ring: null });
  });

  test('says whom to ring, as the service has set it, from the day it did', async () => {
    await lastDone(6, 'send');
    await asOwner(house.database.ownerUrl, async (owner) => {
      await owner.execute(`insert into policy values
        ('${house.here.id}', 'ring_when_standing_still', '2026-01-01', '"the duty desk, 01632 960111"'),
        ('${house.here.id}', 'ring_when_standing_still', '2999-01-01', '"somebody later"')`);
    });
    expect(await still()).toMatchObject({ ring: 'the duty desk, 01632 960111' });
  });

  test('stops the process from calling itself ready only when nothing vital goes on anywhere', async () => {
    await lastDone(6, 'send');
    expect(await keepsGoing()).toBe(true);
    await lastDone(6, 'send', house.elsewhere.id);
    expect(await keepsGoing()).toBe(false);
    await lastDone(0, 'send', house.elsewhere.id);
    expect(await keepsGoing()).toBe(true);
  });
});
