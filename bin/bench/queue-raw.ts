import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { say, setting, timed, times } from './measure.ts';
import { median } from './rounds.ts';

// The least a queue in PostgreSQL can be: one table, claimed and settled two hundred at a time, a ring with each row.
const count = Number(setting('COUNT'));
const sql = postgres(setting('DATABASE_URL_SUPERUSER'), {
  max: 10,
  connection: { client_min_messages: 'warning' },
});
await sql`drop table if exists raw_job`;
await sql`create table raw_job (id bigint generated always as identity primary key, state text not null default 'queued', payload text not null)`;
await sql`create index raw_job_queued on raw_job (id) where state = 'queued'`;

const put = async () =>
  void (await sql`with kept as (insert into raw_job (payload) values ('one') returning id) select pg_notify('raw', '') from kept`);
await times(100, 8, put);
const enqueue = await timed(() => times(count, 8, put));
await sql`insert into raw_job (payload) select 'one' from generate_series(1, ${count * 4})`;
await sql`vacuum analyze raw_job`;

const claim = (limit: number) => sql<{ id: string }[]>`
  update raw_job set state = 'claimed' where id in (
    select id from raw_job where state = 'queued' order by id limit ${limit} for update skip locked) returning id`;
const settle = (ids: string[]) => sql`update raw_job set state = 'done' where id = any (${ids}::bigint[])`;
let done = 0;
const process_ = await timed(async () => {
  for (let claimed = await claim(200); claimed.length > 0; claimed = await claim(200)) {
    done += claimed.length;
    await settle(claimed.map(({ id }) => id));
  }
});

let begun = (): void => undefined;
await sql.listen('raw', async () => {
  const claimed = await claim(1);
  if (claimed.length > 0) begun();
  await settle(claimed.map(({ id }) => id));
});
const took: number[] = [];
for (let turn = 0; turn < 100; turn += 1) {
  const started = new Promise<number>((resolve) => {
    begun = () => resolve(performance.now());
  });
  await put();
  const kept = performance.now();
  took.push((await started) - kept);
  // As ours does: what has just run is still at hand, and would be quicker than what is asked out of the blue.
  await pause(20);
}
say({
  enqueue: (count / enqueue.ms) * 1000,
  process: (done / process_.ms) * 1000,
  startMs: median(took),
});
