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
  shared boolean not null default false,
  watched boolean not null default false,
  ended_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  lock smallint not null default 0 check (lock = 0),
  version integer not null default 1,
  primary key (service_id, id),
  foreign key (service_id, victim_id) references victim (service_id, id)
);
create unique index contact_point_once on contact_point (service_id, victim_id, kind, blind_index) where ended_at is null;
create index contact_point_by_value on contact_point (service_id, kind, blind_index) where ended_at is null;

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
  foreach one in array array['contact_point', 'suppression', 'contact_preference', 'safe_window', 'adjustment', 'hold'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
  end loop;
  foreach one in array array['contact_point', 'contact_preference', 'safe_window', 'adjustment', 'hold'] loop
    execute format('create policy mine on %I for all to victim
      using (service_id = (select app_service()) and victim_id = (select app_victim()))
      with check (service_id = (select app_service()) and victim_id = (select app_victim()))', one);
    execute format('create policy open_to_me on %I for all to staff, manager
      using (service_id = (select app_service()) and may_open_case(victim_id))
      with check (service_id = (select app_service()) and may_open_case(victim_id))', one);
    execute format('create policy to_send_with on %I for select to sender, webhook using (service_id = (select app_service()))', one);
  end loop;
  -- FOR SHARE asks for an UPDATE privilege; "lock" is a column with one possible value, so that is all it gives.
  foreach one in array array['contact_point', 'contact_preference', 'hold', 'suppression'] loop
    execute format('create policy to_lock on %I for update to sender
      using (service_id = (select app_service())) with check (service_id = (select app_service()))', one);
    execute format('grant update (lock) on %I to sender', one);
  end loop;
end $$;

grant select, insert, update (verified_at, bad_at, shared, watched, ended_at, version) on contact_point to victim, staff, manager;
grant select, insert, update (channels, text_content, language_spoken, language_written, format, voicemail, interpreter, answered_at, version) on contact_preference to victim, staff, manager;
grant select, insert, delete on safe_window to victim, staff, manager;
grant select on adjustment to victim;
grant select, insert, delete on adjustment to staff, manager;
grant select, insert, update (held, reason, until, version) on hold to victim, staff, manager;
grant select on contact_point, contact_preference, safe_window, adjustment, hold to sender, webhook;

-- Suppression is about a number, not a person: a keyed hash that says nothing to whoever does not already hold the number.
create policy of_this_service on suppression for select to victim, staff, manager, sender, webhook
  using (service_id = (select app_service()));
create policy made_with_the_point on suppression for insert to victim, staff, manager
  with check (service_id = (select app_service()) and suppressed_at is null);
create policy stopped on suppression for update to webhook, staff, manager
  using (service_id = (select app_service())) with check (service_id = (select app_service()) and suppressed_at is not null);
grant select, insert on suppression to victim, staff, manager;
grant select on suppression to sender, webhook;
grant update (suppressed_at, reason) on suppression to webhook, staff, manager;
create policy stopped_at_the_source on contact_point for update to webhook
  using (service_id = (select app_service())) with check (service_id = (select app_service()));
grant update (bad_at, version) on contact_point to webhook, sender;

