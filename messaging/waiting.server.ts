import { sql } from 'drizzle-orm';
import type { ProcessActor, Tx } from '#db/transaction.server.ts';
import { beside, momentOf, reasonToHold, refused } from './gates.server.ts';
import { tellWorkers } from './tell-workers.server.ts';

/**
 * Says of every message that may not leave now why it waits, so that staff see it. It stays claimable and leaves by itself
 * once the reason has passed; outside safe times it is looked at again each minute. What its person has refused since
 * it was written is stopped for good. Gives back how many messages changed.
 */
export async function holdWaiting(tx: Tx<ProcessActor>, at?: Date): Promise<number> {
  const changed = await tx.execute(sql`
    with now as materialized (select ${momentOf(at)} as at),
    waiting as (
      select m.id, ${reasonToHold(sql`now.at`)} as reason, now.at,
        ${refused} and greatest(topic_choice.changed_at, channel_choice.changed_at, contact.changed_at) > m.created_at as is_over
      from now, ${beside}
      where m.service_id = app_service() and m.state in ('queued', 'held') and m.not_before <= now.at and m.expires_at > now.at
      for update of m skip locked)
    update message set
      state = case when is_over then 'cancelled' else 'held' end,
      cancelled_reason = case when is_over then 'choice_withdrawn' end,
      settled_at = case when is_over then waiting.at end,
      sealed_facts = case when is_over then null else sealed_facts end,
      held_reason = waiting.reason,
      not_before = case when waiting.reason in ('window', 'quiet_hours') then waiting.at + interval '1 minute' else not_before end,
      version = version + 1
    from waiting
    where message.service_id = app_service() and message.id = waiting.id and waiting.reason is not null
      and (message.state = 'queued' or is_over or message.held_reason is distinct from waiting.reason
        or waiting.reason in ('window', 'quiet_hours'))
    returning message.id`);
  return changed.length;
}

/** Ends what was not sent in its lifetime. Nobody is told of a code that ran out: whoever wanted it asks again. */
export async function expireMessages(tx: Tx<ProcessActor>, at?: Date): Promise<number> {
  const expired = await tx.execute<{ victim_id: string; kind: string }>(sql`
    update message set state = 'expired', settled_at = ${momentOf(at)}, version = version + 1,
      sealed_facts = case when kind in ('sign_in_code', 'verify_code') then null else sealed_facts end
    where service_id = app_service() and state in ('scheduled', 'queued', 'held') and expires_at <= ${momentOf(at)}
    returning victim_id, kind`);
  await tellWorkers(tx, 'message_failed', withoutCodes(expired));
  return expired.length;
}

/**
 * A process that died while sending leaves messages of which nobody can say whether they went. They become `unknown`,
 * are never sent again by themselves, and the worker is told.
 */
export async function reapLeases(tx: Tx<ProcessActor>, at?: Date): Promise<number> {
  const lost = await tx.execute<{ victim_id: string; kind: string }>(sql`
    with lost as (
      update message set state = 'unknown', failure_code = 'lease_ended', lease_until = null, settled_at = ${momentOf(at)},
        sealed_facts = case when kind in ('sign_in_code', 'verify_code') then null else sealed_facts end, version = version + 1
      where service_id = app_service() and state = 'submitting' and lease_until <= ${momentOf(at)}
      returning service_id, id, attempts, victim_id, kind),
    ended as (
      update attempt set outcome = 'unknown', code = 'lease_ended', finished_at = clock_timestamp()
      from lost where attempt.service_id = lost.service_id and attempt.message_id = lost.id and attempt.number = lost.attempts)
    select victim_id, kind from lost`);
  await tellWorkers(tx, 'message_unknown', withoutCodes(lost));
  if (lost.length > 0)
    tx.record({ action: 'messages.lease_ended', subjectId: null, details: { count: lost.length } });
  return lost.length;
}

const withoutCodes = (messages: readonly { victim_id: string; kind: string }[]) =>
  messages.filter(({ kind }) => !['sign_in_code', 'verify_code'].includes(kind)).map((it) => it.victim_id);
