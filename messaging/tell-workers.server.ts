import { sql } from 'drizzle-orm';
import type { ProcessActor, Tx } from '#db/transaction.server.ts';

// To the millisecond, as every moment by which the case list is continued.
const atOnce = sql`date_trunc('milliseconds', clock_timestamp())`;
const tomorrow = sql`end_of_next_working_day(clock_timestamp())`;

export type Told =
  | 'message_failed'
  | 'message_unknown'
  | 'texts_stopped'
  | 'emails_stopped'
  | 'automatic_reply'
  | 'number_to_check'
  | 'reply_needed'
  | 'codes_asked';

/**
 * Gives the worker of each of these people a task, by the end of the next working day, and moves their case up if
 * nothing in it was due sooner. Someone without an open case gets a task that belongs to nobody yet. Words somebody sent
 * are due from the moment they came, for no machine can tell which of them cannot wait.
 */
export async function tellWorkers(
  tx: Tx<ProcessActor>,
  kind: Told,
  victimIds: readonly string[],
): Promise<void> {
  if (victimIds.length === 0) return;
  const people = sql`${`{${[...new Set(victimIds)].join(',')}}`}::uuid[]`;
  await tx.execute(sql`
    with due as materialized (select ${kind === 'reply_needed' ? atOnce : tomorrow} as at),
    told as (
      select distinct on (person.id) person.id as victim_id, c.id as case_id, c.worker_id
      from unnest(${people}) as person(id)
      left join victim_case c on c.service_id = app_service() and c.victim_id = person.id and c.closed_at is null
      order by person.id, c.due_at),
    raised as (
      insert into task (service_id, id, victim_id, case_id, staff_id, kind, due_at)
      select app_service(), gen_random_uuid(), told.victim_id, told.case_id, told.worker_id, ${kind}, due.at from told, due)
    update victim_case set due_at = due.at, due_what = ${kind === 'reply_needed' ? 'reply' : 'task'}
    from told, due
    where victim_case.service_id = app_service() and victim_case.id = told.case_id and victim_case.due_at > due.at`);
}

/** The same about one message, unless even its existence is not for the worker of whom it went to. */
export async function tellWorkersOf(
  tx: Tx<ProcessActor>,
  kind: Told,
  message: { id: string; victimId: string },
): Promise<void> {
  if (await mayBeTold(tx, message.id)) await tellWorkers(tx, kind, [message.victimId]);
}

async function mayBeTold(tx: Tx<ProcessActor>, messageId: string): Promise<boolean> {
  const [of] = await tx.execute<{ untold: boolean }>(sql`select notice_untold(${messageId}::uuid) as untold`);
  return !of?.untold;
}

/** Writes into the log of contacts, for nobody of the staff, that a message could not be delivered at all. */
export async function logNotDelivered(tx: Tx<ProcessActor>, messageId: string): Promise<void> {
  if (!(await mayBeTold(tx, messageId))) return;
  await tx.execute(sql`
    insert into contact_attempt (service_id, id, victim_id, case_id, channel, direction, outcome, at)
    select m.service_id, gen_random_uuid(), m.victim_id, (
        select c.id from victim_case c where c.service_id = m.service_id and c.victim_id = m.victim_id and c.closed_at is null
        order by c.id = m.case_id desc nulls last, c.due_at limit 1),
      m.channel, 'out', 'not_delivered', clock_timestamp()
    from message m
    where m.service_id = app_service() and m.id = ${messageId} and m.channel in ('text', 'email') and exists (
      select from victim_case c where c.service_id = m.service_id and c.victim_id = m.victim_id and c.closed_at is null)`);
}
