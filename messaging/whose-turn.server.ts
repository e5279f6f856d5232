import { type SQL, sql } from 'drizzle-orm';
import { type Lane, lanes, shares } from './message/rules.ts';
import type { Way } from './places/rules.ts';

const numberOf = (lane: Lane) => sql`${lanes[lane]}::integer`;
const names = Object.keys(lanes).filter((name): name is Lane => name in lanes);
const everyLane = sql.join(
  names.map((name) => sql`(${numberOf(name)}, ${shares[name]}::integer)`),
  sql`, `,
);

// The oldest of a lane, which the index has first, whatever else waits.
const oldestOf = (lane: Lane, now: SQL) => sql`(
  select min(not_before) from message
  where service_id = app_service() and state = 'queued' and priority = ${numberOf(lane)} and expires_at > ${now})`;

// What could leave and has waited for longer is late, and nothing goes to several people at once before it.
const isLate = (now: SQL) =>
  sql`coalesce(least(${oldestOf('urgent', now)}, ${oldestOf('routine', now)}) <= ${now} - interval '10 minutes', false)`;

export type Turns = {
  limit: number;
  /** Whatever else waits, look only at codes: there is room for nothing more. */
  only?: 'code';
  /** Only what goes this way; everything when left out. */
  way?: Way;
};

const goesBy = {
  email: sql`and channel = 'email'`,
  others: sql`and channel <> 'email'`,
} satisfies Record<Way, SQL>;

/** How many are looked at to find so many that may leave. */
export const lookedFor = (limit: number): number => limit * 2 + 96;

/**
 * The parts of a statement that say whose turn it is at the moment `now`: `candidate` (id, turn, lane), in the order in
 * which they may leave, and `allowance`, how many of them. A lane that is paused, or more than the service may send in a
 * minute, is not in it; of the others each gets its share.
 */
export function whoseTurn(now: SQL, { limit, only, way }: Turns): SQL {
  const looked = lookedFor(limit);
  const which = way === undefined ? sql`` : goesBy[way];
  // The state is written out: given as a parameter, a plan for all of them would not know the index that has no others.
  const due = sql`service_id = app_service() and not_before <= ${now} and expires_at > ${now}`;
  return sql`
    allowance as materialized (
      select may_send_now() as remaining,
        (select what from sending_pause where service_id = app_service() and resumed_at is null) as paused),
    lane as materialized (
      select lane.number, lane.share from (values ${everyLane}) as lane(number, share), allowance
      where lane.number = ${numberOf('code')} or (${only === undefined} and remaining >= 1 and paused is distinct from 'all'
        and (lane.number <> ${numberOf('several')} or (paused is null and not ${isLate(now)})))),
    candidate as materialized (
      select first.id, first.place::double precision / lane.share as turn, lane.number as lane
      from lane cross join lateral (
        select id, row_number() over (order by not_before, id) as place from message
        where state = 'queued' and ${due} and priority = lane.number ${which} order by not_before, id limit ${looked}) as first
      order by 2, 3 limit ${looked})`;
}

/** How many of the candidates may be claimed: codes whatever was sent already. */
export const allowed = (limit: number): SQL => sql`(
  select case when remaining < 1 then ${limit} else least(${limit}, floor(remaining)) end::bigint from allowance)`;

/** Counts what was claimed, as many as the query `claimed` has, against what the service may send in a minute. */
export const countClaimed = sql`
  insert into sending_allowance (service_id, full_at)
  select app_service(), now() + count(*) * interval '60 seconds' / messages_a_minute() from claimed having count(*) > 0
  on conflict (service_id) do update
    set full_at = greatest(sending_allowance.full_at, now()) + (excluded.full_at - now())`;
