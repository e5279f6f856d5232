-- One piece of news for several people of one incident. Nothing exists for any of them until ten minutes after somebody typed
-- how many they are; until then, and in the middle of it, whoever may see it can stop it, and always whoever it began with.
create table batch (
  service_id uuid not null references service (id),
  id uuid not null,
  incident_id uuid not null,
  audience text not null check (audience in ('incident', 'milestone')),
  -- Hard news is told by a voice, to one person at a time: none of it can be here.
  kind text not null check (kind in ('decision', 'panel', 'order_started', 'order_review', 'order_finished', 'restorative_step', 'other')),
  happened_on date not null,
  topic text not null check (topic in ('decision', 'progress', 'finished', 'restorative', 'safety')),
  next_by date,
  people integer not null check (people >= 0),
  saved_by uuid not null,
  saved_at timestamptz not null default clock_timestamp(),
  confirmed_at timestamptz,
  stepped_up_at timestamptz,
  second_by uuid,
  starts_at timestamptz,
  stopped_at timestamptz,
  stopped_by uuid,
  ended_at timestamptz,
  version integer not null default 1,
  primary key (service_id, id),
  unique (service_id, id, saved_by),
  foreign key (service_id, incident_id) references incident (service_id, id),
  foreign key (service_id, saved_by) references staff (service_id, id),
  foreign key (service_id, stopped_by) references staff (service_id, id),
  check (confirmed_at is null or people > 0),
  check ((stopped_at is null) = (stopped_by is null)),
  check (ended_at is null or ended_at >= starts_at),
  -- Whoever writes: over twenty-five people the code of an authenticator came at that moment, over two hundred a second person
  -- said yes, and ten minutes pass.
  constraint step_up check (confirmed_at is null or people <= 25 or stepped_up_at is not null and stepped_up_at <= confirmed_at),
  constraint second_person check (starts_at is null or people <= 200 or second_by is not null),
  constraint ten_minutes check (starts_at is null or confirmed_at is not null and starts_at >= confirmed_at + interval '10 minutes')
);
create index batch_newest on batch (service_id, saved_at desc, id);
create index batch_under_way on batch (service_id, starts_at) where confirmed_at is not null and stopped_at is null and ended_at is null;

-- What they will read, a row for each language. Sealed by the service's own key, since it is to no one person.
create table batch_words (
  service_id uuid not null,
  batch_id uuid not null,
  language text not null check (language in ('en', 'cy', 'pl', 'ur', 'ar')),
  review_state text not null check (review_state in ('own_words', 'reviewed', 'machine')),
  sealed_happened bytea not null,
  sealed_next bytea not null,
  primary key (service_id, batch_id, language),
  foreign key (service_id, batch_id) references batch (service_id, id)
);

-- The set as it was seen: who is in, by which ways and in which language, and of everybody else why not.
create table batch_person (
  service_id uuid not null,
  batch_id uuid not null,
  victim_id uuid not null,
  case_id uuid not null,
  why text check (why in ('not_open', 'closed', 'twice', 'contact_no', 'withdrawn', 'declined', 'no_choice', 'paused', 'told_already', 'no_words', 'suppressed', 'locked', 'no_channel', 'no_safe_time', 'went_wrong')),
  language text not null check (language in ('en', 'cy', 'pl', 'ur', 'ar')),
  channels text[] not null,
  sample boolean not null,
  outcome text check (outcome in ('told', 'waits', 'left_out')),
  left_out_why text check (left_out_why in ('not_open', 'closed', 'twice', 'contact_no', 'withdrawn', 'declined', 'no_choice', 'paused', 'told_already', 'no_words', 'suppressed', 'locked', 'no_channel', 'no_safe_time', 'went_wrong')),
  update_id uuid,
  done_at timestamptz,
  primary key (service_id, batch_id, case_id),
  foreign key (service_id, batch_id) references batch (service_id, id),
  foreign key (service_id, victim_id, case_id) references victim_case (service_id, victim_id, id),
  check ((outcome is null) = (done_at is null)),
  check ((outcome is not distinct from 'left_out') = (left_out_why is not null)),
  check (why is null or outcome is null and not sample),
  check ((update_id is null) = (outcome is null or outcome = 'left_out'))
);
create index batch_person_of_update on batch_person (service_id, update_id) where update_id is not null;
create unique index batch_person_once on batch_person (service_id, batch_id, victim_id) where why is null;
create index batch_person_to_tell on batch_person (service_id, victim_id) where why is null and outcome is null;

-- The yes of somebody else, without which more than two hundred people are never told at once. A no is a stop.
create table batch_second_yes (
  service_id uuid not null,
  batch_id uuid not null,
  saved_by uuid not null,
  answered_by uuid not null,
  answered_at timestamptz not null default clock_timestamp(),
  primary key (service_id, batch_id),
  unique (service_id, batch_id, answered_by),
  foreign key (service_id, batch_id, saved_by) references batch (service_id, id, saved_by),
  foreign key (service_id, answered_by) references staff (service_id, id),
  constraint second_person check (answered_by <> saved_by)
);
alter table batch add foreign key (service_id, id, second_by) references batch_second_yes (service_id, batch_id, answered_by);

-- Of whom a message came with others of its kind: those wait for everybody else's.
alter table message add column batch_id uuid;
alter table message add foreign key (service_id, batch_id) references batch (service_id, id);
-- Whatever goes wrong: of one set nobody gets the same way twice, but where a member of staff sends again what may not have come.
create unique index message_of_batch on message (service_id, batch_id, victim_id, channel)
  where batch_id is not null and cancelled_reason is distinct from 'replaced';

do $$
declare one text;
begin
  foreach one in array array['batch', 'batch_words', 'batch_person', 'batch_second_yes'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy for_the_gate on %I for select to locator using (true)', one);
    execute format('grant select on %I to locator', one);
  end loop;
  foreach one in array array['batch_words', 'batch_second_yes'] loop
    execute format('create trigger append_only before update or delete or truncate on %I execute function refuse_change()', one);
  end loop;
end $$;

-- What was looked at is what is confirmed; what was confirmed, begun, stopped or ended is so once.
create function batch_stays() returns trigger language plpgsql as $$
begin
  if (old.service_id, old.id, old.incident_id, old.audience, old.kind, old.happened_on, old.topic, old.people, old.saved_by, old.saved_at)
      is distinct from
     (new.service_id, new.id, new.incident_id, new.audience, new.kind, new.happened_on, new.topic, new.people, new.saved_by, new.saved_at)
     or new.next_by is distinct from old.next_by
     or old.confirmed_at is not null and (new.confirmed_at, new.stepped_up_at) is distinct from (old.confirmed_at, old.stepped_up_at)
     or old.starts_at is not null and (new.starts_at, new.second_by) is distinct from (old.starts_at, old.second_by)
     or old.stopped_at is not null and (new.stopped_at, new.stopped_by, new.starts_at) is distinct from (old.stopped_at, old.stopped_by, old.starts_at)
     or old.ended_at is not null and new.ended_at is distinct from old.ended_at then
    raise exception 'what several people are told stays as it was seen' using errcode = 'restrict_violation';
  end if;
  if new.confirmed_at is distinct from old.confirmed_at then
    if new.people <> (select count(*) from batch_person p where p.service_id = new.service_id and p.batch_id = new.id and p.why is null)
      or app_staff() is distinct from new.saved_by then
      raise exception 'only who saved a set confirms it, and as it is' using errcode = 'restrict_violation';
    end if;
  end if;
  if new.starts_at is distinct from old.starts_at and new.starts_at < clock_timestamp() + interval '9 minutes 50 seconds' then
    raise exception 'ten minutes pass first' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger batch_stays before update on batch for each row execute function batch_stays();
create trigger batch_is_kept before delete or truncate on batch execute function refuse_change();
create trigger batch_person_is_kept before delete or truncate on batch_person execute function refuse_change();

-- How a set stands, whoever asks: the two triggers below are for every writer.
create function batch_is_confirmed(asked_service uuid, asked uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return (select b.confirmed_at is not null from batch b where b.service_id = asked_service and b.id = asked);
create function batch_goes_on(asked_service uuid, asked uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return exists (select from batch b where b.service_id = asked_service and b.id = asked
    and b.starts_at <= clock_timestamp() and b.stopped_at is null);
revoke execute on function batch_is_confirmed(uuid, uuid), batch_goes_on(uuid, uuid) from public;
grant execute on function batch_is_confirmed(uuid, uuid), batch_goes_on(uuid, uuid) to staff, manager, deputy;
alter function batch_is_confirmed(uuid, uuid) owner to locator;
alter function batch_goes_on(uuid, uuid) owner to locator;

-- Nobody joins a set that was confirmed; and of each only what became of them is added, once, after the ten minutes.
create function batch_person_joins() returns trigger language plpgsql as $$
begin
  if batch_is_confirmed(new.service_id, new.batch_id) then
    raise exception 'nobody joins a set that was confirmed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger batch_person_joins after insert on batch_person for each row execute function batch_person_joins();
create function batch_person_stays() returns trigger language plpgsql as $$
begin
  if (old.service_id, old.batch_id, old.victim_id, old.case_id, old.language, old.channels, old.sample)
      is distinct from (new.service_id, new.batch_id, new.victim_id, new.case_id, new.language, new.channels, new.sample)
     or new.why is distinct from old.why or old.outcome is not null or not batch_goes_on(new.service_id, new.batch_id) then
    raise exception 'what became of somebody is said once, while it goes on' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger batch_person_stays before update on batch_person for each row execute function batch_person_stays();

-- No message of it exists before its ten minutes have passed, nor after it was stopped.
create function message_of_batch_in_time() returns trigger language plpgsql as $$
begin
  if not batch_goes_on(new.service_id, new.batch_id) then
    raise exception 'nothing is sent to several before its time' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger message_of_batch_in_time before insert on message for each row when (new.batch_id is not null)
  execute function message_of_batch_in_time();

-- Only who may open every case of it: who is in, and who was left out.
create function may_see_batch(asked uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return may_take_on() and not exists (
    select from batch_person p where p.service_id = app_service() and p.batch_id = asked and not may_open_case(p.victim_id))
  and exists (
    select from batch b where b.service_id = app_service() and b.id = asked and (b.saved_by = app_staff() or exists (
      select from batch_person p where p.service_id = app_service() and p.batch_id = asked)));

-- Whose cases who is asking may not open, of an incident some case of which is open to them: how many, and why; never who.
create function shut_in_incident(asked uuid) returns table (why text, people integer)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    with of_it as (
      select distinct v.id, v.restricted from victim_case c join victim v on v.service_id = c.service_id and v.id = c.victim_id
      where c.service_id = app_service() and c.incident_id = asked)
    select case
        when exists (select from staff_conflict s where s.service_id = app_service() and s.staff_id = app_staff() and s.victim_id = o.id) then 'conflict'
        when o.restricted and not exists (select from case_allowance a where a.service_id = app_service() and a.victim_id = o.id
          and a.staff_id = app_staff()) then 'restricted'
        else 'team' end, count(*)::integer
    from of_it o
    where not may_open_case(o.id) and exists (select from of_it mine where may_open_case(mine.id))
    group by 1 order by 1;
  end;

-- Whether who confirmed a set may open somebody's case at this moment, in which that set goes on and this person's turn is to come.
create function may_tell(whom uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return exists (
    select from batch_person p join batch b on b.service_id = p.service_id and b.id = p.batch_id
    where p.service_id = app_service() and p.victim_id = whom and p.why is null and p.outcome is null
      and b.saved_by = app_staff() and b.starts_at <= clock_timestamp() and b.stopped_at is null and b.ended_at is null)
  and may_open_case(whom);
revoke execute on function may_see_batch(uuid), shut_in_incident(uuid), may_tell(uuid) from public;
grant execute on function may_see_batch(uuid), shut_in_incident(uuid) to staff, manager;
grant execute on function may_tell(uuid) to deputy;
grant select (service_id, id, victim_id, incident_id) on victim_case to locator;
alter function may_see_batch(uuid) owner to locator;
alter function shut_in_incident(uuid) owner to locator;
alter function may_tell(uuid) owner to locator;

create policy open_to_me on batch for select to staff, manager using (service_id = (select app_service()) and may_see_batch(id));
create policy saved on batch for insert to staff, manager with check (service_id = (select app_service())
  and saved_by = (select app_staff()) and may_take_on()
  and exists (select from incident i where i.service_id = batch.service_id and i.id = incident_id));
create policy confirmed on batch for update to staff, manager
  using (service_id = (select app_service()) and may_see_batch(id)) with check (service_id = (select app_service()));
grant select, insert (service_id, id, incident_id, audience, kind, happened_on, topic, next_by, people, saved_by),
  update (confirmed_at, stepped_up_at, second_by, starts_at, version) on batch to staff, manager;

create policy open_to_me on batch_words for select to staff, manager using (service_id = (select app_service()) and may_see_batch(batch_id));
create policy saved on batch_words for insert to staff, manager with check (service_id = (select app_service())
  and exists (select from batch b where b.service_id = batch_words.service_id and b.id = batch_id
    and b.saved_by = (select app_staff()) and b.confirmed_at is null));
grant select, insert on batch_words to staff, manager;

create policy open_to_me on batch_person for select to staff, manager using (service_id = (select app_service()) and may_open_case(victim_id));
create policy saved on batch_person for insert to staff, manager with check (service_id = (select app_service()) and may_open_case(victim_id)
  and exists (select from batch b where b.service_id = batch_person.service_id and b.id = batch_id
    and b.saved_by = (select app_staff()) and b.confirmed_at is null));
grant select, insert (service_id, batch_id, victim_id, case_id, why, language, channels, sample) on batch_person to staff, manager;

create policy open_to_me on batch_second_yes for select to staff, manager using (service_id = (select app_service()) and may_see_batch(batch_id));
create policy said on batch_second_yes for insert to staff, manager with check (service_id = (select app_service())
  and answered_by = (select app_staff()) and may_see_batch(batch_id)
  and exists (select from batch b where b.service_id = batch_second_yes.service_id and b.id = batch_id
    and b.confirmed_at is not null and b.stopped_at is null));
grant select, insert (service_id, batch_id, saved_by, answered_by) on batch_second_yes to staff, manager;

-- Whoever may see a set may stop it; and who saved it, who agreed to it and every manager may do so even when somebody in it
-- has been closed to them since. The worker goes on in their name until then, and nobody else may be there to stop it.
create function may_stop_batch(asked uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return may_see_batch(asked) or may_take_on() and exists (
    select from batch b where b.service_id = app_service() and b.id = asked and b.confirmed_at is not null
      and (b.saved_by = app_staff() or b.second_by = app_staff() or is_manager()));

-- What who may only stop sets is shown of one, or of all that wait or go on: how each stands and whose it is. No words, nobody
-- in it, not even how many.
create function batches_shut(asked uuid default null) returns table (id uuid, saved_by uuid, saved_at timestamptz,
    confirmed_at timestamptz, starts_at timestamptz, stopped_at timestamptz, stopped_by uuid, ended_at timestamptz, waits boolean)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select b.id, b.saved_by, b.saved_at, b.confirmed_at, b.starts_at, b.stopped_at, b.stopped_by, b.ended_at, here.waits
    from batch b cross join lateral (select exists (
      select from message m where m.service_id = b.service_id and m.batch_id = b.id
        and (m.state in ('draft', 'approved', 'scheduled', 'queued', 'held') or m.channel = 'letter' and m.state = 'accepted'))
      or exists (select from batch_person p join case_update u on u.service_id = p.service_id and u.id = p.update_id
        where p.service_id = b.service_id and p.batch_id = b.id and u.state = 'waiting_for_call') as waits) as here
    where b.service_id = app_service() and b.confirmed_at is not null
      and (b.id = asked or asked is null and b.stopped_at is null and (b.ended_at is null or here.waits))
      and may_stop_batch(b.id) and not may_see_batch(b.id)
    order by b.saved_at desc, b.id limit 50;
  end;

-- The one way to stop a set, once. Gives back of which incident it is; nothing where it was stopped already or is not theirs.
create policy stopped_now on batch for update to locator
  using (stopped_at is null) with check (stopped_by = (select app_staff()));
grant update (stopped_at, stopped_by, version) on batch to locator;
create function stop_batch(asked uuid) returns uuid
  language sql volatile security definer set search_path = public, pg_temp
  begin atomic
    update batch b set stopped_at = clock_timestamp(), stopped_by = app_staff(), version = b.version + 1
    where b.service_id = app_service() and b.id = asked and b.stopped_at is null and may_stop_batch(asked)
    returning b.incident_id;
  end;

-- And what had not left of it, whoever it is for, by who stopped it. What is on its way or in doubt keeps its state and the
-- reason, so that it does not go again. How many of them stay here for good.
create policy stopped_with_its_set on message for update to locator
  using (batch_id is not null) with check (batch_id is not null and cancelled_reason = 'set_stopped');
grant select (state, batch_id, cancelled_reason, settled_at, sealed_facts, version),
  update (state, cancelled_reason, settled_at, sealed_facts, version) on message to locator;
create function stop_messages_of_batch(asked uuid) returns integer
  language sql volatile security definer set search_path = public, pg_temp
  begin atomic
    with theirs as materialized (
      select m.id from message m
      where m.service_id = app_service() and m.batch_id = asked and m.cancelled_reason is null
        and (m.state in ('draft', 'approved', 'scheduled', 'queued', 'held', 'submitting', 'unknown') or m.channel = 'letter' and m.state = 'accepted')
        and exists (select from batch b where b.service_id = m.service_id and b.id = asked and b.stopped_by = app_staff())
      -- In their order, as whoever writes down how several ended locks them.
      order by m.id for update of m),
    stopped as (
      update message m set cancelled_reason = 'set_stopped', version = m.version + 1,
        state = case when m.state in ('submitting', 'unknown') then m.state else 'cancelled' end,
        settled_at = case when m.state in ('submitting', 'unknown') then m.settled_at else clock_timestamp() end,
        sealed_facts = case when m.state in ('submitting', 'unknown') then m.sealed_facts end
      from theirs where m.service_id = app_service() and m.id = theirs.id
        and (m.state in ('draft', 'approved', 'scheduled', 'queued', 'held', 'submitting', 'unknown') or m.channel = 'letter' and m.state = 'accepted')
      returning m.state)
    select count(*)::integer from stopped where state = 'cancelled';
  end;

-- And the updates of it whose words are still held back: cleared later, they would be published all the same. How many.
create policy stopped_with_its_set on case_update for update to locator
  using (state = 'waiting_for_call') with check (state = 'taken_back');
create policy of_its_set on case_update for select to locator using (true);
grant select (service_id, id, state, version), update (state, version) on case_update to locator;
create function take_back_updates_of_batch(asked uuid) returns integer
  language sql volatile security definer set search_path = public, pg_temp
  begin atomic
    with taken_back as (
      update case_update u set state = 'taken_back', version = u.version + 1
      from batch_person p join batch b on b.service_id = p.service_id and b.id = p.batch_id
      where p.service_id = app_service() and p.batch_id = asked and p.outcome = 'waits' and b.stopped_by = app_staff()
        and u.service_id = p.service_id and u.id = p.update_id and u.state = 'waiting_for_call'
      returning u.id)
    select count(*)::integer from taken_back;
  end;

-- Whether a set was not stopped, for whoever adds a message to it by hand: whoever stops it waits for them, and finds that one too.
create function batch_goes_on_meanwhile(asked uuid) returns boolean
  language sql volatile security definer set search_path = public, pg_temp
  begin atomic
    select true from batch b where b.service_id = app_service() and b.id = asked and b.stopped_at is null for share;
  end;
revoke execute on function may_stop_batch(uuid), batches_shut(uuid), stop_batch(uuid), stop_messages_of_batch(uuid),
  take_back_updates_of_batch(uuid), batch_goes_on_meanwhile(uuid) from public;
grant execute on function may_stop_batch(uuid), batches_shut(uuid), stop_batch(uuid), stop_messages_of_batch(uuid),
  take_back_updates_of_batch(uuid), batch_goes_on_meanwhile(uuid) to staff, manager;
alter function batch_goes_on_meanwhile(uuid) owner to locator;
alter function take_back_updates_of_batch(uuid) owner to locator;
alter function may_stop_batch(uuid) owner to locator;
alter function batches_shut(uuid) owner to locator;
alter function stop_batch(uuid) owner to locator;
alter function stop_messages_of_batch(uuid) owner to locator;

-- The worker process finds what is to begin, and then is somebody's deputy: it may do for the one who confirmed what they
-- could do themselves, for people of that set whose turn is to come, and only what telling somebody takes.
create policy to_begin on batch for select to sender using (service_id = (select app_service()));
grant select (service_id, id, saved_by, confirmed_at, starts_at, stopped_at, ended_at) on batch to sender;

create policy deputy_for on batch for select to deputy using (service_id = (select app_service()) and saved_by = (select app_staff()));
create policy ended on batch for update to deputy
  using (service_id = (select app_service()) and saved_by = (select app_staff()) and starts_at <= clock_timestamp() and stopped_at is null)
  with check (service_id = (select app_service()) and saved_by = (select app_staff()));
create policy deputy_for on batch_words for select to deputy using (service_id = (select app_service())
  and exists (select from batch b where b.service_id = batch_words.service_id and b.id = batch_id));
create policy deputy_for on batch_person for select to deputy using (service_id = (select app_service())
  and exists (select from batch b where b.service_id = batch_person.service_id and b.id = batch_id));
create policy done on batch_person for update to deputy
  using (service_id = (select app_service()) and exists (select from batch b where b.service_id = batch_person.service_id and b.id = batch_id))
  with check (service_id = (select app_service()));
grant select, update (ended_at, version) on batch to deputy;
grant select on batch_words to deputy;
grant select, update (outcome, left_out_why, update_id, done_at) on batch_person to deputy;

do $$
declare one text;
begin
  foreach one in array array['victim_case', 'milestone', 'case_update', 'task', 'safety_concern', 'choice', 'choice_now', 'contact_preference',
      'contact_point', 'safe_window', 'adjustment', 'hold', 'channel_lock', 'victim_key', 'leak_finding', 'message'] loop
    execute format('create policy of_whom_to_tell on %I for all to deputy
      using (service_id = (select app_service()) and may_tell(victim_id))
      with check (service_id = (select app_service()) and may_tell(victim_id))', one);
  end loop;
end $$;
create policy own_service_for_deputy on service for select to deputy using (id = (select app_service()));
create policy own_policies_for_deputy on policy for select to deputy using (service_id = (select app_service()));
create policy of_this_service_for_deputy on suppression for select to deputy using (service_id = (select app_service()));
create policy the_same_for_deputy on message_kind for select to deputy using (true);
create policy own_chain_of_deputy on audit_head for all to deputy
  using (service_id = (select app_service())) with check (service_id = (select app_service()));
create policy added_by_deputy on audit_entry for insert to deputy
  with check (service_id = (select app_service()) and actor_role = current_user);
grant select on service, policy, suppression, message_kind, contact_preference, contact_point, safe_window, adjustment, hold, channel_lock, victim_key to deputy;
grant select (service_id, id, victim_id, incident_id, worker_id, first_contact_due_at, first_attempt_at, contact_made_at, next_update_by,
  due_at, due_what, closed_at, created_at, version), update (next_update_by, due_at, due_what, version) on victim_case to deputy;
grant select (service_id, id, victim_id, case_id, kind, happened_on, created_at), insert on milestone to deputy;
grant select (service_id, id, victim_id, case_id, milestone_id, topic, state, version), insert, update (state, published_at, version) on case_update to deputy;
grant select (service_id, victim_id, case_id, kind, due_at, done_at) on task to deputy;
grant select (service_id, victim_id, at, read_at) on safety_concern to deputy;
grant select (service_id, id, stage) on choice to deputy;
grant select, update (lock) on choice_now to deputy;
grant insert on leak_finding, message, audit_entry to deputy;
grant select, update (sequence, hash) on audit_head to deputy;
set local role locator;
grant execute on function identifiers_met(bytea, uuid, uuid[]) to deputy;
reset role;
