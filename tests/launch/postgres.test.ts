import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clusterFolder, type EmbeddedPostgres, removeCluster, startEmbedded } from '../../db/embedded.ts';
import { isAlive, postmasterOf } from '../../db/postmaster.ts';

const folder = clusterFolder(`test-${process.pid}`);
let cluster: EmbeddedPostgres;

async function start(): Promise<EmbeddedPostgres> {
  return await startEmbedded({ folder, fsync: true, name: 'launch' });
}

async function ask<Row>(question: (sql: postgres.Sql) => Promise<Row>): Promise<Row> {
  const sql = postgres(cluster.superuserUrl, { max: 1 });
  try {
    return await question(sql);
  } finally {
    await sql.end();
  }
}

const written = () =>
  ask(async (sql) => (await sql`select words from kept order by 1`).map(({ words }) => words));

async function killOutright() {
  process.kill(cluster.pid, 'SIGKILL');
  while (isAlive(cluster.pid)) await new Promise((resolve) => setTimeout(resolve, 10));
}

beforeAll(async () => {
  cluster = await start();
  await ask((sql) => sql`create table kept (words text)`);
});

afterAll(async () => {
  await cluster.stop();
  await removeCluster(folder);
});

describe('the PostgreSQL that comes with Heard', () => {
  test('is durable, speaks UTC and UTF-8, and listens on this machine alone', async () => {
    const [settings] = await ask(
      (sql) => sql`
      select current_setting('fsync') as fsync, current_setting('TimeZone') as zone, current_setting('server_encoding') as encoding,
        current_setting('listen_addresses') as listens, current_setting('track_commit_timestamp') as stamped,
        current_setting('log_parameter_max_length') as logged`,
    );
    expect(settings).toEqual({
      fsync: 'on',
      zone: 'UTC',
      encoding: 'UTF8',
      listens: '127.0.0.1',
      stamped: 'on',
      logged: '0',
    });
  });

  test('refuses whoever does not know its password', async () => {
    const stranger = postgres(`postgres://postgres:guess@127.0.0.1:${cluster.port}/postgres`, { max: 1 });
    await expect(stranger`select 1`).rejects.toMatchObject({ code: '28P01' });
    await stranger.end();
  });

  test('never writes what people said into its log, even when a statement fails', async () => {
    await ask((sql) => sql`create table if not exists said (words text check (length(words) < 3))`);
    const secret = 'nobody may read this';
    await expect(ask((sql) => sql`insert into said values (${secret})`)).rejects.toMatchObject({
      code: '23514',
    });
    const log = readFileSync(`${folder}.log`, 'utf8');
    expect(log).toContain('said_words_check');
    expect(log).not.toContain(secret);
  });

  test('keeps what was written over a stop and a second start', async () => {
    await ask((sql) => sql`insert into kept values ('before the stop')`);
    await cluster.stop();
    expect(postmasterOf(folder)).toBeNull();
    cluster = await start();
    expect(await written()).toEqual(['before the stop']);
  });

  test('is joined, not started again or stopped, by a second who asks for it', async () => {
    const second = await start();
    expect(second.pid).toBe(cluster.pid);
    await second.stop();
    expect(await written()).toEqual(['before the stop']);
  });

  test('is one and the same for two who start it at the same moment', async () => {
    await cluster.stop();
    const both = await Promise.all([start(), start()]);
    const pids = new Set(both.map(({ pid }) => pid));
    expect(pids.size).toBe(1);
    for (const { stop } of both) await stop();
    cluster = await start();
    expect(await written()).toEqual(['before the stop']);
  });

  test('comes back after it was killed, with everything that was committed', async () => {
    await ask((sql) => sql`insert into kept values ('and before the kill')`);
    await killOutright();
    expect(existsSync(`${folder}/postmaster.pid`)).toBe(true);
    cluster = await start();
    expect(await written()).toEqual(['and before the kill', 'before the stop']);
  });

  test('comes back when its pid now belongs to somebody else, whom it leaves alone', async () => {
    await killOutright();
    const somebody = spawn('sleep', ['60']);
    const pidFile = readFileSync(`${folder}/postmaster.pid`, 'utf8').split('\n');
    writeFileSync(`${folder}/postmaster.pid`, [somebody.pid, ...pidFile.slice(1)].join('\n'));
    cluster = await start();
    expect(await written()).toHaveLength(2);
    expect(isAlive(Number(somebody.pid))).toBe(true);
    somebody.kill();
  });
});
