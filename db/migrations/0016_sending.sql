-- How much a service may send: what it may send in a minute (`messages_a_minute`, a dated policy; 3,000) is there at once and
-- fills up again by itself. What is kept is when it will be full, moved on with every claim. Codes are counted, and wait for nothing.
create table sending_allowance (
  service_id uuid primary key references service (id),
  full_at timestamptz not null
) with (fillfactor = 40);

-- A manager may stop what leaves, everything but codes or only what goes to several people at once, until somebody lets it
-- go on. Nothing of it ever changes but that it ends, once.
create table sending_pause (
  service_id uuid not null references service (id),
  id uuid not null default gen_random_uuid(),
  what text not null check (what in ('all', 'several')),
  paused_by uuid not null,
  paused_at timestamptz not null default clock_timestamp(),
  resumed_by uuid,
  resumed_at timestamptz,
  primary key (service_id, id),
  foreign key (service_id, paused_by) references staff (service_id, id),
  foreign key (service_id, resumed_by) references staff (service_id, id),
  check ((resumed_at is null) = (resumed_by is null))
);
create unique index sending_pause_once on sending_pause (service_id) where resumed_at is null;

do $$
declare one text;
begin
  foreach one in array array['sending_allowance', 'sending_pause'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
  end loop;
end $$;

create policy counted on sending_allowance for all to sender
  using (service_id = (select app_service())) with check (service_id = (select app_service()));
grant select, insert, update (full_at) on sending_allowance to sender;

create policy of_this_service on sending_pause for select to staff, manager, reporter, auditor, sender
  using (service_id = (select app_service()));
create policy paused on sending_pause for insert to manager
  with check (service_id = (select app_service()) and paused_by = (select app_staff()) and is_manager());
create policy resumed on sending_pause for update to manager
  using (service_id = (select app_service()) and resumed_at is null)
  with check (service_id = (select app_service()) and resumed_by = (select app_staff()) and is_manager());
grant select on sending_pause to staff, manager, reporter, auditor;
grant insert (service_id, what, paused_by), update (resumed_by, resumed_at) on sending_pause to manager;
grant select (service_id, what, resumed_at) on sending_pause to sender;

create function messages_a_minute() returns double precision language sql stable
  return coalesce((
    select (value #>> '{}')::double precision from policy
    where service_id = app_service() and name = 'messages_a_minute' and effective_from <= clock_timestamp()
    order by effective_from desc limit 1), 3000);

-- How many messages the service may send at this moment; below nothing when several processes claimed at once.
create function may_send_now() returns double precision language sql stable
  return (
    select rate.a_minute - greatest(0, coalesce(extract(epoch from a.full_at - clock_timestamp()), 0)) * rate.a_minute / 60
    from (select messages_a_minute() as a_minute) as rate
    left join sending_allowance a on a.service_id = app_service());
