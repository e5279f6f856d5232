-- What somebody told a service about the service, and what they were answered. Without a person it is anonymous: nothing is
-- kept of where it came from, and the service's own key seals it.
create table feedback (
  service_id uuid not null references service (id),
  id uuid not null,
  victim_id uuid,
  case_id uuid,
  about text not null check (about in ('worker', 'contact', 'portal', 'information', 'restorative', 'decision', 'safety', 'other')),
  not_my_worker boolean not null,
  -- Whose work it may be about: every worker the person had when it came, where they asked that these not see it.
  kept_from uuid[] not null default '{}',
  wants_answer boolean not null,
  sealed_words bytea not null,
  key_kind text not null check (key_kind in ('victim', 'service')),
  language text not null,
  how text not null check (how in ('portal', 'phone', 'visit', 'letter', 'paper')),
  stage text,
  taken_by uuid,
  received_at timestamptz not null default clock_timestamp(),
  state text not null default 'new' check (state in ('new', 'assigned', 'answered', 'not_answered', 'closed')),
  owner_id uuid,
  due_at timestamptz not null,
  version integer not null default 1,
  primary key (service_id, id),
  unique (service_id, id, victim_id),
  foreign key (service_id, victim_id) references victim (service_id, id),
  foreign key (service_id, case_id, victim_id) references victim_case (service_id, id, victim_id),
  foreign key (service_id, taken_by) references staff (service_id, id),
  foreign key (service_id, owner_id) references staff (service_id, id),
  check ((victim_id is null) = (key_kind = 'service')),
  check (case_id is null or victim_id is not null),
  check (victim_id is not null or not wants_answer)
);
create index feedback_open on feedback (service_id, due_at, id) where state in ('new', 'assigned', 'not_answered');
create index feedback_by_date on feedback (service_id, received_at desc, id);
create index feedback_of_victim on feedback (service_id, victim_id, received_at);

create table feedback_tag (
  service_id uuid not null,
  feedback_id uuid not null,
  tag text not null check (tag ~ '^[a-z0-9][a-z0-9 -]{0,39}$'),
  primary key (service_id, feedback_id, tag),
  foreign key (service_id, feedback_id) references feedback (service_id, id)
);
create index feedback_by_tag on feedback_tag (service_id, tag);

create table reply (
  service_id uuid not null,
  id uuid not null,
  feedback_id uuid not null,
  victim_id uuid not null,
  sealed_words bytea not null,
  language text not null,
  review_state text not null check (review_state in ('own_words', 'reviewed', 'machine')),
  written_by uuid not null,
  state text not null check (state in ('draft', 'held', 'sent')),
  written_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz,
  read_at timestamptz,
  verdict text check (verdict in ('answers', 'does_not_answer')),
  verdict_at timestamptz,
  version integer not null default 1,
  primary key (service_id, id),
  unique (service_id, id, victim_id),
  foreign key (service_id, feedback_id, victim_id) references feedback (service_id, id, victim_id),
  foreign key (service_id, written_by) references staff (service_id, id),
  check ((state = 'sent') = (sent_at is not null)),
  check ((verdict is null) = (verdict_at is null)),
  check (verdict is null or state = 'sent')
);
create index reply_of_feedback on reply (service_id, feedback_id, written_at);

-- The message that says there is an answer, and whether even that must stay unseen by the person's worker.
create table reply_notice (
  service_id uuid not null,
  message_id uuid not null,
  reply_id uuid not null,
  victim_id uuid not null,
  primary key (service_id, message_id),
  foreign key (service_id, message_id) references message (service_id, id),
  foreign key (service_id, reply_id, victim_id) references reply (service_id, id, victim_id)
);
create index notice_of_reply on reply_notice (service_id, reply_id);

create table reply_template (
  service_id uuid not null references service (id),
  key text not null check (key ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  language text not null,
  words text not null check (length(words) between 1 and 5000),
  version integer not null default 1,
  primary key (service_id, key, language)
);

-- The questions of a stage from a day on. A new wording is a new version: what was answered stays an answer to its own words.
create table question_set (
  service_id uuid not null references service (id),
  id uuid not null,
  stage text not null check (stage in ('first_contact', 'before_decision', 'order', 'after_order', 'closed')),
  version integer not null,
  effective_from timestamptz not null default clock_timestamp(),
  questions jsonb not null,
  written_by uuid not null,
  primary key (service_id, id),
  unique (service_id, stage, version),
  foreign key (service_id, written_by) references staff (service_id, id)
);
create trigger question_set_append_only before update or delete on question_set for each row execute function refuse_change();

-- An answer to one question: nobody's name and no moment, only a day. Who was asked is kept apart, for that person alone.
create table satisfaction_answer (
  service_id uuid not null,
  id uuid not null,
  question_set_id uuid not null,
  stage text not null,
  question_key text not null,
  score smallint check (score between 1 and 5),
  sealed_words bytea,
  language text not null,
  answered_on date not null default (clock_timestamp() at time zone 'Europe/London')::date,
  primary key (service_id, id),
  foreign key (service_id, question_set_id) references question_set (service_id, id),
  check ((score is null) <> (sealed_words is null))
);
create index answers_of_set on satisfaction_answer (service_id, question_set_id, question_key);
create trigger satisfaction_answer_append_only before update or delete on satisfaction_answer
  for each row execute function refuse_change();

create table satisfaction_asked (
  service_id uuid not null,
  victim_id uuid not null,
  question_set_id uuid not null,
  primary key (service_id, victim_id, question_set_id),
  foreign key (service_id, victim_id) references victim (service_id, id),
  foreign key (service_id, question_set_id) references question_set (service_id, id)
);

do $$
declare one text;
begin
  foreach one in array array['feedback', 'feedback_tag', 'reply', 'reply_notice', 'reply_template', 'question_set', 'satisfaction_answer', 'satisfaction_asked'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
  end loop;
end $$;

-- "Not my worker": only managers see it, and of them nobody who was, or now is, that person's worker.
create function kept_from_me(kept uuid[], whom uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return app_staff() = any (kept)
    or exists (select 1 from victim_case c where c.service_id = app_service() and c.victim_id = whom and c.worker_id = app_staff())
    or not exists (select 1 from staff s where s.service_id = app_service() and s.id = app_staff() and s.role in ('manager', 'lead'));
revoke execute on function kept_from_me(uuid[], uuid) from public;
grant execute on function kept_from_me(uuid[], uuid) to staff, manager;

create function keep_from_workers() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.kept_from := case when new.not_my_worker and new.victim_id is not null then coalesce((
    select array_agg(distinct c.worker_id) from victim_case c
    where c.service_id = new.service_id and c.victim_id = new.victim_id), '{}') else '{}' end;
  return new;
end $$;
revoke execute on function keep_from_workers() from public;
create trigger kept_from_workers before insert on feedback for each row execute function keep_from_workers();

-- What anyone may write without being known is limited by how much comes in all, so that nothing about anyone is kept for it.
create function room_for_anonymous() returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return (
    select count(*) filter (where f.received_at > clock_timestamp() - interval '10 minutes') < 20 and count(*) < 200
    from feedback f
    where f.service_id = app_service() and f.victim_id is null and f.how = 'portal'
      and f.received_at > clock_timestamp() - interval '1 day');
revoke execute on function room_for_anonymous() from public;
grant execute on function room_for_anonymous() to visitor;

create policy given on feedback for insert to visitor with check (service_id = (select app_service())
  and victim_id is null and how = 'portal' and taken_by is null and state = 'new' and owner_id is null and room_for_anonymous());
create policy mine on feedback for select to victim using (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy given_by_me on feedback for insert to victim with check (service_id = (select app_service())
  and victim_id = (select app_victim()) and how = 'portal' and taken_by is null and state = 'new' and owner_id is null);
create policy opened_again on feedback for update to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim()))
  with check (service_id = (select app_service()) and victim_id = (select app_victim()) and state in ('not_answered', 'closed') and owner_id is null);
create policy told_to_us on feedback for select to staff, manager using (service_id = (select app_service())
  and (victim_id is null and may_take_on() or may_open_case(victim_id)) and (not not_my_worker or not kept_from_me(kept_from, victim_id)));
create policy taken_down on feedback for insert to staff, manager with check (service_id = (select app_service())
  and (victim_id is null and may_take_on() or may_open_case(victim_id)) and how <> 'portal' and taken_by = (select app_staff())
  and state = 'new' and owner_id is null);
create policy dealt_with on feedback for update to staff, manager
  using (service_id = (select app_service()) and (victim_id is null and may_take_on() or may_open_case(victim_id))
    and (not not_my_worker or not kept_from_me(kept_from, victim_id)))
  with check (service_id = (select app_service()));
create policy counted on feedback for select to locator using (true);
grant insert on feedback to visitor;
grant select (service_id, id, victim_id, case_id, about, not_my_worker, wants_answer, sealed_words, key_kind, language, how, stage, received_at,
  state, due_at, version), insert, update (state, owner_id, due_at, version) on feedback to victim;
grant select, insert, update (state, owner_id, due_at, version) on feedback to staff, manager;
grant select on feedback to locator;

create policy of_what_i_see on feedback_tag for all to staff, manager
  using (service_id = (select app_service()) and exists (select 1 from feedback f where f.service_id = feedback_tag.service_id and f.id = feedback_id))
  with check (service_id = (select app_service()) and exists (select 1 from feedback f where f.service_id = feedback_tag.service_id and f.id = feedback_id));
grant select, insert, delete on feedback_tag to staff, manager;

create policy mine on reply for select to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim()) and state = 'sent');
-- Once sent, words stay: staff change no such row, and whom it answers may judge it once and change nothing else.
create policy judged_by_me on reply for update to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim()) and state = 'sent' and verdict is null)
  with check (service_id = (select app_service()) and victim_id = (select app_victim()) and state = 'sent');
create policy of_what_i_see on reply for select to staff, manager using (service_id = (select app_service())
  and exists (select 1 from feedback f where f.service_id = reply.service_id and f.id = feedback_id));
create policy written on reply for insert to staff, manager with check (service_id = (select app_service())
  and written_by = (select app_staff()) and state = 'draft' and read_at is null and verdict is null
  and exists (select 1 from feedback f where f.service_id = reply.service_id and f.id = feedback_id and f.victim_id = reply.victim_id));
create policy moved on reply for update to staff, manager
  using (service_id = (select app_service()) and state <> 'sent'
    and exists (select 1 from feedback f where f.service_id = reply.service_id and f.id = feedback_id))
  with check (service_id = (select app_service()));
grant select, update (read_at, verdict, verdict_at, version) on reply to victim;
grant select, insert, update (sealed_words, language, review_state, state, sent_at, written_at, version) on reply to staff, manager;

create policy of_what_i_see on reply_notice for select to staff, manager using (service_id = (select app_service())
  and exists (select 1 from reply r where r.service_id = reply_notice.service_id and r.id = reply_id));
create policy queued on reply_notice for insert to staff, manager with check (service_id = (select app_service())
  and exists (select 1 from reply r where r.service_id = reply_notice.service_id and r.id = reply_id and r.victim_id = reply_notice.victim_id));
grant select, insert on reply_notice to staff, manager;

create policy ours on reply_template for select to staff, manager using (service_id = (select app_service()));
create policy set_up on reply_template for all to manager
  using (service_id = (select app_service())) with check (service_id = (select app_service()) and may_take_on());
grant select on reply_template to staff, manager;
grant insert, update (words, version), delete on reply_template to manager;

create policy ours on question_set for select to victim, staff, manager, reporter using (service_id = (select app_service()));
create policy set_up on question_set for insert to manager
  with check (service_id = (select app_service()) and written_by = (select app_staff()) and may_take_on());
grant select on question_set to victim, staff, manager, reporter;
grant insert on question_set to manager;

create policy given on satisfaction_answer for insert to victim with check (service_id = (select app_service()));
create policy ours on satisfaction_answer for select to staff, manager, reporter using (service_id = (select app_service()));
grant insert on satisfaction_answer to victim;
grant select on satisfaction_answer to staff, manager, reporter;

create policy mine on satisfaction_asked for all to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim()))
  with check (service_id = (select app_service()) and victim_id = (select app_victim()));
grant select, insert on satisfaction_asked to victim;

-- Who wrote an answer that was none does not write the next, and does not have the matter again.
create function already_failed(asked uuid, who uuid) returns boolean language sql stable
  return exists (select 1 from reply r where r.service_id = app_service() and r.feedback_id = asked and r.written_by = who
    and r.verdict = 'does_not_answer');
create function another_answers() returns trigger language plpgsql as $$
begin
  if (tg_op = 'INSERT' or new.state = 'sent' or new.sealed_words <> old.sealed_words)
    and already_failed(new.feedback_id, new.written_by) then
    raise exception 'somebody else answers now' using errcode = 'insufficient_privilege', constraint = 'another_answers';
  end if;
  return new;
end $$;
create trigger another_answers before insert or update of sealed_words, state on reply for each row execute function another_answers();

create function feedback_goes_on() returns trigger language plpgsql as $$
begin
  if new.owner_id is distinct from old.owner_id and new.owner_id is not null
    and (new.owner_id = any (old.kept_from) or already_failed(new.id, new.owner_id)) then
    raise exception 'somebody else has this' using errcode = 'insufficient_privilege', constraint = 'another_answers';
  end if;
  if current_user = 'victim' and old.state <> 'answered' then
    raise exception 'only an answer is judged' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger feedback_goes_on before update on feedback for each row execute function feedback_goes_on();

-- Nor does the word that there is an answer, or an answer held back, tell a worker of what was not for them.
create function reply_kept(asked uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return exists (
    select 1 from reply r join feedback f on f.service_id = r.service_id and f.id = r.feedback_id
    where r.service_id = app_service() and r.id = asked and f.not_my_worker and kept_from_me(f.kept_from, f.victim_id));
create function notice_kept(asked uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return exists (
    select 1 from reply_notice n where n.service_id = app_service() and n.message_id = asked and reply_kept(n.reply_id));
-- Whether a message tells of what the person's worker is not to know of, so that nobody gives that worker a task about it.
create function notice_untold(asked uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return exists (
    select 1 from reply_notice n
    join reply r on r.service_id = n.service_id and r.id = n.reply_id
    join feedback f on f.service_id = r.service_id and f.id = r.feedback_id
    where n.service_id = app_service() and n.message_id = asked and f.not_my_worker);
revoke execute on function reply_kept(uuid), notice_kept(uuid), notice_untold(uuid) from public;
grant execute on function reply_kept(uuid), notice_kept(uuid) to staff, manager, locator;
grant execute on function notice_untold(uuid) to sender, webhook;
create policy kept on reply for select to locator using (true);
create policy kept on reply_notice for select to locator using (true);
grant select (service_id, id, feedback_id) on reply to locator;
grant select on reply_notice to locator;

-- Who may still answer something: of what is not for the person's worker managers alone, and nobody whose answer was none.
create function who_may_answer(asked uuid) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select s.id from feedback f join staff s on s.service_id = f.service_id and s.active and s.role in ('worker', 'manager', 'lead')
    where f.service_id = app_service() and f.id = asked and (f.victim_id is null or may_open_case(f.victim_id, s.id))
      and not already_failed(f.id, s.id)
      and (not f.not_my_worker or s.role <> 'worker' and s.id <> all (f.kept_from) and not exists (
        select 1 from victim_case c where c.service_id = f.service_id and c.victim_id = f.victim_id and c.worker_id = s.id));
  end;
create function somebody_may_answer(asked uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return exists (select 1 from feedback f, who_may_answer(asked)
    where f.service_id = app_service() and f.id = asked and f.victim_id = app_victim());
-- Whether there is a manager who would read what is not for the worker: in a small service the only one may be that worker.
create function somebody_but_my_worker() returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return exists (
    select 1 from staff s
    where s.service_id = app_service() and s.active and s.role in ('manager', 'lead') and may_open_case(app_victim(), s.id)
      and not exists (select 1 from victim_case c
        where c.service_id = s.service_id and c.victim_id = app_victim() and c.worker_id = s.id));
revoke execute on function who_may_answer(uuid), somebody_may_answer(uuid), somebody_but_my_worker() from public;
grant execute on function who_may_answer(uuid) to staff, manager;
grant execute on function somebody_may_answer(uuid), somebody_but_my_worker() to victim;
grant select (written_by, verdict) on reply to locator;
alter function who_may_answer(uuid) owner to locator;
alter function somebody_may_answer(uuid) owner to locator;
alter function somebody_but_my_worker() owner to locator;
alter function kept_from_me(uuid[], uuid) owner to locator;
alter function keep_from_workers() owner to locator;
alter function room_for_anonymous() owner to locator;
alter function reply_kept(uuid) owner to locator;
alter function notice_kept(uuid) owner to locator;
alter function notice_untold(uuid) owner to locator;

alter policy of_open_cases on message
  using (service_id = (select app_service()) and may_open_case(victim_id) and (kind <> 'reply' or not notice_kept(id)))
  with check (service_id = (select app_service()) and may_open_case(victim_id) and (kind <> 'reply' or not notice_kept(id)));
alter policy open_to_me on leak_finding
  using (service_id = (select app_service()) and (victim_id is null and may_take_on() or may_open_case(victim_id))
    and (subject_kind <> 'reply' or not reply_kept(subject_id)));
alter policy decided on leak_finding
  using (service_id = (select app_service()) and state = 'held' and may_open_case(victim_id)
    and (subject_kind <> 'reply' or not reply_kept(subject_id)))
  with check (service_id = (select app_service()) and state in ('not_about_them', 'taken_back') and decided_by = (select app_staff()));
alter policy decided_and_reviewed on leak_finding
  using (service_id = (select app_service()) and (victim_id is null and may_take_on() or may_open_case(victim_id))
    and (subject_kind <> 'reply' or not reply_kept(subject_id)))
  with check (service_id = (select app_service()));
