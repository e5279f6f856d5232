import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { addStaff, asOwner } from '#db/set-up.server.ts';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { messagesIn } from '../../tests/support/messages-in.ts';
import {
  afterTenMinutes,
  confirmed,
  type Incident,
  peopleOfOneIncident,
  saved,
} from '../../tests/support/several.ts';
import { NotThereError } from '../refusals.ts';
import { stopBatch } from './confirm.server.ts';
import { shutBatch, shutBatches } from './shut.server.ts';
import { batchesOf } from './store.server.ts';
import { tellSeveral, tellSome } from './tell.server.ts';
import { wordsKept } from './words.server.ts';

const house = aHouse();
const { db } = messagesIn(house);
const colleague: StaffActor = { role: 'staff', serviceId: '', staffId: '' };

beforeAll(async () => {
  colleague.serviceId = house.here.id;
  colleague.staffId = await asOwner(house.database.ownerUrl, (owner) =>
    addStaff(owner, {
      ...{ serviceId: house.here.id, role: 'worker', team: null, firstName: 'Joss', name: 'Joss Lane' },
      ...{ email: 'joss@rivermead.example', password: randomUUID(), totpSecret: 'JBSWY3DPEHPK3PXP' },
    }),
  );
});

const restrict = ({ people: [person] }: Incident) =>
  db()`update victim set restricted = true where id = ${person?.victimId ?? ''}`;
const stop = (batchId: string, by: StaffActor) => transactionAs(by, (tx) => stopBatch(tx, batchId));
const shutTo = (by: StaffActor) => transactionAs(by, (tx) => shutBatches(tx, new Date()));
const shutIdsOf = async (by: StaffActor) => (await shutTo(by)).map(({ batchId }) => batchId);

async function whileItWaits(count: number) {
  const it = await peopleOfOneIncident(db(), house.here.worker, count);
  const batchId = await saved(house.here.worker, it);
  await confirmed(house.here.worker, batchId, count);
  return { it, batchId };
}

describe('somebody whose case was restricted while a set waits, with no allowance for anybody', () => {
  test('is seen in it by nobody any more, and who confirmed it stops it all the same, in the middle of it', async () => {
    const { it, batchId } = await whileItWaits(4);
    await afterTenMinutes(db(), batchId);
    const deputy = { ...house.here.worker, role: 'deputy' as const };
    await transactionAs(deputy, (tx) => tellSome(tx, batchId, 2));
    const told = await db()`select victim_id from message where batch_id = ${batchId}`;
    expect(told).toHaveLength(4);
    // Both who were told: their messages are of cases that nobody here may open.
    await db()`update victim set restricted = true where id in ${db()(told.map(({ victim_id }) => victim_id))}`;
    expect((await transactionAs(house.here.worker, batchesOf)).map((one) => one.batchId)).not.toContain(
      batchId,
    );
    expect(await shutTo(house.here.worker)).toEqual([
      {
        ...{ batchId, saver: 'Amira', savedAt: expect.any(Date), state: 'going', waits: true },
        ...{ stoppedBy: null, stoppedAt: null },
      },
    ]);
    expect(await transactionAs(house.here.worker, (tx) => wordsKept(tx, batchId))).toEqual([]);
    expect(await stop(batchId, house.here.worker)).toBe(true);
    expect(await stop(batchId, house.here.worker)).toBe(false);
    expect(await tellSeveral(house.here.id)).toBe(0);
    const messages = await db()`select distinct state, cancelled_reason, sealed_facts is null as wiped
      from message where batch_id = ${batchId}`;
    expect([...messages]).toEqual([{ state: 'cancelled', cancelled_reason: 'set_stopped', wiped: true }]);
    const [entry] = await db()`select actor_id, actor_role, details from audit_entry
      where action = 'batch.stopped' and subject_id = ${it.incidentId}`;
    expect(entry).toMatchObject({
      ...{ actor_id: house.here.worker.staffId, actor_role: 'staff' },
      details: { batchId, messages: 4 },
    });
    expect(await shutIdsOf(house.here.worker)).not.toContain(batchId);
    expect(await transactionAs(house.here.worker, (tx) => shutBatch(tx, batchId, new Date()))).toMatchObject({
      state: 'stopped',
      stoppedBy: 'Amira',
      waits: false,
    });
  });

  test('does not take the stop from a manager, and gives it to no colleague, and to nobody of another service', async () => {
    const { it, batchId } = await whileItWaits(2);
    await restrict(it);
    for (const stranger of [colleague, house.elsewhere.worker, house.elsewhere.manager]) {
      expect(await shutIdsOf(stranger)).not.toContain(batchId);
      expect(await transactionAs(stranger, (tx) => shutBatch(tx, batchId, new Date()))).toBeNull();
      await expect(stop(batchId, stranger)).rejects.toThrow(NotThereError);
    }
    const [row] = await db()`select stopped_at from batch where id = ${batchId}`;
    expect(row).toEqual({ stopped_at: null });
    expect(await shutIdsOf(house.here.manager)).toContain(batchId);
    expect(await stop(batchId, house.here.manager)).toBe(true);
    await afterTenMinutes(db(), batchId);
    expect(await tellSeveral(house.here.id)).toBe(0);
    const updates =
      await db()`select id from case_update where victim_id in ${db()(it.people.map((one) => one.victimId))}`;
    expect([...updates]).toEqual([]);
  });

  test('does not take it from who agreed as the second person, nor a conflict from who declared it', async () => {
    const { it, batchId } = await whileItWaits(2);
    await db()`insert into batch_second_yes (service_id, batch_id, saved_by, answered_by)
      values (${house.here.id}, ${batchId}, ${house.here.worker.staffId}, ${colleague.staffId})`;
    await db().begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      await sql`update batch set second_by = ${colleague.staffId} where id = ${batchId}`;
    });
    for (const { staffId } of [house.here.worker, colleague])
      await db()`insert into staff_conflict (service_id, staff_id, victim_id)
        values (${house.here.id}, ${staffId}, ${it.people[1]?.victimId ?? ''})`;
    expect(await shutIdsOf(house.here.worker)).toContain(batchId);
    expect(await shutIdsOf(colleague)).toContain(batchId);
    // Somebody who sees all of it reads it as ever.
    expect(await shutIdsOf(house.here.manager)).not.toContain(batchId);
    expect(await stop(batchId, colleague)).toBe(true);
    const [row] = await db()`select stopped_by from batch where id = ${batchId}`;
    expect(row).toEqual({ stopped_by: colleague.staffId });
  });

  test('is open to a stop of what waits once everybody had their turn, and to none when nothing waits', async () => {
    const { it, batchId } = await whileItWaits(2);
    await afterTenMinutes(db(), batchId);
    await tellSeveral(house.here.id);
    await restrict(it);
    expect(await shutTo(house.here.worker)).toMatchObject([{ batchId, state: 'ended', waits: true }]);
    await db()`update message set state = 'accepted' where batch_id = ${batchId}`;
    expect(await shutIdsOf(house.here.worker)).not.toContain(batchId);
  });
});

test('nobody stops a set or its messages by hand, past the function that asks who may', async () => {
  const { batchId } = await whileItWaits(2);
  await afterTenMinutes(db(), batchId);
  await tellSeveral(house.here.id);
  const byHand = (by: StaffActor, statement: string) =>
    transactionAs(by, (tx) => tx.execute(statement)).then(
      () => 'done',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
  for (const by of [house.here.worker, house.here.manager, colleague]) {
    const stopped = `update batch set stopped_at = now(), stopped_by = app_staff() where id = '${batchId}'`;
    expect(await byHand(by, stopped)).toMatch(/42501/);
    expect(await byHand(by, `select stop_messages_of_batch('${batchId}')`)).toBe('done');
  }
  const held =
    await db()`select distinct m.state, b.stopped_at from message m join batch b on b.id = m.batch_id
    where b.id = ${batchId}`;
  expect([...held]).toEqual([{ state: 'queued', stopped_at: null }]);
});
