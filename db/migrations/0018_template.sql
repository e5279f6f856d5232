-- Which of the templates says a message. By text goes only what is harmless on any locked screen, whoever asks for anything
-- else; messaging/messages/templates.ts has the same list, and a test compares them.
alter table message add column template text not null default 'update.nudge';
alter table message alter column template drop default;
alter table message add constraint harmless_by_text check (channel <> 'text' or template in (
  'invitation.notice', 'sign_in_code', 'verify_code', 'update.nudge', 'update.decisionMade', 'update.dateSet', 'update.dateChanged',
  'update.goingToPlan', 'update.finished', 'update.answerReady', 'update.nothingNewYet', 'question', 'feedback_request', 'reply',
  'stop_confirmation'));
alter table message drop constraint message_held_reason_check;
alter table message add constraint message_held_reason_check check (held_reason in (
  'window', 'quiet_hours', 'nobody_to_ask', 'choice', 'suppressed', 'no_channel', 'hold', 'leak', 'second_person', 'words'));
create index message_for_words on message (service_id, id) where held_reason = 'words';

-- Somebody asks a manager about the words of one template by one channel in one language. Their version is made of the words
-- themselves: others are another version, about which nobody was asked.
create table words_request (
  service_id uuid not null references service (id),
  id uuid not null,
  template text not null,
  channel text not null check (channel in ('text', 'email', 'letter')),
  language text not null check (language in ('en', 'cy', 'pl', 'ur', 'ar')),
  version text not null check (version ~ '^[0-9a-f]{12}$'),
  asked_by uuid not null,
  asked_at timestamptz not null default clock_timestamp(),
  primary key (service_id, id),
  unique (service_id, id, asked_by),
  foreign key (service_id, asked_by) references staff (service_id, id)
);
create index words_request_of_version on words_request (service_id, version, asked_at desc);

create table words_answer (
  service_id uuid not null,
  request_id uuid not null,
  asked_by uuid not null,
  answer text not null check (answer in ('approved', 'refused', 'withdrawn')),
  answered_by uuid not null,
  answered_at timestamptz not null default clock_timestamp(),
  primary key (service_id, request_id),
  unique (service_id, request_id, answer),
  foreign key (service_id, request_id, asked_by) references words_request (service_id, id, asked_by),
  foreign key (service_id, answered_by) references staff (service_id, id),
  -- Who asked may only take the question back, and nobody else may.
  constraint second_person check ((answer = 'withdrawn') = (answered_by = asked_by))
);

-- A yes that no longer holds. Whoever sees that words are wrong need not wait for the manager who approved them.
create table words_taken_back (
  service_id uuid not null,
  request_id uuid not null,
  answer text not null default 'approved' check (answer = 'approved'),
  taken_back_by uuid not null,
  taken_back_at timestamptz not null default clock_timestamp(),
  primary key (service_id, request_id),
  foreign key (service_id, request_id, answer) references words_answer (service_id, request_id, answer),
  foreign key (service_id, taken_back_by) references staff (service_id, id)
);

-- A copy of one template about nobody, for whoever of the staff asked for it: the address it goes to is, by its keyed hash, the
-- very one they sign in with, and it is not kept once it was used.
alter table staff add unique (service_id, id, email_index);
create table words_example (
  service_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  to_index bytea not null,
  sealed_to bytea,
  template text not null,
  channel text not null check (channel in ('text', 'email', 'letter')),
  language text not null check (language in ('en', 'cy', 'pl', 'ur', 'ar')),
  state text not null default 'asked' check (state in ('asked', 'sending', 'sent', 'failed')),
  failure_code text,
  asked_at timestamptz not null default clock_timestamp(),
  sending_at timestamptz,
  primary key (service_id, id),
  foreign key (service_id, staff_id, to_index) references staff (service_id, id, email_index),
  check ((state in ('asked', 'sending')) = (sealed_to is not null))
);
create index words_example_of_staff on words_example (service_id, staff_id, asked_at desc);
create index words_example_to_send on words_example (service_id, asked_at) where state in ('asked', 'sending');

do $$
declare one text;
begin
  foreach one in array array['words_request', 'words_answer', 'words_taken_back', 'words_example'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
  end loop;
  foreach one in array array['words_request', 'words_answer', 'words_taken_back'] loop
    execute format('create trigger append_only before update or delete or truncate on %I execute function refuse_change()', one);
    execute format('create policy of_this_service on %I for select to staff, manager, sender
      using (service_id = (select app_service()))', one);
    execute format('grant select on %I to staff, manager', one);
  end loop;
end $$;

create policy asked on words_request for insert to staff, manager
  with check (service_id = (select app_service()) and asked_by = (select app_staff()) and may_take_on());
grant insert (service_id, id, template, channel, language, version, asked_by) on words_request to staff, manager;
grant select (service_id, id, version) on words_request to sender;

create policy answered on words_answer for insert to staff, manager
  with check (service_id = (select app_service()) and answered_by = (select app_staff()) and may_take_on()
    and (answer = 'withdrawn' or is_manager()));
grant insert (service_id, request_id, asked_by, answer, answered_by) on words_answer to staff, manager;
grant select (service_id, request_id, answer) on words_answer to sender;

create policy taken_back on words_taken_back for insert to manager
  with check (service_id = (select app_service()) and taken_back_by = (select app_staff()) and is_manager());
grant insert (service_id, request_id, taken_back_by) on words_taken_back to manager;
grant select (service_id, request_id) on words_taken_back to sender;

create policy mine on words_example for select to staff, manager
  using (service_id = (select app_service()) and staff_id = (select app_staff()));
create policy mine_asked on words_example for insert to staff, manager
  with check (service_id = (select app_service()) and staff_id = (select app_staff()) and may_take_on());
create policy to_send on words_example for all to sender
  using (service_id = (select app_service())) with check (service_id = (select app_service()));
grant select (service_id, id, staff_id, template, channel, language, state, asked_at),
  insert (service_id, id, staff_id, to_index, sealed_to, template, channel, language) on words_example to staff, manager;
grant select, update (state, failure_code, sealed_to, sending_at) on words_example to sender;

-- Whether this service sends only words a manager has approved (`message_words`, a dated policy; anything but "approved" is no).
create function approved_words_only(at timestamptz) returns boolean language sql stable
  return coalesce((
    select value = '"approved"'::jsonb from policy
    where service_id = app_service() and name = 'message_words' and effective_from <= at
    order by effective_from desc limit 1), false);

create function words_are_approved(asked text) returns boolean language sql stable
  return exists (
    select from words_request r
    join words_answer said on said.service_id = r.service_id and said.request_id = r.id and said.answer = 'approved'
    where r.service_id = app_service() and r.version = asked and not exists (
      select from words_taken_back back where back.service_id = r.service_id and back.request_id = r.id));

-- What is held for its words is looked at again with the words of today, in the language of today.
grant update (template_version) on message to sender;
