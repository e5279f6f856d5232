-- What each kind of message needs before it may leave. The same table stands in messaging/message/rules.ts; a test compares them.
create table message_kind (
  kind text primary key,
  needs_choice boolean not null,
  refused_by_no boolean not null,
  keeps_windows boolean not null,
  ignores_hold boolean not null,
  ignores_suppression boolean not null,
  priority smallint not null check (priority between 0 and 2),
  lifetime interval not null
);
insert into message_kind values
  ('sign_in_code',      false, false, false, true,  false, 0, interval '10 minutes'),
  ('verify_code',       false, false, false, true,  false, 0, interval '10 minutes'),
  ('stop_confirmation', false, false, true,  true,  true,  1, interval '10 minutes'),
  ('reply',             false, false, true,  false, false, 1, interval '14 days'),
  ('invitation',        false, true,  true,  false, false, 2, interval '21 days'),
  ('update',            true,  true,  true,  false, false, 2, interval '14 days'),
  ('question',          true,  true,  true,  false, false, 2, interval '14 days'),
  ('feedback_request',  true,  true,  true,  false, false, 2, interval '14 days');

create table message (
  service_id uuid not null references service (id),
  id uuid not null,
  victim_id uuid not null,
  case_id uuid,
  update_id uuid,
  kind text not null references message_kind (kind),
  channel text not null check (channel in ('text', 'email', 'letter')),
  contact_point_id uuid not null,
  topic_choice_id uuid not null,
  channel_choice_id uuid not null,
  template_version text not null,
  sealed_facts bytea,
  state text not null check (state in ('draft', 'approved', 'scheduled', 'queued', 'submitting', 'accepted', 'sent', 'unconfirmed', 'delivered', 'undelivered', 'failed', 'held', 'unknown', 'expired', 'cancelled', 'dead')),
  held_reason text check (held_reason in ('window', 'quiet_hours', 'nobody_to_ask', 'choice', 'suppressed', 'no_channel', 'hold', 'leak', 'second_person')),
  cancelled_reason text check (cancelled_reason in ('choice_withdrawn', 'channel_off', 'stopped', 'staff', 'replaced', 'card_opened', 'set_stopped')),
  failure_code text,
  -- Its lane: 0 codes, 1 urgent, 2 routine, 3 what goes to several people at once, whatever its kind.
  priority smallint not null check (priority between 0 and 3),
  -- Of news that a voice told first: it leaves only while somebody can be asked about it.
  hard_news boolean not null default false,
  not_before timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  attempts integer not null default 0,
  lease_until timestamptz,
  -- Since when its provider does not take it, for reasons that are not its person's; trying again does not move it.
  refused_since timestamptz,
  -- When its provider is asked next what became of it; null when there is nothing left to ask.
  next_look_at timestamptz,
  provider text check (provider in ('twilio', 'smtp', 'paper')),
  provider_id text,
  language text,
  sealed_body bytea,
  created_by uuid,
  created_at timestamptz not null default clock_timestamp(),
  claimed_at timestamptz,
  settled_at timestamptz,
  version integer not null default 1,
  primary key (service_id, id),
  foreign key (service_id, victim_id) references victim (service_id, id),
  foreign key (service_id, victim_id, case_id) references victim_case (service_id, victim_id, id),
  foreign key (service_id, victim_id, contact_point_id) references contact_point (service_id, victim_id, id),
  foreign key (service_id, victim_id, topic_choice_id) references choice_now (service_id, victim_id, id),
  foreign key (service_id, victim_id, channel_choice_id) references choice_now (service_id, victim_id, id),
  check (state <> 'held' or held_reason is not null),
  check (state <> 'cancelled' or cancelled_reason is not null),
  -- What was stopped, on its way too, never waits to leave again, whoever writes.
  constraint stopped_stays_stopped check (cancelled_reason is null or state not in ('draft', 'approved', 'scheduled', 'queued', 'held'))
);
create index message_to_claim on message (service_id, state, priority, not_before, id) where state = 'queued';
-- A claim is of e-mails or of all the rest: neither reads past what waits for the other.
create index message_to_mail on message (service_id, priority, not_before, id) where state = 'queued' and channel = 'email';
create index message_not_to_mail on message (service_id, priority, not_before, id) where state = 'queued' and channel <> 'email';
create index message_held on message (service_id, id) where state = 'held';
create index message_to_expire on message (service_id, expires_at)
  where state in ('scheduled', 'queued', 'held') or (channel = 'letter' and state = 'accepted');
create index message_on_lease on message (service_id, lease_until) where state = 'submitting';
create index message_of_victim on message (service_id, victim_id, created_at desc);
create index message_in_trouble on message (service_id, created_at desc) where state in ('failed', 'undelivered', 'unconfirmed', 'unknown', 'expired', 'dead');
create index message_to_look_for on message (service_id, next_look_at) where next_look_at is not null;
create index message_refused on message (service_id, channel, priority, refused_since)
  where refused_since is not null and state in ('queued', 'submitting');
create index message_at_provider on message (provider_id) where provider_id is not null;
-- From a number to its messages: who says STOP there, what was lost on the way there, how often nothing arrived.
create index message_at_point on message (service_id, contact_point_id);

create table attempt (
  service_id uuid not null,
  message_id uuid not null,
  number integer not null,
  provider text not null,
  started_at timestamptz not null,
  -- Of the word in the address its receipts come to. It stays when the message is sent once more: both may be heard of.
  callback_hash bytea unique,
  finished_at timestamptz,
  outcome text check (outcome in ('accepted', 'failed', 'again', 'unknown')),
  code text,
  primary key (service_id, message_id, number),
  foreign key (service_id, message_id) references message (service_id, id)
);

create table receipt (
  service_id uuid not null,
  message_id uuid not null,
  provider text not null,
  provider_id text not null,
  raw_state text not null,
  code text not null default '',
  at timestamptz not null default clock_timestamp(),
  primary key (service_id, message_id, provider_id, raw_state, code),
  foreign key (service_id, message_id) references message (service_id, id)
);

create table inbound (
  service_id uuid not null references service (id),
  id uuid not null,
  provider text not null,
  provider_id text not null,
  from_index bytea not null,
  -- Whose key seals the words: the only person of the service with that number when they came; null is the service's own.
  victim_id uuid,
  class text not null check (class in ('stop', 'start', 'other', 'automatic')),
  sealed_body bytea not null,
  -- How many files came with it, none of which is kept.
  attachments smallint not null default 0,
  at timestamptz not null default clock_timestamp(),
  primary key (service_id, id),
  unique (service_id, provider, provider_id),
  foreign key (service_id, victim_id) references victim (service_id, id)
);
create index inbound_from on inbound (service_id, from_index, at desc);
create index inbound_of_victim on inbound (service_id, victim_id, at desc);

do $$
declare one text;
begin
  foreach one in array array['message_kind', 'message', 'attempt', 'receipt', 'inbound'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
  end loop;
end $$;

create policy the_same_for_all on message_kind for select to staff, manager, sender using (true);
grant select on message_kind to staff, manager, sender;

create policy mine on message for select to victim using (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy mine_to_stop on message for update to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim())
    and (state in ('draft', 'approved', 'scheduled', 'queued', 'held') or (channel = 'letter' and state = 'accepted')))
  with check (service_id = (select app_service()) and victim_id = (select app_victim()) and state = 'cancelled' and sealed_facts is null);
create policy of_open_cases on message for all to staff, manager
  using (service_id = (select app_service()) and may_open_case(victim_id))
  with check (service_id = (select app_service()) and may_open_case(victim_id));
create policy to_send on message for all to sender
  using (service_id = (select app_service())) with check (service_id = (select app_service()));
create policy receipts on message for select to webhook using (service_id = (select app_service()));
create policy receipts_move on message for update to webhook
  using (service_id = (select app_service())) with check (service_id = (select app_service()));
grant select (service_id, id, victim_id, kind, channel, state, contact_point_id, topic_choice_id, channel_choice_id, created_at, claimed_at, update_id, version),
  update (state, cancelled_reason, settled_at, sealed_facts, version) on message to victim;
grant select, insert, update (state, cancelled_reason, held_reason, not_before, settled_at, sealed_facts, version) on message to staff, manager;
grant select, insert, update (state, held_reason, cancelled_reason, failure_code, not_before, attempts, lease_until, refused_since, next_look_at, provider,
  provider_id, language, sealed_body, sealed_facts, claimed_at, settled_at, version) on message to sender;
grant select (service_id, id, victim_id, case_id, kind, channel, state, contact_point_id, provider_id, failure_code, settled_at, version),
  update (state, failure_code, provider_id, settled_at, next_look_at, cancelled_reason, sealed_facts, version) on message to webhook;

create policy to_send on attempt for all to sender using (service_id = (select app_service())) with check (service_id = (select app_service()));
create policy of_open_cases on attempt for select to staff, manager using (service_id = (select app_service())
  and exists (select 1 from message m where m.service_id = attempt.service_id and m.id = attempt.message_id));
grant select, insert, update (finished_at, outcome, code) on attempt to sender;
grant select on attempt to staff, manager;

create policy taken_in on receipt for all to webhook, sender using (service_id = (select app_service())) with check (service_id = (select app_service()));
create policy of_open_cases on receipt for select to staff, manager using (service_id = (select app_service())
  and exists (select 1 from message m where m.service_id = receipt.service_id and m.id = receipt.message_id));
grant select, insert on receipt to sender;
grant select (message_id), insert on receipt to webhook;
grant select on receipt to staff, manager;

create policy taken_in on inbound for all to webhook using (service_id = (select app_service())) with check (service_id = (select app_service()));
create policy from_open_cases on inbound for select to staff, manager using (service_id = (select app_service())
  and case when victim_id is not null then may_open_case(victim_id) else exists (
    select 1 from contact_point p where p.service_id = inbound.service_id and p.blind_index = inbound.from_index) end);
grant select (id), insert on inbound to webhook;
grant select on inbound to staff, manager;

-- How many messages in turn did not arrive at a number or address since one did, or since it was shown to be somebody's.
create function not_reached(asked uuid) returns bigint language sql stable
  return (
    select count(*) from message m
    where m.service_id = app_service() and m.contact_point_id = asked and m.state = 'undelivered' and m.settled_at > (
      select greatest(p.verified_at, max(d.settled_at), '-infinity')
      from contact_point p
      left join message d on d.service_id = p.service_id and d.contact_point_id = p.id and d.state = 'delivered'
      where p.service_id = app_service() and p.id = asked group by p.verified_at));

create policy by_callback on attempt for select to locator using (true);
grant select (service_id, message_id, callback_hash) on attempt to locator;
create function message_of_callback(asked bytea) returns table (service_id uuid, message_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select service_id, message_id from attempt where callback_hash = asked;
  end;
revoke execute on function message_of_callback(bytea) from public;
grant execute on function message_of_callback(bytea) to webhook;
alter function message_of_callback(bytea) owner to locator;

-- Keeps what a provider said of a message, once, and moves the message on where it is in one of the states it may leave for that.
create function keep_receipt(of_message uuid, by text, named text, said text, why text, becomes text, leaves text[], silence float8)
  returns table (id uuid, victim_id uuid, kind text, channel text, contact_point_id uuid, blind_index bytea)
  language plpgsql as $$
#variable_conflict use_column
begin
  return query with kept as (
    insert into receipt (service_id, message_id, provider, provider_id, raw_state, code)
    select service_id, id, by, coalesce(named, ''), said, coalesce(why, '') from message
    where service_id = app_service() and id = of_message and (named is null or provider_id is null or provider_id = named)
    on conflict do nothing returning message_id)
  update message m set state = becomes, provider_id = coalesce(named, m.provider_id), settled_at = clock_timestamp(),
    next_look_at = clock_timestamp() + make_interval(secs => silence), failure_code = coalesce(why, m.failure_code), version = m.version + 1
  from kept, contact_point point
  where m.service_id = app_service() and m.id = kept.message_id and m.state = any (leaves)
    and point.service_id = m.service_id and point.id = m.contact_point_id
  returning m.id, m.victim_id, m.kind, m.channel, m.contact_point_id, point.blind_index;
end $$;
revoke execute on function keep_receipt from public;
grant execute on function keep_receipt to webhook, sender;

-- Receipts come by the thousand. This takes one in a single trip, as a transaction of its own, and so it is called by a login that
-- is nobody yet: it becomes `webhook`, for the service of whoever knows the word, before it reads or writes anything.
create function take_receipt(word bytea, by text, named text, said text, why text, becomes text, leaves text[], silence float8)
  returns boolean language plpgsql as $$
declare
  known record;
begin
  perform set_config('role', 'webhook', true);
  select * into known from message_of_callback(word);
  if not found then
    return false;
  end if;
  perform set_config('app.service_id', known.service_id::text, true);
  perform keep_receipt(known.message_id, by, named, said, why, becomes, leaves, silence);
  return true;
end $$;
revoke execute on function take_receipt from public;
grant execute on function take_receipt to heard_worker;

-- Whom an e-mail went to, by the word that it alone has: for its link that stops them. Nobody once its address is no longer
-- theirs, and never by a code, which was asked for.
create function person_emailed(asked bytea) returns table (service_id uuid, victim_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select m.service_id, m.victim_id from attempt a
    join message m on m.service_id = a.service_id and m.id = a.message_id
    join contact_point p on p.service_id = m.service_id and p.id = m.contact_point_id
    where a.callback_hash = asked and m.channel = 'email' and m.kind not in ('sign_in_code', 'verify_code') and p.ended_at is null;
  end;
revoke execute on function person_emailed(bytea) from public;
grant execute on function person_emailed(bytea) to visitor;
grant select (service_id, id, victim_id, kind, channel, contact_point_id) on message to locator;
alter function person_emailed(bytea) owner to locator;

-- Which of these texts, as Twilio names them, are known to be ours, whatever the service: what is nobody's may be a lost one.
create policy at_provider on message for select to locator using (true);
grant select (provider_id) on message to locator;
create function texts_known(asked text[]) returns setof text
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select provider_id from message where provider_id = any (asked);
  end;
revoke execute on function texts_known(text[]) from public;
grant execute on function texts_known(text[]) to sender;
alter function texts_known(text[]) owner to locator;

-- One message may pass a locked channel when a manager says why and somebody else says yes within a day. Neither table ever
-- changes: that two people agreed is kept by the constraints below, whoever writes and through whatever.
create table channel_override (
  service_id uuid not null,
  id uuid not null,
  victim_id uuid not null,
  message_id uuid not null,
  -- Whether somebody read the number already: a yes given before that was known says nothing about it.
  watched boolean not null,
  sealed_why bytea not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null default clock_timestamp(),
  ends_at timestamptz not null default clock_timestamp() + interval '24 hours',
  primary key (service_id, id),
  unique (service_id, id, victim_id, proposed_by),
  foreign key (service_id, victim_id) references victim (service_id, id),
  foreign key (service_id, message_id) references message (service_id, id),
  foreign key (service_id, proposed_by) references staff (service_id, id)
);
create index channel_override_of_message on channel_override (service_id, message_id);

create table channel_override_answer (
  service_id uuid not null,
  override_id uuid not null,
  victim_id uuid not null,
  proposed_by uuid not null,
  answer text not null check (answer in ('confirmed', 'refused', 'withdrawn')),
  answered_by uuid not null,
  answered_at timestamptz not null default clock_timestamp(),
  primary key (service_id, override_id),
  foreign key (service_id, override_id, victim_id, proposed_by) references channel_override (service_id, id, victim_id, proposed_by),
  foreign key (service_id, answered_by) references staff (service_id, id),
  -- Who proposed it may only take it back, and nobody else may.
  constraint second_person check ((answer = 'withdrawn') = (answered_by = proposed_by))
);

do $$
declare one text;
begin
  foreach one in array array['channel_override', 'channel_override_answer'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create trigger append_only before update or delete or truncate on %I execute function refuse_change()', one);
    execute format('create policy of_open_cases on %I for select to staff, manager
      using (service_id = (select app_service()) and may_open_case(victim_id))', one);
    execute format('create policy to_send_with on %I for select to sender using (service_id = (select app_service()))', one);
  end loop;
end $$;

create policy proposed on channel_override for insert to manager
  with check (service_id = (select app_service()) and may_open_case(victim_id) and proposed_by = (select app_staff()) and is_manager()
    and exists (
      select 1 from message m
      join contact_point p on p.service_id = m.service_id and p.id = m.contact_point_id
      where m.service_id = channel_override.service_id and m.id = message_id and m.victim_id = channel_override.victim_id
        and m.state in ('queued', 'held') and p.watched = channel_override.watched));
create policy answered on channel_override_answer for insert to staff, manager
  with check (service_id = (select app_service()) and may_open_case(victim_id) and answered_by = (select app_staff())
    and exists (
      select 1 from channel_override o
      where o.service_id = channel_override_answer.service_id and o.id = override_id and o.ends_at > clock_timestamp()));
grant select on channel_override, channel_override_answer to staff, manager;
grant insert (service_id, id, victim_id, message_id, watched, sealed_why, proposed_by) on channel_override to manager;
grant insert (service_id, override_id, victim_id, proposed_by, answer, answered_by) on channel_override_answer to staff, manager;
grant select (service_id, id, message_id, watched, proposed_at, ends_at) on channel_override to sender;
grant select (service_id, override_id, answer) on channel_override_answer to sender;
