import { describe, expect, it } from 'vitest';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { youSaidIn } from '../../tests/support/you-said.ts';
import { NotThereError } from '../refusals.ts';
import { addEvidence, checkEvidence, endPromise, promiseOf, promisesDue } from './store.server.ts';

const house = aHouse();
const { begin } = youSaidIn(house);

describe('a promise', () => {
  it('is done once somebody else has seen what shows it, and not by its owner’s word', async () => {
    const themeId = await begin();
    const made = await transactionAs(house.here.worker, (tx) => promiseOf(tx, themeId));
    const promiseId = made?.promiseId ?? '';
    const evidenceId = await transactionAs(house.here.worker, (tx) =>
      addEvidence(tx, promiseId, 'The call log of a month.'),
    );
    const shown = { evidenceId, verdict: 'shown' } as const;
    await expect(
      transactionAs(house.here.worker, (tx) => checkEvidence(tx, promiseId, shown)),
    ).rejects.toBeInstanceOf(NotThereError);
    const byHand = (by: StaffActor) =>
      transactionAs(by, (tx) =>
        tx.execute(
          `update promise_evidence set state = 'shown', checked_by = app_staff(), checked_at = now() where id = '${evidenceId}'`,
        ),
      );
    await expect(byHand(house.here.worker)).rejects.toMatchObject({ constraint: 'checked_by_another' });
    const doneByHand = transactionAs(house.here.manager, (tx) =>
      tx.execute(
        `update promise set state = 'done', settled_by = app_staff(), settled_at = now() where id = '${promiseId}'`,
      ),
    );
    await expect(doneByHand).rejects.toMatchObject({ sqlState: '23001' });
    await transactionAs(house.here.manager, (tx) => checkEvidence(tx, promiseId, shown));
    expect(await transactionAs(house.here.worker, (tx) => promiseOf(tx, themeId))).toMatchObject({
      state: 'done',
    });
    await expect(
      transactionAs(house.here.worker, (tx) => endPromise(tx, promiseId, 'dropped')),
    ).rejects.toBeInstanceOf(NotThereError);
  });

  it('stays one where the evidence does not show it, and may be given up plainly', async () => {
    const themeId = await begin();
    const made = await transactionAs(house.here.worker, (tx) => promiseOf(tx, themeId));
    const promiseId = made?.promiseId ?? '';
    const evidenceId = await transactionAs(house.here.worker, (tx) =>
      addEvidence(tx, promiseId, 'Somebody said so.'),
    );
    await transactionAs(house.here.manager, (tx) =>
      checkEvidence(tx, promiseId, { evidenceId, verdict: 'not_shown' }),
    );
    expect(await transactionAs(house.here.worker, (tx) => promiseOf(tx, themeId))).toMatchObject({
      state: 'promised',
    });
    await transactionAs(house.here.worker, (tx) => endPromise(tx, promiseId, 'not_done'));
    expect(await transactionAs(house.here.worker, (tx) => promiseOf(tx, themeId))).toMatchObject({
      standing: 'will_not',
    });
  });

  it('stands on its owner’s start page from a week before its day, and on nobody’s once it is settled', async () => {
    const themeId = await begin();
    const made = await transactionAs(house.here.worker, (tx) => promiseOf(tx, themeId));
    const day = made?.dueOn ?? '';
    const due = (by: string, as: StaffActor = house.here.worker, mine = true) =>
      transactionAs(as, async (tx) => (await promisesDue(tx, { by, mine })).map((it) => it.themeId));
    expect(await due(day)).toContain(themeId);
    expect(await due('2020-01-01')).not.toContain(themeId);
    expect(await due(day, house.here.manager)).not.toContain(themeId);
    expect(await due(day, house.here.manager, false)).toContain(themeId);
    expect(await due(day, house.elsewhere.manager, false)).not.toContain(themeId);
    await transactionAs(house.here.worker, (tx) => endPromise(tx, made?.promiseId ?? '', 'dropped'));
    expect(await due(day)).not.toContain(themeId);
  });
});
