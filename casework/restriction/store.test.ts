import { describe, expect, test } from 'vitest';
import { addStaff, asOwner } from '#db/set-up.server.ts';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import { auditOf } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someone } from '../../tests/support/people.ts';
import { caseOf } from '../case/store.server.ts';
import { declareConflict } from '../conflict/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { allowToOpen, liftRestriction, restrictCase, restrictionOf } from './store.server.ts';

const house = aHouse();
let hired = 0;

async function colleague(role: 'worker' | 'manager' = 'worker'): Promise<StaffActor> {
  hired += 1;
  const { id: serviceId } = house.here;
  const staffId = await asOwner(house.database.ownerUrl, (owner) =>
    addStaff(owner, {
      ...{
        serviceId,
        role,
        team: null,
        firstName: 'Daniel',
        name: 'Daniel',
        email: `d${hired}@here.example`,
      },
      ...{ password: 'correct horse daniel', totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' },
    }),
  );
  return { role: role === 'worker' ? 'staff' : 'manager', serviceId, staffId };
}

const mayOpen = async (actor: StaffActor, caseId: string) =>
  (await transactionAs(actor, (tx) => caseOf(tx, caseId))) !== null;
const restrict = (actor: StaffActor, victimId: string, colleagues: string[] = []) =>
  transactionAs(actor, (tx) => restrictCase(tx, victimId, colleagues));

describe('a case that a manager restricts', () => {
  test('stays open to them, to its worker and to the colleagues they let in, and to nobody else', async () => {
    const { manager, worker } = house.here;
    const [ruth, daniel, boss] = [await colleague(), await colleague(), await colleague('manager')];
    const { victimId, caseId } = await someone(worker);
    await restrict(manager, victimId, [ruth.staffId]);
    for (const actor of [manager, worker, ruth]) expect(await mayOpen(actor, caseId)).toBe(true);
    for (const actor of [daniel, boss]) expect(await mayOpen(actor, caseId)).toBe(false);
    expect(await auditOf(house.database, victimId)).toContain('case.restricted');
  });

  test('lets in one more, and shuts out whoever is no longer named', async () => {
    const { manager, worker } = house.here;
    const [ruth, daniel] = [await colleague(), await colleague()];
    const { victimId, caseId } = await someone(worker);
    await restrict(manager, victimId, [ruth.staffId]);
    await transactionAs(manager, (tx) => allowToOpen(tx, victimId, daniel.staffId));
    expect(await mayOpen(daniel, caseId)).toBe(true);
    await restrict(manager, victimId, [daniel.staffId]);
    expect(await mayOpen(ruth, caseId)).toBe(false);
    expect(await mayOpen(daniel, caseId)).toBe(true);
  });

  test('stays shut to whoever declared a conflict, also when they are let in', async () => {
    const { manager, worker } = house.here;
    const daniel = await colleague();
    const { victimId, caseId } = await someone(worker);
    await transactionAs(daniel, (tx) => declareConflict(tx, victimId));
    await restrict(manager, victimId, [daniel.staffId]);
    expect(await mayOpen(daniel, caseId)).toBe(false);
  });

  test('is open to everyone again once it is lifted, and remembers nobody it let in', async () => {
    const { manager, worker } = house.here;
    const daniel = await colleague();
    const { victimId, caseId } = await someone(worker);
    await restrict(manager, victimId);
    await transactionAs(manager, (tx) => liftRestriction(tx, victimId));
    expect(await mayOpen(daniel, caseId)).toBe(true);
    const stands = await transactionAs(manager, (tx) => restrictionOf(tx, victimId));
    expect(stands).toEqual({ restricted: false, allowed: [] });
  });
});

test('nobody but a manager of the service restricts a case, lets somebody in, or lifts it', async () => {
  const { manager, worker, auditor } = house.here;
  const daniel = await colleague();
  const { victimId, caseId, me } = await someone(worker);
  for (const actor of [worker, auditor]) await expect(restrict(actor, victimId)).rejects.toThrow('42501');
  await expect(restrict(house.elsewhere.manager, victimId)).rejects.toThrow();
  await restrict(manager, victimId);
  const letIn = transactionAs(worker, (tx) => allowToOpen(tx, victimId, daniel.staffId));
  await expect(letIn).rejects.toThrow('42501');
  await expect(transactionAs(worker, (tx) => liftRestriction(tx, victimId))).rejects.toThrow('42501');
  const lifted = transactionAs(me, (tx) => tx.execute('update victim set restricted = false'));
  await expect(lifted).rejects.toThrow('42501');
  const fromOutside = transactionAs(daniel, (tx) => allowToOpen(tx, victimId, daniel.staffId));
  await expect(fromOutside).rejects.toThrow(NotThereError);
  expect(await mayOpen(daniel, caseId)).toBe(false);
});
