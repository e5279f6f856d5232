-- Made once for a cluster, and again without harm. Actors cannot sign in; a login may become its own actors, and the
-- worker's may call take_receipt, which does so by itself; nothing else.
do $$
declare
  actor text;
  login record;
begin
  foreach actor in array array['visitor', 'victim', 'staff', 'manager', 'reporter', 'auditor', 'sender', 'webhook', 'deputy', 'locator'] loop
    if not exists (select 1 from pg_roles where rolname = actor) then
      execute format('create role %I nologin noinherit nosuperuser nobypassrls', actor);
    end if;
  end loop;
  for login in
    select * from (values
      ('heard_portal', array['visitor', 'victim']),
      ('heard_backoffice', array['visitor', 'staff', 'manager', 'reporter', 'auditor']),
      ('heard_worker', array['visitor', 'sender', 'webhook', 'deputy'])) as it(name, actors)
  loop
    if not exists (select 1 from pg_roles where rolname = login.name) then
      execute format('create role %I login noinherit nosuperuser nobypassrls', login.name);
    end if;
    foreach actor in array login.actors loop
      execute format('grant %I to %I with inherit false, set true', actor, login.name);
    end loop;
  end loop;
  -- The owner gives the look-up functions to locator, for which it must be able to become it.
  execute format('grant locator to %I with inherit false, set true', current_user);
end $$;

-- New functions belong to their owner's hands only; what anyone may run is granted by name.
grant usage, create on schema public to locator;
grant usage on schema public to visitor, victim, staff, manager, reporter, auditor, sender, webhook, deputy;
