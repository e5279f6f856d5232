import { describe, expect, test } from 'vitest';
import { staffConflict } from '#db/schema/staff.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someone } from '../../tests/support/people.ts';
import { caseOf, caseOfVictim } from '../case/store.server.ts';
import { raiseTask, tasksOpen } from '../task/store.server.ts';
import { declareConflict, handOverRefused } from './store.server.ts';

const house = aHouse();
const declare = (actor: typeof house.here.worker, victimId: string, handTo: string | null) =>
  transactionAs(actor, (tx) => declareConflict(tx, victimId, handTo));
const refusalOf = (actor: typeof house.here.worker, victimId: string, handTo: string | null) =>
  transactionAs(actor, (tx) => handOverRefused(tx, victimId, handTo));

describe('a conflict', () => {
  const declaredFor = (actor: typeof house.here.worker, staffId: string, victimId: string) =>
    transactionAs(actor, (tx) =>
      tx.insert(staffConflict).values({ serviceId: actor.serviceId, staffId, victimId }),
    );

  test('is not declared for a colleague by a worker, who could shut them out of a case', async () => {
    const { worker, manager } = house.here;
    const { victimId, caseId } = await someone(worker);
    await expect(declaredFor(worker, manager.staffId, victimId)).rejects.toThrow('42501');
    expect(await transactionAs(manager, (tx) => caseOf(tx, caseId))).not.toBeNull();
  });

  test('is declared for a worker by a manager', async () => {
    const { worker, manager } = house.here;
    const { victimId, caseId } = await someone(worker);
    await declaredFor(manager, worker.staffId, victimId);
    expect(await transactionAs(worker, (tx) => caseOf(tx, caseId))).toBeNull();
  });
});

describe('someone whose worker declares a conflict', () => {
  test('has the colleague who takes over for their worker, who sees everything that is owed', async () => {
    const { worker, manager } = house.here;
    const { victimId, me } = await someone(worker);
    const toWorker = { victimId, kind: 'call_back', staffId: worker.staffId } as const;
    const given = await transactionAs(worker, (tx) => raiseTask(tx, toWorker));
    const ofTheCase = await transactionAs(me, (tx) => raiseTask(tx, { victimId, kind: 'number_changed' }));
    await declare(worker, victimId, manager.staffId);
    expect(await transactionAs(me, caseOfVictim)).toMatchObject({ worker: 'Tom' });
    const tasks = await transactionAs(manager, (tx) => tasksOpen(tx, { mine: true, victimId }));
    expect(tasks.map(({ taskId }) => taskId).toSorted()).toEqual([given, ofTheCase].toSorted());
  });

  test('is not left with them: no conflict is kept until somebody takes over', async () => {
    const { worker } = house.here;
    const { victimId, caseId } = await someone(worker);
    expect(await refusalOf(worker, victimId, null)).toBe('conflict.handTo.missing');
    await expect(declare(worker, victimId, null)).rejects.toThrow('conflict.handTo.missing');
    expect(await transactionAs(worker, (tx) => caseOf(tx, caseId))).not.toBeNull();
  });

  test('is not handed to anyone who cannot open the case, nor to the one who declares', async () => {
    const { worker, manager, auditor } = house.here;
    const { victimId } = await someone(worker);
    const stranger = house.elsewhere.worker.staffId;
    for (const staffId of [worker.staffId, auditor.staffId, stranger])
      expect(await refusalOf(worker, victimId, staffId)).toBe('conflict.handTo.cannot');
    expect(await refusalOf(worker, victimId, manager.staffId)).toBeNull();
    await declare(manager, victimId, null);
    expect(await refusalOf(worker, victimId, manager.staffId)).toBe('conflict.handTo.cannot');
  });
});

test('a colleague who is not their worker takes nothing away with a conflict, and their own tasks fall to the worker', async () => {
  const { worker, manager } = house.here;
  const { victimId, me } = await someone(worker);
  const toManager = { victimId, kind: 'ask_again', staffId: manager.staffId } as const;
  const given = await transactionAs(worker, (tx) => raiseTask(tx, toManager));
  await declare(manager, victimId, null);
  expect(await transactionAs(me, caseOfVictim)).toMatchObject({ worker: 'Amira' });
  const tasks = await transactionAs(worker, (tx) => tasksOpen(tx, { mine: true, victimId }));
  expect(tasks.map(({ taskId }) => taskId)).toEqual([given]);
  const said = await rows(
    house.database,
    (sql) =>
      sql`select details from audit_entry where subject_id = ${victimId} and action = 'conflict.declared'`,
  );
  expect(said).toEqual([{ details: { cases: 0, tasks: 1, handedTo: null } }]);
});
