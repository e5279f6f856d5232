import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { auditOf, rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { type SomeonesCase, someone } from '../../tests/support/people.ts';
import { caseOf } from '../case/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { tasksOpen } from '../task/store.server.ts';
import * as concerns from './store.server.ts';

const house = aHouse();
const words = 'He was outside again.';
const raise = ({ victimId, me }: SomeonesCase, actor = me) =>
  transactionAs(actor, (tx) =>
    concerns.raiseConcern(tx, { victimId, caseId: null, words, takenBy: 'portal' }),
  );
const dueOf = async (who: SomeonesCase) =>
  (await transactionAs(house.here.worker, (tx) => caseOf(tx, who.caseId)))?.dueWhat;

describe('someone who does not feel safe', () => {
  test('is due at once, is read in their own words, and stays a task after it was read', async () => {
    const who = await someone(house.here.worker);
    const { concernId } = await raise(who);
    expect(await dueOf(who)).toBe('safety');
    const unread = await transactionAs(house.here.worker, concerns.concernsUnread);
    expect(unread.find((one) => one.concernId === concernId)).toMatchObject({ name: 'Sam Field' });
    const read = await transactionAs(house.here.worker, (tx) => concerns.readConcern(tx, concernId));
    expect(read).toMatchObject({ words, takenBy: 'portal', victimId: who.victimId });
    expect(await dueOf(who)).not.toBe('safety');
    const left = await transactionAs(house.here.worker, (tx) =>
      tasksOpen(tx, { mine: true, victimId: who.victimId }),
    );
    expect(left.map((one) => one.kind)).toEqual(['safety_concern']);
    const audit = await auditOf(house.database, who.victimId);
    expect(audit).toEqual(expect.arrayContaining(['safety_concern.raised', 'safety_concern.read']));
  });

  test('comes before a first contact that is long overdue', async () => {
    const who = await someone(house.here.worker, {}, new Date('2026-01-05T09:00:00Z'));
    await raise(who);
    expect(await dueOf(who)).toBe('safety');
  });

  test('knows when it was read, without their words being shown again', async () => {
    const who = await someone(house.here.worker);
    const { concernId } = await raise(who);
    expect(await transactionAs(who.me, concerns.myConcerns)).toMatchObject([{ readAt: null }]);
    await transactionAs(house.here.worker, (tx) => concerns.readConcern(tx, concernId));
    expect((await transactionAs(who.me, concerns.myConcerns))[0]?.readAt).toBeInstanceOf(Date);
    const peek = transactionAs(who.me, (tx) => tx.execute('select sealed_words from safety_concern'));
    await expect(peek).rejects.toThrow('42501');
  });

  test('may tell it on the telephone', async () => {
    const who = await someone(house.here.worker);
    await transactionAs(house.here.manager, (tx) =>
      concerns.raiseConcern(tx, { victimId: who.victimId, caseId: who.caseId, words, takenBy: 'phone' }),
    );
    expect(await dueOf(who)).toBe('safety');
  });

  test('is not spoken for by another victim, nor read by another service, a conflicted colleague or the auditor', async () => {
    const [who, other] = [await someone(house.here.worker), await someone(house.here.worker)];
    await expect(raise(who, other.me)).rejects.toThrow();
    const { concernId } = await raise(who);
    const readBy = (actor: typeof house.here.worker) =>
      transactionAs(actor, (tx) => concerns.readConcern(tx, concernId));
    await expect(readBy(house.elsewhere.worker)).rejects.toThrow(NotThereError);
    await expect(readBy(house.here.auditor)).rejects.toThrow('42501');
    const { serviceId, staffId } = house.here.manager;
    await rows(
      house.database,
      (sql) =>
        sql`insert into staff_conflict (service_id, staff_id, victim_id) values (${serviceId}, ${staffId}, ${who.victimId})`,
    );
    await expect(readBy(house.here.manager)).rejects.toThrow(NotThereError);
    expect(await transactionAs(other.me, concerns.myConcerns)).toEqual([]);
  });
});
