import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { auditOf } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someone } from '../../tests/support/people.ts';
import { NotThereError } from '../refusals.ts';
import { finishTask, type NewTask, raiseTask, tasksOpen } from './store.server.ts';

const house = aHouse();
const raise = (actor: Parameters<typeof transactionAs>[0], asked: NewTask) =>
  transactionAs(actor, (tx) => raiseTask(tx, asked));
const open = (actor: typeof house.here.worker, victimId: string, mine = false) =>
  transactionAs(actor, (tx) => tasksOpen(tx, { mine, victimId }));

describe('a task', () => {
  test('may be raised by the person, by staff and by the worker process, each in their own service', async () => {
    const { victimId, me } = await someone(house.here.worker);
    await raise(me, { victimId, kind: 'number_changed' });
    await raise(house.here.manager, { victimId, kind: 'ask_again' });
    await raise({ role: 'sender', serviceId: house.here.id }, { victimId, kind: 'message_failed' });
    const kinds = (await open(house.here.worker, victimId)).map((one) => one.kind);
    expect(kinds.toSorted()).toEqual(['ask_again', 'message_failed', 'number_changed']);
    expect((await auditOf(house.database, victimId)).filter((it) => it === 'task.raised')).toHaveLength(3);
  });

  test('is not raised about somebody else by a person, nor across services by anyone', async () => {
    const [one, other] = [await someone(house.here.worker), await someone(house.here.worker)];
    const task: NewTask = { victimId: one.victimId, kind: 'call_back' };
    await expect(raise(other.me, task)).rejects.toThrow('42501');
    await expect(raise(house.elsewhere.worker, task)).rejects.toThrow('42501');
    await expect(raise(house.here.auditor, task)).rejects.toThrow('42501');
    expect(await open(house.here.worker, one.victimId)).toEqual([]);
  });

  test('is mine when it is given to me, or to nobody in a case of mine', async () => {
    const { victimId } = await someone(house.here.worker);
    const { staffId } = house.here.manager;
    const given = await raise(house.here.worker, { victimId, kind: 'ask_again', staffId });
    const left = await raise(house.here.worker, { victimId, kind: 'ask_again' });
    const mine = async (actor: typeof house.here.worker) =>
      (await open(actor, victimId, true)).map((one) => one.taskId);
    expect(await mine(house.here.manager)).toEqual([given]);
    expect(await mine(house.here.worker)).toEqual([left]);
  });

  test('is done once, by somebody who may open the case', async () => {
    const { victimId } = await someone(house.here.worker);
    const taskId = await raise(house.here.worker, { victimId, kind: 'call_back' });
    const finish = (actor: typeof house.here.worker) => transactionAs(actor, (tx) => finishTask(tx, taskId));
    await expect(finish(house.elsewhere.worker)).rejects.toThrow(NotThereError);
    await finish(house.here.manager);
    await expect(finish(house.here.worker)).rejects.toThrow(NotThereError);
    expect(await open(house.here.worker, victimId)).toEqual([]);
    expect(await auditOf(house.database, victimId)).toContain('task.done');
  });
});
