import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { type ProcessActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../tests/support/house.ts';
import { answering, messagesIn, wednesdayNight, wednesdayNoon } from '../tests/support/messages-in.ts';
import { leaveUncounted } from '../tests/support/uncounted.ts';
import { claim } from './claim.server.ts';
import { holdWaiting } from './waiting.server.ts';

const house = aHouse();
const { db, newPerson, queue } = messagesIn(house);
const { providerFor } = answering({ state: 'accepted', providerId: 'SM1' });

/** How many pages of people's choices a transaction reads: millions, where it begins with the choices. */
const pagesRead = (work: (tx: Tx<ProcessActor>) => Promise<unknown>) =>
  transactionAs({ role: 'sender', serviceId: house.here.id }, async (tx) => {
    await work(tx);
    const [read] = await tx.execute<{ pages: string }>(sql`
      select sum(pg_stat_get_xact_blocks_fetched(oid)) as pages from pg_class where relname like 'choice_now%'`);
    return Number(read?.pages);
  });

describe('in a database whose rows nobody has counted yet', () => {
  test('of a hundred people the twenty with a message are found by their messages', async () => {
    await leaveUncounted(db());
    const people = [];
    for (let made = 0; made < 100; made += 1) people.push(await newPerson());
    for (const person of people.slice(0, 20)) await queue(person);
    const claimed = await pagesRead((tx) => claim(tx, { limit: 16, at: wednesdayNoon, providerFor }));
    const held = await pagesRead((tx) => holdWaiting(tx, wednesdayNight));
    for (const pages of [claimed, held]) {
      expect(pages).toBeGreaterThan(20);
      expect(pages).toBeLessThan(50_000);
    }
  });
});
