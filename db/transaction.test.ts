import { sql } from 'drizzle-orm';
import postgres from 'postgres';
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

  test('is read by PostgreSQL once for each connection, and not each time it is asked', async () => {
    const { worker } = house.here;
    for (let turn = 0; turn < 7; turn += 1)
      await transactionAs(worker, (tx) => tx.select({ name: policy.name }).from(policy).limit(7));
    // More at once than there are connections, so that each of them is asked.
    const kept = await Promise.all(
      turns.map(() =>
        transactionAs(worker, (tx) =>
          tx.execute<{ pid: number; times: number }>(sql`
            select pg_backend_pid() as pid, (generic_plans + custom_plans)::int as times
            from pg_prepared_statements where statement = 'select "name" from "policy" limit $1' and pg_sleep(0.02) is not null`),
        ),
      ),
    );
    const times = new Map(kept.flat().map((one) => [one.pid, one.times]));
    expect([...times.values()].reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(7);
  });

  test('is not answered at all where who asks is refused', async () => {
    const nobody = { ...house.here.worker, serviceId: `\0` };
    await expect(transactionAs(nobody, (tx) => tx.execute(sql`select 1`))).rejects.toThrow('22021');
  });
});

test('a statement that lacks a parameter is refused at once, and the next is answered', async () => {
  const { worker } = house.here;
  const lacking = transactionAs(worker, (tx) => tx.execute(sql`select ${sql.param(undefined)}`));
  await expect(lacking).rejects.toThrow('lacks a parameter');
  expect(await transactionAs(worker, (tx) => tx.execute(sql`select 1 as one`))).toEqual([{ one: 1 }]);
});

describe('work whose connection was lost while it thought', () => {
  test('asks nothing more, and ends nobody else’s transaction on the connection that took its place', async () => {
    const { worker } = house.here;
    const { worker: stranger } = house.elsewhere;
    const superuser = postgres(house.database.superuserUrl, { max: 1 });
    const [known, thought, asked] = [1, 2, 3].map(() => Promise.withResolvers<number>());
    if (!known || !thought || !asked) throw new Error('Three were made');
    const lost = transactionAs(worker, async (tx) => {
      const [me] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      known.resolve(Number(me?.pid));
      await thought.promise;
      await tx
        .execute(sql`select 1`)
        .execute()
        .finally(() => asked.resolve(0));
    });
    const told = expect(lost).rejects.toThrow('away');
    await superuser`select pg_terminate_backend(${await known.promise})`;
    await told;
    // As many as there are connections, so that one has the place of that which was lost.
    const others = turns.map(() =>
      transactionAs(stranger, async (tx) => {
        const who = sql`select pg_current_xact_id()::text as xact, ${whoAsks} as who`;
        const before = await tx.execute(who);
        thought.resolve(0);
        await Promise.race([asked.promise, new Promise((done) => setTimeout(done, 500))]);
        expect(await tx.execute(who)).toEqual(before);
        tx.record({ action: 'case.opened', subjectId: null });
      }),
    );
    await Promise.all(others);
    const kept = await superuser`
      select from audit_entry where service_id = ${stranger.serviceId} and action = 'case.opened'`;
    await superuser.end();
    expect(kept.length).toBe(turns.length);
  });
});
