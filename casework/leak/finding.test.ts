import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { addStaff, asOwner } from '#db/set-up.server.ts';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import { auditOf } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someone } from '../../tests/support/people.ts';
import { NotThereError } from '../refusals.ts';
import {
  clearanceOf,
  findingOf,
  findingsWaiting,
  holdForLeak,
  releaseLeak,
  reviewRelease,
  sayNotAboutThem,
  takeBackHeld,
} from './finding.server.ts';
import type { Leaks } from './rules.ts';

const house = aHouse();
const names: Leaks = { blocked: [{ from: 7, to: 13, kind: 'child_name' }], warned: [] };
const perhaps: Leaks = { blocked: [], warned: [{ from: 0, to: 5, kind: 'child_name' }] };

async function held(by: StaffActor, leaks: Leaks) {
  const { victimId, caseId, me } = await someone(house.here.worker);
  const subjectId = randomUUID();
  const leakId = await transactionAs(by, (tx) =>
    holdForLeak(tx, {
      ...{ subjectKind: 'extract', subjectId, victimId, caseId },
      ...{ words: 'We saw Kayden there.', leaks },
    }),
  );
  const clearance = () =>
    transactionAs(house.here.worker, async (tx) => (await clearanceOf(tx, 'extract', subjectId)).clearance);
  return { victimId, leakId, clearance, me };
}

const release = (by: StaffActor, leakId: string) =>
  transactionAs(by, (tx) => releaseLeak(tx, leakId, 'It is the name of a river.'));

// Another manager of the same service: the second pair of eyes that a release needs.
async function anotherManager(): Promise<StaffActor> {
  const staffId = await asOwner(house.database.ownerUrl, (owner) =>
    addStaff(owner, {
      ...{ serviceId: house.here.id, role: 'manager', team: null, firstName: 'Ada', name: 'Ada Okoro' },
      ...{
        email: `${randomUUID()}@rivermead.example`,
        password: 'correct horse',
        totpSecret: 'JBSWY3DPEHPK3PXP',
      },
    }),
  );
  return { role: 'manager', serviceId: house.here.id, staffId };
}

describe('held words', () => {
  test('are released by a manager who did not write them, for a reason, and looked at again by another', async () => {
    const { leakId, victimId, clearance } = await held(house.here.worker, names);
    expect(await clearance()).toBe('held');
    await release(house.here.manager, leakId);
    expect(await clearance()).toBe('released');
    const other = await anotherManager();
    const found = await transactionAs(other, (tx) => findingOf(tx, leakId));
    expect(found?.mayReview).toBe(true);
    expect(found?.reason).toBe('It is the name of a river.');
    expect(found?.reviewBy && found.reviewBy > new Date()).toBe(true);
    await transactionAs(other, (tx) => reviewRelease(tx, leakId, 'wrongly_released'));
    const waiting = await transactionAs(other, (tx) => findingsWaiting(tx));
    expect(waiting.map((one) => one.leakId)).not.toContain(leakId);
    const trail = await auditOf(house.database, victimId);
    expect(trail).toEqual(expect.arrayContaining(['leak.held', 'leak.released', 'leak.reviewed']));
  });

  test('are not released by a worker, nor by whoever wrote them, nor across services', async () => {
    const byWorker = await held(house.here.worker, names);
    const byManager = await held(house.here.manager, names);
    await expect(release(house.here.worker, byWorker.leakId)).rejects.toThrow(NotThereError);
    await expect(release(house.here.manager, byManager.leakId)).rejects.toThrow(NotThereError);
    await expect(release(house.elsewhere.manager, byWorker.leakId)).rejects.toThrow(NotThereError);
    expect(await byWorker.clearance()).toBe('held');
  });

  test('are not reviewed by whoever released them', async () => {
    const { leakId } = await held(house.here.worker, names);
    await release(house.here.manager, leakId);
    const review = transactionAs(house.here.manager, (tx) => reviewRelease(tx, leakId, 'rightly_released'));
    await expect(review).rejects.toThrow(NotThereError);
  });

  test('that may be ordinary go out when somebody says “this is not about them”; a name does not', async () => {
    const warned = await held(house.here.worker, perhaps);
    const blocked = await held(house.here.worker, names);
    await transactionAs(house.here.worker, (tx) => sayNotAboutThem(tx, warned.leakId));
    expect(await warned.clearance()).toBe('clear');
    const said = transactionAs(house.here.worker, (tx) => sayNotAboutThem(tx, blocked.leakId));
    await expect(said).rejects.toThrow(NotThereError);
  });

  test('may be taken back by whoever wrote them, once, and then never leave', async () => {
    const { leakId, clearance } = await held(house.here.worker, names);
    await transactionAs(house.here.worker, (tx) => takeBackHeld(tx, leakId));
    expect(await clearance()).toBe('held');
    await expect(release(house.here.manager, leakId)).rejects.toThrow(NotThereError);
  });

  test('are held so in SQL too: no worker can mark them released, and no decision is undone', async () => {
    const { leakId, me } = await held(house.here.worker, names);
    const set = (by: StaffActor, state: string) =>
      transactionAs(by, (tx) =>
        tx.execute(sql`update leak_finding set state = ${state}, decided_by = ${by.staffId}, decided_at = now(),
          review_by = case when ${state} = 'released' then now() end, sealed_reason = '\\x00' where id = ${leakId}`),
      );
    await expect(set(house.here.worker, 'released')).rejects.toThrow('42501');
    await expect(set(house.here.worker, 'not_about_them')).rejects.toThrow('23514');
    const seen = transactionAs(me, (tx) => tx.execute(sql`select 1 from leak_finding`));
    await expect(seen).rejects.toThrow('42501');
    await release(house.here.manager, leakId);
    await expect(set(house.here.manager, 'taken_back')).rejects.toThrow('23001');
  });
});
