import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { messagesIn } from '../../tests/support/messages-in.ts';
import { peopleOfOneIncident } from '../../tests/support/several.ts';
import { leaveUncounted } from '../../tests/support/uncounted.ts';
import { type About, peopleAsked } from './people.server.ts';

const house = aHouse();
const { db } = messagesIn(house);

test('of a hundred people, where nobody has counted them yet, the choices of each are read for that one alone', async () => {
  await leaveUncounted(db());
  const { incidentId } = await peopleOfOneIncident(db(), house.here.worker, 100);
  const about: About = {
    ...{ incidentId, audience: 'incident', kind: 'decision', happenedOn: '2026-11-20', topic: 'decision' },
    languages: ['en'],
  };
  const [people, pagesRead] = await transactionAs(house.here.worker, async (tx) => {
    const asked = await peopleAsked(tx, about);
    const [read] = await tx.execute<{ pages: string }>(
      sql`select sum(pg_stat_get_xact_blocks_fetched(oid)) as pages from pg_class where relname like 'choice_now%'`,
    );
    return [asked, Number(read?.pages)];
  });
  expect(people.map(({ why }) => why)).toEqual(Array.from({ length: 100 }, () => null));
  expect(pagesRead).toBeLessThan(100 * 20);
});
