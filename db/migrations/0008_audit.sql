create table audit_head (
  service_id uuid primary key references service (id),
  sequence bigint not null,
  hash bytea not null
);

create table audit_entry (
  service_id uuid not null references service (id),
  sequence bigint not null,
  at timestamptz not null,
  actor_role text not null,
  actor_id uuid,
  action text not null,
  subject_id uuid,
  details jsonb not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (service_id, sequence)
);
create index audit_of_subject on audit_entry (service_id, subject_id, sequence);
create trigger audit_entry_append_only before update or delete on audit_entry for each row execute function refuse_change();
create trigger audit_entry_never_emptied before truncate on audit_entry for each statement execute function refuse_change();
create trigger choice_never_emptied before truncate on choice for each statement execute function refuse_change();

alter table audit_head enable row level security;
alter table audit_head force row level security;
alter table audit_entry enable row level security;
alter table audit_entry force row level security;

create policy own_chain on audit_head for all to visitor, victim, staff, manager, reporter, auditor, sender, webhook
  using (service_id = (select app_service())) with check (service_id = (select app_service()));
create policy added on audit_entry for insert to visitor, victim, staff, manager, reporter, auditor, sender, webhook
  with check (service_id = (select app_service()) and actor_role = current_user);
create policy read_by_the_auditor on audit_entry for select to auditor using (service_id = (select app_service()));
create policy verified_by_the_owner on audit_entry for select to current_user using (true);
create policy begun_by_the_owner on audit_head for all to current_user using (true) with check (true);
grant select, update (sequence, hash) on audit_head to visitor, victim, staff, manager, reporter, auditor, sender, webhook;
grant insert on audit_entry to visitor, victim, staff, manager, reporter, auditor, sender, webhook;
grant select on audit_entry to auditor;
