import { randomBytes, randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blindIndex } from '../../db/sealing.server.ts';
import { aHouse } from '../support/house.ts';
import { messagesIn } from '../support/messages-in.ts';
import type { ReachablePerson } from '../support/reachable-person.ts';

const house = aHouse();
const { db, newPerson, queue } = messagesIn(house);

let everyActor: postgres.Sql;
beforeAll(() => {
  everyActor = postgres(house.database.everyActorUrl, { max: 2 });
});
afterAll(() => everyActor.end());

class Undone extends Error {}

/** What PostgreSQL says to a statement typed by hand: how many rows it touched, or why it would not. Nothing is kept. */
async function tries(
  role: 'victim' | 'webhook' | 'sender',
  { serviceId, victimId }: ReachablePerson,
  statement: (sql: postgres.TransactionSql) => postgres.PendingQuery<postgres.Row[]>,
): Promise<number | string> {
  let said: number | string = 'nothing';
  const undo = everyActor.begin(async (sql) => {
    await sql`select set_config('role', ${role}, true), set_config('app.service_id', ${serviceId}, true),
      set_config('app.victim_id', ${role === 'victim' ? victimId : ''}, true)`;
    said = (await statement(sql)).count;
    throw new Undone();
  });
  await undo.catch((error: unknown) => {
    if (error instanceof postgres.PostgresError) said = error.code;
    else if (!(error instanceof Undone)) throw error;
  });
  return said;
}
const denied = '42501';
const notTheirs = '23503';

describe('somebody signed in, with SQL typed by hand', () => {
  test('cannot call a number verified, neither one they have nor one they add', async () => {
    const person = await newPerson();
    await db()`update contact_point set verified_at = null where id = ${person.mobile.id}`;
    const add = (verifiedAt: string | null) =>
      tries(
        'victim',
        person,
        (
          sql,
        ) => sql`insert into contact_point (service_id, id, victim_id, kind, sealed_value, blind_index, source, verified_at)
          values (${person.serviceId}, ${randomUUID()}, ${person.victimId}, 'mobile', '', ${randomBytes(32)}, 'the_person', ${verifiedAt})`,
      );
    expect(await add(null)).toBe(1);
    expect(await add('2026-01-01')).toBe(denied);
    expect(await tries('victim', person, (sql) => sql`update contact_point set verified_at = now()`)).toBe(
      denied,
    );
    expect(
      await tries(
        'victim',
        person,
        (sql) => sql`update contact_point set shared = true where id = ${person.mobile.id}`,
      ),
    ).toBe(1);
  });

  test('cannot make a code they know, read one, or win back a try', async () => {
    const person = await newPerson();
    const codeId = randomUUID();
    const code = {
      service_id: person.serviceId,
      victim_id: person.victimId,
      contact_point_id: person.mobile.id,
    };
    const made = { ...code, purpose: 'verify', code_hash: randomBytes(32), browser_hash: randomBytes(32) };
    const row = { ...made, id: codeId, expires_at: '2999-01-01', tries: 5 };
    expect(await tries('victim', person, (sql) => sql`insert into sign_in_code ${sql(row)}`)).toBe(denied);
    await db()`insert into sign_in_code ${db()(row)}`;
    for (const statement of [
      (sql: postgres.TransactionSql) => sql`select code_hash from sign_in_code`,
      (sql: postgres.TransactionSql) => sql`update sign_in_code set tries = 0`,
      (sql: postgres.TransactionSql) => sql`update sign_in_code set used_at = null`,
    ])
      expect(await tries('victim', person, statement)).toBe(denied);
    const prove = (sql: postgres.TransactionSql) =>
      sql`select * from prove_contact_point(${codeId}, ${made.code_hash})`;
    expect(await tries('victim', person, prove)).toBe(0);
    await db()`update sign_in_code set tries = 4 where id = ${codeId}`;
    expect(await tries('victim', person, prove)).toBe(1);
    expect(await tries('victim', await newPerson(), prove)).toBe(0);
  });

  test.each(['safety', 'staff', 'parents_disagree'])(
    'cannot end or change a pause that staff made (%s), and can end their own',
    async (reason) => {
      const person = await newPerson();
      const pausedFor = (why: string) =>
        db()`update hold set held = true, reason = ${why}, until = null where victim_id = ${person.victimId}`;
      const goOn = (sql: postgres.TransactionSql) =>
        sql`update hold set held = false, reason = null, until = null`;
      await pausedFor(reason);
      expect(await tries('victim', person, goOn)).toBe(0);
      expect(
        await tries('victim', person, (sql) => sql`update hold set reason = 'asked_to_pause', until = now()`),
      ).toBe(0);
      await pausedFor('asked_to_pause');
      expect(await tries('victim', person, goOn)).toBe(1);
      expect(await tries('victim', person, (sql) => sql`update hold set reason = ${reason}`)).toBe(denied);
    },
  );

  test('cannot put a task, a concern or an answer on somebody else’s case', async () => {
    const [person, other] = [await newPerson(), await newPerson()];
    const { serviceId, victimId } = person;
    const on = (caseId: string) => [
      (
        sql: postgres.TransactionSql,
      ) => sql`insert into task (service_id, id, victim_id, case_id, kind, due_at)
        values (${serviceId}, ${randomUUID()}, ${victimId}, ${caseId}, 'call_back', now())`,
      (
        sql: postgres.TransactionSql,
      ) => sql`insert into safety_concern (service_id, id, victim_id, case_id, taken_by, sealed_words)
        values (${serviceId}, ${randomUUID()}, ${victimId}, ${caseId}, 'portal', '')`,
      (
        sql: postgres.TransactionSql,
      ) => sql`insert into choice (service_id, id, victim_id, case_id, purpose, state, language, how,
          answered_as, stage, at, previous_hash, hash)
        values (${serviceId}, ${randomUUID()}, ${victimId}, ${caseId}, 'updates', 'agreed', 'en', 'portal', 'self', 'order', now(),
          ${randomBytes(32)}, '')`,
    ];
    for (const statement of on(person.caseId)) expect(await tries('victim', person, statement)).toBe(1);
    for (const statement of on(other.caseId))
      expect(await tries('victim', person, statement)).toBe(notTheirs);
  });

  test('cannot give a colleague a task, hand in one that is done, or put a question before themselves', async () => {
    const person = await newPerson();
    const { serviceId, victimId, caseId } = person;
    const row = {
      service_id: serviceId,
      victim_id: victimId,
      case_id: caseId,
      kind: 'call_back',
      due_at: '2999-01-01',
    };
    const raise = (more: { [column: string]: string | undefined }) =>
      tries('victim', person, (sql) => sql`insert into task ${sql({ ...row, id: randomUUID(), ...more })}`);
    expect(await raise({})).toBe(1);
    for (const more of [
      { staff_id: house.here.worker.staffId },
      { done_at: '2026-01-01' },
      { done_by: randomUUID() },
    ])
      expect(await raise(more)).toBe(denied);
    const asked = { service_id: serviceId, victim_id: victimId, id: randomUUID(), purpose: 'publication' };
    expect(await tries('victim', person, (sql) => sql`insert into choice_now ${sql(asked)}`)).toBe(denied);
  });

  test('lets their case fall due sooner, never later, and makes nothing less of a concern', async () => {
    const person = await newPerson();
    const due = (what: string, at: string) =>
      tries('victim', person, (sql) => sql`update victim_case set due_what = ${what}, due_at = ${at}`);
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    await db()`update victim_case set due_at = ${inDays(3)}, due_what = 'update' where id = ${person.caseId}`;
    expect(await due('reply', inDays(1))).toBe(1);
    expect(await due('reply', inDays(4))).toBe(denied);
    expect(await due('nothing', inDays(1))).toBe(denied);
    expect(await due('reply', inDays(-300))).toBe(denied);
    await db()`update victim_case set due_what = 'safety' where id = ${person.caseId}`;
    expect(await due('reply', inDays(1))).toBe(denied);
    expect(await due('safety', inDays(1))).toBe(1);
  });

  test('cannot write a message, nor call one stopped that has left', async () => {
    const person = await newPerson();
    const id = await queue(person);
    const stop = (sql: postgres.TransactionSql) =>
      sql`update message set state = 'cancelled', cancelled_reason = 'stopped', sealed_facts = null where id = ${id}`;
    expect(await tries('victim', person, stop)).toBe(1);
    await db()`update message set state = 'delivered' where id = ${id}`;
    expect(await tries('victim', person, stop)).toBe(0);
    const copy = (sql: postgres.TransactionSql) => sql`
      insert into message (service_id, id, victim_id, kind, channel, contact_point_id, topic_choice_id, channel_choice_id,
        template, template_version, state, priority, expires_at)
      values (${person.serviceId}, ${randomUUID()}, ${person.victimId}, 'verify_code', 'text', ${person.mobile.id},
        ${person.choices.contact}, ${person.choices.text}, 'verify_code', '', 'queued', 0, now())`;
    expect(await tries('victim', person, copy)).toBe(denied);
  });

  test('learns whether texts were stopped of their own number, once it is shown to be theirs, and of no other', async () => {
    const [person, other] = [await newPerson(), await newPerson()];
    const numbers = [person, other].map(({ serviceId, mobile }) =>
      blindIndex(serviceId, 'mobile', mobile.value),
    );
    const look = (index: Buffer | undefined) =>
      tries(
        'victim',
        person,
        (sql) => sql`select suppressed_at from suppression where blind_index = ${index ?? ''}`,
      );
    expect(await look(numbers[0])).toBe(1);
    expect(await look(numbers[1])).toBe(0);
    await db()`update contact_point set verified_at = null where id = ${person.mobile.id}`;
    expect(await look(numbers[0])).toBe(0);
  });
});

describe('the process that takes texts and receipts in, with SQL typed by hand', () => {
  const closed = [
    ...[
      'contact_preference',
      'safe_window',
      'adjustment',
      'hold',
      'choice_now',
      'choice',
      'safety_concern',
      'task',
    ],
    ...[
      'case_update',
      'contact_attempt',
      'invitation',
      'sign_in_code',
      'session',
      'staff',
      'victim',
      'message_kind',
    ],
  ];
  test.each(closed)('reads nothing of %s', async (table) => {
    const person = await newPerson();
    expect(await tries('webhook', person, (sql) => sql`select 1 from ${sql(table)}`)).toBe(denied);
  });

  test.each([
    ['contact_point', 'sealed_value'],
    ['contact_point', 'watched'],
    ['message', 'sealed_body'],
    ['message', 'sealed_facts'],
    ['inbound', 'sealed_body'],
    ['inbound', 'from_index'],
    ['receipt', 'raw_state'],
    ['victim_case', 'reference'],
  ])('reads of %s no %s', async (table, column) => {
    const person = await newPerson();
    expect(await tries('webhook', person, (sql) => sql`select ${sql(column)} from ${sql(table)}`)).toBe(
      denied,
    );
  });

  test('finds whose number it is, and neither verifies a number nor lifts a stop', async () => {
    const person = await newPerson();
    const index = blindIndex(person.serviceId, 'mobile', person.mobile.value);
    const whose = (sql: postgres.TransactionSql) =>
      sql`select victim_id from contact_point where kind = 'mobile' and blind_index = ${index}`;
    expect(await tries('webhook', person, whose)).toBe(1);
    expect(await tries('webhook', person, (sql) => sql`update contact_point set verified_at = now()`)).toBe(
      denied,
    );
    expect(await tries('webhook', person, (sql) => sql`update suppression set suppressed_at = null`)).toBe(
      denied,
    );
    expect(
      await tries('webhook', person, (sql) => sql`update victim_case set due_at = '9999-12-31 23:00'`),
    ).toBe(denied);
  });
});
