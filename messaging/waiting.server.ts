import { type SQL, sql } from 'drizzle-orm';
import type { ProcessActor, Tx } from '#db/transaction.server.ts';
import { beside, momentOf, reasonToHold, refusedSince } from './gates.server.ts';
import { isCode } from './message/rules.ts';
import { type Page, pageByPage } from './page-by-page.server.ts';
import type { Provider } from './providers/provider.ts';
import { canBeAsked, seconds } from './reconcile/rules.ts';
import { reached } from './step.server.ts';
import { tellWorkers } from './tell-workers.server.ts';

// Enough for a large service between two looks.
const atOneLook = 2000;
const atOneEnd = 1000;
const now = sql`(select at from now)`;

// The same as in message/rules.ts: what was not sent in its time opens nothing any more, and nothing of it is kept.
export const secretOfRow = sql`(kind in ('sign_in_code', 'verify_code') or (kind = 'invitation' and channel = 'letter'))`;

/** Says of messages that may not leave now why they wait, so that staff see it. Gives back how many changed. */
export const holdWaiting = async (tx: Tx<ProcessActor>, at?: Date): Promise<number> => {
  const { changed } = await setAside(
    tx,
    sql`candidate as materialized (
      select id from message where service_id = app_service() and state = 'queued' and not_before <= ${now} and expires_at > ${now}
      order by not_before limit ${atOneLook})`,
    at,
  );
  return changed;
};

/**
 * Looks at all that is held in a service, whose reason may have passed at any moment and by anybody's hand: it goes to the end
 * of the queue then, or says which other reason holds it now. What is held for what it was held for is only read. Gives back
 * how many changed.
 */
export const lookAtHeld = (serviceId: string, at?: Date): Promise<number> =>
  pageByPage(serviceId, (tx, after) => lookAtPageOfHeld(tx, after, at));

/** The same for the first so many after this id. */
export const lookAtPageOfHeld = (tx: Tx<ProcessActor>, after: string, at?: Date): Promise<Page> =>
  setAside(
    tx,
    sql`candidate as materialized (
      select id from message where service_id = app_service() and state = 'held' and id > ${after} and expires_at > ${now}
      order by id limit ${atOneLook})`,
    at,
  );

// Each is found by its key: a state that the condition itself named could be looked up in an index of all that waits.
const isNews = (of: SQL, reason: SQL, isOver: SQL) => sql`case ${of}.state
  when 'queued' then ${reason} is not null
  when 'held' then ${isOver} or ${reason} is distinct from ${of}.held_reason end`;

/**
 * Holds those that `candidates` says and that may not leave, and puts back those held that may: parts of a statement that name
 * them `candidate` (id), at the moment `now`. What its person has refused since it was written is stopped for good.
 */
export async function setAside(tx: Tx<ProcessActor>, candidates: SQL, at?: Date): Promise<Page> {
  const [page] = await tx.execute<Page>(sql`
    with now as materialized (select ${momentOf(at)} as at),
    ${candidates},
    waiting as (
      select m.id, judged.reason, ${now} as at, ${refusedSince} as is_over
      from ${beside} cross join lateral (select ${reasonToHold(now)} as reason offset 0) judged
      where m.id = any (array(select id from candidate)) and m.service_id = app_service()
        -- Only what changes is locked and written: what may leave now is for a claim to lock.
        and ${isNews(sql`m`, sql`judged.reason`, refusedSince)}
      for update of m skip locked),
    changed as (
      update message set
        state = case when is_over then 'cancelled' when reason is null then 'queued' else 'held' end,
        cancelled_reason = case when is_over then 'choice_withdrawn' end,
        settled_at = case when is_over then waiting.at end,
        sealed_facts = case when is_over then null else sealed_facts end,
        held_reason = waiting.reason,
        not_before = case when reason is null then waiting.at else not_before end,
        version = version + 1
      from waiting
      where message.service_id = app_service() and message.id = waiting.id
        and ${isNews(sql`message`, sql`waiting.reason`, sql`waiting.is_over`)}
      returning message.id)
    select (select count(*)::int from changed) as changed,
      (select id from candidate order by id offset ${atOneLook - 1} limit 1) as last`);
  return page ?? { changed: 0, last: null };
}

/**
 * Ends what was not sent in its lifetime, the longest over first and so many at one look: nothing of it leaves meanwhile.
 * Nobody is told of a code that ran out: whoever wanted it asks again.
 */
export async function expireMessages(tx: Tx<ProcessActor>, at?: Date): Promise<number> {
  const expired = await tx.execute<{ victim_id: string; kind: string }>(sql`
    with now as materialized (select ${momentOf(at)} as at),
    over as (
      select id from message
      -- As the index says it, which has no others.
      where service_id = app_service() and expires_at <= ${now}
        and (state in ('scheduled', 'queued', 'held') or (channel = 'letter' and state = 'accepted'))
      order by expires_at limit ${atOneEnd} for update skip locked)
    update message set state = 'expired', settled_at = ${now}, version = version + 1,
      sealed_facts = case when ${secretOfRow} then null else sealed_facts end
    where service_id = app_service() and id = any (array(select id from over))
    returning victim_id, kind`);
  await tellWorkers(tx, 'message_failed', withoutCodes(expired));
  return expired.length;
}

/**
 * A process that died while sending leaves messages of which nobody can say whether they went. They become `unknown`:
 * Twilio is asked about its own; the worker is told of the others, which are never sent again by themselves.
 */
export async function reapLeases(tx: Tx<ProcessActor>, at?: Date): Promise<number> {
  const lost = await tx.execute<{ victim_id: string; kind: string; provider: Provider['name'] }>(sql`
    with lost as (
      update message set state = 'unknown', failure_code = 'lease_ended', lease_until = null, settled_at = ${momentOf(at)},
        next_look_at = case when provider = 'twilio' then ${momentOf(at)} + make_interval(secs => ${seconds.grace}) end,
        sealed_facts = case when ${secretOfRow} then null else sealed_facts end, version = version + 1
      where service_id = app_service() and state = 'submitting' and lease_until <= ${momentOf(at)}
      returning service_id, id, attempts, victim_id, kind, provider),
    ended as (
      update attempt set outcome = 'unknown', code = 'lease_ended', finished_at = clock_timestamp()
      from lost where attempt.service_id = lost.service_id and attempt.message_id = lost.id and attempt.number = lost.attempts)
    select victim_id, kind, provider from lost`);
  const lostForGood = lost.filter(({ provider }) => !canBeAsked[provider]);
  await tellWorkers(tx, 'message_unknown', withoutCodes(lostForGood));
  reached('leases_written');
  if (lost.length > 0)
    tx.record({ action: 'messages.lease_ended', subjectId: null, details: { count: lost.length } });
  return lost.length;
}

const withoutCodes = (messages: readonly { victim_id: string; kind: string }[]) =>
  messages.filter((it) => !isCode(it)).map((it) => it.victim_id);
