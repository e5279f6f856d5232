import type postgres from 'postgres';
import { tokenHash } from '../../db/sealing.server.ts';
import type { StandIn } from './stand-in.ts';

export type Verdict = {
  messages: number;
  /** Neither taken, nor stopped by its person, nor given to a member of staff. */
  lost: number;
  /** Taken more than once by the provider. */
  twice: number;
  /** Taken, with nothing here that could have asked for it. */
  nobodys: number;
  /** People of whose texts we say something else than the provider, and messages said to have left that did not. */
  untrue: number;
  /** Taken more than ten seconds after its person withdrew. */
  late: number;
  taken: number;
  stopped: number;
  givenToStaff: number;
};

/**
 * What the provider took, held against what we say of every message. Two texts to one number whose answers were both lost
 * cannot be told apart by the provider's list, so what we say of texts is compared person by person.
 */
export async function verdict(db: postgres.Sql, { texts }: StandIn): Promise<Verdict> {
  const took = texts.map((one) => ({ ...one, hash: tokenHash(one.token).toString('hex') }));
  const [row] = await db<Verdict[]>`
    with took as materialized (
      select a.service_id, a.message_id, t.status, to_timestamp(t.arrived / 1000.0) as arrived
      from unnest(${took.map((one) => one.hash)}::text[], ${took.map((one) => one.status)}::text[],
        ${took.map((one) => one.arrivedAt)}::float8[]) as t(hash, status, arrived)
      left join attempt a on a.callback_hash = decode(t.hash, 'hex')),
    counted as (
      select m.victim_id, m.state, c.state = 'withdrawn' as withdrawn, count(took.message_id) as taken,
        max(took.status) as status, max(took.arrived) as arrived, w.xmin as withdrawal,
        exists (select from task t where t.victim_id = m.victim_id and t.kind in ('message_unknown', 'message_failed')) as told
      from message m
      join choice_now c on c.service_id = m.service_id and c.id = m.topic_choice_id
      left join withdrawal_seen w on w.service_id = c.service_id and w.choice_id = c.id
      left join took on took.message_id = m.id
      group by m.service_id, m.id, c.state, w.xmin),
    judged as (
      select *, state in ('cancelled', 'held', 'queued') and withdrawn and taken = 0 as stopped,
        state = 'unknown' and told as to_staff
      from counted),
    said as (
      select victim_id, array_agg(state order by state) as ours, array_agg(status order by status) as theirs
      from judged where taken = 1 and not to_staff group by victim_id)
    select count(*)::int as messages,
      count(*) filter (where not (taken > 0 or stopped or to_staff))::int as lost,
      count(*) filter (where taken > 1)::int as twice,
      (select count(*)::int from took where message_id is null) as nobodys,
      (count(*) filter (where taken = 0 and state in ('accepted', 'sent', 'delivered', 'undelivered'))
        + (select count(*) from said where ours <> theirs))::int as untrue,
      count(*) filter (where arrived > pg_xact_commit_timestamp(withdrawal) + interval '10 seconds')::int as late,
      count(*) filter (where taken = 1)::int as taken, count(*) filter (where stopped)::int as stopped,
      count(*) filter (where to_staff)::int as "givenToStaff"
    from judged`;
  if (!row) throw new Error('Nothing was counted');
  return row;
}

/**
 * The updates the back office said it had sent, held against what is there. `forgotten`: there is no message; `unasked`: how many
 * messages there are beyond one for each.
 */
export async function saidAndKept(db: postgres.Sql, updateIds: readonly string[]) {
  const ids = [...new Set(updateIds)];
  const [row] = await db<{ forgotten: number; unasked: number }[]>`
    select (select count(*)::int from unnest(${ids}::uuid[]) as said(id)
        where not exists (select from message m where m.update_id = said.id)) as forgotten,
      (select count(*)::int from message) - ${ids.length} as unasked`;
  if (!row) throw new Error('Nothing was counted');
  return row;
}
