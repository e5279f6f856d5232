import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Site } from '../../bin/build.ts';
import { freePort } from '../../db/embedded.ts';
import type { FreshDatabase } from '../support/fresh-database.ts';
import { doors } from '../support/running.ts';
import { account, publicUrl } from '../support/worker-process.ts';

/** `said` are the lines a program wrote; `listens` is whether it answers at `url` yet. */
export type Started = {
  child: ChildProcess;
  url: string;
  said: string[];
  listens: boolean;
  ended: Promise<unknown>;
};

/** Starts the worker itself, which texts by way of `apiBase`. `words` and `settings` go before and beside it. */
export async function startWorker(
  database: FreshDatabase,
  apiBase: string,
  words: string[] = [],
  settings: Record<string, string> = {},
): Promise<Started> {
  const port = await freePort();
  const worker = started([...words, 'worker.ts'], port, {
    DATABASE_URL_WORKER: database.workerUrl,
    ...{ WORKER_PORT: String(port), WORKER_URL: publicUrl, TWILIO_API_BASE: apiBase },
    ...{ TWILIO_ACCOUNT_SID: account.sid, TWILIO_AUTH_TOKEN: account.token, TWILIO_FROM: '+447700900998' },
    ...settings,
  });
  void noteWhenItListens(worker);
  return worker;
}

/** Starts a site itself, as it was built. */
export async function startSite(name: Site, database: FreshDatabase): Promise<Started> {
  const port = String(await freePort());
  const site = started(doors[name], Number(port), {
    NODE_ENV: 'production',
    DATABASE_URL_PORTAL: database.portalUrl,
    DATABASE_URL_BACKOFFICE: database.backofficeUrl,
    ...{ PORTAL_PORT: port, BACKOFFICE_PORT: port },
  });
  void noteWhenItListens(site);
  return site;
}

async function noteWhenItListens(one: Started): Promise<void> {
  while (!one.listens && one.child.exitCode === null && one.child.signalCode === null) {
    one.listens = await fetch(`${one.url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    await pause(50);
  }
}

/** Starts one of the programs beside this file, with what it needs to know in a file of its own. */
export function startProgram(file: string, knows: object, settings: Record<string, string> = {}): Started {
  const told = join(mkdtempSync(join(tmpdir(), 'heard-')), 'knows.json');
  writeFileSync(told, JSON.stringify(knows));
  return started([`tests/chaos/${file}`], 0, { KNOWS: told, ...settings });
}

function started(words: string[], port: number, env: Record<string, string>): Started {
  const child = spawn(process.execPath, words, {
    env: { ...process.env, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  let unfinished = '';
  child.stdout.on('data', (piece) => {
    const lines = `${unfinished}${piece}`.split('\n');
    unfinished = String(lines.pop());
    said.push(...lines);
  });
  return { child, url: `http://127.0.0.1:${port}`, said, listens: false, ended: once(child, 'exit') };
}

/** Ends a process as a power cut would, and waits until it is gone. */
export async function killed({ child, ended }: Started): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}

/** Waits until something is so; says what it waited for when it is not within `seconds`. */
export async function until(what: string, so: () => Promise<boolean>, seconds = 60): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await so())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}`);
    await pause(50);
  }
}
