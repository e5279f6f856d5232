-- Who is asking, for every policy below. Outside transactionAs the settings are empty and no row is visible.
create function app_service() returns uuid language sql stable
  return nullif(current_setting('app.service_id', true), '')::uuid;
create function app_victim() returns uuid language sql stable
  return nullif(current_setting('app.victim_id', true), '')::uuid;
-- Who is signed in: the person themselves, or whoever acts for them.
create function app_person() returns uuid language sql stable
  return nullif(current_setting('app.person_id', true), '')::uuid;
create function app_staff() returns uuid language sql stable
  return nullif(current_setting('app.staff_id', true), '')::uuid;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create table service (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9-]{2,40}$'),
  name text not null,
  discreet_name text not null,
  languages text[] not null,
  phone text not null,
  email text not null,
  texts_from text not null,
  opens time not null default '09:00',
  closes time not null default '17:00',
  postal_address text not null,
  unreviewed_text text not null default 'show' check (unreviewed_text in ('show', 'refuse')),
  version integer not null default 1
);

create table service_host (
  host text primary key,
  service_id uuid not null references service (id),
  public boolean not null default false
);

-- What a council changes: dated rows, the newest that has begun is in force.
create table policy (
  service_id uuid not null references service (id),
  name text not null,
  effective_from timestamptz not null,
  value jsonb not null,
  primary key (service_id, name, effective_from)
);

create table bank_holiday (
  day date primary key,
  title text not null
);

alter table service enable row level security;
alter table service force row level security;
alter table service_host enable row level security;
alter table service_host force row level security;
alter table policy enable row level security;
alter table policy force row level security;
alter table bank_holiday enable row level security;
alter table bank_holiday force row level security;

create policy own_service on service for select to visitor, victim, staff, manager, reporter, auditor, webhook
  using (id = (select app_service()));
create policy every_service on service for select to sender, locator using (true);
create policy by_host on service_host for select to locator using (true);
create policy own_policies on policy for select to visitor, victim, staff, manager, reporter, auditor, sender, webhook
  using (service_id = (select app_service()));
create policy the_same_for_all on bank_holiday for select to visitor, victim, staff, manager, reporter, auditor, sender, webhook
  using (true);

grant select on service to visitor, victim, staff, manager, reporter, auditor, sender, webhook, locator;
grant select on service_host to locator;
grant select on policy to visitor, victim, staff, manager, reporter, auditor, sender, webhook;
grant select on bank_holiday to visitor, victim, staff, manager, reporter, auditor, sender, webhook;

-- The owner fills these four when it migrates or sets a service up; nobody else writes them.
create policy owner_sets_up on service to current_user using (true) with check (true);
create policy owner_sets_up on service_host to current_user using (true) with check (true);
create policy owner_sets_up on policy to current_user using (true) with check (true);
create policy owner_sets_up on bank_holiday to current_user using (true) with check (true);

-- By when staff have looked at what the worker process tells them: the last second, in London, of the next working day.
create function end_of_next_working_day(moment timestamptz) returns timestamptz language sql stable
  return (
    select min(day) + time '23:59:59'
    from generate_series(1, 14) as ahead(days),
         lateral (select (moment at time zone 'Europe/London')::date + ahead.days as day) as d
    where extract(isodow from day) < 6 and not exists (select from bank_holiday b where b.day = d.day)
  ) at time zone 'Europe/London';

-- Whether whoever reads hard news at this moment can ask us about it that day or on the next, as `canBeAsked` has it.
create function can_be_asked(moment timestamptz) returns boolean language sql stable
  return not exists (
    select
    from generate_series(0, case when (moment at time zone 'Europe/London')::time < time '15:00' then 0 else 1 end) as ahead(days),
         lateral (select (moment at time zone 'Europe/London')::date + ahead.days as day) as d
    where extract(isodow from day) > 5 or exists (select from bank_holiday b where b.day = d.day));

-- Until when that stays so, of a moment at which it is: null where for four hours, as long as a provider may go on trying.
create function can_be_asked_until(moment timestamptz) returns timestamptz language sql stable
  return case when not can_be_asked(moment + interval '4 hours')
    then ((moment at time zone 'Europe/London')::date + time '15:00') at time zone 'Europe/London' end;

create function every_service_id() returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  begin atomic select id from service order by id; end;
-- Whose texts leave from the number a text was sent to: their own, or the house's where they have none.
create function services_texted_at(asked text, of_the_house text) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select id from service
    where texts_from = asked or (asked = of_the_house and texts_from !~ '^\+\d{8,15}$') order by id;
  end;
-- The service of a session, or else of the host: one look-up for the frame of every page.
create function service_here(asked_id uuid, asked_host text) returns setof service
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select * from service where id = coalesce(asked_id, (select service_id from service_host where host = asked_host));
  end;
revoke execute on function every_service_id(), services_texted_at(text, text), service_here(uuid, text) from public;
grant execute on function every_service_id() to visitor, sender;
grant execute on function services_texted_at(text, text), service_here(uuid, text) to visitor;
alter function service_here(uuid, text) owner to locator;
alter function every_service_id() owner to locator;
alter function services_texted_at(text, text) owner to locator;
