import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { auditOf } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { messagesIn } from '../../tests/support/messages-in.ts';
import {
  afterTenMinutes,
  confirmed,
  newsOf,
  peopleOfOneIncident,
  saved,
} from '../../tests/support/several.ts';
import { knowCoVictim } from '../leak/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { stopBatch } from './confirm.server.ts';
import { shutInIncident } from './people.server.ts';
import { saveBatch } from './save.server.ts';
import { batchesOf, batchLine, progressOf } from './store.server.ts';
import { tellSeveral, tellSome } from './tell.server.ts';
import { wordsKept } from './words.server.ts';

const house = aHouse();
const { db } = messagesIn(house);
const some = (count: number) => peopleOfOneIncident(db(), house.here.worker, count);
const setOf = (batchId: string) =>
  db()`select victim_id, why, outcome, left_out_why, channels, sample from batch_person where batch_id = ${batchId} order by victim_id`;
const messagesOf = (batchId: string) =>
  db()`select victim_id, channel, state, priority, cancelled_reason from message where batch_id = ${batchId}`;
const updatesOf = (victimId: string) =>
  db()`select state, asked_staff_id from case_update where victim_id = ${victimId}`;
const stop = (batchId: string, by = house.here.worker) => transactionAs(by, (tx) => stopBatch(tx, batchId));
const progress = (batchId: string) => transactionAs(house.here.worker, (tx) => progressOf(tx, batchId));
const goneBy = async (batchId: string, people: number) => {
  await confirmed(house.here.worker, batchId, people);
  await afterTenMinutes(db(), batchId);
};

describe('a set of people to be told the same', () => {
  test('is kept as it was seen, with everybody who is left out and why, and nothing exists for anyone', async () => {
    const it = await some(4);
    const [, no, paused] = it.people;
    await db()`update choice_now set state = 'declined' where id = ${no?.choices.decision ?? ''}`;
    await db()`update hold set held = true, reason = 'safety' where victim_id = ${paused?.victimId ?? ''}`;
    const batchId = await saved(house.here.worker, it);
    const set = await setOf(batchId);
    expect(set.flatMap(({ why }) => why ?? []).toSorted()).toEqual(['declined', 'paused']);
    expect(set.find(({ victim_id }) => victim_id === no?.victimId)).toMatchObject({ why: 'declined' });
    expect(set.filter(({ sample }) => sample)).toHaveLength(2);
    expect(await transactionAs(house.here.worker, (tx) => batchLine(tx, batchId))).toMatchObject({
      people: 2,
      startsAt: null,
    });
    expect(await messagesOf(batchId)).toEqual([]);
    for (const { victimId } of it.people) expect(await updatesOf(victimId)).toEqual([]);
    expect(await auditOf(house.database, it.incidentId)).toEqual(['batch.saved']);
  });

  test('is not kept with words that name one of them to the others', async () => {
    const it = await some(2);
    const [person] = it.people;
    await transactionAs(house.here.worker, (tx) =>
      knowCoVictim(tx, person?.victimId ?? '', ['Persephone Quill']),
    );
    const [words] = newsOf().words;
    const named = newsOf({ words: words ? [{ ...words, happened: 'Persephone Quill was there.' }] : [] });
    const answer = await transactionAs(house.here.worker, (tx) => saveBatch(tx, it.incidentId, named));
    expect(answer.batchId).toBeNull();
    expect(answer.named?.join(' ')).toContain('Quill');
    expect(await db()`select id from batch where incident_id = ${it.incidentId}`).toEqual([]);
  });

  test('of a milestone holds only those in whose case it is recorded', async () => {
    const it = await some(3);
    const [person] = it.people;
    await db()`insert into milestone (service_id, id, victim_id, case_id, kind, happened_on, recorded_by)
      values (${house.here.id}, gen_random_uuid(), ${person?.victimId ?? ''}, ${person?.caseId ?? ''}, 'decision', '2026-11-20',
        ${house.here.worker.staffId})`;
    const set = await setOf(await saved(house.here.worker, it, { audience: 'milestone' }));
    expect(set.map(({ victim_id }) => victim_id)).toEqual([person?.victimId]);
  });

  test('leaves somebody out who has no words in their language, and takes them in with words', async () => {
    const it = await some(2);
    const [person] = it.people;
    await db()`update contact_preference set language_written = 'pl' where victim_id = ${person?.victimId ?? ''}`;
    const whyOf = async (batchId: string) =>
      (await setOf(batchId)).find(({ victim_id }) => victim_id === person?.victimId)?.why;
    expect(await whyOf(await saved(house.here.worker, it))).toBe('no_words');
    const { words } = newsOf();
    const both = [...words, ...words.map((one) => ({ ...one, language: 'pl' as const, happened: 'Sąd.' }))];
    const batchId = await saved(house.here.worker, it, { words: both });
    expect(await whyOf(batchId)).toBeNull();
    await goneBy(batchId, 2);
    await tellSeveral(house.here.id);
    const [update] = await db()`select language from case_update where victim_id = ${person?.victimId ?? ''}`;
    expect(update).toMatchObject({ language: 'pl' });
  });

  test('is confirmed by who saved it with the right number, and by nobody and nothing else', async () => {
    const it = await some(2);
    const batchId = await saved(house.here.worker, it);
    expect(await confirmed(house.here.worker, batchId, 3)).toBe('wrong_number');
    expect(await confirmed(house.here.manager, batchId, 2)).toBe('not_theirs');
    await expect(confirmed(house.elsewhere.worker, batchId, 2)).rejects.toThrow(NotThereError);
    expect(await confirmed(house.here.worker, batchId, 2)).toBe('done');
    expect(await confirmed(house.here.worker, batchId, 2)).toBe('late');
    expect(await auditOf(house.database, it.incidentId)).toEqual(['batch.saved', 'batch.confirmed']);
  });

  test('tells nobody in its ten minutes, and can be stopped in them by a colleague', async () => {
    const it = await some(2);
    const batchId = await saved(house.here.worker, it);
    await confirmed(house.here.worker, batchId, 2);
    expect(await tellSeveral(house.here.id)).toBe(0);
    expect(await stop(batchId, house.here.manager)).toBe(true);
    expect(await stop(batchId)).toBe(false);
    await afterTenMinutes(db(), batchId);
    expect(await tellSeveral(house.here.id)).toBe(0);
    expect(await messagesOf(batchId)).toEqual([]);
    for (const { victimId } of it.people) expect(await updatesOf(victimId)).toEqual([]);
  });
});

describe('when the ten minutes have passed', () => {
  test('everybody in it who still agrees is told, in the last lane, by who confirmed it; nobody else is', async () => {
    const it = await some(3);
    const [, changed, willing] = it.people;
    const batchId = await saved(house.here.worker, it);
    await goneBy(batchId, 3);
    await db()`update choice_now set state = 'withdrawn' where id = ${changed?.choices.decision ?? ''}`;
    expect(await tellSeveral(house.here.id)).toBe(3);
    expect(await progress(batchId)).toEqual({
      ...{ told: 2, waits: 0, takenBack: 0, leftOut: 1, toCome: 0 },
      ...{ gone: 0, stillHere: 4, stopped: 0, inTrouble: 0 },
    });
    const messages = await messagesOf(batchId);
    expect(messages).toHaveLength(4);
    expect(new Set(messages.map(({ priority }) => priority))).toEqual(new Set([3]));
    expect(messages.some(({ victim_id }) => victim_id === changed?.victimId)).toBe(false);
    expect(await updatesOf(willing?.victimId ?? '')).toEqual([
      { state: 'published', asked_staff_id: house.here.worker.staffId },
    ]);
    expect((await setOf(batchId)).find(({ victim_id }) => victim_id === changed?.victimId)).toMatchObject({
      outcome: 'left_out',
      left_out_why: 'withdrawn',
    });
    const [entry] = await db()`select actor_role, actor_id from audit_entry where action = 'update.published'
      and subject_id = ${willing?.victimId ?? ''}`;
    expect(entry).toEqual({ actor_role: 'deputy', actor_id: house.here.worker.staffId });
    expect(await tellSeveral(house.here.id)).toBe(0);
    expect(await transactionAs(house.here.worker, (tx) => batchLine(tx, batchId))).toMatchObject({
      endedAt: expect.any(Date),
    });
  });

  test('somebody told the same meanwhile is not told twice, and a way shut since is not used', async () => {
    const it = await some(2);
    const [told, locked] = it.people;
    const [first, second] = [await saved(house.here.worker, it), await saved(house.here.worker, it)];
    await goneBy(first, 2);
    await db()`update contact_point set bad_at = now() where id = ${locked?.mobile.id ?? ''}`;
    await tellSeveral(house.here.id);
    const ways = (await messagesOf(first))
      .filter(({ victim_id }) => victim_id === locked?.victimId)
      .map(({ channel }) => channel);
    expect(ways).toEqual(['email']);
    await goneBy(second, 2);
    await tellSeveral(house.here.id);
    expect((await setOf(second)).map(({ left_out_why }) => left_out_why)).toEqual([
      'told_already',
      'told_already',
    ]);
    expect(await updatesOf(told?.victimId ?? '')).toHaveLength(1);
  });

  test('whoever it was who confirmed it tells nobody whose case has been shut to them', async () => {
    const it = await some(2);
    const [shut, other] = it.people;
    const batchId = await saved(house.here.worker, it);
    await goneBy(batchId, 2);
    await db()`insert into staff_conflict (service_id, staff_id, victim_id)
      values (${house.here.id}, ${house.here.worker.staffId}, ${shut?.victimId ?? ''})`;
    await tellSeveral(house.here.id);
    expect(await updatesOf(shut?.victimId ?? '')).toEqual([]);
    expect(await updatesOf(other?.victimId ?? '')).toHaveLength(1);
    const [left] =
      await db()`select left_out_why from batch_person where batch_id = ${batchId} and victim_id = ${shut?.victimId ?? ''}`;
    expect(left).toEqual({ left_out_why: 'not_open' });
  });

  test('a stop in the middle says who was told, stops what has not left, and nobody more is told', async () => {
    const it = await some(5);
    const batchId = await saved(house.here.worker, it);
    await goneBy(batchId, 5);
    const deputy = { ...house.here.worker, role: 'deputy' as const };
    expect(await transactionAs(deputy, (tx) => tellSome(tx, batchId, 2))).toBe(2);
    const [left] = await db()`update message set state = 'accepted' where id = (
      select id from message where batch_id = ${batchId} limit 1) returning id`;
    expect(left).toBeDefined();
    expect(await stop(batchId, house.here.manager)).toBe(true);
    expect(await transactionAs(deputy, (tx) => tellSome(tx, batchId, 2))).toBe(0);
    expect(await tellSeveral(house.here.id)).toBe(0);
    expect(await progress(batchId)).toEqual({
      ...{ told: 2, waits: 0, takenBack: 0, leftOut: 0, toCome: 3 },
      ...{ gone: 1, stillHere: 0, stopped: 3, inTrouble: 0 },
    });
    const reasons = (await messagesOf(batchId)).flatMap(({ cancelled_reason }) => cancelled_reason ?? []);
    expect(reasons).toEqual(['set_stopped', 'set_stopped', 'set_stopped']);
  });
});

describe('a set and its words', () => {
  test('are seen by who may open every case in it, and by nobody else', async () => {
    const it = await some(2);
    const batchId = await saved(house.here.worker, it);
    const words = (by = house.here.worker) => transactionAs(by, (tx) => wordsKept(tx, batchId));
    expect(await words()).toMatchObject([{ language: 'en', happened: 'The court met on Friday.' }]);
    expect(await words(house.here.manager)).toHaveLength(1);
    expect(await words(house.elsewhere.worker)).toEqual([]);
    await db()`insert into staff_conflict (service_id, staff_id, victim_id)
      values (${house.here.id}, ${house.here.manager.staffId}, ${it.people[0]?.victimId ?? ''})`;
    expect(await words(house.here.manager)).toEqual([]);
    await expect(stop(batchId, house.here.manager)).rejects.toThrow(NotThereError);
    const listed = (by = house.here.worker) => transactionAs(by, batchesOf);
    expect((await listed()).map((one) => one.batchId)).toContain(batchId);
    expect((await listed(house.here.manager)).map((one) => one.batchId)).not.toContain(batchId);
    expect(await listed(house.elsewhere.manager)).toEqual([]);
  });

  test('count those whose case is shut by reason and never by name, to whoever may open another of the incident', async () => {
    const it = await some(3);
    const [conflict, restricted] = it.people;
    await db()`insert into staff_conflict (service_id, staff_id, victim_id)
      values (${house.here.id}, ${house.here.worker.staffId}, ${conflict?.victimId ?? ''})`;
    await db()`update victim set restricted = true where id = ${restricted?.victimId ?? ''}`;
    const shut = (by = house.here.worker) => transactionAs(by, (tx) => shutInIncident(tx, it.incidentId));
    expect([...(await shut())]).toEqual([
      { why: 'conflict', people: 1 },
      { why: 'restricted', people: 1 },
    ]);
    expect([...(await shut(house.elsewhere.worker))]).toEqual([]);
    const set = await setOf(await saved(house.here.worker, it));
    expect(set.map(({ victim_id }) => victim_id)).toEqual([it.people[2]?.victimId]);
  });
});
