import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { messagesIn } from '../../tests/support/messages-in.ts';
import { type ReachablePerson, reachablePerson } from '../../tests/support/reachable-person.ts';
import { stillStopped, stoppedIn } from '../../tests/support/stopped.ts';
import { restrictCase } from '../restriction/store.server.ts';

const house = aHouse();
const { db, newPerson } = messagesIn(house);
const { texts, stopped, start, keptOf } = stoppedIn(house, { db, newPerson });

describe('with SQL typed by hand', () => {
  const roles = ['victim', 'webhook', 'sender', 'visitor', 'auditor', 'reporter', 'deputy', 'staff', 'manager'] as const; // biome-ignore format: a list of roles
  const as = (role: (typeof roles)[number], person: ReachablePerson, statement: string) =>
    db().begin(async (sql) => {
      const { staffId } = role === 'manager' ? house.here.manager : house.here.worker;
      await sql`select set_config('role', ${role}, true), set_config('app.service_id', ${person.serviceId}, true),
        set_config('app.victim_id', ${person.victimId}, true), set_config('app.staff_id', ${staffId}, true)`;
      return [...(await sql.unsafe<{ said?: string }[]>(statement))];
    });
  // Its moment is told them: nothing but the function itself is to stand in the way.
  const byFunction = async ({ mobile }: ReachablePerson) => {
    const [row] = await db()`select suppressed_at::text as since from suppression s
      join contact_point p using (service_id, kind, blind_index) where p.id = ${mobile.id}`;
    return `select start_again('${mobile.id}', 'phone', '${row?.since}') as said`;
  };

  test('neither the person, nor a process, nor who only reads starts anything again', async () => {
    const person = await stopped();
    const statement = await byFunction(person);
    for (const role of ['victim', 'webhook', 'sender', 'visitor', 'auditor', 'reporter', 'deputy'] as const)
      await expect(as(role, person, statement)).rejects.toThrow(/permission denied/);
    expect(await keptOf(person)).toEqual(stillStopped);
    expect(await as('staff', person, await byFunction(person))).toEqual([{ said: 'started' }]);
  });

  test('nobody lifts a stop but by that one way, makes up a record of it or changes one', async () => {
    const person = await stopped();
    await start(await stopped());
    const statements = [
      'update suppression set suppressed_at = null, reason = null',
      "insert into started_again (service_id, victim_id, contact_point_id, stopped_at, stopped_why, asked_how, started_by) select service_id, victim_id, id, now(), 'stop', 'phone', app_staff() from contact_point",
      "update started_again set asked_how = 'letter'",
      'delete from started_again',
    ];
    for (const role of roles)
      for (const statement of statements)
        await expect(as(role, person, statement)).rejects.toThrow(/permission denied|row-level security/);
    expect(await keptOf(person)).toEqual(stillStopped);
    await expect(db()`delete from started_again`).rejects.toThrow(/append-only/);
  });

  test('a worker starts nothing in a case that is closed to them, nor in another service', async () => {
    const [person, there] = [
      await reachablePerson(db(), house.here.manager),
      await reachablePerson(db(), house.elsewhere.worker),
    ];
    await texts(person, 'STOP');
    await texts(there, 'STOP');
    await transactionAs(house.here.manager, (tx) => restrictCase(tx, person.victimId, []));
    for (const one of [person, there])
      expect(await as('staff', { ...one, serviceId: house.here.id }, await byFunction(one))).toEqual([
        { said: 'changed' },
      ]);
    for (const one of [person, there]) expect(await keptOf(one)).toEqual(stillStopped);
    expect(await as('manager', person, await byFunction(person))).toEqual([{ said: 'started' }]);
  });

  test('a worker starts nothing that the person did not stop', async () => {
    const person = await stopped();
    for (const reason of ['wrong_person', 'returned', 'staff']) {
      await db()`update suppression set reason = ${reason} where suppressed_at is not null`;
      expect(await as('staff', person, await byFunction(person))).toEqual([{ said: 'changed' }]);
    }
    expect(await keptOf(person)).toEqual(stillStopped);
    await db()`update suppression set reason = 'stop' where suppressed_at is not null`;
  });

  test('staff stop nothing in its place, nor write over when and why something was', async () => {
    const person = await stopped();
    for (const role of ['staff', 'manager'] as const)
      await expect(
        as(role, person, "update suppression set suppressed_at = now(), reason = 'stop'"),
      ).rejects.toThrow(/permission denied/);
    expect(await keptOf(person)).toEqual(stillStopped);
  });
});
