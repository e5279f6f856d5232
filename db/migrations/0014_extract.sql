-- A piece of someone's words, cut for one audience, theirs to change, approve or refuse. Nothing else of what they said leaves.
create table extract (
  service_id uuid not null,
  id uuid not null,
  victim_id uuid not null,
  case_id uuid not null,
  number integer not null default 0 check (number > 0),
  statement_id uuid not null,
  decision_id uuid,
  audience text not null check (audience in ('panel', 'pre_sentence_report', 'out_of_court', 'restorative_process', 'child')),
  state text not null check (state in ('proposed', 'approved', 'refused', 'ended')),
  leak_state text not null check (leak_state in ('clear', 'held', 'released')),
  language text not null,
  sealed_words bytea not null,
  sealed_approved bytea,
  proposed_by uuid not null,
  proposed_at timestamptz not null default clock_timestamp(),
  answered_at timestamptz,
  answered_how text check (answered_how in ('portal', 'phone', 'visit', 'letter', 'paper')),
  answered_by uuid,
  ended_at timestamptz,
  ended_because text check (ended_because in ('choice_withdrawn', 'statement_withdrawn', 'staff')),
  version integer not null default 1,
  primary key (service_id, id),
  unique (service_id, id, victim_id),
  unique (service_id, victim_id, number),
  foreign key (service_id, case_id, victim_id) references victim_case (service_id, id, victim_id),
  foreign key (service_id, statement_id, victim_id) references statement (service_id, id, victim_id),
  foreign key (service_id, decision_id, victim_id) references decision (service_id, id, victim_id),
  foreign key (service_id, proposed_by) references staff (service_id, id),
  foreign key (service_id, answered_by) references staff (service_id, id),
  check ((sealed_approved is null) = (state in ('proposed', 'refused')) or state = 'ended'),
  check ((answered_at is null) = (answered_how is null)),
  check (state in ('proposed', 'ended') or answered_at is not null),
  check ((answered_how is not null and answered_how <> 'portal') = (answered_by is not null)),
  check ((state = 'ended') = (ended_at is not null) and (ended_at is null) = (ended_because is null))
);
create index extract_of_case on extract (service_id, case_id, proposed_at);
create index extract_of_statement on extract (service_id, statement_id);

-- Approved words on their way to one audience. It holds no words of its own: what leaves is what was approved.
create table brief (
  service_id uuid not null,
  id uuid not null,
  victim_id uuid not null,
  case_id uuid not null,
  extract_id uuid not null,
  audience text not null check (audience in ('panel', 'pre_sentence_report', 'out_of_court', 'restorative_process', 'child')),
  form text not null check (form in ('print', 'pdf')),
  words_hash bytea not null,
  made_by uuid not null,
  made_at timestamptz not null default clock_timestamp(),
  recalled_at timestamptz,
  recalled_because text check (recalled_because in ('choice_withdrawn', 'staff')),
  version integer not null default 1,
  primary key (service_id, id),
  unique (service_id, id, victim_id),
  foreign key (service_id, case_id, victim_id) references victim_case (service_id, id, victim_id),
  foreign key (service_id, extract_id, victim_id) references extract (service_id, id, victim_id),
  foreign key (service_id, made_by) references staff (service_id, id),
  check ((recalled_at is null) = (recalled_because is null))
);
create index brief_of_extract on brief (service_id, extract_id);

-- Everyone a brief was given to.
create table brief_reader (
  service_id uuid not null,
  id uuid not null,
  brief_id uuid not null,
  victim_id uuid not null,
  role text not null check (role in ('panel_member', 'report_author', 'decision_maker', 'restorative_facilitator', 'court', 'other')),
  sealed_name bytea not null,
  given_by uuid not null,
  given_at timestamptz not null default clock_timestamp(),
  read_at timestamptz,
  returned_at timestamptz,
  flagged_at timestamptz,
  primary key (service_id, id),
  foreign key (service_id, brief_id, victim_id) references brief (service_id, id, victim_id),
  foreign key (service_id, given_by) references staff (service_id, id)
);
create index reader_of_brief on brief_reader (service_id, brief_id, given_at);

-- What difference somebody's words made, told to them after the decision, once nothing in it names anybody.
create table voice_note (
  service_id uuid not null,
  id uuid not null,
  victim_id uuid not null,
  case_id uuid not null,
  decision_id uuid not null,
  sealed_words bytea not null,
  language text not null,
  review_state text not null check (review_state in ('own_words', 'reviewed', 'machine')),
  leak_state text not null check (leak_state in ('clear', 'held', 'released')),
  written_by uuid not null,
  written_at timestamptz not null default clock_timestamp(),
  told_at timestamptz,
  read_at timestamptz,
  primary key (service_id, id),
  foreign key (service_id, case_id, victim_id) references victim_case (service_id, id, victim_id),
  foreign key (service_id, decision_id, victim_id) references decision (service_id, id, victim_id),
  foreign key (service_id, written_by) references staff (service_id, id),
  check ((leak_state = 'held') = (told_at is null)),
  check (read_at is null or told_at is not null)
);
create index voice_note_of_decision on voice_note (service_id, decision_id, written_at);
create trigger voice_note_is_kept before delete on voice_note for each row execute function refuse_change();

-- A note stays as it was written; it is let go once, and read for the first time once.
create function note_stays() returns trigger language plpgsql as $$
begin
  if (old.service_id, old.id, old.victim_id, old.case_id, old.decision_id, old.sealed_words, old.language, old.review_state, old.written_by, old.written_at)
      is distinct from
     (new.service_id, new.id, new.victim_id, new.case_id, new.decision_id, new.sealed_words, new.language, new.review_state, new.written_by, new.written_at)
     or old.told_at is not null and (new.leak_state, new.told_at) is distinct from (old.leak_state, old.told_at)
     or old.read_at is not null and new.read_at is distinct from old.read_at then
    raise exception 'what somebody was told stays' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger note_stays before update on voice_note for each row execute function note_stays();

create function number_extract() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.number := 1 + (select coalesce(max(number), 0) from extract e where e.service_id = new.service_id and e.victim_id = new.victim_id);
  return new;
end $$;
revoke execute on function number_extract() from public;
create trigger extract_numbered before insert on extract for each row execute function number_extract();

-- The proposed words never change; approved ones no longer once a brief was made of them; an answer is by whom it says.
create function extract_stays() returns trigger language plpgsql as $$
begin
  if (old.sealed_words, old.victim_id, old.case_id, old.number, old.statement_id, old.audience, old.language, old.proposed_by, old.proposed_at)
      is distinct from
     (new.sealed_words, new.victim_id, new.case_id, new.number, new.statement_id, new.audience, new.language, new.proposed_by, new.proposed_at)
     or new.decision_id is distinct from old.decision_id then
    raise exception 'what was proposed is never changed' using errcode = 'restrict_violation';
  end if;
  if old.state <> new.state and (old.state = 'ended' or new.state = 'proposed') then
    raise exception 'an answer does not go back' using errcode = 'restrict_violation';
  end if;
  if (new.sealed_approved, new.answered_how, new.answered_by, new.answered_at) is distinct from
     (old.sealed_approved, old.answered_how, old.answered_by, old.answered_at) then
    if new.state = 'ended' then
      raise exception 'what has ended keeps its answer' using errcode = 'restrict_violation';
    end if;
    if old.sealed_approved is not null and exists (
        select 1 from brief b where b.service_id = new.service_id and b.extract_id = new.id) then
      raise exception 'words that have left are not changed' using errcode = 'restrict_violation';
    end if;
    if old.leak_state = 'held' and new.state = 'approved' then
      raise exception 'held words wait to be looked at' using errcode = 'restrict_violation';
    end if;
    if (new.answered_how = 'portal') is distinct from (current_user = 'victim') then
      raise exception 'an answer is by whom it says' using errcode = 'restrict_violation';
    end if;
  end if;
  return new;
end $$;
create trigger extract_stays before update on extract for each row execute function extract_stays();

-- Whether an audience may have words of a case now: asked as whoever asks, so that what they may not see is a no.
create function audience_agreed(whom uuid, asked_case uuid, asked_audience text) returns boolean language sql stable
  return exists (
    select 1 from choice_now c
    where c.service_id = app_service() and c.victim_id = whom and c.case_id = asked_case and c.purpose = 'views'
      and c.topic = asked_audience and c.state = 'agreed');

-- Words leave only when the person approved these, nothing in them names anybody, the audience is still theirs to choose
-- and chosen, and what they are for has not been decided yet.
create function words_may_leave() returns trigger language plpgsql as $$
begin
  perform 1 from choice_now c where c.service_id = new.service_id and c.victim_id = new.victim_id and c.case_id = new.case_id
    and c.purpose = 'views' and c.topic = new.audience for share;
  if not exists (
      select 1 from extract e
      left join decision d on d.service_id = e.service_id and d.id = e.decision_id
      where e.service_id = new.service_id and e.id = new.extract_id and e.victim_id = new.victim_id and e.case_id = new.case_id
        and e.audience = new.audience and e.state = 'approved' and e.leak_state in ('clear', 'released') and d.held_at is null)
     or not audience_agreed(new.victim_id, new.case_id, new.audience) then
    raise exception 'only approved words leave' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger words_may_leave after insert on brief for each row execute function words_may_leave();

-- From the first brief on, the statement it came from was used.
create function statement_used() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update statement s set used_at = clock_timestamp() from extract e
    where e.service_id = new.service_id and e.id = new.extract_id and s.service_id = e.service_id and s.id = e.statement_id
      and s.used_at is null and s.state = 'sent';
  return new;
end $$;
revoke execute on function statement_used() from public;
create trigger statement_used after insert on brief for each row execute function statement_used();

-- Nobody is given what was taken back.
create function brief_is_open() returns trigger language plpgsql as $$
begin
  if not exists (
      select 1 from brief b where b.service_id = new.service_id and b.id = new.brief_id and b.recalled_at is null
        and audience_agreed(b.victim_id, b.case_id, b.audience)) then
    raise exception 'this brief was taken back' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger brief_is_open after insert on brief_reader for each row execute function brief_is_open();

-- What a manager releases, or a worker says is not about them, may leave; the extract says so from that moment.
create function extract_let_go() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update extract e set leak_state = case new.state when 'released' then 'released' else 'clear' end, version = e.version + 1
    where e.service_id = new.service_id and e.id = new.subject_id and e.leak_state = 'held'
      and not exists (
        select 1 from leak_finding f where f.service_id = new.service_id and f.subject_kind = 'extract' and f.subject_id = new.subject_id
          and f.found_at > new.found_at);
  return new;
end $$;
revoke execute on function extract_let_go() from public;
create trigger extract_let_go after update on leak_finding for each row
  when (new.subject_kind = 'extract' and old.state = 'held' and new.state in ('released', 'not_about_them'))
  execute function extract_let_go();

-- Held words that were taken back are not asked about again: others are proposed.
create function extract_taken_back() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update extract e set state = 'ended', ended_at = clock_timestamp(), ended_because = 'staff', version = e.version + 1
    where e.service_id = new.service_id and e.id = new.subject_id and e.leak_state = 'held' and e.state in ('proposed', 'approved');
  return new;
end $$;
revoke execute on function extract_taken_back() from public;
create trigger extract_taken_back after update on leak_finding for each row
  when (new.subject_kind = 'extract' and old.state = 'held' and new.state = 'taken_back')
  execute function extract_taken_back();

-- Where words are not to leave any more, or others were let go, nobody need decide about those that were held.
create function held_extract_settled() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update leak_finding f set state = 'taken_back', decided_by = coalesce(app_staff(), app_victim(), f.written_by),
      decided_at = clock_timestamp(), version = f.version + 1
    where f.service_id = new.service_id and f.subject_kind = 'extract' and f.subject_id = new.id and f.state = 'held';
  return new;
end $$;
revoke execute on function held_extract_settled() from public;
create trigger held_extract_settled after update on extract for each row
  when (old.leak_state = 'held' and (new.state in ('refused', 'ended') or new.leak_state <> 'held'))
  execute function held_extract_settled();

create function note_let_go() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update voice_note n set leak_state = case new.state when 'released' then 'released' else 'clear' end, told_at = clock_timestamp()
    where n.service_id = new.service_id and n.id = new.subject_id and n.leak_state = 'held';
  return new;
end $$;
revoke execute on function note_let_go() from public;
create trigger note_let_go after update on leak_finding for each row
  when (new.subject_kind = 'voice_note' and old.state = 'held' and new.state in ('released', 'not_about_them'))
  execute function note_let_go();

-- A yes taken back takes back every use of the words at once, whoever takes it back and through whatever: what is open ends,
-- what was made is recalled, and who had read it by then is marked.
create function words_recalled() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update extract e set state = 'ended', ended_at = now(), ended_because = 'choice_withdrawn', version = e.version + 1
    where e.service_id = new.service_id and e.victim_id = new.victim_id and e.case_id = new.case_id and e.audience = new.topic
      and e.state in ('proposed', 'approved');
  update brief_reader r set flagged_at = now() from brief b
    where b.service_id = new.service_id and b.victim_id = new.victim_id and b.case_id = new.case_id and b.audience = new.topic
      and r.service_id = b.service_id and r.brief_id = b.id and r.read_at is not null and r.flagged_at is null;
  update brief b set recalled_at = now(), recalled_because = 'choice_withdrawn', version = b.version + 1
    where b.service_id = new.service_id and b.victim_id = new.victim_id and b.case_id = new.case_id and b.audience = new.topic
      and b.recalled_at is null;
  return new;
end $$;
revoke execute on function words_recalled() from public;
create trigger words_recalled after update on choice_now for each row
  when (new.purpose = 'views' and old.state = 'agreed' and new.state <> 'agreed') execute function words_recalled();

create function extracts_end() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update extract e set state = 'ended', ended_at = now(), ended_because = 'statement_withdrawn', version = e.version + 1
    where e.service_id = new.service_id and e.statement_id = new.id and e.state in ('proposed', 'approved');
  return new;
end $$;
revoke execute on function extracts_end() from public;
create trigger extracts_end after update on statement for each row
  when (new.state = 'withdrawn' and old.state <> 'withdrawn') execute function extracts_end();

do $$
declare one text;
begin
  foreach one in array array['extract', 'brief', 'brief_reader', 'voice_note'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy of_open_cases on %I for select to staff, manager
      using (service_id = (select app_service()) and may_open_case(victim_id))', one);
  end loop;
  foreach one in array array['brief', 'brief_reader'] loop
    execute format('create policy mine on %I for select to victim
      using (service_id = (select app_service()) and victim_id = (select app_victim()))', one);
  end loop;
end $$;

-- Words that name somebody are not shown to the person either, unless they are their own answer. Whoever acts for them sees
-- and answers what is cut from a statement that is theirs to see.
create policy mine on extract for select to victim using (service_id = (select app_service()) and victim_id = (select app_victim())
  and (leak_state <> 'held' or answered_at is not null)
  and exists (select 1 from statement s where s.service_id = extract.service_id and s.id = extract.statement_id));
create policy answered_by_me on extract for update to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim())
    and exists (select 1 from statement s where s.service_id = extract.service_id and s.id = extract.statement_id))
  with check (service_id = (select app_service()) and victim_id = (select app_victim()) and state in ('approved', 'refused') and answered_how = 'portal');
grant select, update (state, leak_state, sealed_approved, answered_at, answered_how, answered_by, version) on extract to victim;
create policy proposed on extract for insert to staff, manager
  with check (service_id = (select app_service()) and may_open_case(victim_id) and proposed_by = (select app_staff())
    and state = 'proposed' and answered_at is null and audience_agreed(victim_id, case_id, audience)
    and exists (
      select 1 from statement s where s.service_id = extract.service_id and s.id = statement_id and s.case_id = extract.case_id and s.state = 'sent'));
create policy answered_to_staff on extract for update to staff, manager
  using (service_id = (select app_service()) and may_open_case(victim_id))
  with check (service_id = (select app_service()) and (answered_by is null or may_open_case(victim_id)));
grant select, insert, update (state, leak_state, sealed_approved, answered_at, answered_how, answered_by, ended_at, ended_because, version)
  on extract to staff, manager;

create policy made on brief for insert to staff, manager
  with check (service_id = (select app_service()) and may_open_case(victim_id) and made_by = (select app_staff()) and recalled_at is null);
create policy recalled on brief for update to staff, manager
  using (service_id = (select app_service()) and may_open_case(victim_id)) with check (service_id = (select app_service()));
grant select, insert, update (recalled_at, recalled_because, version) on brief to staff, manager;
grant select (service_id, id, victim_id, case_id, extract_id, audience, form, made_at, recalled_at, recalled_because) on brief to victim;

create policy given on brief_reader for insert to staff, manager
  with check (service_id = (select app_service()) and may_open_case(victim_id) and given_by = (select app_staff())
    and read_at is null and returned_at is null and flagged_at is null);
create policy followed on brief_reader for update to staff, manager
  using (service_id = (select app_service()) and may_open_case(victim_id)) with check (service_id = (select app_service()));
grant select, insert, update (read_at, returned_at) on brief_reader to staff, manager;
-- The person is told who in what role, and is not given the reader's name.
grant select (service_id, id, brief_id, victim_id, role, given_at, read_at, returned_at, flagged_at) on brief_reader to victim;

-- Words that may name somebody are not shown to the person either, until a second person has let them go.
create policy mine on voice_note for select to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim()) and leak_state <> 'held');
create policy read_by_me on voice_note for update to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim()) and leak_state <> 'held')
  with check (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy written on voice_note for insert to staff, manager
  with check (service_id = (select app_service()) and may_open_case(victim_id) and written_by = (select app_staff())
    and leak_state in ('clear', 'held') and read_at is null
    and exists (
      select 1 from decision d where d.service_id = voice_note.service_id and d.id = decision_id and d.case_id = voice_note.case_id and d.held_at is not null));
grant select, insert on voice_note to staff, manager;
grant select (service_id, id, victim_id, case_id, decision_id, sealed_words, language, review_state, leak_state, told_at, read_at), update (read_at)
  on voice_note to victim;

create policy to_number on extract for select to locator using (true);
create policy let_go on extract for update to locator using (true) with check (true);
grant select, update (leak_state, state, ended_at, ended_because, version) on extract to locator;
create policy to_let_go on voice_note for select to locator using (true);
create policy let_go on voice_note for update to locator using (true) with check (true);
grant select (service_id, id, leak_state), update (leak_state, told_at) on voice_note to locator;
create policy to_recall on brief for select to locator using (true);
create policy recalled_for_them on brief for update to locator using (true) with check (true);
grant select, update (recalled_at, recalled_because, version) on brief to locator;
create policy to_flag on brief_reader for select to locator using (true);
create policy flagged_for_them on brief_reader for update to locator using (true) with check (true);
grant select (service_id, id, brief_id, read_at, flagged_at), update (flagged_at) on brief_reader to locator;
create policy whether_the_last on leak_finding for select to locator using (true);
create policy settled_for_them on leak_finding for update to locator using (true) with check (true);
grant select (service_id, id, subject_kind, subject_id, found_at, state, written_by, version),
  update (state, decided_by, decided_at, version) on leak_finding to locator;
alter function number_extract() owner to locator;
alter function statement_used() owner to locator;
alter function extract_let_go() owner to locator;
alter function extract_taken_back() owner to locator;
alter function held_extract_settled() owner to locator;
alter function note_let_go() owner to locator;
alter function words_recalled() owner to locator;
alter function extracts_end() owner to locator;
