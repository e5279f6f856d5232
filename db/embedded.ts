import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Account, accountForPostgres, postgresBinaries } from './embedded-binaries.ts';
import { forgetDeadPostmaster, isAlive, postmasterOf } from './postmaster.ts';

export type EmbeddedPostgres = { port: number; superuserUrl: string; pid: number; stop(): Promise<void> };
type Wanted = { folder: string; fsync: boolean; name: string; port?: number };

const surroundings = { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' };

/**
 * Starts the PostgreSQL that comes with Heard on an absolute data folder, made if it is not there, on 127.0.0.1.
 * One that is already running there is joined, and then `stop` leaves it to whoever started it.
 * For one machine, development and tests. Throws an Error whose message is a sentence for people.
 */
export async function startEmbedded({ folder, fsync, name, port }: Wanted): Promise<EmbeddedPostgres> {
  const account = accountForPostgres();
  const binaries = postgresBinaries(account);
  if (!existsSync(join(folder, 'PG_VERSION'))) makeCluster(folder, binaries, account, fsync);
  const data = realpathSync(folder);
  const running = postmasterOf(data);
  if (running?.orphan) await endPostmaster(running.pid);
  else if (running) return joined(data);
  try {
    await forgetDeadPostmaster(data);
    const child = spawnPostgres(data, binaries, account, options(name, port ?? (await freePort()), fsync));
    await untilReady(data, child);
    const pid = Number(child.pid);
    return { ...reachable(data, pid), stop: () => endPostmaster(pid) };
  } catch (error) {
    // Two commands may start at the same moment; PostgreSQL lets one of them in.
    if (postmasterOf(data)) return joined(data);
    throw error;
  }
}

async function joined(data: string): Promise<EmbeddedPostgres> {
  for (;;) {
    const running = postmasterOf(data);
    if (!running) throw new Error(`The PostgreSQL on ${data} ended just now.`);
    if (running.ready) return { ...reachable(data, running.pid), stop: async () => undefined };
    await pause(10);
  }
}

function spawnPostgres(
  data: string,
  binaries: string,
  account: Account | null,
  words: string[],
): ChildProcess {
  const log = openSync(`${data}.log`, 'a', 0o600);
  return spawn(join(binaries, 'bin/postgres'), ['-D', data, ...words], {
    ...(account ?? {}),
    cwd: '/',
    env: surroundings,
    detached: true,
    stdio: ['ignore', log, log],
  });
}

/** Removes a data folder and what lies beside it, ending the PostgreSQL that is still running on it. */
export async function removeCluster(folder: string) {
  const running = existsSync(folder) && postmasterOf(realpathSync(folder));
  if (running) await endPostmaster(running.pid);
  for (const path of [folder, `${folder}.log`]) rmSync(path, { recursive: true, force: true });
}

/**
 * Where a data folder of this name belongs: inside the repository, or below /var/lib/heard for root, because the
 * account PostgreSQL then runs as may not be able to reach the repository.
 */
export function clusterFolder(name: string): string {
  return accountForPostgres()
    ? join('/var/lib/heard', name)
    : join(dirname(import.meta.dirname), '.data', name);
}

/** A port nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer().once('error', reject);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    server.close(() =>
      address && typeof address === 'object' ? resolve(address.port) : reject(new Error('No port is free.')),
    );
  });
  return promise;
}

function options(name: string, port: number, fsync: boolean): string[] {
  const durable = fsync ? 'on' : 'off';
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    cluster_name: name,
    TimeZone: 'UTC',
    log_timezone: 'UTC',
    max_connections: 200,
    track_commit_timestamp: 'on',
    fsync: durable,
    synchronous_commit: durable,
    full_page_writes: durable,
    // What people said must not reach the log through a failing statement, its parameters or its detail.
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  };
  return Object.entries(settings).flatMap(([setting, value]) => ['-c', `${setting}=${value}`]);
}

function makeCluster(folder: string, binaries: string, account: Account | null, fsync: boolean) {
  const making = `${folder}.making-${process.pid}`;
  const passwordFile = `${making}.password`;
  mkdirSync(dirname(folder), { recursive: true });
  mkdirSync(making, { mode: 0o700 });
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (account) for (const path of [making, passwordFile]) chownSync(path, account.uid, account.gid);
  const made = spawnSync(
    join(binaries, 'bin/initdb'),
    [
      ...['-D', making, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'],
      ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions'],
      ...(fsync ? [] : ['--no-sync']),
    ],
    { ...(account ?? {}), cwd: '/', env: surroundings, encoding: 'utf8' },
  );
  if (made.status === 0) renameSync(passwordFile, join(making, 'heard.password'));
  // Someone who came at the same moment may have been faster: theirs is as good.
  if (made.status === 0 && !existsSync(folder)) return renameSync(making, folder);
  rmSync(making, { recursive: true });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0)
    throw new Error(`PostgreSQL could not make its data folder ${folder}. ${reasonIn(made.stderr)}`);
}

function reachable(data: string, pid: number) {
  const password = readFileSync(join(data, 'heard.password'), 'utf8');
  const port = Number(postmasterOf(data)?.port);
  return { pid, port, superuserUrl: `postgres://postgres:${password}@127.0.0.1:${port}/postgres` };
}

async function untilReady(data: string, child: ChildProcess) {
  const started = Date.now();
  for (;;) {
    const running = postmasterOf(data);
    if (running?.ready && running.pid === child.pid) return;
    if (child.exitCode !== null || child.signalCode)
      throw new Error(`PostgreSQL stopped as it started. ${reasonIn(logTail(data))}`);
    if (Date.now() - started > 60_000)
      throw new Error(`PostgreSQL was not ready within a minute; its log is ${data}.log.`);
    await pause(10);
  }
}

// SIGINT is PostgreSQL's fast shutdown: sessions are ended, what was committed is kept.
async function endPostmaster(pid: number) {
  if (isAlive(pid)) process.kill(pid, 'SIGINT');
  for (let waited = 0; isAlive(pid); waited += 10) {
    if (waited === 30_000) process.kill(pid, 'SIGQUIT');
    await pause(10);
  }
}

const logTail = (data: string) => readFileSync(`${data}.log`, 'utf8').slice(-2000);

function reasonIn(log: string): string {
  if (/No space left on device/.test(log)) return 'There is no space left on the disk.';
  const reason = log.match(/(?:FATAL|error):\s+(.+)/g)?.at(-1);
  return reason ? `It said: ${reason.replace(/^\w+:\s+/, '')}.` : '';
}
