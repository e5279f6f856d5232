import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { auditOf, rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someone } from '../../tests/support/people.ts';
import { NotThereError } from '../refusals.ts';
import { milestonesOf, recordMilestone } from './store.server.ts';

const house = aHouse();
const record = (
  caseId: string,
  kind: 'panel' | 'not_guilty',
  happenedOn: string,
  actor = house.here.worker,
) => transactionAs(actor, (tx) => recordMilestone(tx, caseId, { kind, happenedOn }));
const listed = (caseId: string, actor = house.here.worker) =>
  transactionAs(actor, (tx) => milestonesOf(tx, caseId));

describe('something that happened in a case', () => {
  test('says who is to hear of it and whether a voice tells it first, and is listed by its day', async () => {
    const { caseId, victimId } = await someone(house.here.worker);
    expect(await record(caseId, 'not_guilty', '2026-05-19')).toMatchObject({
      topic: 'decision',
      phoneFirst: true,
    });
    expect(await record(caseId, 'panel', '2026-05-20')).toMatchObject({
      topic: 'progress',
      phoneFirst: false,
    });
    expect((await listed(caseId)).map((one) => one.kind)).toEqual(['panel', 'not_guilty']);
    expect(await auditOf(house.database, victimId)).toContain('milestone.recorded');
  });

  test('is recorded and read by those who may open the case, and by nobody else', async () => {
    const { caseId, me } = await someone(house.here.worker);
    await record(caseId, 'panel', '2026-05-20', house.here.manager);
    await expect(record(caseId, 'panel', '2026-05-20', house.elsewhere.worker)).rejects.toThrow(
      NotThereError,
    );
    await expect(record(caseId, 'panel', '2026-05-20', house.here.auditor)).rejects.toThrow('42501');
    expect(await listed(caseId, house.elsewhere.worker)).toEqual([]);
    const peek = transactionAs(me, (tx) => tx.execute('select kind from milestone'));
    await expect(peek).rejects.toThrow('42501');
    const kept = await rows(house.database, (sql) => sql`select id from milestone where case_id = ${caseId}`);
    expect(kept).toHaveLength(1);
  });
});
