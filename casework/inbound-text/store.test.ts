import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { inbound } from '#db/schema/message.ts';
import { blindIndex } from '#db/sealing.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { takeInbound } from '#messaging/inbound.server.ts';
import { auditOf } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { messagesIn } from '../../tests/support/messages-in.ts';
import { dramaNumber, type ReachablePerson, reachablePerson } from '../../tests/support/reachable-person.ts';
import { tasksOpen } from '../task/store.server.ts';
import { textsReceived } from './store.server.ts';

const house = aHouse();
const { db, newPerson, tasksOf } = messagesIn(house);
const texts = (from: string, body: string) =>
  takeInbound({ from, to: null, body, providerId: `SM${randomUUID()}` });
const read = ({ victimId }: ReachablePerson, staff = house.here.worker) =>
  transactionAs(staff, (tx) => textsReceived(tx, victimId));
const words = async (person: ReachablePerson, staff = house.here.worker) =>
  (await read(person, staff)).map((text) => text.words);
const conflicted = ({ serviceId, victimId }: ReachablePerson) =>
  db()`insert into staff_conflict (service_id, staff_id, victim_id) values (${serviceId}, ${house.here.manager.staffId}, ${victimId})`;

describe('what someone texts back', () => {
  test('is read by whoever may open their case, newest first, STOP too, and that it was read is kept', async () => {
    const person = await newPerson();
    await texts(person.mobile.value, 'He is outside');
    await texts(person.mobile.value, 'Stop. Ring my sister');
    expect(await words(person)).toEqual(['Stop. Ring my sister', 'He is outside']);
    expect((await read(person)).map((text) => text.perhapsAnothers)).toEqual([false, false]);
    expect(await auditOf(house.database, person.victimId)).toEqual([
      ...['text.received', 'text.received', 'text.read', 'text.read'],
    ]);
  });

  test('is not read by another service, by who knows them, or on anyone else’s case', async () => {
    const [person, other] = [await newPerson(), await newPerson()];
    await texts(person.mobile.value, 'He is outside');
    await conflicted(person);
    expect(await words(person, house.elsewhere.worker)).toEqual([]);
    expect(await words(person, house.here.manager)).toEqual([]);
    expect(await words(other)).toEqual([]);
    await expect(read(person, house.here.auditor)).rejects.toThrow('42501');
    expect(await auditOf(house.database, other.victimId)).toEqual([]);
  });

  test('is due from the moment it came, before anything else of that day', async () => {
    const person = await newPerson();
    await texts(person.mobile.value, 'He is outside');
    const { victimId, caseId } = person;
    const [task] = await transactionAs(house.here.worker, (tx) => tasksOpen(tx, { mine: true, victimId }));
    expect(task?.kind).toBe('reply_needed');
    expect(task?.dueAt.getTime()).toBeLessThanOrEqual(Date.now());
    const [owed] = await db()`select due_at, due_what from victim_case where id = ${caseId}`;
    expect(owed).toMatchObject({ due_at: task?.dueAt, due_what: 'reply' });
  });

  test('goes with the key of the person whose number it was', async () => {
    const person = await newPerson();
    await texts(person.mobile.value, 'He is outside');
    await db()`delete from victim_key where victim_id = ${person.victimId}`;
    expect(await words(person)).toEqual([]);
  });
});

describe('what someone says beside or after STOP', () => {
  test('is a task of its own, due at once, however often they said STOP before', async () => {
    const person = await newPerson();
    await texts(person.mobile.value, 'STOP');
    await texts(person.mobile.value, 'Stop. He is outside');
    await texts(person.mobile.value, 'He has a knife');
    expect(await tasksOf(person)).toEqual(['texts_stopped', 'reply_needed', 'reply_needed']);
    const [owed] = await db()`select due_what from victim_case where id = ${person.caseId}`;
    expect(owed).toMatchObject({ due_what: 'reply' });
  });

  test('is told beside the STOP itself when it is the first', async () => {
    const person = await newPerson();
    await texts(person.mobile.value, 'Stop. Ring my sister');
    expect(await tasksOf(person)).toEqual(['texts_stopped', 'reply_needed']);
  });

  test('is nothing when STOP is all they say, politely or not', async () => {
    const person = await newPerson();
    for (const body of ['STOP', 'Stop!!!', 'please stop texting me', 'stop'])
      await texts(person.mobile.value, body);
    expect(await tasksOf(person)).toEqual(['texts_stopped']);
  });
});

describe('a number two people share', () => {
  test('has its texts on both their cases, and on each it says that it may be somebody else’s', async () => {
    const number = dramaNumber();
    const [one, lodger] = [
      await reachablePerson(db(), house.here.worker, number),
      await reachablePerson(db(), house.here.worker, number),
    ];
    await texts(number, 'Who is this?');
    for (const person of [one, lodger])
      expect(await read(person)).toMatchObject([{ words: 'Who is this?', perhapsAnothers: true }]);
    await conflicted(one);
    await conflicted(lodger);
    expect([await words(one, house.here.manager), await words(lodger, house.here.manager)]).toEqual([[], []]);
    const index = blindIndex(one.serviceId, 'mobile', number);
    const keptFor = (staff: typeof house.here.worker) =>
      transactionAs(staff, (tx) => tx.$count(inbound, eq(inbound.fromIndex, index)));
    expect([await keptFor(house.here.worker), await keptFor(house.here.manager)]).toEqual([1, 0]);
  });

  test('keeps to whoever had it when the words came, once it is somebody else’s', async () => {
    const before = await newPerson();
    await texts(before.mobile.value, 'He is outside');
    await db()`update contact_point set ended_at = clock_timestamp() where id = ${before.mobile.id}`;
    await texts(before.mobile.value, 'And who is this?');
    const after = await reachablePerson(db(), house.here.worker, before.mobile.value);
    await texts(after.mobile.value, 'It is me');
    expect(await words(after)).toEqual(['It is me']);
    expect(await words(before)).toEqual(['And who is this?', 'He is outside']);
  });
});
