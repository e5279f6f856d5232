import { expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someone } from '../../tests/support/people.ts';
import { keepAnswers } from './store.server.ts';
import { pagesToGoOnWith } from './waiting.server.ts';

const house = aHouse();
const pagesOf = ({ me, victimId }: Awaited<ReturnType<typeof someone>>) =>
  transactionAs(me, async (tx) => (await pagesToGoOnWith(tx, victimId)).map(({ path }) => path));

test('someone whose session ended is offered the page they were on, and nobody else is', async () => {
  const [who, other] = [await someone(house.here.worker), await someone(house.here.worker)];
  await transactionAs(who.me, (tx) =>
    keepAnswers(tx, who.victimId, '/unsafe', [['words', 'Outside again.']]),
  );
  expect(await pagesOf(who)).toEqual(['/unsafe']);
  expect(await pagesOf(other)).toEqual([]);
});

test('what was kept longer than twenty minutes ago is not offered', async () => {
  const who = await someone(house.here.worker);
  await transactionAs(who.me, (tx) =>
    keepAnswers(tx, who.victimId, '/unsafe', [['words', 'Outside again.']]),
  );
  await rows(
    house.database,
    (sql) =>
      sql`update kept_answer set kept_at = now() - interval '21 minutes' where victim_id = ${who.victimId}`,
  );
  expect(await pagesOf(who)).toEqual([]);
});
