-- What may never leave: the child's names, co-victims', the school, addresses, a worker's own. Nothing of it is here in
-- clear nor sealed, only keyed hashes of how it may be written; staff are told its kind, when it came and how many.
create table known_identifier (
  service_id uuid not null,
  id uuid not null,
  incident_id uuid,
  victim_id uuid,
  staff_id uuid,
  kind text not null check (kind in ('child_name', 'child_nickname', 'co_victim', 'school', 'address', 'staff_private', 'other')),
  script text not null,
  ambiguous boolean not null,
  words smallint not null check (words > 0),
  spellings smallint not null,
  added_by uuid not null,
  added_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  version integer not null default 1,
  primary key (service_id, id),
  foreign key (service_id, incident_id) references incident (service_id, id),
  foreign key (service_id, victim_id) references victim (service_id, id),
  foreign key (service_id, staff_id) references staff (service_id, id),
  check (num_nonnulls(incident_id, victim_id, staff_id) = 1)
);
create index identifier_of_incident on known_identifier (service_id, incident_id) where ended_at is null;
create index identifier_of_victim on known_identifier (service_id, victim_id) where ended_at is null;
create index identifier_of_staff on known_identifier (service_id, staff_id) where ended_at is null;

-- One way to write one word of it. `part` says what it takes to be met: the word alone, or with its neighbours in order.
create table identifier_key (
  service_id uuid not null,
  key bytea not null,
  identifier_id uuid not null,
  victim_id uuid,
  scheme text not null check (scheme in ('own', 'spelt', 'sound')),
  part text not null check (part in ('word', 'perhaps', 'run', 'street', 'number', 'school', 'initials')),
  slot smallint not null,
  slots smallint not null,
  primary key (service_id, key, identifier_id, part, slot),
  foreign key (service_id, identifier_id) references known_identifier (service_id, id)
);

-- Words that were stopped, with where they name whom; decided by a person, and never by who wrote them.
create table leak_finding (
  service_id uuid not null references service (id),
  id uuid not null,
  subject_kind text not null check (subject_kind in ('extract', 'reply', 'published_line', 'update', 'voice_note')),
  subject_id uuid not null,
  victim_id uuid,
  case_id uuid,
  sealed_words bytea not null,
  sealed_marks bytea not null,
  blocked smallint not null,
  warned smallint not null,
  state text not null check (state in ('held', 'not_about_them', 'released', 'taken_back')),
  written_by uuid not null,
  found_at timestamptz not null default clock_timestamp(),
  sealed_reason bytea,
  decided_by uuid,
  decided_at timestamptz,
  review_by timestamptz,
  review text check (review in ('rightly_released', 'wrongly_released')),
  reviewed_by uuid,
  reviewed_at timestamptz,
  version integer not null default 1,
  primary key (service_id, id),
  foreign key (service_id, victim_id) references victim (service_id, id),
  check ((state = 'held') = (decided_by is null)),
  check (state = 'held' or decided_at is not null),
  check (state <> 'not_about_them' or blocked = 0),
  check ((state = 'released') = (review_by is not null)),
  check (state <> 'released' or decided_by <> written_by and sealed_reason is not null),
  check ((review is null) = (reviewed_by is null) and (review is null) = (reviewed_at is null)),
  check (review is null or state = 'released' and reviewed_by <> decided_by)
);
create index finding_of_subject on leak_finding (service_id, subject_kind, subject_id, found_at desc);
create index finding_to_decide on leak_finding (service_id, found_at) where state = 'held';
create index finding_to_review on leak_finding (service_id, review_by) where review is null;

do $$
declare one text;
begin
  foreach one in array array['known_identifier', 'identifier_key', 'leak_finding'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
  end loop;
end $$;

create policy of_what_is_open on known_identifier for select to staff, manager using (service_id = (select app_service())
  and (victim_id is null or may_open_case(victim_id))
  and (incident_id is null or exists (select 1 from incident i where i.service_id = known_identifier.service_id and i.id = incident_id)));
create policy made_known on known_identifier for insert to staff, manager with check (service_id = (select app_service())
  and (victim_id is null or may_open_case(victim_id)) and may_take_on() and added_by = (select app_staff()));
create policy ended on known_identifier for update to staff, manager
  using (service_id = (select app_service()) and (victim_id is null or may_open_case(victim_id)) and may_take_on())
  with check (service_id = (select app_service()));
create policy known_by_me on known_identifier for insert to victim with check (service_id = (select app_service())
  and victim_id = (select app_victim()) and kind = 'co_victim');
create policy key_made on identifier_key for insert to staff, manager with check (service_id = (select app_service())
  and (victim_id is null or may_open_case(victim_id)) and may_take_on());
create policy key_of_mine on identifier_key for insert to victim with check (service_id = (select app_service())
  and victim_id = (select app_victim()));
grant select, insert, update (ended_at, version) on known_identifier to staff, manager;
grant insert on known_identifier to victim;
grant insert on identifier_key to staff, manager, victim;

-- Held words of a service's public lines are no one person's; all others are opened like the case they belong to.
create policy open_to_me on leak_finding for select to staff, manager
  using (service_id = (select app_service()) and (victim_id is null and may_take_on() or may_open_case(victim_id)));
create policy held on leak_finding for insert to staff, manager with check (service_id = (select app_service())
  and state = 'held' and written_by = (select app_staff()) and (victim_id is null and may_take_on() or may_open_case(victim_id)));
create policy held_of_mine on leak_finding for insert to victim with check (service_id = (select app_service())
  and state = 'held' and victim_id = (select app_victim()) and written_by = (select app_victim()));
create policy decided on leak_finding for update to staff
  using (service_id = (select app_service()) and state = 'held' and may_open_case(victim_id))
  with check (service_id = (select app_service()) and state in ('not_about_them', 'taken_back') and decided_by = (select app_staff()));
create policy decided_and_reviewed on leak_finding for update to manager
  using (service_id = (select app_service()) and (victim_id is null and may_take_on() or may_open_case(victim_id)))
  with check (service_id = (select app_service()));
grant select, insert, update (state, sealed_reason, decided_by, decided_at, review_by, review, reviewed_by, reviewed_at, version)
  on leak_finding to staff, manager;
grant insert on leak_finding to victim;

-- What is decided stays decided, and what was held stays what it was.
create function finding_stays() returns trigger language plpgsql as $$
begin
  if old.state <> 'held' and (new.state, new.decided_by, new.decided_at, new.sealed_reason, new.review_by)
      is distinct from (old.state, old.decided_by, old.decided_at, old.sealed_reason, old.review_by) or old.review is not null then
    raise exception 'a decision about held words stays' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger finding_stays before update on leak_finding for each row execute function finding_stays();

-- Which of a text's hashes are known. Whoever writes meets names they may not open, so this looks past what is theirs,
-- and says only what was met. A person asks about their own incidents; staff about some incidents, or (null) about all.
-- `asked` is the hashes one after another, twelve bytes each; `theirs` is a name of the very person the words are to.
create function identifiers_met(asked bytea, of_victim uuid, incidents uuid[])
  returns table (key bytea, identifier_id uuid, kind text, ambiguous boolean, script text, scheme text, part text, slot smallint, slots smallint, theirs boolean)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with about as (select coalesce(app_victim(), of_victim) as victim_id),
    place as (
      select unnest(case when app_victim() is null then incidents end) as id
      union select c.incident_id from victim_case c, about where c.service_id = app_service() and c.victim_id = about.victim_id),
    open_case as (
      select c.victim_id, c.worker_id from victim_case c join place on place.id = c.incident_id where c.service_id = app_service()),
    wanted as (
      select distinct substring(asked from 1 + 12 * at for 12) as key from generate_series(0, length(asked) / 12 - 1) as series(at))
    select k.key, i.id, i.kind, i.ambiguous, i.script, k.scheme, k.part, k.slot, k.slots,
      i.victim_id is not distinct from (select about.victim_id from about) and i.victim_id is not null
    from wanted
    join identifier_key k on k.service_id = app_service() and k.key = wanted.key
    join known_identifier i on i.service_id = k.service_id and i.id = k.identifier_id and i.ended_at is null
    where (app_victim() is null and of_victim is null and incidents is null)
      or i.incident_id in (select id from place)
      or i.victim_id in (select o.victim_id from open_case o)
      or i.staff_id in (select o.worker_id from open_case o);
  end;
revoke execute on function identifiers_met(bytea, uuid, uuid[]) from public;
grant execute on function identifiers_met(bytea, uuid, uuid[]) to victim, staff, manager;
create policy met on known_identifier for select to locator using (true);
create policy met on identifier_key for select to locator using (true);
create policy met on victim_case for select to locator using (true);
grant select on known_identifier, identifier_key to locator;
grant select (service_id, victim_id, incident_id, worker_id) on victim_case to locator;
alter function identifiers_met(bytea, uuid, uuid[]) owner to locator;
