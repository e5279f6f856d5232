-- So that what is said in a case can only be said by the person whose case it is.
alter table victim_case add constraint case_of_its_victim unique (service_id, id, victim_id);

-- A decision somebody's words could reach, and the day by which they are needed for it.
create table decision (
  service_id uuid not null,
  id uuid not null,
  victim_id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('panel', 'pre_sentence_report', 'out_of_court', 'restorative_process')),
  words_needed_by date not null,
  held_on date not null,
  held_at timestamptz,
  recorded_by uuid not null,
  created_at timestamptz not null default clock_timestamp(),
  version integer not null default 1,
  primary key (service_id, id),
  unique (service_id, id, victim_id),
  foreign key (service_id, case_id, victim_id) references victim_case (service_id, id, victim_id),
  foreign key (service_id, recorded_by) references staff (service_id, id),
  check (words_needed_by <= held_on)
);
create index decision_of_case on decision (service_id, case_id, words_needed_by);

-- What someone is writing. Its author alone has any policy or grant here: no staff, no process, no look-up function.
create table statement_draft (
  service_id uuid not null,
  id uuid not null,
  victim_id uuid not null,
  case_id uuid not null,
  author_id uuid not null,
  sealed_words bytea not null,
  language text not null,
  saved_at timestamptz not null default clock_timestamp(),
  version integer not null default 1,
  primary key (service_id, id),
  unique (service_id, victim_id, case_id, author_id),
  unique (service_id, id, victim_id, author_id),
  foreign key (service_id, case_id, victim_id) references victim_case (service_id, id, victim_id)
);

-- The other text, when two open pages saved one draft. Its id is that of the page, so that a page keeps one text only.
create table draft_beside (
  service_id uuid not null,
  id uuid not null,
  draft_id uuid not null,
  victim_id uuid not null,
  author_id uuid not null,
  sealed_words bytea not null,
  saved_at timestamptz not null default clock_timestamp(),
  primary key (service_id, id),
  foreign key (service_id, draft_id, victim_id, author_id) references statement_draft (service_id, id, victim_id, author_id)
);
create index beside_of_draft on draft_beside (service_id, draft_id);

create table statement (
  service_id uuid not null,
  id uuid not null,
  victim_id uuid not null,
  case_id uuid not null,
  number integer not null default 0 check (number > 0),
  kind text not null check (kind in ('impact', 'business')),
  author_id uuid not null,
  capacity text not null check (capacity in ('self', 'parent', 'guardian', 'family_spokesperson', 'business_contact')),
  mode text not null check (mode in ('guided', 'free')),
  sealed_words bytea not null,
  word_count integer not null check (word_count between 1 and 50000),
  language text not null,
  how text not null check (how in ('portal', 'phone', 'visit', 'letter', 'paper')),
  taken_by uuid,
  state text not null check (state in ('to_confirm', 'sent', 'withdrawn')),
  created_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz,
  confirmed_how text check (confirmed_how in ('portal', 'read_back')),
  withdrawn_at timestamptz,
  used_at timestamptz,
  version integer not null default 1,
  primary key (service_id, id),
  unique (service_id, id, victim_id),
  unique (service_id, victim_id, number),
  foreign key (service_id, case_id, victim_id) references victim_case (service_id, id, victim_id),
  foreign key (service_id, taken_by) references staff (service_id, id),
  check ((how = 'portal') = (taken_by is null)),
  check (state <> 'sent' or sent_at is not null),
  check ((state = 'withdrawn') = (withdrawn_at is not null))
);
create index statement_of_case on statement (service_id, case_id, created_at);
create index statement_to_read on statement (service_id, sent_at) where state = 'sent';

-- Counted over all that is said in one person's name, though whoever writes may see only some of it.
create function number_statement() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.number := 1 + (select coalesce(max(number), 0) from statement s where s.service_id = new.service_id and s.victim_id = new.victim_id);
  return new;
end $$;
revoke execute on function number_statement() from public;
create trigger statement_numbered before insert on statement for each row execute function number_statement();

-- Words never change once sent; they may be withdrawn until they are used; and a confirmation is by whom it says.
create function statement_stays() returns trigger language plpgsql as $$
begin
  if (old.sealed_words, old.victim_id, old.case_id, old.number, old.kind, old.author_id, old.capacity, old.mode, old.word_count, old.language,
      old.how, old.created_at) is distinct from
     (new.sealed_words, new.victim_id, new.case_id, new.number, new.kind, new.author_id, new.capacity, new.mode, new.word_count, new.language,
      new.how, new.created_at) or old.taken_by is distinct from new.taken_by then
    raise exception 'a statement is never changed' using errcode = 'restrict_violation';
  end if;
  if old.used_at is not null and (new.used_at is distinct from old.used_at or new.state <> old.state) then
    raise exception 'a statement that was used stays' using errcode = 'restrict_violation';
  end if;
  if old.state <> new.state and not (old.state <> 'withdrawn' and new.state = 'withdrawn' or old.state = 'to_confirm' and new.state = 'sent') then
    raise exception 'a statement does not go back' using errcode = 'restrict_violation';
  end if;
  if new.used_at is distinct from old.used_at and new.state <> 'sent' then
    raise exception 'only a sent statement is used' using errcode = 'restrict_violation';
  end if;
  if old.state = 'to_confirm' and new.state = 'sent' and new.confirmed_how is null
     or new.confirmed_how is distinct from old.confirmed_how and
       (old.state <> 'to_confirm' or new.state <> 'sent' or (new.confirmed_how = 'portal') is distinct from (current_user = 'victim')) then
    raise exception 'a confirmation is by whom it says' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger statement_stays before update on statement for each row execute function statement_stays();

-- Who may read it: the same fact as the choice `views`, kept with the statement it was made for.
create table statement_audience (
  service_id uuid not null,
  statement_id uuid not null,
  victim_id uuid not null,
  audience text not null check (audience in ('panel', 'pre_sentence_report', 'out_of_court', 'restorative_process', 'child')),
  chosen_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  primary key (service_id, statement_id, audience),
  foreign key (service_id, statement_id, victim_id) references statement (service_id, id, victim_id)
);

-- Every opening by staff. Only read_statement() writes one, with the words it gives back.
create table statement_reading (
  service_id uuid not null,
  id uuid not null default gen_random_uuid(),
  victim_id uuid not null,
  statement_id uuid not null,
  staff_id uuid not null,
  role text not null,
  why text not null check (why in ('prepare_extract', 'brief', 'safety', 'quality_check', 'legal_request', 'take_down_check')),
  at timestamptz not null default clock_timestamp(),
  primary key (service_id, id),
  foreign key (service_id, statement_id, victim_id) references statement (service_id, id, victim_id),
  foreign key (service_id, staff_id) references staff (service_id, id)
);
create index reading_of_statement on statement_reading (service_id, statement_id, at);
create trigger statement_reading_append_only before update or delete on statement_reading
  for each row execute function refuse_change();

do $$
declare one text;
begin
  foreach one in array array['decision', 'statement_draft', 'draft_beside', 'statement', 'statement_audience', 'statement_reading'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
  end loop;
  foreach one in array array['decision', 'statement', 'statement_audience', 'statement_reading'] loop
    execute format('create policy of_open_cases on %I for select to staff, manager
      using (service_id = (select app_service()) and may_open_case(victim_id))', one);
  end loop;
end $$;

create policy mine on decision for select to victim using (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy expected on decision for insert to staff, manager
  with check (service_id = (select app_service()) and may_open_case(victim_id) and recorded_by = (select app_staff()));
create policy moved on decision for update to staff, manager
  using (service_id = (select app_service()) and may_open_case(victim_id)) with check (service_id = (select app_service()));
grant select (service_id, id, victim_id, case_id, kind, words_needed_by, held_on, held_at) on decision to victim;
grant select, insert, update (words_needed_by, held_on, held_at, version) on decision to staff, manager;

create policy written_by_me on statement_draft for all to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim()) and author_id = (select app_person()))
  with check (service_id = (select app_service()) and victim_id = (select app_victim()) and author_id = (select app_person()));
create policy written_by_me on draft_beside for all to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim()) and author_id = (select app_person()))
  with check (service_id = (select app_service()) and victim_id = (select app_victim()) and author_id = (select app_person()));
grant select, insert, update (sealed_words, language, saved_at, version), delete on statement_draft to victim;
grant select, insert, update (sealed_words, saved_at), delete on draft_beside to victim;

-- The person sees what was said in their name; whoever acts for them sees what they themselves said.
create policy mine on statement for select to victim using (service_id = (select app_service()) and victim_id = (select app_victim())
  and (author_id = (select app_person()) or victim_id = (select app_person())));
create policy sent_by_me on statement for insert to victim with check (service_id = (select app_service()) and victim_id = (select app_victim())
  and author_id = (select app_person()) and how = 'portal' and state = 'sent' and confirmed_how is null and used_at is null);
create policy answered_by_me on statement for update to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim())
    and (author_id = (select app_person()) or victim_id = (select app_person())))
  with check (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy taken_down on statement for insert to staff, manager with check (service_id = (select app_service()) and may_open_case(victim_id)
  and how <> 'portal' and taken_by = (select app_staff()) and state = 'to_confirm' and confirmed_how is null and used_at is null);
create policy answered_to_staff on statement for update to staff, manager
  using (service_id = (select app_service()) and may_open_case(victim_id)) with check (service_id = (select app_service()));
grant select, insert, update (state, sent_at, confirmed_how, withdrawn_at, version) on statement to victim;
-- Staff write words down and never select them: their one way to read is the function below.
grant insert, update (state, sent_at, confirmed_how, withdrawn_at, version) on statement to staff, manager;
grant select (service_id, id, victim_id, case_id, number, kind, author_id, capacity, mode, word_count, language, how, taken_by, state, created_at,
  sent_at, confirmed_how, withdrawn_at, used_at, version) on statement to staff, manager;

-- An audience stands on a choice agreed to now, whoever writes it.
create function views_agreed(asked uuid, whom uuid, topic_asked text) returns boolean language sql stable
  return exists (
    select 1 from statement s
    join choice_now c on c.service_id = s.service_id and c.victim_id = s.victim_id and c.case_id = s.case_id
    where s.service_id = app_service() and s.id = asked and s.victim_id = whom
      and c.purpose = 'views' and c.topic = topic_asked and c.state = 'agreed');
create policy mine on statement_audience for select to victim using (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy chosen_by_me on statement_audience for insert to victim
  with check (service_id = (select app_service()) and victim_id = (select app_victim()) and views_agreed(statement_id, victim_id, audience));
create policy ended_by_me on statement_audience for update to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim()))
  with check (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy chosen_to_staff on statement_audience for insert to staff, manager
  with check (service_id = (select app_service()) and may_open_case(victim_id) and views_agreed(statement_id, victim_id, audience));
create policy ended_to_staff on statement_audience for update to staff, manager
  using (service_id = (select app_service()) and may_open_case(victim_id)) with check (service_id = (select app_service()));
grant select, insert, update (ended_at) on statement_audience to victim, staff, manager;

create policy mine on statement_reading for select to victim using (service_id = (select app_service()) and victim_id = (select app_victim()));
grant select on statement_reading to victim, staff, manager;

create policy opened_with_a_receipt on statement for select to locator using (true);
create policy used on statement for update to locator using (true) with check (true);
create policy receipts on statement_reading for insert to locator with check (true);
create policy given_back on statement_reading for select to locator using (true);
grant select on statement to locator;
-- Set by whatever lets words leave, and by nobody's own hand.
grant update (used_at) on statement to locator;
grant insert, select on statement_reading to locator;

-- The words of a statement and the receipt for opening it, in one statement: neither without the other.
create function read_statement(asked uuid, asked_why text) returns bytea
  language sql volatile security definer set search_path = public, pg_temp
  begin atomic
    with opened as (
      select s.service_id, s.id, s.victim_id, s.sealed_words from statement s
      where s.service_id = app_service() and s.id = asked and may_open_case(s.victim_id)
        and (s.state = 'sent' or s.state = 'to_confirm' and s.taken_by = app_staff())
    ), receipt as (
      insert into statement_reading (service_id, victim_id, statement_id, staff_id, role, why)
      select o.service_id, o.victim_id, o.id, f.id, f.role, asked_why
      from opened o join staff f on f.service_id = o.service_id and f.id = app_staff()
      returning statement_id
    )
    select o.sealed_words from opened o join receipt r on r.statement_id = o.id;
  end;

-- The same words again, on the page they were opened on: for whoever has the receipt, for two hours, and nobody else.
create function shown_statement(asked uuid, receipt uuid) returns bytea
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select s.sealed_words from statement s
    join statement_reading r on r.service_id = s.service_id and r.statement_id = s.id
    where s.service_id = app_service() and s.id = asked and s.state = 'sent' and may_open_case(s.victim_id)
      and r.id = receipt and r.staff_id = app_staff() and r.why = 'prepare_extract' and r.at > now() - interval '2 hours';
  end;
revoke execute on function read_statement(uuid, text) from public;
revoke execute on function shown_statement(uuid, uuid) from public;
grant execute on function read_statement(uuid, text) to staff, manager;
grant execute on function shown_statement(uuid, uuid) to staff, manager;
alter function read_statement(uuid, text) owner to locator;
alter function shown_statement(uuid, uuid) owner to locator;
alter function number_statement() owner to locator;
