create table contact_point (
  service_id uuid not null,
  id uuid not null,
  victim_id uuid not null,
  kind text not null check (kind in ('mobile', 'email', 'address')),
  sealed_value bytea not null,
  blind_index bytea not null,
  source text not null check (source in ('police', 'the_person', 'worker')),
  verified_at timestamptz,
  bad_at timestamptz,
  -- Verified once, and long ago or failing since: no news goes there, only that there is some, until it is verified again.
  doubt text check (doubt in ('age', 'failures')),
  shared boolean not null default false,
  watched boolean not null default false,
  ended_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  lock smallint not null default 0 check (lock = 0),
  version integer not null default 1,
  primary key (service_id, id),
  unique (service_id, victim_id, id),
  foreign key (service_id, victim_id) references victim (service_id, id)
);
create unique index contact_point_once on contact_point (service_id, victim_id, kind, blind_index) where ended_at is null;
-- Those that ended too: a STOP, and a text whose answer was lost, look for the number whoever has it now.
create index contact_point_by_value on contact_point (service_id, kind, blind_index);

-- That somebody would like six digits at a number of theirs. Only the worker process makes codes: whoever signs in here could
-- otherwise make one they know.
create table verify_request (
  service_id uuid not null,
  id uuid not null,
  victim_id uuid not null,
  contact_point_id uuid not null,
  browser_hash bytea not null,
  asked_at timestamptz not null default clock_timestamp(),
  answered_at timestamptz,
  primary key (service_id, id),
  foreign key (service_id, victim_id, contact_point_id) references contact_point (service_id, victim_id, id)
);
create index verify_request_waiting on verify_request (service_id, asked_at) where answered_at is null;
create index verify_request_of_victim on verify_request (service_id, victim_id, asked_at);
alter table sign_in_code add foreign key (service_id, victim_id, contact_point_id) references contact_point (service_id, victim_id, id);

-- A number or address that no message may go to, whoever it belongs to. The row is made with the contact point and stays.
create table suppression (
  service_id uuid not null references service (id),
  kind text not null check (kind in ('mobile', 'email', 'address')),
  blind_index bytea not null,
  suppressed_at timestamptz,
  reason text check (reason in ('stop', 'wrong_person', 'opt_out_link', 'returned', 'staff')),
  lock smallint not null default 0 check (lock = 0),
  primary key (service_id, kind, blind_index)
);

create table contact_preference (
  service_id uuid not null,
  victim_id uuid not null,
  channels text[] not null default '{}' check (channels <@ array['text', 'email', 'phone', 'letter']),
  text_content text not null default 'nudge' check (text_content in ('nudge', 'sentence')),
  language_spoken text not null default 'en',
  language_written text not null default 'en' check (language_written in ('en', 'cy', 'pl', 'ur', 'ar')),
  format text not null default 'standard' check (format in ('standard', 'large_print', 'easy_read')),
  voicemail text not null default 'unanswered' check (voicemail in ('unanswered', 'no', 'name_only')),
  interpreter boolean not null default false,
  answered_at timestamptz,
  lock smallint not null default 0 check (lock = 0),
  version integer not null default 1,
  primary key (service_id, victim_id),
  foreign key (service_id, victim_id) references victim (service_id, id)
);

-- Local wall time in Europe/London. One that crosses midnight belongs to its first day.
create table safe_window (
  service_id uuid not null,
  victim_id uuid not null,
  weekday smallint not null check (weekday between 1 and 7),
  opens time not null,
  closes time not null,
  primary key (service_id, victim_id, weekday, opens),
  foreign key (service_id, victim_id) references victim (service_id, id)
);

create table adjustment (
  service_id uuid not null,
  victim_id uuid not null,
  kind text not null check (kind in ('no_phone_calls', 'no_letters', 'no_texts', 'reads_little', 'bsl', 'large_print', 'supporter_present', 'other')),
  sealed_note bytea,
  noted_at timestamptz not null default clock_timestamp(),
  primary key (service_id, victim_id, kind),
  foreign key (service_id, victim_id) references victim (service_id, id)
);

create table hold (
  service_id uuid not null,
  victim_id uuid not null,
  held boolean not null default false,
  reason text check (reason in ('asked_to_pause', 'card_refused', 'parents_disagree', 'safety', 'staff')),
  until timestamptz,
  lock smallint not null default 0 check (lock = 0),
  version integer not null default 1,
  primary key (service_id, victim_id),
  foreign key (service_id, victim_id) references victim (service_id, id)
);

do $$
declare one text;
begin
  foreach one in array array['contact_point', 'verify_request', 'suppression', 'contact_preference', 'safe_window', 'adjustment', 'hold'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
  end loop;
  foreach one in array array['contact_preference', 'safe_window', 'adjustment'] loop
    execute format('create policy mine on %I for all to victim
      using (service_id = (select app_service()) and victim_id = (select app_victim()))
      with check (service_id = (select app_service()) and victim_id = (select app_victim()))', one);
  end loop;
  foreach one in array array['contact_point', 'contact_preference', 'safe_window', 'adjustment', 'hold'] loop
    execute format('create policy open_to_me on %I for all to staff, manager
      using (service_id = (select app_service()) and may_open_case(victim_id))
      with check (service_id = (select app_service()) and may_open_case(victim_id))', one);
    execute format('create policy to_send_with on %I for select to sender using (service_id = (select app_service()))', one);
  end loop;
  -- FOR SHARE asks for an UPDATE privilege; "lock" is a column with one possible value, so that is all it gives.
  foreach one in array array['contact_point', 'contact_preference', 'hold', 'suppression'] loop
    execute format('create policy to_lock on %I for update to sender
      using (service_id = (select app_service())) with check (service_id = (select app_service()))', one);
    execute format('grant update (lock) on %I to sender', one);
  end loop;
end $$;

-- Their own, as given: only the digits that were sent there make it verified (`prove_contact_point`).
create policy mine on contact_point for select to victim using (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy given_by_me on contact_point for insert to victim
  with check (service_id = (select app_service()) and victim_id = (select app_victim()) and source = 'the_person'
    and verified_at is null and bad_at is null and doubt is null and ended_at is null);
create policy flagged_by_me on contact_point for update to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim()) and ended_at is null)
  with check (service_id = (select app_service()) and victim_id = (select app_victim()));
grant select, insert, update (verified_at, bad_at, doubt, shared, watched, ended_at, version) on contact_point to staff, manager;
grant select, insert, update (shared, watched, ended_at, version) on contact_point to victim;
grant select, insert, update (channels, text_content, language_spoken, language_written, format, voicemail, interpreter, answered_at, version) on contact_preference to staff, manager;
grant select, update (channels, text_content, language_spoken, language_written, format, voicemail, interpreter, answered_at, version) on contact_preference to victim;
grant select, insert, delete on safe_window to victim, staff, manager;
grant select on adjustment to victim;
grant select, insert, delete on adjustment to staff, manager;
-- People pause and go on as they like; what staff paused, for safety or because parents disagree, staff let go on.
create policy mine on hold for select to victim using (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy paused_by_me on hold for update to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim())
    and (not held or until <= clock_timestamp() or reason in ('asked_to_pause', 'card_refused')))
  with check (service_id = (select app_service()) and victim_id = (select app_victim())
    and (not held or reason in ('asked_to_pause', 'card_refused')));
grant select, insert, update (held, reason, until, version) on hold to staff, manager;
grant select, update (held, reason, until, version) on hold to victim;
grant select on contact_point, contact_preference, safe_window, adjustment, hold to sender;
-- A text and a receipt come from a number: whose it is, and that nothing reaches it any more. Never the number itself.
create policy texted_from on contact_point for select to webhook using (service_id = (select app_service()));
grant select (service_id, id, victim_id, kind, blind_index, verified_at, bad_at, doubt, ended_at, version) on contact_point to webhook;

-- Suppression is about a number, not a person: a keyed hash that says nothing to whoever does not already hold the number.
create policy of_this_service on suppression for select to staff, manager, sender, webhook
  using (service_id = (select app_service()));
-- Of a number somebody has not shown to be theirs they cannot learn whether its owner stopped us.
create policy of_my_own_number on suppression for select to victim using (service_id = (select app_service()) and exists (
  select 1 from contact_point p where p.service_id = suppression.service_id and p.kind = suppression.kind
    and p.blind_index = suppression.blind_index and p.verified_at is not null and p.ended_at is null));
create policy made_with_the_point on suppression for insert to victim, staff, manager
  with check (service_id = (select app_service()) and suppressed_at is null);
create policy stopped on suppression for update to webhook
  using (service_id = (select app_service())) with check (service_id = (select app_service()) and suppressed_at is not null);
grant select, insert on suppression to victim, staff, manager;
grant select on suppression to sender, webhook;
grant update (suppressed_at, reason) on suppression to webhook;
create policy stopped_at_the_source on contact_point for update to webhook
  using (service_id = (select app_service())) with check (service_id = (select app_service()));
grant update (bad_at, doubt, version) on contact_point to webhook, sender;

create policy asked_by_me on verify_request for insert to victim
  with check (service_id = (select app_service()) and victim_id = (select app_victim()) and answered_at is null);
create policy mine on verify_request for select to victim using (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy answered on verify_request for all to sender
  using (service_id = (select app_service())) with check (service_id = (select app_service()));
grant insert, select (service_id, id, victim_id, asked_at) on verify_request to victim;
grant select, update (answered_at), delete on verify_request to sender;

-- The digits somebody typed, as a hash, against the code that went to a number of theirs: right, and the number is verified.
-- Of codes to check a number the newest only; five tries, ten minutes, once, each counted before it is answered. Those that
-- open a card were counted on the way here, and prove nothing of a number that somebody else reads.
create policy proved_by_code on contact_point for select to locator using (true);
create policy proved_by_code_now on contact_point for update to locator using (true) with check (true);
grant select, update (verified_at, bad_at, doubt, version) on contact_point to locator;
create function prove_contact_point(asked uuid, typed bytea) returns table (outcome text, contact_point_id uuid)
  language sql volatile security definer set search_path = public, pg_temp
  begin atomic
    with tried as (
      update sign_in_code c set tries = c.tries + (c.purpose = 'verify')::integer,
        used_at = case when c.code_hash = typed then clock_timestamp() end
      where c.service_id = app_service() and c.victim_id = app_victim() and c.id = asked
        and c.used_at is null and c.expires_at > clock_timestamp()
        and case c.purpose when 'card' then c.tries <= 5 when 'verify' then c.tries < 5 and not exists (
          select 1 from sign_in_code n where n.service_id = c.service_id and n.victim_id = c.victim_id
            and n.purpose = 'verify' and n.created_at > c.created_at) else false end
      returning c.purpose, c.contact_point_id, c.code_hash = typed as was_right),
    proved as (
      update contact_point p set verified_at = clock_timestamp(), bad_at = null, doubt = null, version = p.version + 1
      from tried t
      where t.was_right and p.service_id = app_service() and p.victim_id = app_victim() and p.id = t.contact_point_id and p.ended_at is null
        and (t.purpose = 'verify' or not (p.shared or p.watched))
      returning p.id)
    select case when not t.was_right then 'wrong' when exists (select 1 from proved) then 'verified' else 'expired' end, t.contact_point_id
    from tried t;
  end;
revoke execute on function prove_contact_point(uuid, bytea) from public;
grant execute on function prove_contact_point(uuid, bytea) to victim;
alter function prove_contact_point(uuid, bytea) owner to locator;


-- A way of reaching someone that staff have locked, with the reason. Nothing of it ever changes but that a manager lifts it, once.
create table channel_lock (
  service_id uuid not null,
  id uuid not null,
  victim_id uuid not null,
  channel text not null check (channel in ('text', 'email', 'phone', 'letter')),
  reason text not null check (reason in ('watched', 'shared', 'asked', 'court_order', 'other')),
  sealed_note bytea,
  locked_by uuid not null,
  locked_at timestamptz not null default clock_timestamp(),
  lifted_by uuid,
  lifted_at timestamptz,
  primary key (service_id, id),
  foreign key (service_id, victim_id) references victim (service_id, id),
  foreign key (service_id, locked_by) references staff (service_id, id),
  foreign key (service_id, lifted_by) references staff (service_id, id),
  check ((lifted_at is null) = (lifted_by is null)),
  check (reason <> 'other' or sealed_note is not null)
);
create unique index channel_lock_once on channel_lock (service_id, victim_id, channel) where lifted_at is null;
alter table channel_lock enable row level security;
alter table channel_lock force row level security;

-- Whether who acts is a manager of the service today, whatever role their session was begun in.
create function is_manager() returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return exists (select 1 from staff s where s.service_id = app_service() and s.id = app_staff() and s.active
    and s.role in ('manager', 'lead'));
revoke execute on function is_manager() from public;
grant execute on function is_manager() to staff, manager;
alter function is_manager() owner to locator;

create policy of_open_cases on channel_lock for select to staff, manager
  using (service_id = (select app_service()) and may_open_case(victim_id));
create policy to_send_with on channel_lock for select to sender using (service_id = (select app_service()));
create policy locked on channel_lock for insert to staff, manager
  with check (service_id = (select app_service()) and may_open_case(victim_id) and locked_by = (select app_staff()));
create policy lifted on channel_lock for update to manager
  using (service_id = (select app_service()) and may_open_case(victim_id) and lifted_at is null)
  with check (service_id = (select app_service()) and lifted_by = (select app_staff()) and is_manager());
grant select, insert (service_id, id, victim_id, channel, reason, sealed_note, locked_by) on channel_lock to staff, manager;
grant update (lifted_by, lifted_at) on channel_lock to manager;
grant select (service_id, victim_id, channel, locked_at, lifted_at) on channel_lock to sender;

-- That somebody asked for messages to a number or address they had stopped, and what was stopped until then.
create table started_again (
  service_id uuid not null,
  id uuid not null default gen_random_uuid(),
  victim_id uuid not null,
  contact_point_id uuid not null,
  stopped_at timestamptz not null,
  stopped_why text not null check (stopped_why in ('stop', 'opt_out_link')),
  asked_how text not null check (asked_how in ('phone', 'visit', 'letter', 'paper', 'text', 'email')),
  started_by uuid not null,
  started_at timestamptz not null default clock_timestamp(),
  primary key (service_id, id),
  foreign key (service_id, victim_id, contact_point_id) references contact_point (service_id, victim_id, id),
  foreign key (service_id, started_by) references staff (service_id, id)
);
create index started_again_at on started_again (service_id, victim_id, contact_point_id, started_at);
alter table started_again enable row level security;
alter table started_again force row level security;
create trigger append_only before update or delete or truncate on started_again execute function refuse_change();
create policy of_open_cases on started_again for select to staff, manager
  using (service_id = (select app_service()) and may_open_case(victim_id));
grant select on started_again to staff, manager;

-- The only way past a stop, with who did it and how they were asked: of a person whose case they may open, at a number or
-- address that is in use and that nobody else of the service is reached at, whoever may see it; only what the person stopped,
-- and only that very stop. It is theirs again once a code from it is typed.
create policy started_again on suppression for select to locator using (true);
create policy started_again_now on suppression for update to locator
  using (suppressed_at is not null) with check (suppressed_at is null);
create policy kept_by_who_started on started_again for insert to locator
  with check (service_id = (select app_service()) and started_by = (select app_staff()));
grant select, update (suppressed_at, reason) on suppression to locator;
grant insert (service_id, victim_id, contact_point_id, stopped_at, stopped_why, asked_how, started_by) on started_again to locator;
create function start_again(asked uuid, asked_how text, of_stop timestamptz) returns text
  language sql volatile security definer set search_path = public, pg_temp
  begin atomic
    with here as (
      select p.service_id, p.id, p.victim_id, p.kind, p.blind_index, p.shared or exists (
        select 1 from contact_point o where o.service_id = p.service_id and o.kind = p.kind and o.blind_index = p.blind_index
          and o.ended_at is null and o.victim_id <> p.victim_id) as others_too
      from contact_point p
      where p.service_id = app_service() and p.id = asked and p.ended_at is null and p.kind in ('mobile', 'email')
        and may_open_case(p.victim_id)
      for update of p),
    stop as (
      select h.service_id, h.id, h.victim_id, s.kind, s.blind_index, s.suppressed_at, s.reason
      from here h
      join suppression s on s.service_id = h.service_id and s.kind = h.kind and s.blind_index = h.blind_index
      where not h.others_too and s.suppressed_at = of_stop and s.reason in ('stop', 'opt_out_link')
      for update of s),
    kept as (
      insert into started_again (service_id, victim_id, contact_point_id, stopped_at, stopped_why, asked_how, started_by)
      select service_id, victim_id, id, suppressed_at, reason, start_again.asked_how, app_staff() from stop),
    lifted as (
      update suppression s set suppressed_at = null, reason = null
      from stop t where s.service_id = t.service_id and s.kind = t.kind and s.blind_index = t.blind_index),
    unproved as (
      update contact_point p set verified_at = null, doubt = null, version = p.version + 1
      from stop t where p.service_id = t.service_id and p.id = t.id)
    select case when exists (select from stop) then 'started'
      when exists (select from here where others_too) then 'not_alone' else 'changed' end;
  end;
revoke execute on function start_again(uuid, text, timestamptz) from public;
grant execute on function start_again(uuid, text, timestamptz) to staff, manager;
alter function start_again(uuid, text, timestamptz) owner to locator;
