import { type SQL, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { StatementRefusedError, transactionAs } from '#db/transaction.server.ts';
import type { Which } from '#messaging/messages/example.server.ts';
import { everyTemplate } from '#messaging/messages/templates.ts';
import { rows } from '../../tests/support/audit-of.ts';
import { aHouse, type StaffMember } from '../../tests/support/house.ts';
import { answerForm, askForm, nameOf } from './form.server.ts';
import type { WordsAnswer } from './rules.ts';
import { answerWords, askAboutWords, takeWordsBack, type Words, wordsOf } from './store.server.ts';

const house = aHouse();
const polishNudge: Which = { template: 'update.nudge', channel: 'text', language: 'pl' };

const look = async (which: Which, by: StaffMember = house.here.worker): Promise<Words> => {
  const all = await transactionAs(by, (tx) => wordsOf(tx, { template: which.template }));
  const found = all.find(({ channel, language }) => channel === which.channel && language === which.language);
  if (!found) throw new Error('There are no such words');
  return found;
};
const ask = (which: Which, by = house.here.worker) => transactionAs(by, (tx) => askAboutWords(tx, [which]));
const newest = async (which: Which) => String((await look(which)).requests[0]?.requestId);
const answer = (by: StaffMember, requestId: string, said: WordsAnswer) =>
  transactionAs(by, (tx) => answerWords(tx, [requestId], said));
const takeBack = (by: StaffMember, requestId: string) =>
  transactionAs(by, (tx) => takeWordsBack(tx, [requestId]));
const asWritten = (by: StaffMember, statement: SQL) => transactionAs(by, (tx) => tx.execute(statement));

test('every template is there by every channel, in every language, with its version and what it costs in parts', async () => {
  const all = await transactionAs(house.here.worker, (tx) => wordsOf(tx, {}));
  expect(all).toHaveLength(everyTemplate.length * 5);
  expect(new Set(all.map(({ version }) => version)).size).toBe(all.length);
  expect(await look(polishNudge)).toMatchObject({
    ...{ review: 'machine', state: 'unasked', requests: [], faults: [] },
    ...{ segments: { segments: 1, encoding: 'UCS-2' }, beyondGsm: ['ś'], direction: 'ltr' },
  });
  expect((await look({ ...polishNudge, language: 'en' })).review).toBe('source');
});

test('a neutral name that says what it is about is shown for what it is', async () => {
  await rows(house.database, (db) => db`update service set discreet_name = 'Rivermead Youth Justice'`);
  const { faults } = await look({ template: 'reply', channel: 'email', language: 'en' });
  await rows(house.database, (db) => db`update service set discreet_name = 'Riverside'`);
  expect(faults).toContainEqual({ rule: 'telling_word', part: 'from', found: 'youth' });
});

describe('a manager', () => {
  test('approves what somebody else asked about; then nobody asks again', async () => {
    expect(await ask(polishNudge)).toBe(1);
    expect(await look(polishNudge)).toMatchObject({ state: 'asked' });
    expect(await ask(polishNudge)).toBe(0);
    expect(await answer(house.here.manager, await newest(polishNudge), 'approved')).toEqual({
      done: 1,
      left: 0,
    });
    expect(await look(polishNudge)).toMatchObject({ state: 'approved' });
    expect(await ask(polishNudge)).toBe(0);
    expect(await answer(house.here.manager, await newest(polishNudge), 'refused')).toEqual({
      done: 0,
      left: 1,
    });
  });

  test('takes a yes back, and may be asked again', async () => {
    expect(await takeBack(house.here.manager, await newest(polishNudge))).toEqual({ done: 1, left: 0 });
    expect(await look(polishNudge)).toMatchObject({ state: 'taken_back' });
    expect(await takeBack(house.here.manager, await newest(polishNudge))).toEqual({ done: 0, left: 1 });
    expect(await ask(polishNudge)).toBe(1);
  });

  test('does not approve what they asked about themselves: not here, and not in the words of SQL', async () => {
    const which: Which = { ...polishNudge, language: 'cy' };
    await ask(which, house.here.manager);
    const requestId = await newest(which);
    expect(await answer(house.here.manager, requestId, 'approved')).toEqual({ done: 0, left: 1 });
    const { id, manager } = house.here;
    const forged = sql`insert into words_answer (service_id, request_id, asked_by, answer, answered_by)
      values (${id}, ${requestId}, ${manager.staffId}, 'approved', ${manager.staffId})`;
    await expect(asWritten(manager, forged)).rejects.toThrow();
    expect(await answer(house.here.manager, requestId, 'withdrawn')).toEqual({ done: 1, left: 0 });
    expect(await look(which)).toMatchObject({ state: 'unasked' });
  });
});

describe('a worker', () => {
  const which: Which = { template: 'question', channel: 'text', language: 'ur' };

  test('approves nothing, whatever they write and whoever they say asked', async () => {
    await ask(which, house.here.manager);
    const requestId = await newest(which);
    expect(await answer(house.here.worker, requestId, 'approved')).toEqual({ done: 0, left: 1 });
    const { id, worker, manager } = house.here;
    const by = (asked: StaffMember, answered: StaffMember) => sql`
      insert into words_answer (service_id, request_id, asked_by, answer, answered_by)
      values (${id}, ${requestId}, ${asked.staffId}, 'approved', ${answered.staffId})`;
    for (const statement of [by(manager, worker), by(worker, manager), by(manager, manager)])
      await expect(asWritten(worker, statement)).rejects.toThrow(StatementRefusedError);
    await expect(asWritten({ ...worker, role: 'manager' }, by(manager, worker))).rejects.toThrow();
  });

  test('takes no yes back', async () => {
    await ask({ ...which, channel: 'email' });
    const requestId = await newest({ ...which, channel: 'email' });
    await answer(house.here.manager, requestId, 'approved');
    await expect(takeBack(house.here.worker, requestId)).rejects.toThrow(StatementRefusedError);
  });
});

describe('PostgreSQL', () => {
  test('keeps what was asked, answered and taken back as it is, even from its owner', async () => {
    await rows(house.database, async (db) => {
      for (const table of ['words_request', 'words_answer', 'words_taken_back']) {
        await expect(db`delete from ${db(table)}`).rejects.toThrow('append-only');
        await expect(db`update ${db(table)} set service_id = service_id`).rejects.toThrow('append-only');
      }
    });
  });

  test('takes back only what was a yes', async () => {
    const which: Which = { template: 'reply', channel: 'text', language: 'ar' };
    await ask(which);
    const requestId = await newest(which);
    const { id, manager } = house.here;
    const insert = sql`insert into words_taken_back (service_id, request_id, taken_back_by)
      values (${id}, ${requestId}, ${manager.staffId})`;
    await expect(asWritten(manager, insert)).rejects.toThrow();
    await answer(manager, requestId, 'refused');
    await expect(asWritten(manager, insert)).rejects.toThrow();
    expect(await look(which)).toMatchObject({ state: 'refused' });
  });

  test('shows another service nothing of it', async () => {
    await ask({ ...polishNudge, template: 'update.finished' });
    const seen = await look({ ...polishNudge, template: 'update.finished' }, house.elsewhere.worker);
    expect(seen.requests).toEqual([]);
    expect(await answer(house.elsewhere.manager, await newest(polishNudge), 'approved')).toEqual({
      done: 0,
      left: 1,
    });
  });
});

test('a form names words as they are, and none that do not exist', () => {
  const named = (words: unknown) => askForm.safeParse({ words });
  expect(named(nameOf(polishNudge))).toMatchObject({ data: { words: [polishNudge] } });
  for (const wrong of ['update.nudge/text/de', 'invitation.card/text/en', 'breach/text/en', '', []])
    expect(named(wrong).success, String(wrong)).toBe(false);
  expect(answerForm.safeParse({ answer: 'approved' }).success).toBe(false);
});
