import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import postgres from 'postgres';
import holidays from '../../casework/working-day/bank-holidays.json' with { type: 'json' };
import { clusterFolder, removeCluster, startEmbedded } from '../../db/embedded.ts';
import { migrate, setBankHolidays } from '../../db/migrate.ts';
import { program } from './rounds.ts';

export type House = {
  /** What every program beside this file needs to know. */
  env: Record<string, string>;
  db: postgres.Sql;
  people: number;
};

const password = 'bench';

function loginAt(superuserUrl: string, user: string, database = 'heard'): string {
  const url = new URL(superuserUrl);
  Object.assign(url, { username: user, password, pathname: `/${database}` });
  return url.toString();
}

/** A PostgreSQL of its own, as durable as a real one, with one service and so many people in it, and a stand-in for Twilio. */
export async function aHouse(people: number, stops: (() => Promise<void>)[]): Promise<House> {
  const folder = clusterFolder(`bench-${process.pid}`);
  stops.push(() => removeCluster(folder));
  const { superuserUrl } = await startEmbedded({ folder, fsync: true, name: 'heard_bench' });
  const urls = await makeDatabase(superuserUrl);
  const keys = mkdtempSync(join(tmpdir(), 'heard-bench-'));
  stops.push(async () => rmSync(keys, { recursive: true }));
  const keyFile = join(keys, 'keys');
  writeFileSync(keyFile, `1:${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  const env = {
    ...urls,
    KEY_FILE: keyFile,
    ...{ TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'a token that nobody knows' },
    ...{ TWILIO_FROM: '+447700900998', TWILIO_API_BASE: await standIn(stops) },
    ...{ WORKER_URL: 'https://worker.example.org', SERVICE: randomUUID(), PEOPLE: String(people) },
    TO: 'twilio',
  };
  const db = postgres(urls.DATABASE_URL_SUPERUSER, {
    max: 2,
    connection: { client_min_messages: 'warning' },
  });
  stops.push(() => db.end());
  await program('seed.ts', env);
  await db`analyze`;
  return { env, db, people };
}

async function makeDatabase(superuserUrl: string) {
  const superuser = postgres(superuserUrl, { max: 1 });
  const [making] = await superuser<{ made: string }[]>`
    select format('create role heard_owner login createrole nosuperuser nobypassrls password %L', ${password}::text) as made`;
  await superuser.unsafe(String(making?.made));
  await superuser.unsafe('create database heard owner heard_owner');
  await superuser.unsafe(`alter system set max_wal_size = '4GB'`);
  await superuser.unsafe('select pg_reload_conf()');
  await superuser.end();
  const [portal, backoffice, worker] = ['heard_portal', 'heard_backoffice', 'heard_worker'].map((login) =>
    loginAt(superuserUrl, login),
  );
  if (!portal || !backoffice || !worker) throw new Error('Three logins were made');
  const owner = loginAt(superuserUrl, 'heard_owner');
  await migrate({ ownerUrl: owner, logins: { portal, backoffice, worker } });
  await setBankHolidays(owner, holidays.events);
  const whole = new URL(superuserUrl);
  whole.pathname = '/heard';
  return {
    ...{ DATABASE_URL: owner, DATABASE_URL_PORTAL: portal, DATABASE_URL_BACKOFFICE: backoffice },
    ...{ DATABASE_URL_WORKER: worker, DATABASE_URL_SUPERUSER: whole.toString() },
  };
}

async function standIn(stops: (() => Promise<void>)[]): Promise<string> {
  const child: ChildProcess = spawn(process.execPath, ['bin/bench/stand-in.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  stops.push(async () => void child.kill());
  if (!child.stdout) throw new Error('It says where it listens');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('The stand-in ended at once');
}

/** Puts so many texts into the queue, everybody's first before anybody's second, and has PostgreSQL count them. */
export async function queueTexts({ env, db }: House, count: number): Promise<void> {
  await db`delete from receipt`;
  await db`delete from attempt`;
  await db`delete from message`;
  await program('queue.ts', { ...env, COUNT: String(count) });
  await db`vacuum analyze message`;
  await db`vacuum analyze attempt`;
}
