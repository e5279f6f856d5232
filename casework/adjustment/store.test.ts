import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { StatementRefusedError, transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someone } from '../../tests/support/someone.ts';
import { adjustmentsForm } from './form.server.ts';
import { adjustmentsOf, changeAdjustments } from './store.server.ts';

const house = aHouse();

describe('what someone needs done differently', () => {
  test('is noted by staff, takes the place of what was noted before, and is read by the person', async () => {
    const sam = await someone(house.here.worker);
    const note = (kinds: Parameters<typeof changeAdjustments>[2]) =>
      transactionAs(house.here.worker, (tx) => changeAdjustments(tx, sam.victimId, kinds));
    await note([{ kind: 'no_letters', note: null }]);
    await note([
      { kind: 'bsl', note: null },
      { kind: 'other', note: 'Her sister reads for her' },
    ]);
    const seen = await transactionAs(sam.me, (tx) => adjustmentsOf(tx, sam.victimId));
    expect(seen).toMatchObject([
      { kind: 'bsl', note: null },
      { kind: 'other', note: 'Her sister reads for her' },
    ]);
    await note([]);
    expect(await transactionAs(sam.me, (tx) => adjustmentsOf(tx, sam.victimId))).toEqual([]);
  });

  test('is not noted by the person, nor by a colleague elsewhere, nor read by anyone else', async () => {
    const [sam, robin] = [await someone(house.here.worker), await someone(house.here.worker)];
    await transactionAs(house.here.worker, (tx) =>
      changeAdjustments(tx, sam.victimId, [{ kind: 'no_texts', note: null }]),
    );
    await expect(
      transactionAs(house.elsewhere.worker, (tx) => changeAdjustments(tx, sam.victimId, [])),
    ).rejects.toThrow('No key');
    await expect(
      transactionAs(sam.me, (tx) =>
        tx.execute(sql`delete from adjustment where victim_id = ${sam.victimId}`),
      ),
    ).rejects.toThrow(StatementRefusedError);
    expect(await transactionAs(robin.me, (tx) => adjustmentsOf(tx, sam.victimId))).toEqual([]);
    expect(await transactionAs(sam.me, (tx) => adjustmentsOf(tx, sam.victimId))).toHaveLength(1);
  });
});

test('the form takes several kinds, and wants a note where the kind says nothing', () => {
  expect(adjustmentsForm.parse({ kind: ['bsl', 'other'], note: 'Sign' })).toEqual([
    { kind: 'bsl', note: null },
    { kind: 'other', note: 'Sign' },
  ]);
  expect(adjustmentsForm.parse({})).toEqual([]);
  const problems = (typed: unknown) =>
    adjustmentsForm.safeParse(typed).error?.issues.map(({ message }) => message);
  expect(problems({ kind: 'other' })).toEqual(['adjustment.note.missing']);
  expect(problems({ kind: 'wings' })).toEqual(['adjustment.kind.invalid']);
});
