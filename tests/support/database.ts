import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import holidays from '../../casework/working-day/bank-holidays.json' with { type: 'json' };
import { clusterFolder, startEmbedded } from '../../db/embedded.ts';
import { migrate, setBankHolidays } from '../../db/migrate.ts';

const run = `heard_test_${process.pid}`;
const actors = ['visitor', 'victim', 'staff', 'manager', 'reporter', 'auditor', 'sender', 'webhook'];

function urlOf(superuserUrl: string, user: string, database: string): string {
  const url = new URL(superuserUrl);
  Object.assign(url, { username: user, password: 'test', pathname: `/${database}` });
  return url.toString();
}

async function makeRoles(superuser: postgres.Sql): Promise<void> {
  await superuser.unsafe(`do $$ begin
    if not exists (select 1 from pg_roles where rolname = 'heard_owner') then
      create role heard_owner login createrole nosuperuser nobypassrls; end if;
    if not exists (select 1 from pg_roles where rolname = 'heard_every_actor') then
      create role heard_every_actor login noinherit nosuperuser nobypassrls; end if;
  end $$;
  alter role heard_owner with password 'test'; alter role heard_every_actor with password 'test'`);
}

// Vitest hands the environment on to its workers, and each file makes its own database from this template.
export async function setup() {
  const given = process.env.TEST_SUPERUSER_URL;
  const own = given
    ? null
    : await startEmbedded({ folder: clusterFolder('vitest'), fsync: false, name: 'heard-vitest' });
  const superuserUrl = given ?? own?.superuserUrl ?? '';
  const superuser = postgres(superuserUrl, { max: 1, connection: { client_min_messages: 'warning' } });
  const template = `${run}_template`;
  const keyFile = join(mkdtempSync(join(tmpdir(), 'heard-')), 'keys');
  writeFileSync(keyFile, `1:${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  const ownerUrl = urlOf(superuserUrl, 'heard_owner', template);
  const logins = {
    portal: urlOf(superuserUrl, 'heard_portal', template),
    backoffice: urlOf(superuserUrl, 'heard_backoffice', template),
    worker: urlOf(superuserUrl, 'heard_worker', template),
  };
  // Roles belong to the whole cluster, so runs that share one take turns.
  await superuser`select pg_advisory_lock(4821)`;
  await makeRoles(superuser);
  await superuser.unsafe(`create database ${template} owner heard_owner`);
  await migrate({ ownerUrl, logins });
  await setBankHolidays(ownerUrl, holidays.events);
  for (const actor of actors)
    await superuser.unsafe(`grant ${actor} to heard_every_actor with inherit false, set true`);
  await superuser`select pg_advisory_unlock(4821)`;
  Object.assign(process.env, {
    DATABASE_URL_PORTAL: logins.portal,
    DATABASE_URL_BACKOFFICE: logins.backoffice,
    DATABASE_URL_WORKER: logins.worker,
    KEY_FILE: keyFile,
    HEARD_TEST_CLUSTER: superuserUrl,
    HEARD_TEST_RUN: run,
    LOG_LEVEL: 'error',
  });
  return async () => {
    const made = await superuser<
      { datname: string }[]
    >`select datname from pg_database where datname like ${`${run}_%`}`;
    for (const { datname } of made) await superuser.unsafe(`drop database ${datname} with (force)`);
    await superuser.end();
    await own?.stop();
  };
}
