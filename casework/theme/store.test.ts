import { describe, expect, it } from 'vitest';
import { StatementRefusedError, transactionAs } from '#db/transaction.server.ts';
import { rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someone } from '../../tests/support/people.ts';
import { youSaidIn } from '../../tests/support/you-said.ts';
import { promiseOf } from '../promise/store.server.ts';
import type { NewTheme } from './form.server.ts';
import { themeOf, themeRefused, themesOf } from './store.server.ts';

const house = aHouse();
const { noticed, begin, editions, said, people } = youSaidIn(house);

describe('a theme', () => {
  it('is begun with somebody’s promise, and stands first once its day has passed', async () => {
    const themeId = await begin();
    expect(await transactionAs(house.here.manager, (tx) => promiseOf(tx, themeId))).toMatchObject({
      what: 'Ring within two days',
      ownerId: house.here.worker.staffId,
      standing: 'promised',
    });
    const late = await begin({ title: 'Late' });
    await rows(
      house.database,
      (sql) => sql`update promise set due_on = '2026-01-01' where theme_id = ${late}`,
    );
    const [first] = await transactionAs(house.here.worker, themesOf);
    expect(first).toMatchObject({ themeId: late, standing: 'not_done_yet' });
  });

  it('is of what five people said, and of no fewer, whoever asks the database', async () => {
    const five = await people(5);
    const ids = await Promise.all(five.map(({ victimId }) => said(victimId)));
    const themeId = await begin({ source: 'feedback', feedback: ids });
    expect(await transactionAs(house.here.worker, (tx) => themeOf(tx, themeId))).toMatchObject({
      people: 5,
      gathered: 5,
    });
    const again = await said(five[0]?.victimId ?? null);
    const four = [...ids.slice(0, 4), again];
    const asked = noticed({ source: 'feedback', feedback: four });
    expect(await transactionAs(house.here.worker, (tx) => themeRefused(tx, asked))).toEqual({
      field: 'feedback',
      problem: 'theme.feedback.tooFew',
    });
    await expect(begin({ source: 'feedback', feedback: four })).rejects.toMatchObject({
      constraint: 'theme_of_five',
    });
    await expect(begin({ source: 'feedback', feedback: [] })).rejects.toBeInstanceOf(StatementRefusedError);
  });

  it('counts everybody who gave no name as one, for they may be', async () => {
    const named = await people(4);
    const ids = await Promise.all(named.map(({ victimId }) => said(victimId)));
    const anonymous = await Promise.all([1, 2].map(() => said(null)));
    expect(await begin({ source: 'feedback', feedback: [...ids, ...anonymous] })).toMatch(/-/);
    await expect(
      begin({ source: 'feedback', feedback: [...ids.slice(0, 3), ...anonymous] }),
    ).rejects.toMatchObject({ constraint: 'theme_of_five' });
  });

  it('names nobody this service knows, nor is a promise of somebody who does not work here', async () => {
    const { caseId } = await someone(house.here.worker, { name: 'Ottoline Quarrington', callMe: 'Ottoline' });
    expect(caseId).not.toBe('');
    const refused = (asked: NewTheme) => transactionAs(house.here.worker, (tx) => themeRefused(tx, asked));
    expect(await refused(noticed({ title: 'What Ottoline Quarrington said' }))).toMatchObject({
      problem: 'theme.title.names',
    });
    expect(await refused(noticed({ ownerId: house.elsewhere.worker.staffId }))).toMatchObject({
      field: 'ownerId',
    });
    expect(await refused(noticed())).toBeNull();
  });

  it('is nothing to another service', async () => {
    const themeId = await begin();
    expect(await transactionAs(house.elsewhere.manager, (tx) => themeOf(tx, themeId))).toBeNull();
    expect(await editions(themeId, house.elsewhere.manager)).toEqual([]);
  });
});
