-- What staff print together: one file, every letter on a sheet of its own. It says how many letters it has and nothing of whom
-- they are to, so that whoever may not open one of them sees that there is one, and leaves the posting to somebody who may.
create table print_run (
  service_id uuid not null references service (id),
  id uuid not null,
  letters integer not null check (letters > 0),
  made_by uuid not null,
  made_at timestamptz not null default clock_timestamp(),
  posted_on date,
  posted_by uuid,
  posted_at timestamptz,
  undone_by uuid,
  undone_at timestamptz,
  version integer not null default 1,
  primary key (service_id, id),
  foreign key (service_id, made_by) references staff (service_id, id),
  foreign key (service_id, posted_by) references staff (service_id, id),
  foreign key (service_id, undone_by) references staff (service_id, id),
  check ((posted_at is null) = (posted_by is null) and (posted_at is null) = (posted_on is null)),
  check ((undone_at is null) = (undone_by is null)),
  check (posted_at is null or undone_at is null)
);
create index print_run_newest on print_run (service_id, made_at desc);

-- A letter of a run. The reference is printed on it and says nothing to anybody else: by it a letter that came back is known.
create table printed_letter (
  service_id uuid not null,
  run_id uuid not null,
  message_id uuid not null,
  victim_id uuid not null,
  number integer not null check (number > 0),
  reference text not null check (reference ~ '^[0-9A-HJKMNP-TV-Z]{6}$'),
  -- When it was last printed, and the version of the words that stand on the sheet. What never was cannot have been posted.
  printed_at timestamptz,
  printed_version text,
  -- One that had left when somebody said no to it is `left`: no is obeyed by nothing, and it is said that it went.
  outcome text check (outcome in ('posted', 'left', 'taken_out', 'undone')),
  settled_by uuid,
  settled_at timestamptz,
  returned_on date,
  returned_why text check (returned_why in ('gone_away', 'address', 'refused', 'not_said')),
  returned_by uuid,
  returned_at timestamptz,
  primary key (service_id, run_id, message_id),
  unique (service_id, reference),
  foreign key (service_id, run_id) references print_run (service_id, id),
  foreign key (service_id, message_id) references message (service_id, id),
  foreign key (service_id, victim_id) references victim (service_id, id),
  foreign key (service_id, settled_by) references staff (service_id, id),
  foreign key (service_id, returned_by) references staff (service_id, id),
  check ((printed_at is null) = (printed_version is null)),
  constraint printed_before_posted check (outcome not in ('posted', 'left') or printed_at is not null),
  check ((outcome is null) = (settled_at is null) and (outcome is null) = (settled_by is null)),
  check (returned_at is null or (outcome in ('posted', 'left') and returned_on is not null and returned_why is not null and returned_by is not null))
);
-- One letter is in one run at a time, and is posted once.
create unique index printed_letter_once on printed_letter (service_id, message_id) where outcome is null or outcome in ('posted', 'left');

-- What lies here to be printed, the longest waiting first, and what waits for something before it comes here.
create index letter_here on message (service_id, created_at, id) where channel = 'letter' and state = 'accepted';
create index letter_not_here_yet on message (service_id, held_reason) where channel = 'letter' and state in ('queued', 'held', 'submitting');

-- Each time a run was printed, whole or one letter of it: by whom, when, how many letters.
create table printing (
  service_id uuid not null,
  id uuid not null,
  run_id uuid not null,
  letters integer not null check (letters > 0),
  printed_by uuid not null,
  printed_at timestamptz not null default clock_timestamp(),
  primary key (service_id, id),
  foreign key (service_id, run_id) references print_run (service_id, id),
  foreign key (service_id, printed_by) references staff (service_id, id)
);
create index printing_of_run on printing (service_id, run_id, printed_at);
create trigger printing_append_only before update or delete or truncate on printing execute function refuse_change();

do $$
declare one text;
begin
  foreach one in array array['print_run', 'printed_letter', 'printing'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
  end loop;
end $$;

-- What was settled stays: a letter that was posted was posted, as it was printed, and one that came back came back.
create function printed_letter_stays() returns trigger language plpgsql as $$
begin
  if old.outcome is not null and (new.outcome, new.settled_by, new.settled_at, new.printed_at, new.printed_version)
      is distinct from (old.outcome, old.settled_by, old.settled_at, old.printed_at, old.printed_version)
    or old.printed_at is not null and new.printed_at is null
    or old.returned_at is not null and (new.returned_on, new.returned_why, new.returned_by, new.returned_at)
      is distinct from (old.returned_on, old.returned_why, old.returned_by, old.returned_at) then
    raise exception 'what became of a letter stays' using errcode = 'restrict_violation';
  end if;
  -- Only what has left is posted, in the same transaction and never without its message.
  if new.outcome = 'posted' and old.outcome is null and not exists (
      select 1 from message m where m.service_id = new.service_id and m.id = new.message_id and m.state = 'sent') then
    raise exception 'only a letter that may leave is posted' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger printed_letter_stays before update on printed_letter for each row execute function printed_letter_stays();

create policy of_open_cases on printed_letter for select to staff, manager
  using (service_id = (select app_service()) and may_open_case(victim_id));
create policy put_in_a_run on printed_letter for insert to staff, manager
  with check (service_id = (select app_service()) and may_open_case(victim_id) and outcome is null and returned_at is null and exists (
    select 1 from message m where m.service_id = printed_letter.service_id and m.id = message_id and m.victim_id = printed_letter.victim_id
      and m.channel = 'letter' and m.state = 'accepted'));
create policy settled on printed_letter for update to staff, manager
  using (service_id = (select app_service()) and may_open_case(victim_id))
  with check (service_id = (select app_service()) and may_open_case(victim_id)
    and (settled_by is null or returned_by is not null or settled_by = (select app_staff())));
grant select on printed_letter to staff, manager;
grant insert (service_id, run_id, message_id, victim_id, number, reference),
  update (printed_at, printed_version, outcome, settled_by, settled_at, returned_on, returned_why, returned_by, returned_at) on printed_letter to staff, manager;

create policy of_this_service on print_run for select to staff, manager using (service_id = (select app_service()));
create policy made on print_run for insert to staff, manager
  with check (service_id = (select app_service()) and made_by = (select app_staff()) and posted_at is null and undone_at is null);
-- Posted, and undone, by whoever may open every letter of it.
create policy ended on print_run for update to staff, manager
  using (service_id = (select app_service()) and posted_at is null and undone_at is null
    and letters = (select count(*) from printed_letter l where l.service_id = print_run.service_id and l.run_id = print_run.id))
  with check (service_id = (select app_service()) and coalesce(posted_by, undone_by) = (select app_staff()));
grant select on print_run to staff, manager;
grant insert (service_id, id, letters, made_by), update (posted_on, posted_by, posted_at, undone_by, undone_at, version) on print_run to staff, manager;

create policy of_this_service on printing for select to staff, manager using (service_id = (select app_service()));
create policy printed on printing for insert to staff, manager
  with check (service_id = (select app_service()) and printed_by = (select app_staff()));
grant select, insert (service_id, id, run_id, letters, printed_by) on printing to staff, manager;

-- That a letter was posted, in which words, and that it came back, staff say themselves: no provider does.
grant update (sealed_body, failure_code) on message to staff, manager;
