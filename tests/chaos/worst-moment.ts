import { setTimeout as pause } from 'node:timers/promises';
import type postgres from 'postgres';
import type { Site } from './at-a-site.ts';
import type { Started } from './processes.ts';

/**
 * Holds a process of a site still at the worst moment for it to die: PostgreSQL has kept what a form asked for, and nobody was
 * told. It is looked for during ten seconds, and `goOn` is called meanwhile; where nobody sends a form there is none.
 */
export async function heldUntold(
  db: postgres.Sql,
  { child }: Started,
  site: Site,
  goOn: () => Promise<void>,
): Promise<void> {
  for (const longest = Date.now() + 10_000; Date.now() < longest; await goOn()) {
    child.kill('SIGSTOP');
    // What it had said by then is heard.
    await pause(15);
    if ((await keptBy(db, site)) > site.told) return;
    child.kill('SIGCONT');
  }
}

async function keptBy(db: postgres.Sql, { of }: Site): Promise<number> {
  const [row] = await db<{ count: number }[]>`select count(*)::int as count from idempotency_key k
    where exists (select from staff s where s.id = k.person_id) = ${of === 'backoffice'}`;
  return row?.count ?? 0;
}

/** How many forms that were left without an answer, or answered with a fault, had been kept all the same. */
export async function keptUntold(db: postgres.Sql, { untold }: Site): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(distinct k.key)::int as count from idempotency_key k
    join unnest(${untold.map(({ key }) => key)}::uuid[], ${untold.map(({ at }) => at.getTime())}::float8[]) as u(key, at)
      on u.key = k.key and k.made_at < to_timestamp(u.at / 1000)`;
  return row?.count ?? -1;
}
