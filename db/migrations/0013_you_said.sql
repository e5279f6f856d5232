-- What people said, in the service's own words: several people's, or noticed by staff. Nothing of anyone's is here, so it is
-- in clear, and no name may stand in it.
create table theme (
  service_id uuid not null references service (id),
  id uuid not null,
  source text not null check (source in ('feedback', 'we_noticed')),
  title text not null check (length(title) between 1 and 200),
  begun_by uuid not null,
  begun_at timestamptz not null default clock_timestamp(),
  version integer not null default 1,
  primary key (service_id, id),
  foreign key (service_id, begun_by) references staff (service_id, id)
);

-- Who does what by when. That it is past its day is worked out by whoever reads it.
create table promise (
  service_id uuid not null,
  id uuid not null,
  theme_id uuid not null,
  what text not null check (length(what) between 1 and 500),
  owner_id uuid not null,
  due_on date not null,
  state text not null default 'promised' check (state in ('promised', 'done', 'not_done', 'dropped')),
  made_by uuid not null,
  made_at timestamptz not null default clock_timestamp(),
  settled_by uuid,
  settled_at timestamptz,
  version integer not null default 1,
  primary key (service_id, id),
  unique (service_id, id, theme_id),
  unique (service_id, id, owner_id),
  foreign key (service_id, theme_id) references theme (service_id, id),
  foreign key (service_id, owner_id) references staff (service_id, id),
  check ((state = 'promised') = (settled_by is null) and (state = 'promised') = (settled_at is null))
);
create index promise_of_theme on promise (service_id, theme_id);

-- What shows that a promise was kept, looked at by someone who neither owns it nor wrote this.
create table promise_evidence (
  service_id uuid not null,
  id uuid not null,
  promise_id uuid not null,
  owner_id uuid not null,
  state text not null default 'to_check' check (state in ('to_check', 'shown', 'not_shown')),
  sealed_note bytea not null,
  written_by uuid not null,
  written_at timestamptz not null default clock_timestamp(),
  checked_by uuid,
  checked_at timestamptz,
  primary key (service_id, id),
  foreign key (service_id, promise_id, owner_id) references promise (service_id, id, owner_id),
  check ((state = 'to_check') = (checked_by is null) and (checked_by is null) = (checked_at is null)),
  constraint checked_by_another check (checked_by <> owner_id and checked_by <> written_by)
);
create index evidence_of_promise on promise_evidence (service_id, promise_id, written_at);

-- One edition of what the public reads about a promise. Whoever wrote it can never be who approved it.
create table public_line (
  service_id uuid not null,
  id uuid not null,
  theme_id uuid not null,
  promise_id uuid not null,
  state text not null default 'draft' check (state in ('draft', 'approved', 'published', 'taken_down')),
  leak_id uuid,
  written_by uuid not null,
  written_at timestamptz not null default clock_timestamp(),
  approved_by uuid,
  approved_at timestamptz,
  published_by uuid,
  published_at timestamptz,
  taken_down_by uuid,
  taken_down_at timestamptz,
  taken_down_because text check (taken_down_because in ('could_identify', 'not_true', 'asked_for', 'sent_back', 'replaced')),
  version integer not null default 1,
  primary key (service_id, id),
  foreign key (service_id, promise_id, theme_id) references promise (service_id, id, theme_id),
  foreign key (service_id, written_by) references staff (service_id, id),
  foreign key (service_id, leak_id) references leak_finding (service_id, id),
  constraint approved_by_another check (approved_by <> written_by),
  check ((approved_by is null) = (approved_at is null) and (published_by is null) = (published_at is null)),
  check (state <> 'draft' or approved_by is null and published_by is null),
  check (state not in ('approved', 'published') or approved_by is not null),
  check (state <> 'approved' or published_by is null),
  check (state <> 'published' or published_by is not null),
  check (published_by is null or approved_by is not null),
  check ((state = 'taken_down') = (taken_down_by is not null) and (taken_down_by is null) = (taken_down_at is null)
    and (taken_down_by is null) = (taken_down_because is null))
);
create unique index one_open_edition on public_line (service_id, promise_id) where state in ('draft', 'approved');
create unique index one_public_edition on public_line (service_id, promise_id) where state = 'published';
create index edition_of_theme on public_line (service_id, theme_id, written_at);

-- A language nobody wrote has no row: it is read in English, and marked so, by whoever shows it.
create table public_line_words (
  service_id uuid not null,
  line_id uuid not null,
  language text not null check (language in ('en', 'cy', 'pl', 'ur', 'ar')),
  you_said text not null check (length(you_said) between 1 and 600),
  we_did text not null check (length(we_did) between 1 and 600),
  review_state text not null check (review_state in ('own_words', 'reviewed', 'machine')),
  primary key (service_id, line_id, language),
  foreign key (service_id, line_id) references public_line (service_id, id)
);

-- Whose words a theme was made of, for nobody outside and for those inside who may see that feedback at all.
create table theme_feedback (
  service_id uuid not null,
  theme_id uuid not null,
  feedback_id uuid not null,
  added_by uuid not null,
  added_at timestamptz not null default clock_timestamp(),
  primary key (service_id, theme_id, feedback_id),
  foreign key (service_id, theme_id) references theme (service_id, id),
  foreign key (service_id, feedback_id) references feedback (service_id, id)
);
create index themes_of_feedback on theme_feedback (service_id, feedback_id);

-- Somebody who asked to be told, and was, about one edition.
create table line_told (
  service_id uuid not null,
  line_id uuid not null,
  victim_id uuid not null,
  told_by uuid not null,
  told_at timestamptz not null default clock_timestamp(),
  read_at timestamptz,
  primary key (service_id, line_id, victim_id),
  foreign key (service_id, line_id) references public_line (service_id, id),
  foreign key (service_id, victim_id) references victim (service_id, id)
);
create index told_to on line_told (service_id, victim_id, told_at);

create table line_notice (
  service_id uuid not null,
  message_id uuid not null,
  line_id uuid not null,
  victim_id uuid not null,
  primary key (service_id, message_id),
  foreign key (service_id, message_id) references message (service_id, id),
  foreign key (service_id, line_id, victim_id) references line_told (service_id, line_id, victim_id)
);

do $$
declare one text;
begin
  foreach one in array array['theme', 'promise', 'promise_evidence', 'public_line', 'public_line_words', 'theme_feedback', 'line_told', 'line_notice'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
  end loop;
end $$;

create policy of_the_service on theme for select to staff, manager using (service_id = (select app_service()) and (select may_take_on()));
create policy begun on theme for insert to staff, manager
  with check (service_id = (select app_service()) and (select may_take_on()) and begun_by = (select app_staff()));
grant select, insert on theme to staff, manager;

create policy of_the_service on promise for select to staff, manager using (service_id = (select app_service()) and (select may_take_on()));
create policy made on promise for insert to staff, manager with check (service_id = (select app_service()) and (select may_take_on())
  and made_by = (select app_staff()) and state = 'promised');
create policy settled on promise for update to staff, manager
  using (service_id = (select app_service()) and state = 'promised' and (select may_take_on()))
  with check (service_id = (select app_service()) and settled_by = (select app_staff()));
grant select, insert, update (state, settled_by, settled_at, version) on promise to staff, manager;

create policy of_the_service on promise_evidence for select to staff, manager
  using (service_id = (select app_service()) and (select may_take_on()));
create policy written on promise_evidence for insert to staff, manager with check (service_id = (select app_service())
  and (select may_take_on()) and written_by = (select app_staff()) and state = 'to_check');
create policy checked on promise_evidence for update to staff, manager
  using (service_id = (select app_service()) and state = 'to_check' and (select may_take_on()))
  with check (service_id = (select app_service()) and checked_by = (select app_staff()));
grant select, insert, update (state, checked_by, checked_at) on promise_evidence to staff, manager;

create policy of_the_service on public_line for select to staff, manager
  using (service_id = (select app_service()) and (select may_take_on()));
create policy written on public_line for insert to staff, manager with check (service_id = (select app_service())
  and (select may_take_on()) and written_by = (select app_staff()) and state = 'draft');
create policy moved on public_line for update to staff, manager
  using (service_id = (select app_service()) and state <> 'taken_down' and (select may_take_on()))
  with check (service_id = (select app_service()));
grant select, insert, update (state, leak_id, approved_by, approved_at, published_by, published_at, taken_down_by, taken_down_at,
  taken_down_because, version) on public_line to staff, manager;

create policy of_the_service on public_line_words for select to staff, manager
  using (service_id = (select app_service()) and (select may_take_on()));
create policy of_my_draft on public_line_words for insert to staff, manager with check (service_id = (select app_service())
  and exists (select from public_line l where l.service_id = public_line_words.service_id and l.id = line_id and l.state = 'draft'
    and l.written_by = (select app_staff())));
create policy rewritten on public_line_words for delete to staff, manager using (service_id = (select app_service())
  and exists (select from public_line l where l.service_id = public_line_words.service_id and l.id = line_id and l.state = 'draft'
    and l.written_by = (select app_staff())));
grant select, insert, delete on public_line_words to staff, manager;

-- Anybody at all reads what is published, and nothing of who wrote it, approved it or owns it.
create policy published on public_line for select to visitor, victim using (service_id = (select app_service()) and state = 'published');
create policy published on public_line_words for select to visitor, victim using (service_id = (select app_service())
  and exists (select from public_line l where l.service_id = public_line_words.service_id and l.id = line_id and l.state = 'published'));
create policy published on promise for select to visitor, victim using (service_id = (select app_service())
  and exists (select from public_line l where l.service_id = promise.service_id and l.promise_id = promise.id and l.state = 'published'));
create policy published on theme for select to visitor, victim using (service_id = (select app_service())
  and exists (select from public_line l where l.service_id = theme.service_id and l.theme_id = theme.id and l.state = 'published'));
grant select (service_id, id, theme_id, promise_id, state, published_at) on public_line to visitor, victim;
grant select on public_line_words to visitor, victim;
grant select (service_id, id, theme_id, due_on, state) on promise to visitor, victim;
grant select (service_id, id, source) on theme to visitor, victim;

create policy of_what_i_see on theme_feedback for select to staff, manager using (service_id = (select app_service())
  and exists (select from feedback f where f.service_id = theme_feedback.service_id and f.id = feedback_id));
create policy gathered on theme_feedback for insert to staff, manager with check (service_id = (select app_service())
  and added_by = (select app_staff())
  and exists (select from feedback f where f.service_id = theme_feedback.service_id and f.id = feedback_id));
create policy counted on theme_feedback for select to locator using (true);
grant select, insert on theme_feedback to staff, manager;
grant select on theme_feedback to locator;

-- Who may not know of what somebody said does not learn of it by what they were told, either.
create function asked_to_be_told(line uuid, whom uuid) returns boolean language sql stable
  return exists (
    select from public_line l
    join theme_feedback t on t.service_id = l.service_id and t.theme_id = l.theme_id
    join feedback f on f.service_id = t.service_id and f.id = t.feedback_id
    where l.service_id = app_service() and l.id = line and f.victim_id = whom and f.wants_answer);
create policy of_what_i_see on line_told for select to staff, manager
  using (service_id = (select app_service()) and asked_to_be_told(line_id, victim_id));
create policy told on line_told for insert to staff, manager with check (service_id = (select app_service())
  and told_by = (select app_staff()) and read_at is null and asked_to_be_told(line_id, victim_id));
create policy mine on line_told for select to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy read_by_me on line_told for update to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim()))
  with check (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy counted on line_told for select to locator using (true);
grant select, insert on line_told to staff, manager;
grant select (service_id, line_id, victim_id, told_at, read_at), update (read_at) on line_told to victim;
grant select on line_told to locator;

create policy of_what_i_see on line_notice for select to staff, manager
  using (service_id = (select app_service()) and asked_to_be_told(line_id, victim_id));
create policy queued on line_notice for insert to staff, manager
  with check (service_id = (select app_service()) and asked_to_be_told(line_id, victim_id));
create policy kept on line_notice for select to locator using (true);
create policy counted on public_line for select to locator using (true);
grant select, insert on line_notice to staff, manager;
grant select on line_notice to locator;
grant select (service_id, id, theme_id) on public_line to locator;

-- How many people a theme is of. Those who gave no name may all be one.
create function people_behind(theme uuid) returns bigint
  language sql stable security definer set search_path = public, pg_temp
  return (
    select count(distinct f.victim_id) + count(distinct f.service_id) filter (where f.victim_id is null)
    from theme_feedback t join feedback f on f.service_id = t.service_id and f.id = t.feedback_id
    where t.service_id = app_service() and t.theme_id = theme);
-- How many asked to be told of a line and were not yet: a number only, for some are not open to whoever asks.
create function still_to_tell(line uuid) returns bigint
  language sql stable security definer set search_path = public, pg_temp
  return (
    select count(distinct f.victim_id)
    from public_line l
    join theme_feedback t on t.service_id = l.service_id and t.theme_id = l.theme_id
    join feedback f on f.service_id = t.service_id and f.id = t.feedback_id
    where l.service_id = app_service() and l.id = line and f.wants_answer and not exists (
      select from line_told d where d.service_id = l.service_id and d.line_id = l.id and d.victim_id = f.victim_id));
-- A notice about a public line is kept from whom the feedback behind it is kept from.
set local role locator;
create or replace function notice_kept(asked uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return exists (
      select 1 from reply_notice n where n.service_id = app_service() and n.message_id = asked and reply_kept(n.reply_id))
    or exists (
      select 1 from line_notice n
      join public_line l on l.service_id = n.service_id and l.id = n.line_id
      join theme_feedback t on t.service_id = l.service_id and t.theme_id = l.theme_id
      join feedback f on f.service_id = t.service_id and f.id = t.feedback_id and f.victim_id = n.victim_id and f.wants_answer
      where n.service_id = app_service() and n.message_id = asked
      having bool_and(f.not_my_worker and kept_from_me(f.kept_from, f.victim_id)));
create or replace function notice_untold(asked uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return exists (
      select 1 from reply_notice n
      join reply r on r.service_id = n.service_id and r.id = n.reply_id
      join feedback f on f.service_id = r.service_id and f.id = r.feedback_id
      where n.service_id = app_service() and n.message_id = asked and f.not_my_worker)
    or exists (
      select 1 from line_notice n
      join public_line l on l.service_id = n.service_id and l.id = n.line_id
      join theme_feedback t on t.service_id = l.service_id and t.theme_id = l.theme_id
      join feedback f on f.service_id = t.service_id and f.id = t.feedback_id and f.victim_id = n.victim_id
      where n.service_id = app_service() and n.message_id = asked and f.not_my_worker);
reset role;
revoke execute on function people_behind(uuid), still_to_tell(uuid), asked_to_be_told(uuid, uuid) from public;
grant execute on function people_behind(uuid), still_to_tell(uuid), asked_to_be_told(uuid, uuid) to staff, manager;
alter function people_behind(uuid) owner to locator;
alter function still_to_tell(uuid) owner to locator;

-- What people said is of five or more, or it is what we noticed: at the end of whatever made it, and again before it is public.
create function theme_of_five() returns trigger language plpgsql as $$
begin
  if new.source = 'feedback' and people_behind(new.id) < 5 then
    raise exception 'a theme is of five people or more' using errcode = 'check_violation', constraint = 'theme_of_five';
  end if;
  return null;
end $$;
create constraint trigger theme_of_five after insert on theme deferrable initially deferred
  for each row execute function theme_of_five();

-- A promise is done when another has seen that it is; what is settled stays settled.
create function promise_is_shown() returns trigger language plpgsql as $$
begin
  if new.state = 'done' and not exists (select from promise_evidence e
      where e.service_id = new.service_id and e.promise_id = new.id and e.state = 'shown') then
    raise exception 'a promise is done when another has seen the evidence' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger promise_is_shown before update on promise for each row execute function promise_is_shown();

-- Draft, approved, published, taken down: forward only. Approved are the words as they stand, with nobody named in them.
create function line_moves() returns trigger language plpgsql as $$
begin
  if new.state <> old.state and (old.state, new.state) not in (('draft', 'approved'), ('approved', 'published'),
      ('draft', 'taken_down'), ('approved', 'taken_down'), ('published', 'taken_down')) then
    raise exception 'a public line goes from % to nothing like %', old.state, new.state using errcode = 'restrict_violation';
  end if;
  -- Approved words may still be held, for a name may have become known since.
  if old.state = 'approved' and new.state = 'approved' then
    if new.leak_id is not distinct from old.leak_id or not exists (select from leak_finding f
        where f.service_id = new.service_id and f.id = new.leak_id and f.state = 'held') then
      raise exception 'what is approved stays as it was approved' using errcode = 'restrict_violation';
    end if;
  elsif old.state <> 'draft' and new.leak_id is distinct from old.leak_id then
    raise exception 'what was found in a line stays' using errcode = 'restrict_violation';
  end if;
  if old.state <> 'draft' and (new.approved_by, new.approved_at) is distinct from (old.approved_by, old.approved_at)
      or old.published_by is not null and (new.published_by, new.published_at) is distinct from (old.published_by, old.published_at) then
    raise exception 'who approved and published a line stays' using errcode = 'restrict_violation';
  end if;
  if new.state in ('approved', 'published') and new.state <> old.state then
    if not exists (select from public_line_words w where w.service_id = new.service_id and w.line_id = new.id and w.language = 'en') then
      raise exception 'a public line without words' using errcode = 'restrict_violation';
    end if;
    if people_behind(new.theme_id) < 5 and exists (select from theme t where t.service_id = new.service_id and t.id = new.theme_id and t.source = 'feedback') then
      raise exception 'a theme is of five people or more' using errcode = 'check_violation', constraint = 'theme_of_five';
    end if;
    if exists (select from leak_finding f where f.service_id = new.service_id and f.id = new.leak_id
        and f.state not in ('not_about_them', 'released')) then
      raise exception 'words that name somebody stay' using errcode = 'restrict_violation';
    end if;
  end if;
  return new;
end $$;
create trigger line_moves before update on public_line for each row execute function line_moves();

-- Words are of a draft: an approval that is being given meanwhile is waited for, and then they stay.
create function words_of_a_draft() returns trigger language plpgsql as $$
begin
  perform 1 from public_line l where l.service_id = new.service_id and l.id = new.line_id and l.state = 'draft' for no key update;
  if not found then
    raise exception 'words are of a draft' using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
create trigger words_of_a_draft after insert on public_line_words for each row execute function words_of_a_draft();
