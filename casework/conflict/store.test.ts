import { describe, expect, test } from 'vitest';
import { staffConflict } from '#db/schema/staff.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someone } from '../../tests/support/people.ts';
import { caseOf } from '../case/store.server.ts';

const house = aHouse();

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
