import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { type StaffActor, StatementRefusedError, transactionAs } from '#db/transaction.server.ts';
import { auditOf } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someone } from '../../tests/support/people.ts';
import { someoneReachedBy } from '../../tests/support/reached-by.ts';
import { contactRulesOf } from '../contact-preference/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { channelLockForm, type NewLock } from './form.server.ts';
import { channelLocksOf, liftChannelLock, lockChannel } from './store.server.ts';

const house = aHouse();
const asked: NewLock = { channel: 'text', reason: 'asked', note: '' };
const lock = (by: StaffActor, victimId: string, what = asked) =>
  transactionAs(by, (tx) => lockChannel(tx, victimId, what));
const locks = (victimId: string) => transactionAs(house.here.worker, (tx) => channelLocksOf(tx, victimId));
const lockIdOf = async (victimId: string) => String((await locks(victimId))[0]?.lockId);

describe('a way of reaching someone', () => {
  test('is locked by a worker with the reason, once, and shuts that way in the contact rules', async () => {
    const reach = { mobile: '+447700900841', email: 'locked@example.org' };
    const { victimId } = await someoneReachedBy(
      house.here.worker,
      { name: 'Ada Lock', callMe: 'Ada' },
      reach,
    );
    const courtOrder: NewLock = { channel: 'text', reason: 'court_order', note: 'Order of 3 November' };
    const rules = () => transactionAs(house.here.worker, (tx) => contactRulesOf(tx, victimId));
    const textOf = async () => (await rules()).channels.find(({ channel }) => channel === 'text');
    const before = await textOf();
    expect(before).toMatchObject({ usable: true });
    expect(await lock(house.here.worker, victimId, courtOrder)).toBe(true);
    expect(await lock(house.here.manager, victimId)).toBe(false);
    expect(await locks(victimId)).toMatchObject([courtOrder]);
    const pastLock = before?.contactPointId;
    expect(await textOf()).toMatchObject({ usable: false, why: 'locked', pastLock });
    expect((await rules()).channels.find(({ channel }) => channel === 'email')).toMatchObject({
      usable: true,
    });
  });

  test('is unlocked by a manager, and by nobody else', async () => {
    const { victimId } = await someone(house.here.worker);
    await lock(house.here.worker, victimId);
    const lockId = await lockIdOf(victimId);
    const lift = (by: StaffActor) => transactionAs(by, (tx) => liftChannelLock(tx, victimId, lockId));
    await expect(lift(house.here.worker)).rejects.toThrow(StatementRefusedError);
    await expect(lift({ ...house.here.worker, role: 'manager' })).rejects.toThrow(StatementRefusedError);
    await expect(lift(house.elsewhere.manager)).rejects.toThrow(NotThereError);
    await lift(house.here.manager);
    expect(await locks(victimId)).toEqual([]);
    await expect(lift(house.here.manager)).rejects.toThrow(NotThereError);
    expect(await auditOf(house.database, victimId)).toEqual(
      expect.arrayContaining(['channel.locked', 'channel.unlocked']),
    );
  });

  test('stays locked for whoever is no colleague of this service, or is the person', async () => {
    const { victimId, me } = await someone(house.here.worker);
    await expect(lock(house.elsewhere.worker, victimId)).rejects.toThrow(NotThereError);
    await expect(lock(house.here.auditor, victimId)).rejects.toThrow(StatementRefusedError);
    await lock(house.here.worker, victimId);
    for (const statement of ['select channel from channel_lock', 'delete from channel_lock'])
      await expect(transactionAs(me, (tx) => tx.execute(sql.raw(statement)))).rejects.toThrow(
        StatementRefusedError,
      );
    expect(await transactionAs(house.elsewhere.worker, (tx) => channelLocksOf(tx, victimId))).toEqual([]);
  });

  test('keeps its reason, its author and its moment, whatever staff or a manager write', async () => {
    const { victimId } = await someone(house.here.worker);
    await lock(house.here.worker, victimId);
    const changes = [
      "reason = 'watched'",
      "locked_at = '2020-01-01'",
      'locked_by = app_staff()',
      'lifted_at = now()',
    ];
    for (const by of [house.here.worker, house.here.manager])
      for (const change of changes)
        await expect(
          transactionAs(by, (tx) => tx.execute(sql.raw(`update channel_lock set ${change}`))),
        ).rejects.toThrow(StatementRefusedError);
    expect(await locks(victimId)).toHaveLength(1);
  });
});

test('the form wants a way, a reason, and a note where the reason says nothing', () => {
  expect(channelLockForm.parse({ channel: 'text', reason: 'watched' })).toMatchObject({ note: '' });
  const problems = (typed: unknown) =>
    channelLockForm.safeParse(typed).error?.issues.map(({ message }) => message);
  expect(problems({})).toEqual(['channelLock.channel.missing', 'channelLock.reason.missing']);
  expect(problems({ channel: 'text', reason: 'other' })).toEqual(['channelLock.note.missing']);
});
