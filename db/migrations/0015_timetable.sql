-- What the worker processes do by themselves, a row for each service and run: however many processes there are, each run is
-- done once when it is due, by the clock of this database alone. Rows change in place, so there is room beside each.
create table timetable_run (
  service_id uuid not null references service (id),
  name text not null check (length(name) between 1 and 40),
  every_seconds integer not null check (every_seconds > 0),
  known_at timestamptz not null default clock_timestamp(),
  next_at timestamptz not null default clock_timestamp(),
  -- Until when one process alone may do it. One that died in the middle leaves it to whoever comes after that.
  lease_until timestamptz,
  -- Which claim holds it: a process that was frozen past its lease finds another number, and keeps nothing.
  claims bigint not null default 0,
  claimed_at timestamptz,
  ended_at timestamptz,
  done_at timestamptz,
  outcome text check (outcome in ('done', 'failed')),
  count integer,
  primary key (service_id, name),
  check ((ended_at is null) = (outcome is null))
) with (fillfactor = 40);

alter table timetable_run enable row level security;
alter table timetable_run force row level security;

create policy own_timetable on timetable_run for select to staff, manager, reporter, auditor, sender
  using (service_id = (select app_service()));
create policy made_known on timetable_run for insert to sender with check (service_id = (select app_service()));
create policy claimed_and_ended on timetable_run for update to sender
  using (service_id = (select app_service())) with check (service_id = (select app_service()));
create policy every_timetable on timetable_run for select to locator using (true);
create policy owner_sets_up on timetable_run to current_user using (true) with check (true);
grant select on timetable_run to staff, manager, reporter, auditor, sender, locator;
grant insert (service_id, name, every_seconds, next_at, claimed_at, ended_at, done_at, outcome) on timetable_run to sender;
grant update (every_seconds, next_at, lease_until, claims, claimed_at, ended_at, done_at, outcome, count) on timetable_run to sender;

-- Which of the runs a process asks about are due in which service; in one that never heard of a run, it is.
create function due_runs(asked text[]) returns table (service_id uuid, name text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select s.id, wanted.name
    from service s cross join unnest(asked) as wanted (name)
    left join timetable_run r on r.service_id = s.id and r.name = wanted.name
    where r.name is null
      or (r.next_at <= clock_timestamp() and (r.lease_until is null or r.lease_until <= clock_timestamp()))
    order by r.next_at nulls first, s.id;
  end;
-- For how many seconds one of these was done in no service at all; null where there is none.
create function longest_silence(vital text[]) returns double precision
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select max(silence) from (
      select extract(epoch from clock_timestamp() - max(coalesce(done_at, known_at)))::double precision as silence
      from timetable_run where name = any (vital) group by name) as each_run;
  end;
revoke execute on function due_runs(text[]), longest_silence(text[]) from public;
grant execute on function due_runs(text[]), longest_silence(text[]) to visitor;
alter function due_runs(text[]) owner to locator;
alter function longest_silence(text[]) owner to locator;

-- Of what staff were reminded by itself, once for each card and its end, each number and the day it was last checked, each no
-- and the day it was said.
create table reminder (
  service_id uuid not null,
  kind text not null check (kind in ('card_ending', 'number_to_check', 'ask_again')),
  about_id uuid not null,
  since timestamptz not null,
  victim_id uuid not null,
  reminded_at timestamptz not null default clock_timestamp(),
  primary key (service_id, kind, about_id, since),
  foreign key (service_id, victim_id) references victim (service_id, id)
);

alter table reminder enable row level security;
alter table reminder force row level security;

create policy reminded_of on reminder for select to sender using (service_id = (select app_service()));
create policy reminded on reminder for insert to sender with check (service_id = (select app_service()));
grant select on reminder to sender;
grant insert (service_id, kind, about_id, since, victim_id) on reminder to sender;

-- Since when the oldest message waits that could leave now, whoever it is for: a moment, and nothing about anyone. What may
-- not leave is held a few seconds after its time came, so what is still queued could. What goes to several people at once is
-- counted by itself, for it is meant to wait for the others.
create function queue_waits(of_several boolean) returns table (since timestamptz, seconds double precision, waiting bigint)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select min(not_before), extract(epoch from clock_timestamp() - min(not_before))::double precision, count(*)
    from message
    where service_id = app_service() and state = 'queued' and (priority = 3) = of_several and not_before <= clock_timestamp() and expires_at > clock_timestamp();
  end;
revoke execute on function queue_waits(boolean) from public;
grant execute on function queue_waits(boolean) to staff, manager;
grant select (service_id, state, priority, not_before, expires_at) on message to locator;
alter function queue_waits(boolean) owner to locator;

-- Since when no code could be handed over by a channel: gone as soon as anything is taken there. A code that is refused lives
-- for ten minutes, and nobody would know of it after that.
create table code_refused (
  service_id uuid not null references service (id),
  channel text not null check (channel in ('text', 'email')),
  since timestamptz not null,
  primary key (service_id, channel)
);
alter table code_refused enable row level security;
alter table code_refused force row level security;

create policy noted on code_refused for all to sender
  using (service_id = (select app_service())) with check (service_id = (select app_service()));
create policy counted on code_refused for select to locator using (true);
grant select, insert, update (since), delete on code_refused to sender;
grant select on code_refused to locator;

-- Since when providers do not take what is tried again and again, by channel and lane: moments and counts, and nothing about anyone.
create function refused_waits() returns table (channel text, lane smallint, since timestamptz, seconds double precision, waiting bigint)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select refused.channel, refused.lane, refused.since, extract(epoch from clock_timestamp() - refused.since)::double precision, refused.waiting
    from (
      select m.channel, m.priority as lane, min(m.refused_since) as since, count(*) as waiting from message m
      where m.service_id = app_service() and m.state in ('queued', 'submitting') and m.refused_since is not null
        and m.expires_at > clock_timestamp()
      group by m.channel, m.priority
      union all
      select c.channel, 0::smallint, c.since, 0 from code_refused c where c.service_id = app_service()) as refused;
  end;
revoke execute on function refused_waits() from public;
grant execute on function refused_waits() to staff, manager, reporter, auditor;
grant select (channel, refused_since) on message to locator;
alter function refused_waits() owner to locator;
