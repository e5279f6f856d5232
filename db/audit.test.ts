import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { describe, expect, it } from 'vitest';
import { verifyAudit } from '#db/audit.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../tests/support/house.ts';

describe('the audit chain', () => {
  const house = aHouse();

  it('holds what was done, and nothing of what was undone', async () => {
    const { worker, auditor } = house.here;
    await transactionAs(worker, async (tx) =>
      tx.record({ action: 'case.opened', subjectId: null, details: { b: 1, a: 'x' } }),
    );
    const undone = transactionAs(worker, async (tx) => {
      tx.record({ action: 'case.closed', subjectId: null });
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    expect(await transactionAs(auditor, verifyAudit)).toMatchObject({ entries: 1, brokenAt: null });
  });

  it.each([1, 3])('keeps nothing, and says so, when one of %i entries cannot be written', async (many) => {
    const { worker, auditor } = house.here;
    const before = await transactionAs(auditor, verifyAudit);
    const done = transactionAs(worker, async (tx) => {
      await tx.execute(sql`update audit_head set sequence = sequence where service_id = app_service()`);
      for (let one = 1; one < many; one += 1) tx.record({ action: 'case.opened', subjectId: null });
      tx.record({ action: 'case.closed', subjectId: 'nobody’s' });
    });
    await expect(done).rejects.toThrow('22P02');
    expect(await transactionAs(auditor, verifyAudit)).toEqual(before);
  });

  it('cannot be changed by staff, read by staff, or altered unseen by the owner of the machine', async () => {
    const { worker, auditor } = house.here;
    await expect(transactionAs(worker, (tx) => tx.execute(sql`select * from audit_entry`))).rejects.toThrow(
      '42501',
    );
    await expect(transactionAs(worker, (tx) => tx.execute(sql`delete from audit_entry`))).rejects.toThrow(
      '42501',
    );
    const superuser = postgres(house.database.superuserUrl, { max: 1 });
    await expect(superuser`update audit_entry set action = 'x'`).rejects.toThrow('append-only');
    await superuser`alter table audit_entry disable trigger all`;
    await superuser`update audit_entry set action = 'case.opened_kindly' where sequence = 1`;
    await superuser.end();
    expect(await transactionAs(auditor, verifyAudit)).toMatchObject({ brokenAt: 1 });
  });
});
