import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import holidays from '../casework/working-day/bank-holidays.json' with { type: 'json' };
import { startEmbedded } from '../db/embedded.ts';
import { migrate, setBankHolidays } from '../db/migrate.ts';
import type { Environment } from '../environment.server.ts';
import { repository } from './repository.ts';
import type { Cluster, Settings } from './settings.ts';

const demonstration = join(repository, 'bin/demonstration/play.ts');
// There while the demonstration is being played: a database it was interrupted in is half full.
const playing = join(repository, '.data/demonstration-unfinished');

/** Everything up to a database that is ready to be asked: started or reached, migrated, and never empty. */
export async function prepareDatabase(
  settings: Settings,
  stops: (() => Promise<void>)[],
  asked: AbortSignal,
) {
  if (settings.cluster) stops.push(await startCluster(settings.cluster));
  else await reachDatabase(settings.environment);
  asked.throwIfAborted();
  await migrateDatabase(settings.environment);
  asked.throwIfAborted();
  await playIntoEmptyDatabase(settings.environment);
}

/** Starts the PostgreSQL that comes with Heard, with the owner and its database; gives the way to stop it. */
export async function startCluster({ folder, port, secrets }: Cluster): Promise<() => Promise<void>> {
  const cluster = await startEmbedded({ folder, fsync: true, name: 'heard', port });
  if (cluster.port !== port) {
    throw new Error('Another command has just started the database of this folder: try again in a moment.');
  }
  await makeOwnerAndDatabase(cluster.superuserUrl, secrets.owner).catch(async (error) => {
    await cluster.stop();
    throw error;
  });
  return cluster.stop;
}

async function makeOwnerAndDatabase(superuserUrl: string, password: string) {
  const sql = postgres(superuserUrl, { max: 1 });
  try {
    const [found] = await sql`
      select exists (select 1 from pg_roles where rolname = 'heard_owner') as owner,
             exists (select 1 from pg_database where datname = 'heard') as database,
             format('create role heard_owner login createrole nosuperuser nobypassrls password %L', ${password}::text) as "makeOwner"`;
    if (!found?.owner) await sql.unsafe(found?.makeOwner);
    const abandoned = found?.database && existsSync(playing);
    if (abandoned) await sql`drop database heard with (force)`;
    if (abandoned || !found?.database) await sql`create database heard owner heard_owner`;
    rmSync(playing, { force: true });
  } finally {
    await sql.end();
  }
}

/** Brings the database to today's shape. Without DATABASE_URL that has been done elsewhere, and nothing happens. */
export async function migrateDatabase(environment: Environment) {
  if (!environment.DATABASE_URL) return;
  const logins = {
    portal: environment.DATABASE_URL_PORTAL,
    backoffice: environment.DATABASE_URL_BACKOFFICE,
    worker: environment.DATABASE_URL_WORKER,
  };
  await migrate({ ownerUrl: environment.DATABASE_URL, logins });
  await setBankHolidays(environment.DATABASE_URL, holidays.events);
}

// Empty is a database that knows no service yet.
async function playIntoEmptyDatabase(environment: Environment) {
  if (!environment.DATABASE_URL || !existsSync(demonstration)) return;
  if (!(await isEmpty(environment.DATABASE_URL))) return;
  process.stdout.write('Playing the demonstration into the empty database.\n');
  const { playDemonstration } = await import(demonstration);
  writeFileSync(playing, '');
  await playDemonstration();
  rmSync(playing);
}

async function isEmpty(ownerUrl: string): Promise<boolean> {
  const sql = postgres(ownerUrl, { max: 1 });
  try {
    const [found] = await sql`select not exists (select 1 from service) as empty`;
    return found?.empty === true;
  } finally {
    await sql.end();
  }
}

// Fails within seconds, with the driver's code, if the database named in the settings cannot be used.
async function reachDatabase(environment: Environment) {
  const sql = postgres(environment.DATABASE_URL ?? environment.DATABASE_URL_PORTAL, {
    max: 1,
    connect_timeout: 5,
  });
  try {
    await sql`select 1`;
  } finally {
    await sql.end();
  }
}
