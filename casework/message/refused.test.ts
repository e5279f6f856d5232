import { beforeEach, describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { sendDue } from '#messaging/deliver.server.ts';
import type { MessageFacts } from '#messaging/messages/facts.ts';
import type { Outcome } from '#messaging/providers/provider.ts';
import { expireMessages } from '#messaging/waiting.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { answering, messagesIn, nudge, wednesdayNoon } from '../../tests/support/messages-in.ts';
import { queueAge, refusedNow } from './queue.server.ts';

const house = aHouse();
const { db, newPerson, queue, stateOf, emptyQueue, tasksOf } = messagesIn(house);
const code: MessageFacts = { kind: 'sign_in_code', code: '123456' };
const wrongPassword: Outcome = { state: 'again', code: '20003', afterSeconds: null };
const taken: Outcome = { state: 'accepted', providerId: 'SM1' };

beforeEach(async () => {
  await emptyQueue();
  await db()`delete from code_refused`;
});

const told = (actor = house.here.worker) => transactionAs(actor, refusedNow);
const tellsEveryone = async () => (await told()).flatMap(({ channel, tooLong }) => (tooLong ? channel : []));
const afterMinutes = (minutes: number) => new Date(wednesdayNoon.getTime() + minutes * 60_000);
const tried = (outcome: Outcome, at = wednesdayNoon) => sendDue(house.here.id, { at, ...answering(outcome) });
/** As if what was tried at noon that Wednesday had been tried so long ago. */
const timePasses = (minutes: number) =>
  db().begin(async (tx) => {
    await tx`update message set refused_since = clock_timestamp() - make_interval(mins => ${minutes}) where refused_since is not null`;
    await tx`update code_refused set since = clock_timestamp() - make_interval(mins => ${minutes})`;
  });

describe('what a provider refuses, though nothing is wrong with whom it is for', () => {
  test('keeps the moment since when its person waits, however often it is tried again', async () => {
    const id = await queue(await newPerson());
    const since = async () => (await db()`select attempts, refused_since from message where id = ${id}`)[0];
    await tried(wrongPassword);
    expect(await since()).toEqual({ attempts: 1, refused_since: wednesdayNoon });
    await tried(wrongPassword, afterMinutes(61));
    await tried(wrongPassword, afterMinutes(180));
    expect(await since()).toEqual({ attempts: 3, refused_since: wednesdayNoon });
    expect(await stateOf(id)).toMatchObject({ state: 'queued', failure_code: '20003', wiped: false });
  });

  test('is told once it has been for longer than its lane allows, though it is tried again all the time', async () => {
    const person = await newPerson();
    await queue(person);
    await queue(person, nudge, 'email');
    await tried(wrongPassword);
    await timePasses(72 * 60 - 1);
    expect(await told()).toMatchObject([
      { channel: 'text', waiting: 1, late: true, tooLong: false },
      { channel: 'email', waiting: 1, late: true, tooLong: false },
    ]);
    await timePasses(72 * 60 + 1);
    expect(await tellsEveryone()).toEqual(['text', 'email']);
    expect(await transactionAs(house.here.worker, queueAge)).toBeNull();
    expect(await tasksOf(person)).toEqual([]);
  });

  test('is told no more once it was taken', async () => {
    await queue(await newPerson());
    await tried(wrongPassword);
    await timePasses(73 * 60);
    expect(await tellsEveryone()).toEqual(['text']);
    await tried(taken, afterMinutes(61));
    expect(await told()).toEqual([]);
  });

  test('is not told of what never left us, of what was not tried yet, or of what was stopped meanwhile', async () => {
    const id = await queue(await newPerson());
    expect(await told()).toEqual([]);
    await tried({ state: 'again', code: 'too_late', afterSeconds: null, here: true });
    expect(await told()).toEqual([]);
    await tried(wrongPassword, afterMinutes(61));
    expect(await told()).toHaveLength(1);
    await db()`update message set state = 'cancelled', cancelled_reason = 'staff' where id = ${id}`;
    expect(await told()).toEqual([]);
  });

  test('is told to everyone of the staff of its own service, and to no person and no visitor', async () => {
    await queue(await newPerson());
    await tried(wrongPassword);
    for (const actor of [house.here.worker, house.here.manager, house.here.auditor])
      expect(await told(actor), actor.role).toHaveLength(1);
    expect(await told(house.elsewhere.worker)).toEqual([]);
    const person = {
      role: 'victim',
      serviceId: house.here.id,
      victimId: house.here.id,
      personId: house.here.id,
    } as const;
    for (const actor of [{ role: 'visitor', serviceId: house.here.id } as const, person])
      await expect(transactionAs(actor, (tx) => tx.execute('select refused_waits()'))).rejects.toThrow(
        '42501',
      );
    await expect(
      transactionAs(house.here.worker, (tx) => tx.execute('select 1 from code_refused')),
    ).rejects.toThrow('42501');
  });
});

describe('a code that is refused', () => {
  test('is told after five minutes, also when it has run out, until something of its channel is taken', async () => {
    const id = await queue(await newPerson(), code);
    await tried(wrongPassword);
    await timePasses(4);
    expect(await tellsEveryone()).toEqual([]);
    await timePasses(6);
    expect(await tellsEveryone()).toEqual(['text']);
    await db()`update message set expires_at = ${afterMinutes(10).toISOString()} where id = ${id}`;
    await transactionAs({ role: 'sender', serviceId: house.here.id }, (tx) =>
      expireMessages(tx, afterMinutes(11)),
    );
    expect(await stateOf(id)).toMatchObject({ state: 'expired' });
    expect(await told()).toMatchObject([{ channel: 'text', waiting: 0, tooLong: true }]);

    await queue(await newPerson(), nudge, 'email');
    await tried(taken, afterMinutes(12));
    expect(await tellsEveryone()).toEqual(['text']);
    await queue(await newPerson());
    await tried(taken, afterMinutes(12));
    expect(await told()).toEqual([]);
  });

  test('is not told where the next try took it', async () => {
    await queue(await newPerson(), code);
    await tried(wrongPassword);
    await tried(taken, afterMinutes(1));
    await timePasses(600);
    expect(await told()).toEqual([]);
  });
});
