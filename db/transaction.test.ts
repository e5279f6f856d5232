import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { policy } from '#db/schema/service.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../tests/support/house.ts';

const house = aHouse();
const whoAsks = sql<string>`current_user || ' ' || current_setting('app.service_id')`;
const turns = Array.from({ length: 20 }, (_, turn) => turn);

describe('what is asked first, behind the word of who asks', () => {
  test('is answered as to them, however it is asked, on every connection, the first time and the twentieth', async () => {
    const { worker } = house.here;
    const { worker: stranger } = house.elsewhere;
    const answers = await Promise.all(
      turns.flatMap((turn) => {
        const actor = turn % 2 === 0 ? worker : stranger;
        const plainly = transactionAs(actor, (tx) =>
          tx.execute<{ who: string }>(sql`select ${whoAsks} as who`),
        );
        const built = transactionAs(actor, (tx) => tx.select({ who: whoAsks }).from(policy).limit(1));
        return [plainly, built].map(async (asked) => [actor, (await asked)[0]?.who] as const);
      }),
    );
    expect(answers.length).toBe(40);
    for (const [actor, who] of answers) expect(who).toBe(`${actor.role} ${actor.serviceId}`);
  });

  test('is read and planned by PostgreSQL once for each connection, however often it is asked', async () => {
    const { worker } = house.here;
    for (let turn = 0; turn < 3; turn += 1)
      await transactionAs(worker, (tx) => tx.select({ name: policy.name }).from(policy).limit(7));
    const kept = await Promise.all(
      turns.map(() =>
        transactionAs(worker, (tx) =>
          tx.execute<{ times: string }>(sql`
            select generic_plans + custom_plans as times from pg_prepared_statements where statement like '%from "policy" limit $1'`),
        ),
      ),
    );
    expect(
      kept
        .flat()
        .map(({ times }) => Number(times))
        .reduce((most, times) => Math.max(most, times), 0),
    ).toBeGreaterThan(0);
  });

  test('is not answered at all where who asks is refused', async () => {
    const nobody = { ...house.here.worker, serviceId: `\0` };
    await expect(transactionAs(nobody, (tx) => tx.execute(sql`select 1`))).rejects.toThrow('22021');
  });
});
