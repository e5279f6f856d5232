import postgres from 'postgres';
import holidays from '../../casework/working-day/bank-holidays.json' with { type: 'json' };
import { migrate, setBankHolidays } from '../../db/migrate.ts';

const actors = [
  'visitor',
  'victim',
  'staff',
  'manager',
  'reporter',
  'auditor',
  'sender',
  'webhook',
  'deputy',
];

/** The address of a test login: the tests' own password, another user, another database. */
export function urlOf(superuserUrl: string, user: string, database: string): string {
  const url = new URL(superuserUrl);
  Object.assign(url, { username: user, password: 'test', pathname: `/${database}` });
  return url.toString();
}

/** The logins a migrated database is reached by. */
export function urlsOf(superuserUrl: string, database: string) {
  const whole = new URL(superuserUrl);
  whole.pathname = `/${database}`;
  return {
    name: database,
    superuserUrl: whole.toString(),
    ownerUrl: urlOf(superuserUrl, 'heard_owner', database),
    portalUrl: urlOf(superuserUrl, 'heard_portal', database),
    backofficeUrl: urlOf(superuserUrl, 'heard_backoffice', database),
    workerUrl: urlOf(superuserUrl, 'heard_worker', database),
    /** A login that may become every actor, for tests that play several people in one process. */
    everyActorUrl: urlOf(superuserUrl, 'heard_every_actor', database),
  };
}

const logins = `do $$ begin
    if not exists (select 1 from pg_roles where rolname = 'heard_owner') then
      create role heard_owner login createrole nosuperuser nobypassrls; end if;
    if not exists (select 1 from pg_roles where rolname = 'heard_every_actor') then
      create role heard_every_actor login noinherit nosuperuser nobypassrls; end if;
  end $$;
  alter role heard_owner with password 'test'; alter role heard_every_actor with password 'test'`;

/** Makes the roles of a cluster and one migrated database in it. Roles belong to all runs that share it: they take turns. */
export async function makeDatabase(superuserUrl: string, database: string): Promise<void> {
  const superuser = postgres(superuserUrl, { max: 1, connection: { client_min_messages: 'warning' } });
  try {
    await superuser`select pg_advisory_lock(4821)`;
    await superuser.unsafe(logins);
    await superuser.unsafe(`create database ${database} owner heard_owner`);
    const { ownerUrl, portalUrl, backofficeUrl, workerUrl } = urlsOf(superuserUrl, database);
    await migrate({ ownerUrl, logins: { portal: portalUrl, backoffice: backofficeUrl, worker: workerUrl } });
    await setBankHolidays(ownerUrl, holidays.events);
    for (const actor of actors)
      await superuser.unsafe(`grant ${actor} to heard_every_actor with inherit false, set true`);
    const owner = postgres(ownerUrl, { max: 1 });
    await owner`grant execute on function take_receipt to heard_every_actor`;
    await owner.end();
  } finally {
    await superuser.end();
  }
}
