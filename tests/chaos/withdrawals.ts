import type postgres from 'postgres';

/** Notes, in the same transactions, each claim and each withdrawal, and in which states a withdrawal met its messages. */
export async function watchWithdrawals(db: postgres.Sql): Promise<void> {
  await db.unsafe(`
    create table claim_seen (service_id uuid, message_id uuid, number int);
    create table withdrawal_seen (service_id uuid, choice_id uuid);
    create table withdrawal_met (state text, count int);
    create function see_claim() returns trigger language plpgsql security definer set search_path = public as
      'begin insert into claim_seen values (new.service_id, new.message_id, new.number); return null; end';
    create function see_withdrawal() returns trigger language plpgsql security definer set search_path = public as
      'begin insert into withdrawal_seen values (new.service_id, new.id);
       insert into withdrawal_met select state, count(*) from message
         where service_id = new.service_id and topic_choice_id = new.id group by state; return null; end';
    create trigger seen after insert on attempt for each row execute function see_claim();
    create trigger met after update on choice_now for each row when (new.state = 'withdrawn' and old.state <> 'withdrawn')
      execute function see_withdrawal();`);
}

/** The states messages were in when their person withdrew, and how many in each. */
export async function withdrawnFrom(db: postgres.Sql): Promise<Record<string, number>> {
  const rows = await db<{ state: string; count: number }[]>`
    select state, sum(count)::int as count from withdrawal_met group by state order by state`;
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** Claims kept later than the withdrawal of what they were about, by PostgreSQL's own commit times; and how many withdrew. */
export async function claimedAfterwards(
  db: postgres.Sql,
): Promise<{ withdrawn: number; afterwards: number }> {
  const [row] = await db<{ withdrawn: number; afterwards: number }[]>`
    select (select count(*)::int from withdrawal_seen) as withdrawn, count(*)::int as afterwards
    from claim_seen s
    join message m on m.service_id = s.service_id and m.id = s.message_id
    join withdrawal_seen w on w.service_id = m.service_id and w.choice_id = m.topic_choice_id
    where pg_xact_commit_timestamp(s.xmin) > pg_xact_commit_timestamp(w.xmin)`;
  if (!row) throw new Error('Nothing was counted');
  return row;
}
