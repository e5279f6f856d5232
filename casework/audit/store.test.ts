import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { expect, it } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { colleagues } from '../staff/store.server.ts';
import { auditVerdict, newestAuditEntries } from './store.server.ts';

const house = aHouse();

it('shows the auditor an unbroken chain and who did what in it', async () => {
  await transactionAs(house.here.worker, async (tx) => {
    await colleagues(tx);
    tx.record({ action: 'case.read', subjectId: house.here.worker.staffId });
  });
  const { verdict, lines } = await transactionAs(house.here.auditor, async (tx) => ({
    verdict: await auditVerdict(tx),
    lines: await newestAuditEntries(tx, 10),
  }));
  expect(verdict).toMatchObject({ entries: 1, brokenAt: null });
  expect(lines).toMatchObject([{ action: 'case.read', who: 'Amira' }]);
});

it('shows the auditor where a chain was tampered with', async () => {
  const superuser = postgres(house.database.superuserUrl, { max: 1 });
  await superuser.unsafe(
    "set session_replication_role = replica; update audit_entry set action = 'case.listed' where action = 'case.read'",
  );
  await superuser.end();
  const verdict = await transactionAs(house.here.auditor, auditVerdict);
  expect(verdict.brokenAt).toBe(1);
});

it('does not show a worker the audit', async () => {
  const reading = transactionAs(house.here.worker, async (tx) =>
    tx.execute(sql`select count(*) from audit_entry`),
  );
  await expect(reading).rejects.toThrow('42501');
});
