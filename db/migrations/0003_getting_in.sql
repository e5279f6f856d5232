create table invitation (
  service_id uuid not null,
  id uuid not null,
  victim_id uuid not null,
  locator text not null unique check (locator ~ '^[0-9A-HJKMNP-TV-Z]{4}$'),
  secret_hash text not null,
  -- Null where no word was agreed: a code to the contact passed on opens such a card instead.
  word_hash text,
  state text not null check (state in ('issued', 'opened', 'refused', 'replaced', 'expired')),
  how text not null check (how in ('letter', 'hand')),
  issued_by uuid not null,
  issued_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  opened_at timestamptz,
  wrong_tries integer not null default 0,
  wrong_words integer not null default 0,
  slow_until timestamptz,
  version integer not null default 1,
  primary key (service_id, id),
  foreign key (service_id, victim_id) references victim (service_id, id)
);
create index invitation_of_victim on invitation (service_id, victim_id);

-- One row for every request for a code, whether or not anyone is known by that contact point: the portal does the same
-- work for all, and only the worker process finds out.
create table code_request (
  service_id uuid not null references service (id),
  id uuid not null,
  kind text not null check (kind in ('mobile', 'email')),
  blind_index bytea not null,
  -- The long-lived token of the browser that asked, or a fresh one where it has none: nobody can tell which.
  known_hash bytea not null,
  browser_hash bytea not null,
  asked_at timestamptz not null default clock_timestamp(),
  answered_at timestamptz,
  turned_down boolean not null default false,
  primary key (service_id, id)
);
create index code_request_waiting on code_request (service_id, asked_at) where answered_at is null;
create index code_request_recent on code_request (service_id, blind_index, asked_at);

-- One row for every try to have a code for a card that has no word; the card is in it only where the secret was right and
-- the card has none, so that the portal does the same work for all.
create table card_code_request (
  service_id uuid not null references service (id),
  id uuid not null,
  invitation_id uuid,
  browser_hash bytea not null,
  asked_at timestamptz not null default clock_timestamp(),
  answered_at timestamptz,
  primary key (service_id, id)
);
create index card_code_request_waiting on card_code_request (service_id, asked_at) where answered_at is null;

create table sign_in_code (
  service_id uuid not null,
  id uuid not null,
  victim_id uuid not null,
  contact_point_id uuid not null,
  invitation_id uuid,
  purpose text not null check (purpose in ('sign_in', 'verify', 'card')),
  code_hash bytea not null,
  browser_hash bytea not null,
  -- The browser, where it was one of theirs: it has codes of its own, which no stranger can use up.
  known_hash bytea,
  expires_at timestamptz not null,
  tries integer not null default 0,
  used_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  primary key (service_id, id),
  foreign key (service_id, victim_id) references victim (service_id, id),
  check ((purpose = 'card') = (invitation_id is not null))
);
create index code_of_browser on sign_in_code (browser_hash, created_at desc);
create index code_of_point on sign_in_code (service_id, contact_point_id, created_at);

-- The browsers in which somebody has signed in as this person, by the hash of a cookie that says nothing.
create table known_browser (
  service_id uuid not null,
  victim_id uuid not null,
  browser_hash bytea not null,
  seen_at timestamptz not null default clock_timestamp(),
  primary key (service_id, victim_id, browser_hash),
  foreign key (service_id, victim_id) references victim (service_id, id)
);
alter table known_browser enable row level security;
alter table known_browser force row level security;

create table authenticator (
  service_id uuid not null,
  victim_id uuid not null,
  sealed_secret bytea not null,
  last_step bigint not null default 0,
  confirmed_at timestamptz,
  version integer not null default 1,
  primary key (service_id, victim_id),
  foreign key (service_id, victim_id) references victim (service_id, id)
);

create table session (
  id_hash bytea primary key,
  site text not null check (site in ('portal', 'backoffice')),
  service_id uuid not null references service (id),
  person_kind text not null check (person_kind in ('victim', 'proxy', 'staff')),
  person_id uuid not null,
  victim_id uuid,
  role text not null check (role in ('victim', 'staff', 'manager', 'reporter', 'auditor')),
  scope text not null check (scope in ('first_visit', 'full', 'email')),
  started_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  ends_at timestamptz not null,
  idle_minutes integer not null,
  check ((site = 'portal') = (victim_id is not null))
);
create index session_of_person on session (service_id, person_id);

-- Answers in hand when a session ends come back after signing in; they are gone twenty minutes later.
create table kept_answer (
  service_id uuid not null,
  victim_id uuid not null,
  path text not null,
  sealed_fields bytea not null,
  kept_at timestamptz not null default clock_timestamp(),
  primary key (service_id, victim_id, path),
  foreign key (service_id, victim_id) references victim (service_id, id)
);

create table idempotency_key (
  service_id uuid not null references service (id),
  person_id uuid not null,
  key uuid not null,
  outcome text not null default '',
  made_at timestamptz not null default clock_timestamp(),
  primary key (service_id, person_id, key)
);

do $$
declare one text;
begin
  foreach one in array array['invitation', 'code_request', 'card_code_request', 'sign_in_code', 'authenticator', 'session', 'kept_answer', 'idempotency_key'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
  end loop;
end $$;

create policy cards_of_open_cases on invitation for all to staff, manager
  using (service_id = (select app_service()) and may_open_case(victim_id))
  with check (service_id = (select app_service()) and may_open_case(victim_id));
create policy my_card on invitation for select to victim using (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy my_card_opens on invitation for update to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim()))
  with check (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy run_out on invitation for select to sender using (service_id = (select app_service()));
create policy run_out_now on invitation for update to sender
  using (service_id = (select app_service()) and state = 'issued') with check (service_id = (select app_service()) and state = 'expired');
grant select (service_id, id, victim_id, state, expires_at, version), update (state, version) on invitation to sender;
grant insert, select (service_id, id, victim_id, locator, state, how, issued_by, issued_at, expires_at, opened_at, wrong_tries, version),
  update (state, version) on invitation to staff, manager;
grant select (service_id, id, victim_id, locator, state, expires_at, opened_at), update (state, opened_at, wrong_tries, wrong_words, slow_until) on invitation to victim;

create policy asked_by_anyone on code_request for insert to visitor with check (true);
create policy answered on code_request for all to sender
  using (service_id = (select app_service())) with check (service_id = (select app_service()));
grant insert on code_request to visitor;
grant select, update (answered_at, turned_down), delete on code_request to sender;

create policy mine on known_browser for all to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim()))
  with check (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy to_count_codes_by on known_browser for select to sender using (service_id = (select app_service()));
create policy forgotten_in_time on known_browser for delete to sender using (service_id = (select app_service()));
create policy forgotten_with_the_card on known_browser for all to locator using (true) with check (false);
grant select, insert, update (seen_at) on known_browser to victim;
grant select, delete on known_browser to sender;
grant select (service_id, victim_id), delete on known_browser to locator;

create policy asked_with_a_card on card_code_request for insert to visitor with check (true);
create policy answered on card_code_request for all to sender
  using (service_id = (select app_service())) with check (service_id = (select app_service()));
grant insert on card_code_request to visitor;
grant select, update (answered_at), delete on card_code_request to sender;

create policy made_for_a_request on sign_in_code for all to sender
  using (service_id = (select app_service())) with check (service_id = (select app_service()));
create policy my_codes on sign_in_code for select to victim using (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy my_codes_work_once on sign_in_code for update to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim()) and used_at is null)
  with check (service_id = (select app_service()) and victim_id = (select app_victim()) and used_at is not null);
grant select, insert, delete on sign_in_code to sender;
grant select (service_id, id, victim_id, contact_point_id, purpose, browser_hash, expires_at, used_at, created_at), update (used_at) on sign_in_code to victim;

create policy my_authenticator on authenticator for all to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim()))
  with check (service_id = (select app_service()) and victim_id = (select app_victim()));
grant select, insert, update (sealed_secret, last_step, confirmed_at, version), delete on authenticator to victim;

create policy my_sessions on session for all to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim()) and site = 'portal')
  with check (service_id = (select app_service()) and victim_id = (select app_victim()) and site = 'portal' and role = 'victim');
create policy my_sessions_at_work on session for all to staff, manager, reporter, auditor
  using (service_id = (select app_service()) and person_id = (select app_staff()) and site = 'backoffice')
  with check (service_id = (select app_service()) and person_id = (select app_staff()) and site = 'backoffice');
create policy by_the_cookie on session for all to locator using (true) with check (true);
create policy swept on session for delete to sender using (service_id = (select app_service()));
create policy swept_only_when_over on session for select to sender using (service_id = (select app_service()));
grant select, insert, delete on session to victim, staff, manager, reporter, auditor;
grant select, update, delete on session to locator;
grant select, delete on session to sender;

create policy my_answers on kept_answer for all to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim()))
  with check (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy swept on kept_answer for all to sender using (service_id = (select app_service())) with check (false);
create policy sent on kept_answer for delete to locator using (true);
create policy sent_from on kept_answer for select to locator using (true);
grant select, insert, update, delete on kept_answer to victim;
grant select (service_id, victim_id, path), delete on kept_answer to locator;
grant select, delete on kept_answer to sender;

create policy mine on idempotency_key for all to victim
  using (service_id = (select app_service()) and person_id = (select app_victim()))
  with check (service_id = (select app_service()) and person_id = (select app_victim()));
create policy mine_at_work on idempotency_key for all to staff, manager, reporter, auditor
  using (service_id = (select app_service()) and person_id = (select app_staff()))
  with check (service_id = (select app_service()) and person_id = (select app_staff()));
grant select, insert, update (outcome) on idempotency_key to victim, staff, manager, reporter, auditor;

-- What must be looked up before anyone is known. Each returns ids and hashes, nothing a person would recognise.
create policy by_locator on invitation for all to locator using (true) with check (true);
create policy by_browser on sign_in_code for all to locator using (true) with check (true);
create policy by_card on authenticator for select to locator using (true);
grant select, update (wrong_tries, wrong_words, slow_until) on invitation to locator;
grant select, update (tries, used_at) on sign_in_code to locator;
grant select on authenticator to locator;

create function card_of(asked text)
  returns table (service_id uuid, invitation_id uuid, victim_id uuid, secret_hash text, word_hash text, state text, expires_at timestamptz, slow_until timestamptz)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select service_id, id, victim_id, secret_hash, word_hash, state, expires_at, slow_until from invitation where locator = asked;
  end;

-- Every wrong try is told to the worker in time, but only one made with the card's own secret slows the next: whoever has
-- not got the card can neither guess 40 bits nor make its owner wait. Nothing freezes. While a card is slowed its tries are
-- not taken at all (null), and this one statement decides: guesses sent at once cannot all come before the first is counted.
create function count_wrong_card(asked text, had_the_secret boolean) returns integer
  language sql volatile security definer set search_path = public, pg_temp
  begin atomic
    update invitation set wrong_tries = wrong_tries + 1,
      wrong_words = wrong_words + had_the_secret::integer,
      slow_until = case when had_the_secret
        then clock_timestamp() + least(interval '1 second' * power(2, least(wrong_words, 6)), interval '60 seconds')
        else slow_until end
    where locator = asked and (not had_the_secret or slow_until is null or slow_until <= clock_timestamp())
    returning wrong_tries;
  end;

create function codes_of_browser(asked bytea)
  returns table (service_id uuid, code_id uuid, victim_id uuid, contact_point_id uuid, code_hash bytea, tries integer, word_hash text)
  language sql volatile security definer set search_path = public, pg_temp
  begin atomic
    with tried as (
      update sign_in_code set tries = tries + 1
      where browser_hash = asked and purpose = 'sign_in' and used_at is null and expires_at > clock_timestamp() and tries < 5
      returning service_id, id, victim_id, contact_point_id, code_hash, tries)
    select t.service_id, t.id, t.victim_id, t.contact_point_id, t.code_hash, t.tries,
      (select i.word_hash from invitation i where i.service_id = t.service_id and i.victim_id = t.victim_id and i.state = 'opened'
        order by i.issued_at desc limit 1)
    from tried t;
  end;

-- A try at the digits that open a card, counted like any other before it is answered.
create function card_codes_of_browser(asked bytea)
  returns table (service_id uuid, code_id uuid, victim_id uuid, contact_point_id uuid, invitation_id uuid, code_hash bytea, tries integer)
  language sql volatile security definer set search_path = public, pg_temp
  begin atomic
    update sign_in_code set tries = tries + 1
    where browser_hash = asked and purpose = 'card' and used_at is null and expires_at > clock_timestamp() and tries < 5
    returning service_id, id, victim_id, contact_point_id, invitation_id, code_hash, tries;
  end;

create function authenticator_of_card(asked text)
  returns table (service_id uuid, victim_id uuid, sealed_secret bytea, wrapped bytea, last_step bigint, word_hash text, slow_until timestamptz)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select a.service_id, a.victim_id, a.sealed_secret, k.wrapped, a.last_step, i.word_hash, i.slow_until
    from invitation i
    join authenticator a on a.service_id = i.service_id and a.victim_id = i.victim_id and a.confirmed_at is not null
    join victim_key k on k.service_id = a.service_id and k.victim_id = a.victim_id
    where i.locator = asked and i.state = 'opened';
  end;
create policy by_card on victim_key for select to locator using (true);
grant select on victim_key to locator;

-- A session that is still good, touched in the same breath. Coarse, so that a page does not write on every request. That of
-- someone who has left the staff is over at once. `sent_from` is the page whose form they are sending: the answers kept for it
-- are not needed any more, for whatever is refused comes back by itself.
create function session_of(asked bytea, asked_site text, sent_from text default null)
  returns table (service_id uuid, person_kind text, person_id uuid, victim_id uuid, role text, scope text, started_at timestamptz)
  language sql volatile security definer set search_path = public, pg_temp
  begin atomic
    update session set seen_at = clock_timestamp()
    where id_hash = asked and site = asked_site and seen_at < clock_timestamp() - interval '20 seconds'
      and seen_at > clock_timestamp() - interval '1 minute' * idle_minutes and ends_at > clock_timestamp();
    delete from kept_answer k using session s
    where s.id_hash = asked and s.site = 'portal' and k.service_id = s.service_id and k.victim_id = s.victim_id and k.path = sent_from
      and s.seen_at > clock_timestamp() - interval '1 minute' * s.idle_minutes and s.ends_at > clock_timestamp();
    select s.service_id, s.person_kind, s.person_id, s.victim_id, s.role, s.scope, s.started_at
    from session s
    where s.id_hash = asked and s.site = asked_site
      and s.seen_at > clock_timestamp() - interval '1 minute' * s.idle_minutes and s.ends_at > clock_timestamp()
      and (s.site = 'portal' or exists (select 1 from staff f where f.service_id = s.service_id and f.id = s.person_id and f.active));
  end;

-- Whose session has just run out, so that the answers in hand can be kept for them. It opens nothing.
create function session_over(asked bytea) returns table (service_id uuid, person_id uuid, victim_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select service_id, person_id, victim_id from session
    where id_hash = asked and site = 'portal' and seen_at > clock_timestamp() - interval '90 minutes';
  end;

create function end_session(asked bytea) returns void
  language sql volatile security definer set search_path = public, pg_temp
  begin atomic
    delete from session where id_hash = asked;
  end;

-- A new card is how someone gets back in after somebody else did: whoever is signed in as them is signed out, and no browser
-- is known to be theirs.
create function end_sessions_of(whom uuid) returns void
  language sql volatile security definer set search_path = public, pg_temp
  begin atomic
    delete from known_browser where service_id = app_service() and victim_id = whom and may_open_case(whom);
    delete from session where service_id = app_service() and victim_id = whom and site = 'portal' and may_open_case(whom);
  end;
revoke execute on function end_sessions_of(uuid) from public;
grant execute on function end_sessions_of(uuid) to staff, manager;
alter function end_sessions_of(uuid) owner to locator;

do $$
declare one text;
begin
  foreach one in array array['card_of(text)', 'count_wrong_card(text, boolean)', 'codes_of_browser(bytea)', 'card_codes_of_browser(bytea)', 'authenticator_of_card(text)',
    'session_of(bytea, text, text)', 'session_over(bytea)', 'end_session(bytea)'] loop
    execute format('revoke execute on function %s from public', one);
    execute format('grant execute on function %s to visitor', one);
    execute format('alter function %s owner to locator', one);
  end loop;
end $$;
