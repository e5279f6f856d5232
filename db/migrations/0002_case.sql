create table incident (
  service_id uuid not null references service (id),
  id uuid not null,
  reference text not null,
  kind text not null check (kind in ('violence', 'robbery', 'theft', 'burglary', 'damage', 'harassment', 'sexual', 'driving', 'antisocial', 'other')),
  happened_on date,
  created_at timestamptz not null default clock_timestamp(),
  version integer not null default 1,
  primary key (service_id, id),
  unique (service_id, reference)
);

-- The child responsible: an outcome and a reference elsewhere, never a name. No victim role has any grant here.
create table child_reference (
  service_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  sealed_external_reference bytea,
  outcome text not null default 'not_decided' check (outcome in ('not_decided', 'no_further_action', 'not_guilty', 'community_resolution', 'outcome_22', 'youth_caution', 'youth_conditional_caution', 'referral_order', 'youth_rehabilitation_order', 'custody', 'other')),
  may_be_appealed boolean not null default false,
  version integer not null default 1,
  primary key (service_id, id),
  foreign key (service_id, incident_id) references incident (service_id, id)
);

create table victim_case (
  service_id uuid not null,
  id uuid not null,
  victim_id uuid not null,
  incident_id uuid not null,
  reference text not null,
  worker_id uuid not null,
  stage text not null default 'first_contact' check (stage in ('first_contact', 'before_decision', 'order', 'after_order', 'closed')),
  received_from text not null check (received_from in ('police', 'court', 'another_service', 'the_person', 'other')),
  details_received_at timestamptz not null,
  first_contact_due_at timestamptz not null,
  forty_eight_hours_at timestamptz not null,
  first_attempt_at timestamptz,
  contact_made_at timestamptz,
  next_update_by date,
  due_at timestamptz not null,
  due_what text not null check (due_what in ('first_contact', 'reply', 'safety', 'task', 'update', 'nothing')),
  closed_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  version integer not null default 1,
  primary key (service_id, id),
  unique (service_id, reference),
  -- What belongs to a case names its person too, so that nothing can be put on somebody else's.
  unique (service_id, victim_id, id),
  foreign key (service_id, victim_id) references victim (service_id, id),
  foreign key (service_id, incident_id) references incident (service_id, id),
  foreign key (service_id, worker_id) references staff (service_id, id)
);
create index case_by_what_is_due on victim_case (service_id, due_at, id) where closed_at is null;
create index case_of_worker on victim_case (service_id, worker_id, due_at, id) where closed_at is null;

-- "Child A" for one victim need not be "Child A" for another.
create table child_label (
  service_id uuid not null,
  child_id uuid not null,
  victim_id uuid not null,
  label text not null,
  primary key (service_id, child_id, victim_id),
  foreign key (service_id, child_id) references child_reference (service_id, id),
  foreign key (service_id, victim_id) references victim (service_id, id)
);

create table contact_attempt (
  service_id uuid not null,
  id uuid not null,
  victim_id uuid not null,
  case_id uuid not null,
  channel text not null check (channel in ('phone', 'text', 'email', 'letter', 'visit', 'portal')),
  direction text not null check (direction in ('out', 'in')),
  outcome text not null check (outcome in ('reached', 'no_answer', 'voicemail_left', 'wrong_number', 'refused', 'letter_sent', 'letter_returned', 'message_sent', 'met', 'not_in', 'not_delivered')),
  -- Nobody's where it is by itself: a message that could not be delivered.
  staff_id uuid,
  interpreter boolean not null default false,
  at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  sealed_note bytea,
  primary key (service_id, id),
  foreign key (service_id, victim_id, case_id) references victim_case (service_id, victim_id, id)
);
create index attempt_of_case on contact_attempt (service_id, case_id, at);
create trigger contact_attempt_append_only before update or delete on contact_attempt
  for each row execute function refuse_change();

-- Every stage a case was moved to, and by whom; closing and opening again are moves.
create table case_move (
  service_id uuid not null,
  id uuid not null,
  victim_id uuid not null,
  case_id uuid not null,
  stage_before text not null check (stage_before in ('first_contact', 'before_decision', 'order', 'after_order', 'closed')),
  stage text not null check (stage in ('first_contact', 'before_decision', 'order', 'after_order', 'closed')),
  staff_id uuid not null,
  at timestamptz not null default clock_timestamp(),
  primary key (service_id, id),
  foreign key (service_id, case_id) references victim_case (service_id, id)
);
create index move_of_case on case_move (service_id, case_id, at);
create trigger case_move_append_only before update or delete on case_move
  for each row execute function refuse_change();

create table milestone (
  service_id uuid not null,
  id uuid not null,
  victim_id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('decision', 'panel', 'order_started', 'order_review', 'order_finished', 'no_further_action', 'not_guilty', 'release', 'restorative_step', 'other')),
  happened_on date not null,
  recorded_by uuid not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (service_id, id),
  foreign key (service_id, victim_id, case_id) references victim_case (service_id, victim_id, id)
);
create index milestone_of_case on milestone (service_id, case_id, happened_on);

create table case_update (
  service_id uuid not null,
  id uuid not null,
  victim_id uuid not null,
  case_id uuid not null,
  milestone_id uuid not null,
  topic text not null check (topic in ('decision', 'progress', 'finished', 'restorative', 'safety')),
  language text not null,
  review_state text not null check (review_state in ('own_words', 'reviewed', 'machine')),
  sealed_happened bytea not null,
  sealed_next bytea not null,
  next_by date,
  -- By which ways its writer wanted it to go: one that waits first goes by these, and by no other.
  channels text[] not null check (channels <@ array['text', 'email', 'letter']),
  asked_staff_id uuid not null,
  phone_first boolean not null,
  state text not null check (state in ('waiting_for_call', 'published', 'taken_back')),
  released_by uuid,
  told_attempt_id uuid,
  published_at timestamptz,
  first_read_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  version integer not null default 1,
  primary key (service_id, id),
  foreign key (service_id, victim_id, case_id) references victim_case (service_id, victim_id, id),
  foreign key (service_id, milestone_id) references milestone (service_id, id),
  foreign key (service_id, told_attempt_id) references contact_attempt (service_id, id),
  check (state <> 'published' or published_at is not null)
);
create index update_of_victim on case_update (service_id, victim_id, published_at desc);

create table task (
  service_id uuid not null references service (id),
  id uuid not null,
  victim_id uuid not null,
  case_id uuid,
  staff_id uuid,
  update_id uuid,
  kind text not null check (kind in ('call_back', 'tell_by_phone', 'texts_stopped', 'emails_stopped', 'automatic_reply', 'message_failed', 'message_unknown', 'safety_concern', 'asked_on_card', 'number_changed', 'wrong_card_tries', 'codes_asked', 'reply_needed', 'choice_changed', 'times_widened', 'watched_off', 'proxy_ending', 'card_ending', 'number_to_check', 'ask_again', 'difference_note', 'extract_answered', 'words_recalled', 'second_person', 'letter_returned')),
  due_at timestamptz not null,
  created_at timestamptz not null default clock_timestamp(),
  done_at timestamptz,
  done_by uuid,
  version integer not null default 1,
  primary key (service_id, id),
  foreign key (service_id, victim_id) references victim (service_id, id),
  foreign key (service_id, victim_id, case_id) references victim_case (service_id, victim_id, id),
  foreign key (service_id, update_id) references case_update (service_id, id),
  check ((kind = 'tell_by_phone') = (update_id is not null))
);
create index task_open on task (service_id, due_at, id) where done_at is null;
create index task_of_victim on task (service_id, victim_id) where done_at is null;

create table safety_concern (
  service_id uuid not null,
  id uuid not null,
  victim_id uuid not null,
  case_id uuid,
  taken_by text not null check (taken_by in ('portal', 'phone', 'visit', 'letter')),
  staff_id uuid,
  sealed_words bytea not null,
  at timestamptz not null default clock_timestamp(),
  read_at timestamptz,
  read_by uuid,
  version integer not null default 1,
  primary key (service_id, id),
  foreign key (service_id, victim_id) references victim (service_id, id),
  foreign key (service_id, victim_id, case_id) references victim_case (service_id, victim_id, id)
);
create index concern_unread on safety_concern (service_id, at) where read_at is null;

do $$
declare one text;
begin
  foreach one in array array['incident', 'child_reference', 'victim_case', 'child_label', 'contact_attempt', 'case_move', 'milestone', 'case_update', 'task', 'safety_concern'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
  end loop;
  foreach one in array array['victim_case', 'child_label', 'contact_attempt', 'case_move', 'milestone', 'case_update', 'task', 'safety_concern'] loop
    execute format('create policy open_to_me on %I for all to staff, manager
      using (service_id = (select app_service()) and may_open_case(victim_id))
      with check (service_id = (select app_service()) and may_open_case(victim_id))', one);
  end loop;
end $$;

-- An incident has no victim of its own: whoever may open a case of it may read it. The inner look-up is itself under
-- the policy of victim_case, so a case that is closed to this person does not open its incident.
create policy of_an_open_case on incident for select to staff, manager using (service_id = (select app_service())
  and exists (select 1 from victim_case c where c.service_id = incident.service_id and c.incident_id = incident.id));
create policy recorded on incident for insert to staff, manager with check (service_id = (select app_service()) and may_take_on());
create policy of_an_open_case on child_reference for select to staff, manager using (service_id = (select app_service())
  and exists (select 1 from incident i where i.service_id = child_reference.service_id and i.id = child_reference.incident_id));
create policy recorded on child_reference for insert to staff, manager with check (service_id = (select app_service()) and may_take_on());
create policy outcome_changed on child_reference for update to staff, manager
  using (service_id = (select app_service()) and may_take_on()) with check (service_id = (select app_service()));
grant select, insert on incident, child_reference, victim_case, child_label, contact_attempt, case_move, milestone, case_update, task, safety_concern to staff, manager;
grant update (outcome, may_be_appealed, version) on child_reference to staff, manager;
grant update (worker_id, stage, first_attempt_at, contact_made_at, next_update_by, due_at, due_what, closed_at, version) on victim_case to staff, manager;
grant update (state, released_by, told_attempt_id, published_at, version) on case_update to staff, manager;
grant update (staff_id, done_at, done_by, version) on task to staff, manager;
grant update (read_at, read_by, version) on safety_concern to staff, manager;

-- What the person may know of their own case: no intake, no child, no attempt notes.
create policy my_case on victim_case for select to victim using (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy my_case_falls_due on victim_case for update to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim()))
  with check (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy my_updates on case_update for select to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim()) and state = 'published');
create policy my_updates_read on case_update for update to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim()) and state = 'published')
  with check (service_id = (select app_service()) and victim_id = (select app_victim()) and state = 'published');
create policy asked_by_me on task for insert to victim
  with check (service_id = (select app_service()) and victim_id = (select app_victim())
    and staff_id is null and update_id is null and done_at is null and done_by is null);
create policy my_concern on safety_concern for insert to victim
  with check (service_id = (select app_service()) and victim_id = (select app_victim()) and taken_by = 'portal'
    and staff_id is null and read_at is null and read_by is null);
create policy my_concerns on safety_concern for select to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim()));
grant select (service_id, id, victim_id, reference, worker_id, stage, next_update_by, due_at, due_what, closed_at, created_at) on victim_case to victim;
grant update (due_at, due_what) on victim_case to victim;
grant select, update (first_read_at) on case_update to victim;
grant insert on task to victim;
grant insert, select (service_id, id, victim_id, at, read_at) on safety_concern to victim;

-- The worker process raises tasks (a text failed, texts were stopped) and moves what is due.
create policy raised on task for insert to sender, webhook with check (service_id = (select app_service()));
create policy fall_due on victim_case for select to sender, webhook using (service_id = (select app_service()));
create policy fall_due_now on victim_case for update to sender, webhook
  using (service_id = (select app_service())) with check (service_id = (select app_service()));
grant insert on task to sender, webhook;
-- That nothing can be delivered there: a line in the log of contacts, which no clock counts.
create policy not_delivered on contact_attempt for insert to sender, webhook with check (service_id = (select app_service())
  and staff_id is null and direction = 'out' and outcome = 'not_delivered' and channel in ('text', 'email') and sealed_note is null);
grant insert (service_id, id, victim_id, case_id, channel, direction, outcome, at) on contact_attempt to sender, webhook;
grant select (service_id, id, victim_id, worker_id, due_at, due_what, closed_at), update (due_at, due_what) on victim_case to sender, webhook;

-- A policy sees the row that was or the row that will be, never both: that a case only falls due sooner is kept here. Nobody
-- but staff puts off what is owed, makes a concern for someone's safety less, or dates it back.
create function falls_due_sooner() returns trigger language plpgsql as $$
begin
  if current_user not in ('victim', 'sender', 'webhook') then return new; end if;
  if new.due_at > old.due_at or new.due_what = 'nothing'
    or (new.due_at < old.due_at and new.due_at < clock_timestamp() - interval '1 hour')
    or (current_user = 'victim' and old.due_what = 'safety' and new.due_what <> 'safety')
  then
    raise exception 'a case falls due sooner or not at all' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger falls_due_sooner before update of due_at, due_what on victim_case for each row execute function falls_due_sooner();
