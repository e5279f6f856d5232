import { spawn } from 'node:child_process';
import { join } from 'node:path';

const launch = join(import.meta.dirname, '../../bin/launch.js');
const anyPort = { PORTAL_PORT: '0', BACKOFFICE_PORT: '0', WORKER_PORT: '0' };
// Said to be blank, so that a .env in this folder cannot fill them in.
const noDatabase = {
  DATABASE_URL: '',
  DATABASE_URL_PORTAL: '',
  DATABASE_URL_BACKOFFICE: '',
  DATABASE_URL_WORKER: '',
};

export type Ended = { code: number | null; said: string };

/** Runs a command of the launcher as npm would, with these settings, to its end; `said` is what it complained. */
export function npmStart(settings: Record<string, string>, command = 'start'): Promise<Ended> {
  const child = spawn(process.execPath, [launch, command], {
    env: { PATH: process.env.PATH, ...anyPort, ...noDatabase, LISTEN_ON: '', ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (piece) => {
    said += piece;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said: said.trim() })));
}

/** Settings that name a database where nobody listens. */
export function withoutDatabase(password: string): Record<string, string> {
  const address = (login: string) => `postgres://heard_${login}:${password}@127.0.0.1:1/heard`;
  return {
    DATABASE_URL: address('owner'),
    DATABASE_URL_PORTAL: address('portal'),
    DATABASE_URL_BACKOFFICE: address('backoffice'),
    DATABASE_URL_WORKER: address('worker'),
    KEY_FILE: '/dev/null',
  };
}
