-- The exact words someone answered. Never changed: a change of words is another version.
create table wording (
  hash bytea primary key,
  key text not null,
  language text not null,
  words text not null,
  review_state text not null check (review_state in ('source', 'machine', 'reviewed')),
  first_shown_at timestamptz not null default clock_timestamp()
);
create trigger wording_append_only before update or delete on wording for each row execute function refuse_change();

create table choice (
  service_id uuid not null,
  id uuid not null,
  sequence bigint generated always as identity,
  victim_id uuid not null,
  case_id uuid,
  purpose text not null check (purpose in ('contact', 'updates', 'restorative', 'views', 'support', 'sharing', 'feedback', 'publication', 'co_production')),
  topic text not null default '',
  channel text not null default '' check (channel in ('', 'text', 'email', 'phone', 'letter')),
  state text not null check (state in ('agreed', 'declined', 'withdrawn', 'lapsed', 'invalidated')),
  after_no text check (after_no in ('next_stage', 'in_a_month', 'only_if_i_ask', 'never')),
  wording_hash bytea references wording (hash),
  review_state text check (review_state in ('source', 'machine', 'reviewed')),
  language text not null,
  format text not null default 'standard',
  how text not null check (how in ('portal', 'phone', 'visit', 'letter', 'paper', 'card', 'text', 'email')),
  asked_by uuid,
  answered_as text not null check (answered_as in ('self', 'parent', 'guardian', 'family_spokesperson', 'business_contact')),
  stage text not null,
  at timestamptz not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (service_id, id),
  foreign key (service_id, victim_id) references victim (service_id, id),
  foreign key (service_id, victim_id, case_id) references victim_case (service_id, victim_id, id),
  unique (service_id, victim_id, previous_hash),
  check ((wording_hash is null) = (review_state is null))
);
create index choice_of_victim on choice (service_id, victim_id, sequence);
create trigger choice_append_only before update or delete on choice for each row execute function refuse_change();

-- The present state. Rows exist from the moment a case does, so that sending can lock what it depends on.
create table choice_now (
  service_id uuid not null,
  id uuid not null,
  victim_id uuid not null,
  case_id uuid,
  purpose text not null check (purpose in ('contact', 'updates', 'restorative', 'views', 'support', 'sharing', 'feedback', 'publication', 'co_production')),
  topic text not null default '',
  channel text not null default '' check (channel in ('', 'text', 'email', 'phone', 'letter')),
  state text not null default 'unanswered' check (state in ('unanswered', 'agreed', 'declined', 'withdrawn', 'lapsed', 'invalidated')),
  after_no text check (after_no in ('next_stage', 'in_a_month', 'only_if_i_ask', 'never')),
  choice_id uuid,
  changed_at timestamptz,
  lock smallint not null default 0 check (lock = 0),
  version integer not null default 1,
  primary key (service_id, id),
  unique nulls not distinct (service_id, victim_id, case_id, purpose, topic, channel),
  foreign key (service_id, victim_id) references victim (service_id, id),
  foreign key (service_id, victim_id, case_id) references victim_case (service_id, victim_id, id),
  unique (service_id, victim_id, id),
  -- Judged at the end of the transaction: the present state is written before the entry that explains it.
  foreign key (service_id, choice_id) references choice (service_id, id) deferrable initially deferred
);
create index choice_to_ask_again on choice_now (service_id, changed_at) where after_no = 'in_a_month';

alter table wording enable row level security;
alter table wording force row level security;
alter table choice enable row level security;
alter table choice force row level security;
alter table choice_now enable row level security;
alter table choice_now force row level security;

-- Words are the service's own, the same for everyone.
create policy words on wording for select to victim, staff, manager using (true);
create policy words_shown on wording for insert to victim, staff, manager with check (true);
grant select, insert on wording to victim, staff, manager;

create policy mine on choice for select to victim using (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy answered_by_me on choice for insert to victim with check (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy of_open_cases on choice for select to staff, manager using (service_id = (select app_service()) and may_open_case(victim_id));
create policy taken_down on choice for insert to staff, manager with check (service_id = (select app_service()) and may_open_case(victim_id));
grant select, insert on choice to victim, staff, manager;

create policy mine on choice_now for select to victim using (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy mine_to_change on choice_now for update to victim
  using (service_id = (select app_service()) and victim_id = (select app_victim()))
  with check (service_id = (select app_service()) and victim_id = (select app_victim()));
create policy of_open_cases on choice_now for all to staff, manager
  using (service_id = (select app_service()) and may_open_case(victim_id))
  with check (service_id = (select app_service()) and may_open_case(victim_id));
create policy to_send_with on choice_now for select to sender using (service_id = (select app_service()));
create policy to_lock on choice_now for update to sender
  using (service_id = (select app_service())) with check (service_id = (select app_service()));
grant select, insert, update (state, after_no, choice_id, changed_at, version) on choice_now to staff, manager;
grant select, update (state, after_no, choice_id, changed_at, version) on choice_now to victim;
grant select, update (lock) on choice_now to sender;
