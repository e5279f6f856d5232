import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StaffActor } from '../../db/transaction.server.ts';
import { aHouse } from '../support/house.ts';
import { messagesIn } from '../support/messages-in.ts';
import type { ReachablePerson } from '../support/reachable-person.ts';
import { afterTenMinutes, confirmed, peopleOfOneIncident, saved } from '../support/several.ts';

const house = aHouse();
const { db, newPerson } = messagesIn(house);
const denied = '42501';

let worker: postgres.Sql;
beforeAll(() => {
  worker = postgres(house.database.workerUrl, { max: 2 });
});
afterAll(() => worker.end());

class Undone extends Error {}

/** What PostgreSQL says to a statement that the worker process types as somebody's deputy. Nothing is kept. */
async function tries(
  { serviceId, staffId }: StaffActor,
  statement: (sql: postgres.TransactionSql) => postgres.PendingQuery<postgres.Row[]>,
  role = 'deputy',
): Promise<number | string> {
  let said: number | string = 'nothing';
  const undo = worker.begin(async (sql) => {
    await sql`select set_config('role', ${role}, true), set_config('app.service_id', ${serviceId}, true),
      set_config('app.staff_id', ${staffId}, true)`;
    said = (await statement(sql)).count;
    throw new Undone();
  });
  await undo.catch((error: unknown) => {
    if (error instanceof postgres.PostgresError) said = error.code;
    else if (!(error instanceof Undone)) throw error;
  });
  return said;
}

const me = () => house.here.worker;
const reads = (table: string, { victimId }: ReachablePerson, by = me()) =>
  tries(by, (sql) => sql`select 1 from ${sql(table)} where victim_id = ${victimId}`);

/** A set of two, at one step of its way. */
async function aSet(step: 'saved' | 'confirmed' | 'begun' | 'stopped' | 'ended') {
  const it = await peopleOfOneIncident(db(), me(), 2);
  const batchId = await saved(me(), it);
  if (step !== 'saved') await confirmed(me(), batchId, 2);
  if (!['saved', 'confirmed'].includes(step)) await afterTenMinutes(db(), batchId);
  if (step === 'stopped')
    await db()`update batch set stopped_at = now(), stopped_by = ${me().staffId} where id = ${batchId}`;
  if (step === 'ended') await db()`update batch set ended_at = now() where id = ${batchId}`;
  const [person] = it.people;
  if (!person) throw new Error('A set has people');
  return { batchId, person };
}

describe('the worker process as the deputy of who confirmed a set', () => {
  test('may open the people of it while it goes on, and nobody else of theirs', async () => {
    const { person } = await aSet('begun');
    const stranger = await newPerson();
    for (const table of ['victim_case', 'choice_now', 'contact_point', 'hold', 'victim_key']) {
      expect([table, await reads(table, person)]).not.toEqual([table, 0]);
      expect([table, await reads(table, stranger)]).toEqual([table, 0]);
    }
    expect(await reads('contact_point', person, house.here.manager)).toBe(0);
    expect(await reads('contact_point', person, house.elsewhere.worker)).toBe(0);
  });

  test.each(['saved', 'confirmed', 'stopped', 'ended'] as const)(
    'may open nobody of one that is %s',
    async (step) => {
      const { person } = await aSet(step);
      for (const table of ['victim_case', 'choice_now', 'contact_point', 'case_update'])
        expect([table, await reads(table, person)]).toEqual([table, 0]);
    },
  );

  test('may open nobody whose turn is over, nor whose case has been shut to them', async () => {
    const { batchId, person } = await aSet('begun');
    await db()`update batch_person set outcome = 'left_out', left_out_why = 'closed', done_at = now()
      where batch_id = ${batchId} and victim_id = ${person.victimId}`;
    expect(await reads('contact_point', person)).toBe(0);
    const { person: other } = await aSet('begun');
    await db()`insert into staff_conflict (service_id, staff_id, victim_id)
      values (${house.here.id}, ${me().staffId}, ${other.victimId})`;
    expect(await reads('contact_point', other)).toBe(0);
  });

  test.each([
    ...[
      'statement',
      'statement_draft',
      'feedback',
      'extract',
      'proxy',
      'name_token',
      'staff',
      'staff_credential',
    ],
    ...['incident', 'child_reference', 'contact_attempt', 'inbound', 'invitation', 'session', 'audit_entry'],
  ])('reads nothing of %s', async (table) => {
    await aSet('begun');
    expect(await tries(me(), (sql) => sql`select 1 from ${sql(table)}`)).toBe(denied);
  });

  test('reads no words: neither of an update nor of a note, and neither a message nor what was held', async () => {
    await aSet('begun');
    for (const [table, column] of [
      ['case_update', 'sealed_happened'],
      ['safety_concern', 'sealed_words'],
      ['message', 'sealed_facts'],
      ['leak_finding', 'sealed_words'],
      ['victim', 'sealed_name'],
    ] as const)
      expect([table, await tries(me(), (sql) => sql`select ${sql(column)} from ${sql(table)}`)]).toEqual([
        table,
        denied,
      ]);
  });

  test('answers no choice, lifts no hold, and confirms or stops nothing', async () => {
    const { batchId } = await aSet('begun');
    for (const statement of [
      (sql: postgres.TransactionSql) => sql`update choice_now set state = 'agreed'`,
      (sql: postgres.TransactionSql) => sql`update hold set held = false`,
      (sql: postgres.TransactionSql) => sql`update contact_point set verified_at = now()`,
      (sql: postgres.TransactionSql) => sql`update batch set starts_at = now() where id = ${batchId}`,
      (sql: postgres.TransactionSql) => sql`update batch set stopped_at = null where id = ${batchId}`,
      (sql: postgres.TransactionSql) => sql`update batch_person set why = null where batch_id = ${batchId}`,
      (sql: postgres.TransactionSql) => sql`delete from batch_person`,
    ])
      expect(await tries(me(), statement)).toBe(denied);
  });

  test('is the only one of the staff that it can be', async () => {
    for (const role of ['staff', 'manager', 'reporter', 'auditor', 'victim'])
      expect(await tries(me(), (sql) => sql`select 1`, role)).toBe(denied);
  });
});
