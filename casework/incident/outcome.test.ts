import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someone } from '../../tests/support/people.ts';
import { NotThereError } from '../refusals.ts';
import { childrenOfCase, recordOutcomes } from './outcome.server.ts';
import { outcomesForm } from './outcome-form.server.ts';

const house = aHouse();
const decided = (version = 1) => ({ outcome: 'referral_order' as const, mayBeAppealed: true, version });

describe('what was decided about a child', () => {
  test('is kept by the letter this victim knows them by', async () => {
    const { caseId } = await someone(house.here.worker);
    const [before] = await transactionAs(house.here.worker, (tx) => childrenOfCase(tx, caseId));
    expect(before).toMatchObject({ label: 'Child A', outcome: 'not_decided', version: 1 });
    const said = [{ label: 'Child A', ...decided() }];
    expect(await transactionAs(house.here.worker, (tx) => recordOutcomes(tx, caseId, said))).toBe('kept');
    const [after] = await transactionAs(house.here.worker, (tx) => childrenOfCase(tx, caseId));
    expect(after).toMatchObject({ outcome: 'referral_order', mayBeAppealed: true, version: 2 });
  });

  test('is not written over by someone who had not seen it', async () => {
    const { caseId } = await someone(house.here.worker);
    const keep = (outcome: 'custody' | 'referral_order') =>
      transactionAs(house.here.worker, (tx) =>
        recordOutcomes(tx, caseId, [{ label: 'Child A', ...decided(), outcome }]),
      );
    expect(await keep('referral_order')).toBe('kept');
    expect(await keep('custody')).toBe('changed');
    const [child] = await transactionAs(house.here.worker, (tx) => childrenOfCase(tx, caseId));
    expect(child?.outcome).toBe('referral_order');
  });

  test('is not theirs to say in another service, nor about a child the case does not have', async () => {
    const { caseId } = await someone(house.here.worker);
    const said = [{ label: 'Child A', ...decided() }];
    const elsewhere = transactionAs(house.elsewhere.worker, (tx) => recordOutcomes(tx, caseId, said));
    await expect(elsewhere).rejects.toThrow(NotThereError);
    const other = [{ label: 'Child Z', ...decided() }];
    const unknown = transactionAs(house.here.worker, (tx) => recordOutcomes(tx, caseId, other));
    await expect(unknown).rejects.toThrow(NotThereError);
  });

  test('is typed by letter, and refused at the field where it is no outcome', () => {
    const typed = { 'outcome.A': 'custody', 'appeal.A': 'yes', 'version.A': '3' };
    expect(outcomesForm.parse(typed)).toEqual([
      { label: 'Child A', outcome: 'custody', mayBeAppealed: true, version: 3 },
    ]);
    const wrong = outcomesForm.safeParse({ ...typed, 'outcome.A': 'prison' });
    expect(wrong.error?.issues).toMatchObject([{ path: ['outcome.A'], message: 'outcome.outcome.missing' }]);
  });
});
