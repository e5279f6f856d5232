import { expect, test } from 'vitest';
import { DatabaseUnavailableError, transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { messagesIn } from '../../tests/support/messages-in.ts';
import { afterTenMinutes, confirmed, peopleOfOneIncident, saved } from '../../tests/support/several.ts';
import { batchLine, progressOf } from './store.server.ts';
import { tellSeveral } from './tell.server.ts';

const house = aHouse();
const { db } = messagesIn(house);
const me = () => house.here.worker;
const tell = () => tellSeveral(house.here.id);
const progress = (batchId: string) => transactionAs(me(), (tx) => progressOf(tx, batchId));
const endOf = async (batchId: string) => (await transactionAs(me(), (tx) => batchLine(tx, batchId))).endedAt;

/** A set in which nothing can be sealed for whoever comes first. */
async function oneCannotBeTold(people: number) {
  const it = await peopleOfOneIncident(db(), me(), people);
  const batchId = await saved(me(), it);
  await confirmed(me(), batchId, people);
  await afterTenMinutes(db(), batchId);
  const victimId = String(it.people.map((one) => one.victimId).toSorted()[0]);
  const [key] = await db()<
    { wrapped: Buffer }[]
  >`select wrapped from victim_key where victim_id = ${victimId}`;
  await db()`update victim_key set wrapped = ${Buffer.from('nobody’s')} where victim_id = ${victimId}`;
  const mend = () =>
    db()`update victim_key set wrapped = ${key?.wrapped ?? null} where victim_id = ${victimId}`;
  return { batchId, victimId, mend };
}

const anHourLater = (batchId: string) =>
  db().begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`update batch set confirmed_at = confirmed_at - interval '1 hour', starts_at = starts_at - interval '1 hour' where id = ${batchId}`;
  });

test('somebody who cannot be told keeps nobody else from their turn, and is told once they can be', async () => {
  const { batchId, mend } = await oneCannotBeTold(12);
  await expect(tell()).rejects.toThrow();
  expect(await progress(batchId)).toMatchObject({ told: 11, toCome: 1, leftOut: 0 });
  expect(await endOf(batchId)).toBeNull();
  await mend();
  expect(await tell()).toBe(1);
  expect(await progress(batchId)).toMatchObject({ told: 12, toCome: 0 });
});

test('somebody who cannot be told for an hour is left out, the set says why, and it ends', async () => {
  const { batchId, victimId } = await oneCannotBeTold(2);
  await expect(tell()).rejects.toThrow();
  await anHourLater(batchId);
  await expect(tell()).rejects.toThrow();
  const [left] =
    await db()`select outcome, left_out_why from batch_person where batch_id = ${batchId} and victim_id = ${victimId}`;
  expect(left).toEqual({ outcome: 'left_out', left_out_why: 'went_wrong' });
  expect(await db()`select id from message where victim_id = ${victimId}`).toEqual([]);
  expect(await tell()).toBe(0);
  expect([await progress(batchId), await endOf(batchId)]).toMatchObject([
    { told: 1, leftOut: 1, toCome: 0 },
    expect.any(Date),
  ]);
});

test('somebody of whom something else is being written for an hour is not left out for that', async () => {
  const { batchId, victimId, mend } = await oneCannotBeTold(2);
  await mend();
  await anHourLater(batchId);
  await db().begin(async (sql) => {
    await sql`select from victim_case where victim_id = ${victimId} for update`;
    await expect(tell()).rejects.toThrow(DatabaseUnavailableError);
  });
  expect(await progress(batchId)).toMatchObject({ told: 1, leftOut: 0, toCome: 1 });
  expect(await tell()).toBe(1);
  expect(await progress(batchId)).toMatchObject({ told: 2, leftOut: 0, toCome: 0 });
});
