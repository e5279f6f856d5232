import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { auditOf, rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { answer, type SomeonesCase, someone } from '../../tests/support/people.ts';
import { caseOf } from '../case/store.server.ts';
import { recordAttempt } from '../contact-attempt/store.server.ts';
import { recordMilestone } from '../milestone/store.server.ts';
import { finishTask, tasksOpen } from '../task/store.server.ts';
import { releaseUpdate, takeBackUpdate } from './release.server.ts';
import { writeUpdate } from './store.server.ts';

const house = aHouse();
const wednesday = new Date('2026-05-20T10:00:00Z');
beforeEach(() => void vi.useFakeTimers({ now: wednesday, toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

async function informed(): Promise<SomeonesCase> {
  const who = await someone(house.here.worker);
  await answer(who, ['contact//', 'updates/decision/']);
  return who;
}

const write = ({ caseId }: SomeonesCase, kind: 'not_guilty' | 'no_further_action') =>
  transactionAs(house.here.worker, async (tx) => {
    const { milestoneId, topic } = await recordMilestone(tx, caseId, { kind, happenedOn: '2026-05-19' });
    return writeUpdate(tx, caseId, {
      ...{ milestoneId, topic, happened: 'It was decided.', next: 'I am here.', nextBy: null },
      ...{ language: 'en', reviewState: 'own_words', channels: [] },
    });
  });
const release = (updateId: string, actor: typeof house.here.worker) =>
  transactionAs(actor, (tx) => releaseUpdate(tx, updateId));
const rung = {
  channel: 'phone',
  direction: 'out',
  outcome: 'reached',
  interpreter: false,
  note: '',
} as const;
const call = ({ caseId }: SomeonesCase, told: string[] = []) =>
  transactionAs(house.here.worker, (tx) => recordAttempt(tx, caseId, { ...rung, told, at: new Date() }));

/** Which news the worker is still to tell somebody, the first written first, and what they were ever asked to do for them. */
const telling = async ({ victimId }: SomeonesCase) => {
  const tasks = await rows(
    house.database,
    (sql) => sql<{ kind: string; update_id: string; done_at: Date | null; done_by: string | null }[]>`
      select kind, update_id, done_at, done_by from task where victim_id = ${victimId} order by created_at`,
  );
  return {
    open: tasks.filter((task) => task.done_at === null).map((task) => task.update_id),
    kinds: [...new Set(tasks.map(({ kind }) => kind))],
    doneBy: [...new Set(tasks.flatMap((task) => task.done_by ?? []))],
  };
};
const owed = async ({ caseId }: SomeonesCase) =>
  (await transactionAs(house.here.worker, (tx) => caseOf(tx, caseId)))?.dueWhat;

describe('hard news', () => {
  test('asks the worker to tell it, and of nobody who never asked that they wait for a call, until it was told', async () => {
    const who = await informed();
    const [one, other] = [await write(who, 'not_guilty'), await write(who, 'no_further_action')];
    expect(await telling(who)).toMatchObject({
      open: [one.updateId, other.updateId],
      kinds: ['tell_by_phone'],
    });
    expect(await owed(who)).not.toBe('reply');
    await call(who);
    expect((await telling(who)).open).toEqual([one.updateId, other.updateId]);
    expect(await owed(who)).toBe('task');
    await call(who, [other.updateId]);
    expect((await telling(who)).open).toEqual([one.updateId]);
    await call(who, [one.updateId]);
    expect(await telling(who)).toMatchObject({ open: [], doneBy: [house.here.worker.staffId] });
    expect(await owed(who)).toBe('nothing');
  });

  test('is nobody’s to ring about any more once a manager released it without a call, or it was taken back', async () => {
    const who = await informed();
    const [one, other] = [await write(who, 'not_guilty'), await write(who, 'no_further_action')];
    await release(one.updateId, house.here.worker);
    expect((await telling(who)).open).toEqual([one.updateId, other.updateId]);
    await release(one.updateId, house.here.manager);
    expect((await telling(who)).open).toEqual([other.updateId]);
    await transactionAs(house.here.worker, (tx) => takeBackUpdate(tx, other.updateId));
    expect((await telling(who)).open).toEqual([]);
  });

  test('is ticked off once, where the worker did so herself before she wrote down that she told it', async () => {
    const who = await informed();
    const { updateId } = await write(who, 'not_guilty');
    const [task] = await transactionAs(house.here.worker, (tx) =>
      tasksOpen(tx, { mine: true, victimId: who.victimId }),
    );
    await transactionAs(house.here.worker, (tx) => finishTask(tx, task?.taskId ?? ''));
    await call(who, [updateId]);
    expect(await release(updateId, house.here.worker)).toMatchObject({ released: true });
    expect((await auditOf(house.database, who.victimId)).filter((it) => it === 'task.done')).toHaveLength(1);
    expect((await telling(who)).open).toEqual([]);
  });
});
