import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { messagesIn } from '../../tests/support/messages-in.ts';
import {
  afterTenMinutes,
  codeOf,
  confirmed,
  peopleOfOneIncident,
  saved,
} from '../../tests/support/several.ts';
import { agreeAsSecond } from './confirm.server.ts';
import { tellSeveral } from './tell.server.ts';

const house = aHouse();
const { db } = messagesIn(house);
const setOf = async (count: number) => {
  const it = await peopleOfOneIncident(db(), house.here.worker, count);
  return saved(house.here.worker, it);
};
const forgetCodes = () =>
  db()`update staff_credential set last_totp_step = 0, wrong_codes = 0, slow_until = null`;
const second = (batchId: string, people: number, by = house.here.manager) =>
  transactionAs(by, (tx) => agreeAsSecond(tx, batchId, { people, code: codeOf(by) }));
const standing = async (batchId: string) => {
  const [row] = await db()`select starts_at, stepped_up_at, second_by from batch where id = ${batchId}`;
  return row;
};
const byHand = async (statement: (sql: ReturnType<typeof db>) => PromiseLike<unknown>) => {
  try {
    await statement(db());
    return 'done';
  } catch (error) {
    return error instanceof Error && 'constraint_name' in error ? error.constraint_name : String(error);
  }
};

test('somebody who tells twenty-six people shows again who they are, and a wrong or used code is no proof', async () => {
  await forgetCodes();
  const [batchId, other] = [await setOf(26), await setOf(26)];
  expect(await confirmed(house.here.worker, batchId, 26)).toBe('wrong_code');
  // Slowed by the wrong one: not even the right one is looked at. It is a second or two, and a busy machine may take longer.
  await db()`update staff_credential set slow_until = now() + interval '1 hour' where slow_until is not null`;
  expect(await confirmed(house.here.worker, batchId, 26, codeOf(house.here.worker))).toBe('wrong_code');
  await db()`update staff_credential set slow_until = null`;
  const code = codeOf(house.here.worker);
  expect(await confirmed(house.here.worker, batchId, 26, code)).toBe('done');
  expect(await standing(batchId)).toMatchObject({ stepped_up_at: expect.any(Date), second_by: null });
  expect(await confirmed(house.here.worker, other, 26, code)).toBe('wrong_code');
  const actions =
    await db()`select action from audit_entry where subject_id = ${house.here.worker.staffId} order by sequence`;
  expect(actions.map(({ action }) => action)).toEqual([
    ...['staff.step_up_refused', 'staff.stepped_up', 'staff.step_up_refused'],
  ]);
});

test('twenty-five people need no code', async () => {
  const batchId = await setOf(25);
  expect(await confirmed(house.here.worker, batchId, 25)).toBe('done');
  expect(await standing(batchId)).toMatchObject({ stepped_up_at: null });
});

describe('two hundred and one people', () => {
  test('are told only after somebody else said yes as well, who may not be who saved the set', async () => {
    await forgetCodes();
    const batchId = await setOf(201);
    expect(await second(batchId, 201)).toBe('late');
    await forgetCodes();
    expect(await confirmed(house.here.worker, batchId, 201, codeOf(house.here.worker))).toBe('done');
    expect(await standing(batchId)).toMatchObject({ starts_at: null, second_by: null });
    await afterTenMinutes(db(), batchId);
    expect(await tellSeveral(house.here.id)).toBe(0);
    await forgetCodes();
    expect(await second(batchId, 201, house.here.worker)).toBe('not_theirs');
    expect(await second(batchId, 200)).toBe('wrong_number');
    expect(await second(batchId, 201)).toBe('done');
    expect(await standing(batchId)).toMatchObject({
      second_by: house.here.manager.staffId,
      starts_at: expect.any(Date),
    });
    expect(await tellSeveral(house.here.id)).toBe(0);
    await forgetCodes();
    expect(await second(batchId, 201)).toBe('late');
  });

  test('cannot be begun by any hand without them, nor before ten minutes, nor as who saved the set', async () => {
    await forgetCodes();
    const batchId = await setOf(201);
    await confirmed(house.here.worker, batchId, 201, codeOf(house.here.worker));
    const begin = (second_by: string | null) =>
      byHand(
        (sql) =>
          sql`update batch set second_by = ${second_by}, starts_at = now() + interval '11 minutes' where id = ${batchId}`,
      );
    expect(await begin(null)).toBe('second_person');
    expect(await begin(house.here.manager.staffId)).toBe('batch_service_id_id_second_by_fkey');
    const said = (by: string) =>
      byHand(
        (sql) => sql`insert into batch_second_yes (service_id, batch_id, saved_by, answered_by)
        values (${house.here.id}, ${batchId}, ${house.here.worker.staffId}, ${by})`,
      );
    expect(await said(house.here.worker.staffId)).toBe('second_person');
    expect(await said(house.here.manager.staffId)).toBe('done');
    expect(
      await byHand(
        (sql) =>
          sql`update batch set second_by = ${house.here.manager.staffId}, starts_at = confirmed_at where id = ${batchId}`,
      ),
    ).not.toBe('done');
    expect(await begin(house.here.manager.staffId)).toBe('done');
  });
});

describe('by no hand at all', () => {
  const everything = (batchId: string) => [
    byHand((sql) => sql`update batch set people = 1 where id = ${batchId}`),
    byHand((sql) => sql`update batch set kind = 'panel' where id = ${batchId}`),
    byHand((sql) => sql`update batch_words set language = 'cy' where batch_id = ${batchId}`),
    byHand((sql) => sql`delete from batch_person where batch_id = ${batchId}`),
    byHand(
      (sql) =>
        sql`update batch_person set outcome = 'left_out', left_out_why = 'closed', done_at = now() where batch_id = ${batchId}`,
    ),
  ];

  test('does a set change that was looked at, and nothing becomes of anybody before its time', async () => {
    const batchId = await setOf(2);
    for (const tried of everything(batchId)) expect(await tried).not.toBe('done');
    await confirmed(house.here.worker, batchId, 2);
    for (const tried of everything(batchId)) expect(await tried).not.toBe('done');
    const joins = await byHand(
      (
        sql,
      ) => sql`insert into batch_person (service_id, batch_id, victim_id, case_id, language, channels, sample)
      select c.service_id, ${batchId}, c.victim_id, c.id, 'en', '{}', false from victim_case c
      where c.service_id = ${house.here.id} and c.id not in (select case_id from batch_person where batch_id = ${batchId}) limit 1`,
    );
    expect(joins).not.toBe('done');
  });

  test('is hard news told to several people', async () => {
    const it = await peopleOfOneIncident(db(), house.here.worker, 1);
    for (const kind of ['no_further_action', 'not_guilty', 'release'])
      expect(
        await byHand(
          (
            sql,
          ) => sql`insert into batch (service_id, id, incident_id, audience, kind, happened_on, topic, people, saved_by)
          values (${house.here.id}, gen_random_uuid(), ${it.incidentId}, 'incident', ${kind}, '2026-11-20', 'decision', 1, ${house.here.worker.staffId})`,
        ),
      ).toBe('batch_kind_check');
  });
});
