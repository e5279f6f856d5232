import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { answer, type Person, someone } from '../../tests/support/someone.ts';
import { verifyChoices } from './store.server.ts';

const house = aHouse();
const ledgerOf = ({ me, victimId }: Person) => transactionAs(me, (tx) => verifyChoices(tx, victimId));

describe('the ledger of one person', () => {
  test('stays one chain when they answer on two devices at once', async () => {
    const sam = await someone(house.here.worker);
    await Promise.all(
      ['decision', 'progress', 'finished', 'safety'].map((topic) =>
        answer(sam, `updates/${topic}/`, 'agreed'),
      ),
    );
    expect(await ledgerOf(sam)).toEqual({ whole: true, entries: 4 });
  });

  test('cannot fork: a second entry after the same one is refused', async () => {
    const sam = await someone(house.here.worker);
    await answer(sam, 'updates/decision/', 'agreed');
    const fork = transactionAs(sam.me, (tx) =>
      tx.execute(sql`
        insert into choice (service_id, id, victim_id, purpose, state, language, how, answered_as, stage, at, previous_hash, hash)
        select service_id, gen_random_uuid(), victim_id, purpose, 'withdrawn', language, how, answered_as, stage, at, previous_hash, hash
        from choice where victim_id = ${sam.victimId}`),
    );
    await expect(fork).rejects.toMatchObject({ sqlState: '23505' });
  });

  test('cannot be rewritten, by the person or by staff', async () => {
    const sam = await someone(house.here.worker);
    await answer(sam, 'updates/decision/', 'agreed');
    for (const actor of [sam.me, house.here.worker, house.here.manager])
      await expect(
        transactionAs(actor, (tx) =>
          tx.execute(sql`update choice set state = 'declined' where victim_id = ${sam.victimId}`),
        ),
      ).rejects.toMatchObject({ sqlState: '42501' });
  });

  test.each([
    ['entry_changed', "update choice set state = 'agreed' where state = 'declined' and victim_id = $1"],
    ['entry_missing', "delete from choice where topic = 'decision' and victim_id = $1"],
    [
      'entry_missing',
      "update choice set previous_hash = '\\x00' where topic = 'progress' and victim_id = $1",
    ],
    [
      'words_changed',
      "update wording set words = words || '!' from choice c where wording.hash = c.wording_hash and victim_id = $1",
    ],
    ['present_differs', "update choice_now set state = 'agreed' where topic = 'safety' and victim_id = $1"],
    [
      'present_differs',
      "with last as (delete from choice where topic = 'progress' and victim_id = $1) select",
    ],
  ])('shows %s when someone got past all of that', async (fault, tampering) => {
    const sam = await someone(house.here.worker);
    await answer(sam, 'updates/decision/', 'agreed', `Only ${sam.caseId} was asked this`);
    await answer(sam, 'updates/progress/', 'declined', `And ${sam.caseId} this`);
    expect(await ledgerOf(sam)).toEqual({ whole: true, entries: 2 });
    const superuser = postgres(house.database.superuserUrl, { max: 1 });
    await superuser`set session_replication_role = replica`;
    await superuser.unsafe(tampering, [sam.victimId]);
    await superuser.end();
    expect(await ledgerOf(sam)).toMatchObject({ whole: false, fault });
  });
});
