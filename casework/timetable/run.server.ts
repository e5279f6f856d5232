import { sql } from 'drizzle-orm';
import { asVisitor, type ProcessActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { type ClaimedRun, isSilentTooLong, sending, vitalRuns } from './rules.ts';

/** Something that happens by itself, in one service at a time. `at` is the moment of the claim by the database's clock. */
export type Task = { everySeconds: number } & (
  | { run: (tx: Tx<ProcessActor>, at: Date) => Promise<number> }
  /** For what asks others in between, outside any transaction. */
  | { runIn: (serviceId: string) => Promise<number> }
);
export type NamedTask = Task & { name: ClaimedRun };
export type Claim = { name: ClaimedRun; number: string; at: Date };

/** Another process took the run over because this one had been silent for longer than its lease. Nothing was kept. */
export class LostClaimError extends Error {
  override name = 'LostClaimError';
}

// A transaction is given up after five seconds; what asks a provider asks fifty times, four at once, ten seconds at most.
const leaseSecondsOf = (task: Task) => ('run' in task ? 30 : 150);

/** Which of these runs are due in which services, the longest due first. */
export async function dueRuns(
  names: readonly ClaimedRun[],
): Promise<{ serviceId: string; name: ClaimedRun }[]> {
  const asked = sql`array[${sql.join(
    names.map((name) => sql`${name}`),
    sql`, `,
  )}]::text[]`;
  return asVisitor(null, (tx) =>
    tx.execute<{ serviceId: string; name: ClaimedRun }>(
      sql`select service_id as "serviceId", name from due_runs(${asked})`,
    ),
  );
}

/**
 * Takes a run for this process alone, in one statement and by the database's clock; null when it is not due or somebody
 * else has it. A service that never heard of it gets to know it, and has it claimed at the next look.
 */
export async function claimRun(
  tx: Tx<ProcessActor>,
  { name, everySeconds, leaseSeconds }: { name: ClaimedRun; everySeconds: number; leaseSeconds: number },
): Promise<Claim | null> {
  const [claimed] = await tx.execute<{ number: string; at: string }>(sql`
    with known as (
      insert into timetable_run (service_id, name, every_seconds) values (app_service(), ${name}, ${everySeconds})
      on conflict do nothing),
    due as (
      select service_id, name from timetable_run
      where service_id = app_service() and name = ${name} and next_at <= clock_timestamp()
        and (lease_until is null or lease_until <= clock_timestamp())
      for update skip locked)
    update timetable_run run set claims = run.claims + 1, every_seconds = ${everySeconds}, claimed_at = clock_timestamp(),
      lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    from due where run.service_id = due.service_id and run.name = due.name
    returning run.claims as number, run.claimed_at as at`);
  return claimed ? { name, number: claimed.number, at: new Date(claimed.at) } : null;
}

/** Ends a claimed run and says when the next is. What failed comes again within a minute. False when it was taken over. */
export async function endRun(
  tx: Tx<ProcessActor>,
  { name, number }: Claim,
  outcome: 'done' | 'failed',
  count: number | null,
): Promise<boolean> {
  const { count: ended } = await tx.execute(sql`
    update timetable_run set ended_at = clock_timestamp(), outcome = ${outcome}, count = ${count}::int, lease_until = null,
      done_at = case when ${outcome} = 'done' then clock_timestamp() else done_at end,
      next_at = case when ${outcome} = 'done' then claimed_at + make_interval(secs => every_seconds)
        else clock_timestamp() + make_interval(secs => least(every_seconds, 60)) end
    where service_id = app_service() and name = ${name} and claims = ${number}::bigint`);
  return ended === 1;
}

async function endWell(tx: Tx<ProcessActor>, claim: Claim, count: number): Promise<number> {
  if (!(await endRun(tx, claim, 'done', count))) throw new LostClaimError(`${claim.name} was taken over`);
  return count;
}

/**
 * Does a run in one service if it is due and nobody else does it: how much it did, or null. What it does inside a
 * transaction is kept only while the claim is still this one's. Throws what the run throws, noted as failed.
 */
export async function runWhenDue(
  serviceId: string,
  task: NamedTask,
  leaseSeconds = leaseSecondsOf(task),
): Promise<number | null> {
  const asSender = <T>(work: (tx: Tx<ProcessActor>) => Promise<T>) =>
    transactionAs<ProcessActor, T>({ role: 'sender', serviceId }, work);
  const { name, everySeconds } = task;
  const claim = await asSender((tx) => claimRun(tx, { name, everySeconds, leaseSeconds }));
  if (!claim) return null;
  const work =
    'run' in task
      ? asSender(async (tx) => endWell(tx, claim, await task.run(tx, claim.at)))
      : task.runIn(serviceId).then((count) => asSender((tx) => endWell(tx, claim, count)));
  return work.then(undefined, async (error: unknown) => {
    await asSender((tx) => endRun(tx, claim, 'failed', null));
    throw error;
  });
}

/** Notes that sending went round in this service. */
export async function noteSending(tx: Tx<ProcessActor>): Promise<void> {
  const { name, everySeconds } = sending;
  const next = sql`clock_timestamp() + make_interval(secs => ${everySeconds})`;
  await tx.execute(sql`
    insert into timetable_run (service_id, name, every_seconds, next_at, claimed_at, ended_at, done_at, outcome)
    values (app_service(), ${name}, ${everySeconds}, ${next}, clock_timestamp(), clock_timestamp(), clock_timestamp(), 'done')
    on conflict (service_id, name) do update set next_at = ${next}, claimed_at = clock_timestamp(),
      ended_at = clock_timestamp(), done_at = clock_timestamp(), outcome = 'done'`);
}

/** Whether what is vital was done somewhere within the time allowed; where there is no service yet, there is nothing to do. */
export async function keepsGoing(): Promise<boolean> {
  const vital = sql`array[${sql.join(
    vitalRuns.map((name) => sql`${name}`),
    sql`, `,
  )}]::text[]`;
  const [{ silence } = { silence: null }] = await asVisitor(null, (tx) =>
    tx.execute<{ silence: number | null }>(sql`select longest_silence(${vital}) as silence`),
  );
  return silence === null || !isSilentTooLong(silence);
}
