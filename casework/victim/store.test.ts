import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { auditOf, rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { person, someone } from '../../tests/support/people.ts';
import { addContactPoint } from '../contact-point/store.server.ts';
import { ChangedMeanwhileError, NotThereError } from '../refusals.ts';
import { particularsOf } from './particulars.server.ts';
import * as victims from './store.server.ts';

const house = aHouse();
const found = (actor: typeof house.here.worker, words: string) =>
  transactionAs(actor, (tx) => victims.findPeople(tx, words));

describe('someone who is taken on', () => {
  test('is known by name to the staff, and by the name they want', async () => {
    const { victimId } = await someone(house.here.worker, { name: 'Zofia Łukaszewska', callMe: 'Zosia' });
    const known = await transactionAs(house.here.manager, (tx) => victims.victimOf(tx, victimId));
    expect(known).toMatchObject({ name: 'Zofia Łukaszewska', callMe: 'Zosia', basis: 'direct' });
    expect(await auditOf(house.database, victimId)).toContain('victim.taken_on');
  });

  test('has the rights of a child when they are one', async () => {
    const { victimId } = await someone(house.here.worker, { birthDate: '2014-03-01' });
    const known = await transactionAs(house.here.worker, (tx) => victims.victimOf(tx, victimId));
    const more = await transactionAs(house.here.worker, (tx) => particularsOf(tx, victimId));
    expect(known?.presumedUnder18).toBe(true);
    expect(more).toMatchObject({ birthDate: '2014-03-01', enhancedRights: ['vulnerable'] });
  });

  test('is kept whole or not at all', async () => {
    const before = await rows(house.database, (sql) => sql`select id from victim`);
    const failing = transactionAs(house.here.worker, async (tx) => {
      await victims.takeOn(tx, person());
      throw new Error('the lights went out');
    });
    await expect(failing).rejects.toThrow('the lights went out');
    expect(await rows(house.database, (sql) => sql`select id from victim`)).toEqual(before);
  });

  test('has a name that is nowhere in the clear', async () => {
    const { victimId } = await someone(house.here.worker, { name: 'Quillon Ashgrove' });
    const [kept] = await rows(
      house.database,
      (sql) => sql`select sealed_name, sealed_call_me from victim where id = ${victimId}`,
    );
    expect(Buffer.concat(Object.values(kept ?? {})).toString('latin1')).not.toMatch(/Quillon|Ashgrove|Sam/);
  });

  test('is seen by themselves, and by no other victim, other service, conflicted colleague or auditor', async () => {
    const [one, other] = [await someone(house.here.worker), await someone(house.here.worker)];
    const seenBy = (actor: Parameters<typeof transactionAs>[0]) =>
      transactionAs(actor, (tx) => victims.victimOf(Object.assign(tx, { actor: one.me }), one.victimId));
    expect(await seenBy(one.me)).toMatchObject({ name: 'Sam Field' });
    expect(await seenBy(other.me)).toBeNull();
    expect(await seenBy(house.elsewhere.worker)).toBeNull();
    const { staffId, serviceId } = house.here.manager;
    await rows(
      house.database,
      (sql) =>
        sql`insert into staff_conflict (service_id, staff_id, victim_id) values (${serviceId}, ${staffId}, ${one.victimId})`,
    );
    expect(await seenBy(house.here.manager)).toBeNull();
    await expect(seenBy(house.here.auditor)).rejects.toThrow('42501');
  });
});

describe('someone who is looked for', () => {
  test('is found by a whole word first, then a beginning, then a sound', async () => {
    await someone(house.here.worker, { name: 'Steven Marsh' });
    await someone(house.here.worker, { name: 'Stevenson Marsh' });
    await someone(house.here.worker, { name: 'Stephen Marsh' });
    const names = (await found(house.here.worker, 'steven marsh')).map((one) => [one.name, one.match]);
    expect(names).toEqual([
      ['Steven Marsh', 'word'],
      ['Stevenson Marsh', 'prefix'],
      ['Stephen Marsh', 'sound'],
    ]);
  });

  test('comes with the references of their cases, and only to their own service', async () => {
    const { reference, caseId } = await someone(house.here.worker, { name: 'Perpetua Vane' });
    const [one] = await found(house.here.worker, 'vane');
    expect(one?.cases).toEqual([{ caseId, reference }]);
    expect(await found(house.elsewhere.worker, 'vane')).toEqual([]);
  });

  test('may already be there by name, by number or by both, and a stranger is not', async () => {
    const twin = await someone(house.here.worker, { name: 'Ottoline Peverell' });
    await transactionAs(house.here.worker, (tx) =>
      addContactPoint(tx, twin.victimId, {
        ...{ kind: 'mobile', value: '+447700900321', source: 'police', shared: false, watched: false },
      }),
    );
    const like = (name: string, mobile: string | null) =>
      transactionAs(house.here.worker, (tx) => victims.possibleDuplicates(tx, { name, mobile }));
    expect(await like('Ottoline Peverell', '+447700900321')).toMatchObject([{ same: ['name', 'mobile'] }]);
    expect(await like('Someone Else', '+447700900321')).toMatchObject([{ same: ['mobile'] }]);
    expect(await like('Otolline Peverel', null)).toMatchObject([{ same: ['name'] }]);
    expect(await like('Entirely Unknown', '+447700900322')).toEqual([]);
  });
});

describe('what to call someone', () => {
  test('is theirs to change, on the version they saw', async () => {
    const { me, victimId } = await someone(house.here.worker);
    await transactionAs(me, (tx) => victims.changeWhatToCall(tx, victimId, 'Sammy', 1));
    const known = await transactionAs(me, (tx) => victims.victimOf(tx, victimId));
    expect(known).toMatchObject({ callMe: 'Sammy', version: 2 });
    expect(await auditOf(house.database, victimId)).toContain('victim.call_me_changed');
  });

  test('is not changed over what somebody else has just written, nor by another victim', async () => {
    const [one, other] = [await someone(house.here.worker), await someone(house.here.worker)];
    const change = (actor: typeof one.me, version: number) =>
      transactionAs(actor, (tx) => victims.changeWhatToCall(tx, one.victimId, 'Sammy', version));
    await expect(change(one.me, 7)).rejects.toThrow(ChangedMeanwhileError);
    await expect(change(other.me, 1)).rejects.toThrow(NotThereError);
  });
});
