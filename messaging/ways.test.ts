import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../tests/support/house.ts';
import { answering, messagesIn, wednesdayNoon } from '../tests/support/messages-in.ts';
import { claim } from './claim.server.ts';

const house = aHouse();
const { db, newPerson, queue, stateOf } = messagesIn(house);
const { providerFor } = answering({ state: 'accepted', providerId: 'SM1' });

test('somebody’s text leaves from behind ten thousand e-mails that wait, and nothing of those is read', async () => {
  const mailed = await queue(await newPerson(), undefined, 'email');
  await db()`
    insert into message select copy.* from message m, generate_series(1, 10000) as turn, lateral jsonb_populate_record(m,
      jsonb_build_object('turn', turn, 'id', gen_random_uuid(), 'not_before', '2026-11-19')) as copy where m.id = ${mailed}`;
  const id = await queue(await newPerson());
  // As PostgreSQL does by itself after so many.
  await db()`analyze message`;
  const pages = await transactionAs({ role: 'sender', serviceId: house.here.id }, async (tx) => {
    await claim(tx, { limit: 8, way: 'others', at: wednesdayNoon, providerFor });
    const [read] = await tx.execute<{ pages: string }>(sql`
      select pg_stat_get_xact_blocks_fetched('message'::regclass) as pages`);
    return Number(read?.pages);
  });
  expect(await stateOf(id)).toMatchObject({ state: 'submitting' });
  expect(await stateOf(mailed)).toMatchObject({ state: 'queued' });
  expect(pages).toBeLessThan(100);
});
