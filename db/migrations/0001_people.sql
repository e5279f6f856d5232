create table staff (
  service_id uuid not null references service (id),
  id uuid not null,
  role text not null check (role in ('worker', 'manager', 'lead', 'admin', 'content_editor', 'analyst', 'auditor', 'data_protection_officer')),
  team text,
  sealed_name bytea not null,
  sealed_first_name bytea not null,
  email_index bytea not null unique,
  active boolean not null default true,
  version integer not null default 1,
  primary key (service_id, id)
);

create table staff_credential (
  service_id uuid not null,
  staff_id uuid not null,
  password_hash text not null,
  sealed_totp bytea not null,
  last_totp_step bigint not null default 0,
  wrong_codes integer not null default 0,
  slow_until timestamptz,
  primary key (service_id, staff_id),
  foreign key (service_id, staff_id) references staff (service_id, id)
);

create table victim (
  service_id uuid not null references service (id),
  id uuid not null,
  basis text not null check (basis in ('direct', 'witness', 'bereaved_family', 'parent_of_child', 'child_of_domestic_abuse', 'born_of_crime', 'business_contact')),
  sealed_name bytea not null,
  sealed_call_me bytea not null,
  sealed_birth_date bytea,
  presumed_under_18 boolean not null default false,
  enhanced_rights text[] not null default '{}' check (enhanced_rights <@ array['vulnerable', 'intimidated', 'persistently_targeted', 'most_serious_crime']),
  restricted boolean not null default false,
  team text,
  created_at timestamptz not null default clock_timestamp(),
  version integer not null default 1,
  primary key (service_id, id)
);

create table victim_key (
  service_id uuid not null,
  victim_id uuid not null,
  wrapped bytea not null,
  primary key (service_id, victim_id),
  foreign key (service_id, victim_id) references victim (service_id, id)
);

-- People are found by keyed hashes of normalised tokens: SQL can neither read nor sort a sealed name.
create table name_token (
  service_id uuid not null,
  kind text not null check (kind in ('word', 'prefix', 'sound')),
  token bytea not null,
  victim_id uuid not null,
  primary key (service_id, kind, token, victim_id),
  foreign key (service_id, victim_id) references victim (service_id, id)
);

create table proxy (
  service_id uuid not null,
  id uuid not null,
  victim_id uuid not null,
  kind text not null check (kind in ('parent', 'guardian', 'family_spokesperson', 'business_contact')),
  sealed_name bytea not null,
  sealed_evidence bytea not null,
  ends_on date,
  warned_at timestamptz,
  ended_at timestamptz,
  version integer not null default 1,
  primary key (service_id, id),
  foreign key (service_id, victim_id) references victim (service_id, id)
);
create index proxy_of_victim on proxy (service_id, victim_id);
create index proxy_ending on proxy (service_id, ends_on) where ended_at is null;

-- A conflict denies and beats every role; an allowance opens a restricted case to one member of staff.
create table staff_conflict (
  service_id uuid not null,
  staff_id uuid not null,
  victim_id uuid not null,
  declared_at timestamptz not null default clock_timestamp(),
  primary key (service_id, staff_id, victim_id),
  foreign key (service_id, staff_id) references staff (service_id, id),
  foreign key (service_id, victim_id) references victim (service_id, id)
);
create table case_allowance (
  service_id uuid not null,
  staff_id uuid not null,
  victim_id uuid not null,
  primary key (service_id, staff_id, victim_id),
  foreign key (service_id, staff_id) references staff (service_id, id),
  foreign key (service_id, victim_id) references victim (service_id, id)
);

-- `who` is another than whoever asks only when a case is handed to them.
create function may_open_case(whom uuid, who uuid default app_staff()) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return exists (
      select 1 from staff s, victim v
      where s.service_id = app_service() and s.id = who and s.active and s.role in ('worker', 'manager', 'lead')
        and v.service_id = app_service() and v.id = whom
        and (s.role <> 'worker' or s.team is null or v.team is null or s.team = v.team)
        and (not v.restricted or exists (
          select 1 from case_allowance a where a.service_id = v.service_id and a.victim_id = v.id and a.staff_id = s.id)))
    and not exists (
      select 1 from staff_conflict c where c.service_id = app_service() and c.staff_id = who and c.victim_id = whom);
revoke execute on function may_open_case(uuid, uuid) from public;
grant execute on function may_open_case(uuid, uuid) to staff, manager;
alter function may_open_case(uuid, uuid) owner to locator;

-- Taking on a new person: nothing can be opened yet, so the insert asks only for the role.
create function may_take_on() returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return exists (select 1 from staff s where s.service_id = app_service() and s.id = app_staff() and s.active
    and s.role in ('worker', 'manager', 'lead'));
revoke execute on function may_take_on() from public;
grant execute on function may_take_on() to staff, manager;
alter function may_take_on() owner to locator;

alter table staff enable row level security;
alter table staff force row level security;
alter table staff_credential enable row level security;
alter table staff_credential force row level security;
alter table victim enable row level security;
alter table victim force row level security;
alter table victim_key enable row level security;
alter table victim_key force row level security;
alter table name_token enable row level security;
alter table name_token force row level security;
alter table proxy enable row level security;
alter table proxy force row level security;
alter table staff_conflict enable row level security;
alter table staff_conflict force row level security;
alter table case_allowance enable row level security;
alter table case_allowance force row level security;

create policy owner_sets_up on staff to current_user using (true) with check (true);
create policy owner_sets_up on staff_credential to current_user using (true) with check (true);
create policy for_the_gate on staff for select to locator using (true);
create policy for_the_gate on staff_credential for select to locator using (true);
create policy for_the_gate on victim for select to locator using (true);
create policy for_the_gate on staff_conflict for select to locator using (true);
create policy for_the_gate on case_allowance for select to locator using (true);
create policy tried_at_the_gate on staff_credential for update to locator using (true) with check (true);
grant select on staff, staff_credential, victim, staff_conflict, case_allowance to locator;
grant update (wrong_codes, slow_until) on staff_credential to locator;

create policy colleagues on staff for select to staff, manager, reporter, auditor using (service_id = (select app_service()));
create policy my_worker on staff for select to victim using (service_id = (select app_service()));
grant select on staff to staff, manager, reporter, auditor;
grant select (service_id, id, sealed_first_name, active) on staff to victim;

create policy my_own on staff_credential for all to staff, manager, reporter, auditor
  using (service_id = (select app_service()) and staff_id = (select app_staff()))
  with check (service_id = (select app_service()) and staff_id = (select app_staff()));
grant select, update (last_totp_step, wrong_codes, slow_until) on staff_credential to staff, manager, reporter, auditor;

create policy me on victim for select to victim using (service_id = (select app_service()) and id = (select app_victim()));
create policy what_to_call_me on victim for update to victim
  using (service_id = (select app_service()) and id = (select app_victim()))
  with check (service_id = (select app_service()) and id = (select app_victim()));
create policy open_to_me on victim for select to staff, manager using (service_id = (select app_service()) and may_open_case(id));
create policy changed_by_staff on victim for update to staff, manager
  using (service_id = (select app_service()) and may_open_case(id)) with check (service_id = (select app_service()));
create policy taken_on on victim for insert to staff, manager with check (service_id = (select app_service()) and may_take_on());
grant select (service_id, id, sealed_name, sealed_call_me, presumed_under_18, basis, version) on victim to victim;
grant update (sealed_call_me, version) on victim to victim;
grant select, insert, update (sealed_name, sealed_call_me, sealed_birth_date, presumed_under_18, enhanced_rights, team, version) on victim to staff, manager;
grant update (restricted) on victim to manager;

create policy my_key on victim_key for select to victim using (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy keys_of_open_cases on victim_key for select to staff, manager using (service_id = (select app_service()) and may_open_case(victim_id));
create policy key_for_the_taken_on on victim_key for insert to staff, manager with check (service_id = (select app_service()) and may_open_case(victim_id));
create policy keys_to_send_with on victim_key for select to sender, webhook using (service_id = (select app_service()));
grant select on victim_key to victim, sender, webhook;
grant select, insert on victim_key to staff, manager;

create policy found_by_name on name_token for select to staff, manager using (service_id = (select app_service()) and may_open_case(victim_id));
create policy named on name_token for insert to staff, manager with check (service_id = (select app_service()) and may_open_case(victim_id));
create policy renamed on name_token for delete to staff, manager using (service_id = (select app_service()) and may_open_case(victim_id));
grant select, insert, delete on name_token to staff, manager;

create policy acts_for_me on proxy for select to victim using (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy proxies_of_open_cases on proxy for all to staff, manager
  using (service_id = (select app_service()) and may_open_case(victim_id))
  with check (service_id = (select app_service()) and may_open_case(victim_id));
grant select (service_id, id, victim_id, kind, ends_on, ended_at) on proxy to victim;
grant select, insert, update (ends_on, ended_at, version) on proxy to staff, manager;
-- The timetable warns the worker early and ends by itself what has its time; it sees no name and no evidence.
create policy its_time on proxy for select to sender using (service_id = (select app_service()));
create policy its_time_is_up on proxy for update to sender
  using (service_id = (select app_service())) with check (service_id = (select app_service()));
grant select (service_id, id, victim_id, ends_on, warned_at, ended_at), update (warned_at, ended_at) on proxy to sender;

create policy my_conflicts on staff_conflict for select to staff, manager
  using (service_id = (select app_service()) and staff_id = (select app_staff()));
-- A worker declares their own only: whoever could declare one for a colleague could shut them out of a case.
create policy declared on staff_conflict for insert to staff
  with check (service_id = (select app_service()) and staff_id = (select app_staff()) and may_open_case(victim_id));
create policy declared_by_a_manager on staff_conflict for insert to manager
  with check (service_id = (select app_service()) and may_open_case(victim_id));
create policy my_allowances on case_allowance for select to staff, manager
  using (service_id = (select app_service()) and may_open_case(victim_id));
-- Only a manager lets someone into a restricted case, themselves included; it is in the audit.
create policy allowed on case_allowance for insert to manager
  with check (service_id = (select app_service()) and may_take_on());
grant select, insert on staff_conflict to staff, manager;
grant select on case_allowance to staff, manager;
create policy no_longer_allowed on case_allowance for delete to manager
  using (service_id = (select app_service()) and may_open_case(victim_id));
grant insert, delete on case_allowance to manager;

create function staff_signing_in(asked_index bytea)
  returns table (service_id uuid, staff_id uuid, role text, password_hash text, sealed_totp bytea, last_totp_step bigint)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select s.service_id, s.id, s.role, c.password_hash, c.sealed_totp, c.last_totp_step
    from staff s join staff_credential c on c.service_id = s.service_id and c.staff_id = s.id
    where s.email_index = asked_index and s.active;
  end;
revoke execute on function staff_signing_in(bytea) from public;
grant execute on function staff_signing_in(bytea) to visitor;
alter function staff_signing_in(bytea) owner to locator;

-- A try of a code, taken before the code counts. Only one made with the right password is taken and slows the next, so that
-- no stranger keeps a colleague out. Null while slowed; this one statement decides, however many tries are sent at once.
create function take_staff_try(asked_index bytea, password_right boolean) returns integer
  language sql volatile security definer set search_path = public, pg_temp
  begin atomic
    update staff_credential c set wrong_codes = c.wrong_codes + 1,
      slow_until = clock_timestamp() + least(interval '1 second' * power(2, least(c.wrong_codes, 6)), interval '60 seconds')
    from staff s
    where s.service_id = c.service_id and s.id = c.staff_id and s.email_index = asked_index and s.active
      and password_right and (c.slow_until is null or c.slow_until <= clock_timestamp())
    returning c.wrong_codes;
  end;
revoke execute on function take_staff_try(bytea, boolean) from public;
grant execute on function take_staff_try(bytea, boolean) to visitor;
alter function take_staff_try(bytea, boolean) owner to locator;
