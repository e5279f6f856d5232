import { type SQL, sql } from 'drizzle-orm';
import type { ProcessActor, Tx } from '#db/transaction.server.ts';
import { policyInDays } from '../service/policy.server.ts';
import type { TaskKind } from '../task/rules.ts';
import { raiseTask } from '../task/store.server.ts';

const daysACardIsWarnedBefore = 3;
const daysANumberIsTrusted = 180;

async function remind(
  tx: Tx<ProcessActor>,
  kind: TaskKind,
  people: readonly { victimId: string }[],
): Promise<number> {
  for (const { victimId } of people) await raiseTask(tx, { victimId, kind });
  return people.length;
}

/** Gives the worker, once for each card, the task to look at one that ends within three days unopened. How many there were. */
export async function warnOfEndingCards(tx: Tx<ProcessActor>): Promise<number> {
  const ending = await tx.execute<{ victimId: string }>(sql`
    insert into reminder (service_id, kind, about_id, since, victim_id)
    select service_id, 'card_ending', id, expires_at, victim_id from invitation
    where service_id = app_service() and state = 'issued'
      and expires_at between clock_timestamp() and clock_timestamp() + make_interval(days => ${daysACardIsWarnedBefore})
    on conflict do nothing
    returning victim_id as "victimId"`);
  return remind(tx, 'card_ending', ending);
}

/**
 * Gives the worker the task to ask whether a mobile is still theirs, once after every `reverify_days` (a dated policy; 180)
 * since it was last checked. From then on it carries no news, only that there is some, until it is verified again.
 */
export async function askToCheckNumbers(tx: Tx<ProcessActor>): Promise<number> {
  const days = await policyInDays(tx, 'reverify_days', daysANumberIsTrusted);
  await tx.execute(sql`
    update contact_point set doubt = 'age', version = version + 1
    where service_id = app_service() and kind = 'mobile' and ended_at is null and doubt is null
      and verified_at < clock_timestamp() - make_interval(days => ${days})`);
  const old = await tx.execute<{ victimId: string }>(sql`
    insert into reminder (service_id, kind, about_id, since, victim_id)
    select service_id, 'number_to_check', id, verified_at, victim_id from contact_point
    where service_id = app_service() and kind = 'mobile' and ended_at is null and bad_at is null
      and verified_at < clock_timestamp() - make_interval(days => ${days})
    on conflict do nothing
    returning victim_id as "victimId"`);
  return remind(tx, 'number_to_check', old);
}

// A month on the calendar they look at, as `mayBeAsked` counts it.
const aMonthAgo = (changedAt: SQL) =>
  sql`(${changedAt} at time zone 'Europe/London' + interval '1 month') at time zone 'Europe/London' <= clock_timestamp()`;

/**
 * Gives the worker, a month after somebody said “no, ask me in a month”, the task to ask again: one for each person, once for
 * each no. Not while everything is paused, nor once the case is closed. How many people there were.
 */
export async function askAgainInTime(tx: Tx<ProcessActor>): Promise<number> {
  const asked = await tx.execute<{ victimId: string }>(sql`
    insert into reminder (service_id, kind, about_id, since, victim_id)
    select n.service_id, 'ask_again', n.id, n.changed_at, n.victim_id
    from choice_now n
    join choice_now contact on contact.service_id = n.service_id and contact.victim_id = n.victim_id
      and contact.case_id is null and contact.purpose = 'contact' and contact.topic = '' and contact.channel = ''
    join hold h on h.service_id = n.service_id and h.victim_id = n.victim_id
    where n.service_id = app_service() and n.after_no = 'in_a_month' and n.state in ('declined', 'withdrawn')
      and ${aMonthAgo(sql`n.changed_at`)}
      and (contact.state not in ('declined', 'withdrawn') or (contact.after_no = 'in_a_month' and ${aMonthAgo(sql`contact.changed_at`)}))
      and not (h.held and (h.until is null or h.until > clock_timestamp()))
      and exists (select from victim_case c where c.service_id = n.service_id and c.victim_id = n.victim_id
        and c.closed_at is null and (n.case_id is null or c.id = n.case_id))
    on conflict do nothing
    returning victim_id as "victimId"`);
  return remind(
    tx,
    'ask_again',
    [...new Set(asked.map(({ victimId }) => victimId))].map((victimId) => ({ victimId })),
  );
}
