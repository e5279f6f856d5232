import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { auditOf, rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someone } from '../../tests/support/people.ts';
import { caseOf } from '../case/store.server.ts';
import { NotThereError } from '../refusals.ts';
import type { NewAttempt } from './form.server.ts';
import { attemptsOf, recordAttempt } from './store.server.ts';

const house = aHouse();
const rung: NewAttempt = {
  ...{ channel: 'phone', direction: 'out', outcome: 'no_answer', interpreter: false, note: '' },
  at: new Date('2026-04-07T17:10:00Z'),
};
const record = (caseId: string, said: Partial<NewAttempt> = {}, actor = house.here.worker) =>
  transactionAs(actor, (tx) => recordAttempt(tx, caseId, { ...rung, ...said }));
const read = (caseId: string) => transactionAs(house.here.worker, (tx) => caseOf(tx, caseId));

describe('an attempt to reach someone', () => {
  test('that had no answer is an attempt and not contact, and the case owes nothing more for it', async () => {
    const { caseId, victimId } = await someone(house.here.worker);
    await record(caseId);
    expect(await read(caseId)).toMatchObject({
      firstAttemptAt: rung.at,
      contactMadeAt: null,
      dueWhat: 'nothing',
    });
    expect(await auditOf(house.database, victimId)).toContain('contact_attempt.recorded');
  });

  test('that reached them is both, even when an earlier one is written down later', async () => {
    const { caseId } = await someone(house.here.worker);
    const [first, later] = [new Date('2026-04-06T09:00:00Z'), new Date('2026-04-08T09:00:00Z')];
    await record(caseId, { outcome: 'reached', at: later });
    await record(caseId, { at: first });
    expect(await read(caseId)).toMatchObject({ firstAttemptAt: first, contactMadeAt: later });
  });

  test('by the person themselves is contact, not an attempt of ours', async () => {
    const { caseId } = await someone(house.here.worker);
    await record(caseId, { direction: 'in', outcome: 'reached' });
    expect(await read(caseId)).toMatchObject({ firstAttemptAt: null, contactMadeAt: rung.at });
  });

  test('is listed newest first with its note, and kept for good', async () => {
    const { caseId } = await someone(house.here.worker);
    await record(caseId, { note: 'Rang twice; a child answered.' });
    await record(caseId, { at: new Date('2026-04-08T09:00:00Z') });
    const listed = await transactionAs(house.here.manager, (tx) => attemptsOf(tx, caseId));
    expect(listed.map((one) => [one.note, one.staff])).toEqual([
      [null, 'Amira'],
      ['Rang twice; a child answered.', 'Amira'],
    ]);
    const change = rows(house.database, (sql) => sql`delete from contact_attempt where case_id = ${caseId}`);
    await expect(change).rejects.toThrow('append-only');
  });

  test('is recorded by nobody else, and leaves nothing behind when it cannot be', async () => {
    const { caseId, me } = await someone(house.here.worker);
    await expect(record(caseId, {}, house.elsewhere.worker)).rejects.toThrow(NotThereError);
    await expect(record(caseId, {}, house.here.auditor)).rejects.toThrow('42501');
    const seen = transactionAs(me, (tx) => tx.execute('select id from contact_attempt'));
    await expect(seen).rejects.toThrow('42501');
    expect(await transactionAs(house.here.worker, (tx) => attemptsOf(tx, caseId))).toEqual([]);
  });
});
