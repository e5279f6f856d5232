import postgres from 'postgres';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { auditOf, rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { answer, type SomeonesCase, someone } from '../../tests/support/people.ts';
import { caseOf } from '../case/store.server.ts';
import { recordAttempt } from '../contact-attempt/store.server.ts';
import { addContactPoint, confirmContactPoint } from '../contact-point/store.server.ts';
import type { MilestoneKind } from '../milestone/rules.ts';
import { recordMilestone } from '../milestone/store.server.ts';
import { NotChosenError, NotThereError } from '../refusals.ts';
import type { NewUpdate } from './form.server.ts';
import { releaseUpdate, takeBackUpdate } from './release.server.ts';
import { readUpdate, updateOf, updatesOf, writeUpdate } from './store.server.ts';
import { newsToldIn } from './told.server.ts';

const house = aHouse();
const wednesday = new Date('2026-05-20T10:00:00Z');
const lateOnFriday = new Date('2026-05-22T14:30:00Z');
const everything = ['contact//', 'updates/decision/', 'updates/progress/', 'updates/finished/'];

afterEach(() => {
  vi.useRealTimers();
});
const on = (moment: Date) => vi.useFakeTimers({ now: moment, toFake: ['Date'] });

async function informed(choices = [...everything, 'contact//text', 'contact//email']): Promise<SomeonesCase> {
  const who = await someone(house.here.worker);
  await answer(who, choices);
  await transactionAs(house.here.worker, async (tx) => {
    const { id } = await addContactPoint(tx, who.victimId, {
      ...{ kind: 'mobile', value: '+447700900456', source: 'police', shared: false, watched: false },
    });
    await confirmContactPoint(tx, who.victimId, id);
  });
  return who;
}

const write = (
  { caseId }: SomeonesCase,
  kind: MilestoneKind,
  said: Partial<NewUpdate> = {},
  actor = house.here.worker,
) =>
  transactionAs(actor, async (tx) => {
    const { milestoneId, topic } = await recordMilestone(tx, caseId, { kind, happenedOn: '2026-05-19' });
    return writeUpdate(tx, caseId, {
      ...{
        milestoneId,
        topic,
        happened: 'The panel has met.',
        next: 'I will write in June.',
        nextBy: '2026-06-30',
      },
      ...{ language: 'en', reviewState: 'own_words', channels: ['text', 'email', 'letter'], ...said },
    });
  });
const release = (updateId: string, actor: typeof house.here.worker) =>
  transactionAs(actor, (tx) => releaseUpdate(tx, updateId));
const messagesOf = ({ victimId }: SomeonesCase) =>
  rows(
    house.database,
    (sql) => sql<{ channel: string }[]>`select channel from message where victim_id = ${victimId}`,
  );
const rung = { channel: 'phone', direction: 'out', interpreter: false, note: '' } as const;
const call = ({ caseId }: SomeonesCase, outcome: 'reached' | 'no_answer', told: string[] = []) =>
  transactionAs(house.here.worker, (tx) =>
    recordAttempt(tx, caseId, { ...rung, outcome, told, at: new Date() }),
  );

/** Somebody whose answer about texts is locked before their answers about updates, as answers are: by their ids. */
async function whoseTextsComeFirst() {
  for (;;) {
    const who = await informed();
    const choices = await rows(
      house.database,
      (sql) => sql<{ id: string; purpose: string; channel: string; topic: string }[]>`
        select id, purpose, channel, topic from choice_now where victim_id = ${who.victimId} order by id`,
    );
    const text = choices.findIndex(({ channel }) => channel === 'text');
    const later = choices.slice(text + 1).map(({ id }) => id);
    const progress = choices.findIndex(({ purpose, topic }) => purpose === 'updates' && topic === 'progress');
    if (text < progress) return { who, text: String(choices[text]?.id), later };
  }
}

describe('an update', () => {
  test('goes by the channels the person agreed to, and says why it does not by the others', async () => {
    const who = await informed();
    const written = await write(who, 'panel');
    expect(written.state).toBe('published');
    expect(written.queued.map((one) => one.channel)).toEqual(['text']);
    expect(written.notSent).toEqual([
      { channel: 'email', why: 'no_contact_point' },
      { channel: 'letter', why: 'not_agreed' },
    ]);
    expect(await messagesOf(who)).toEqual([{ channel: 'text' }]);
    const audit = await auditOf(house.database, who.victimId);
    expect(audit).toEqual(
      expect.arrayContaining(['milestone.recorded', 'update.written', 'update.published', 'message.queued']),
    );
  });

  test('keeps its promise as the next thing the case owes', async () => {
    const who = await informed();
    await call(who, 'reached');
    await write(who, 'panel');
    const kept = await transactionAs(house.here.worker, (tx) => caseOf(tx, who.caseId));
    expect(kept).toMatchObject({ nextUpdateBy: '2026-06-30', dueWhat: 'update' });
    expect(kept?.dueAt).toEqual(new Date('2026-06-30T22:59:59Z'));
  });

  test('is read by the person in full, with the first name of whom to ask, and the first reading is kept', async () => {
    const who = await informed();
    const { updateId } = await write(who, 'panel');
    const [listed] = await transactionAs(who.me, (tx) => updatesOf(tx, who.victimId));
    expect(listed).toMatchObject({ happened: 'The panel has met.', worker: 'Amira', firstReadAt: null });
    const read = await transactionAs(who.me, (tx) => readUpdate(tx, updateId));
    const again = await transactionAs(who.me, (tx) => readUpdate(tx, updateId));
    expect(read.firstReadAt).toBeInstanceOf(Date);
    expect(again.firstReadAt).toEqual(read.firstReadAt);
  });

  test('waits for what its person is answering, and holds nothing meanwhile that the answer comes to later', async () => {
    const { who, text, later } = await whoseTextsComeFirst();
    const superuser = postgres(house.database.superuserUrl, { max: 2 });
    let writing: ReturnType<typeof write> | undefined;
    await superuser.begin(async (answering) => {
      await answering`select from choice_now where id = ${text} for update`;
      writing = write(who, 'panel');
      const waiting = () =>
        superuser`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
      await expect.poll(async () => (await waiting()).length).toBe(1);
      await answering`select from choice_now where id in ${answering(later)} for update nowait`;
    });
    expect(await writing).toMatchObject({ state: 'published' });
    await superuser.end();
  });

  test('about what they did not choose is not written at all', async () => {
    const who = await informed(['contact//', 'updates/decision/', 'contact//text']);
    await expect(write(who, 'panel')).rejects.toThrow(NotChosenError);
    await answer(who, ['updates/decision/'], 'declined');
    await expect(write(who, 'decision')).rejects.toThrow(NotChosenError);
    const kept = await rows(
      house.database,
      (sql) => sql`select id from milestone where victim_id = ${who.victimId}`,
    );
    expect(kept).toHaveLength(0);
    expect(await messagesOf(who)).toEqual([]);
  });

  test('is nobody else’s to write or to read', async () => {
    const [who, other] = [await informed(), await informed()];
    const { updateId } = await write(who, 'panel');
    await expect(write(who, 'panel', {}, house.elsewhere.worker)).rejects.toThrow(NotThereError);
    await expect(write(who, 'panel', {}, house.here.auditor)).rejects.toThrow('42501');
    await expect(transactionAs(other.me, (tx) => readUpdate(tx, updateId))).rejects.toThrow(NotThereError);
    expect(await transactionAs(other.me, (tx) => updatesOf(tx, who.victimId))).toEqual([]);
    expect(await transactionAs(house.elsewhere.worker, (tx) => updateOf(tx, updateId))).toBeNull();
  });
});

describe('hard news', () => {
  test('waits for a call: nothing on the page, nothing in the queue, and the worker is to ring', async () => {
    on(wednesday);
    const who = await informed();
    const written = await write(who, 'not_guilty');
    expect(written).toMatchObject({ state: 'waiting_for_call', queued: [] });
    expect(written.notSent[0]).toEqual({ channel: 'text', why: 'phone_first' });
    expect(await transactionAs(who.me, (tx) => updatesOf(tx, who.victimId))).toEqual([]);
    expect(await messagesOf(who)).toEqual([]);
    await call(who, 'no_answer');
    expect(await release(written.updateId, house.here.worker)).toEqual({
      released: false,
      why: 'needs_call',
    });
  });

  test('is released once they were told by voice, by the ways its writer chose and no other', async () => {
    on(wednesday);
    const who = await informed();
    const { updateId } = await write(who, 'not_guilty', { channels: ['text'] });
    const unsent = await write(who, 'no_further_action', { channels: [] });
    await call(who, 'reached', [updateId, unsent.updateId]);
    expect(await release(unsent.updateId, house.here.worker)).toMatchObject({ queued: [], notSent: [] });
    expect(await auditOf(house.database, who.victimId)).toContain('update.told');
    const released = await release(updateId, house.here.worker);
    expect(released).toMatchObject({ released: true, queued: [{ channel: 'text' }] });
    expect(await transactionAs(who.me, (tx) => updatesOf(tx, who.victimId))).toHaveLength(2);
    await expect(release(updateId, house.here.worker)).rejects.toThrow(NotThereError);
  });

  test('is not released by a conversation about something else, nor by other news that was told', async () => {
    on(wednesday);
    const who = await informed();
    const [one, other] = [await write(who, 'not_guilty'), await write(who, 'no_further_action')];
    await call(who, 'reached');
    await call(who, 'reached', [other.updateId]);
    expect(await release(one.updateId, house.here.worker)).toMatchObject({ why: 'needs_call' });
    expect(await release(other.updateId, house.here.worker)).toMatchObject({ released: true });
  });

  test('may be told together with other news, in one call', async () => {
    on(wednesday);
    const who = await informed();
    const [one, other] = [await write(who, 'not_guilty'), await write(who, 'no_further_action')];
    await call(who, 'reached', [one.updateId, other.updateId]);
    for (const { updateId } of [one, other])
      expect(await release(updateId, house.here.worker)).toMatchObject({ released: true });
  });

  test('is not told by a call nobody answered, nor in the case of somebody else', async () => {
    on(wednesday);
    const [who, other] = [await informed(), await informed()];
    const { updateId } = await write(who, 'not_guilty');
    await expect(call(who, 'no_answer', [updateId])).rejects.toThrow(NotThereError);
    await expect(call(other, 'reached', [updateId])).rejects.toThrow(NotThereError);
    expect(await release(updateId, house.here.worker)).toMatchObject({ why: 'needs_call' });
  });

  test('may be said afterwards to have been told in a call already in the log, by whoever may open the case', async () => {
    on(wednesday);
    const who = await informed();
    const { attemptId } = await call(who, 'reached');
    const { updateId } = await write(who, 'not_guilty');
    const say = (actor: typeof house.here.worker) =>
      transactionAs(actor, (tx) => newsToldIn(tx, attemptId, [updateId]));
    await expect(say(house.elsewhere.worker)).rejects.toThrow(NotThereError);
    await say(house.here.worker);
    expect(await release(updateId, house.here.worker)).toMatchObject({ released: true });
    await expect(say(house.here.worker)).rejects.toThrow(NotThereError);
  });

  test('may be released by a manager without a call, and not late on a Friday by anyone', async () => {
    on(lateOnFriday);
    const who = await informed();
    const { updateId } = await write(who, 'no_further_action');
    await call(who, 'reached');
    expect(await release(updateId, house.here.manager)).toEqual({ released: false, why: 'nobody_to_ask' });
    on(wednesday);
    expect(await release(updateId, house.here.manager)).toMatchObject({ released: true });
  });

  test('is not released to someone who said stop while it waited', async () => {
    on(wednesday);
    const who = await informed();
    const { updateId } = await write(who, 'not_guilty');
    await call(who, 'reached', [updateId]);
    await answer(who, ['updates/decision/'], 'declined');
    await expect(release(updateId, house.here.worker)).rejects.toThrow(NotChosenError);
    expect(await messagesOf(who)).toEqual([]);
  });

  test('can be taken back while it waits, and not after', async () => {
    on(wednesday);
    const who = await informed();
    const [waiting, gone] = [await write(who, 'not_guilty'), await write(who, 'panel')];
    const takeBack = (id: string) => transactionAs(house.here.worker, (tx) => takeBackUpdate(tx, id));
    await takeBack(waiting.updateId);
    await expect(takeBack(gone.updateId)).rejects.toThrow(NotThereError);
    expect(await transactionAs(who.me, (tx) => updatesOf(tx, who.victimId))).toHaveLength(1);
  });
});
