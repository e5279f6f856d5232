import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildStale } from '../../bin/build.ts';
import { freePort } from '../../db/embedded.ts';
import type { FreshDatabase } from './fresh-database.ts';
import { root } from './source-tree.ts';

/** Where the sites that tests start are built. */
export const build = process.env.HEARD_BUILD ?? 'build/test';

type Started = { child: ChildProcess; url: string; said: string[] };
type Name = 'portal' | 'backoffice' | 'worker';
export type Running<N extends Name = Name> = Record<N, Started> & {
  paperFolder: string;
  /** Where "Leave this page" goes in this run. */
  exitUrl: string;
  stop(): Promise<void>;
};

/** What each process is started by. */
export const doors: Record<Name, string[]> = {
  portal: [join(build, 'portal/server/index.js')],
  backoffice: [join(build, 'backoffice/server/index.js')],
  worker: ['worker.ts'],
};

const everything: readonly Name[] = ['portal', 'backoffice', 'worker'];

/**
 * Starts Heard's three processes as `npm start` would, on a test's own database and ports of their own. `settings` are
 * further environment variables, such as where Twilio and the mail server are. Where a test has nothing to do with one of
 * the processes, `names` are those it has.
 */
export async function startHeard<N extends Name = Name>(
  database: FreshDatabase,
  settings: Record<string, string> = {},
  names = everything as readonly N[],
): Promise<Running<N>> {
  await buildStale(build);
  const ports = { portal: await freePort(), backoffice: await freePort(), worker: await freePort() };
  const paperFolder = mkdtempSync(join(tmpdir(), 'heard-paper-'));
  const exitUrl = settings.EXIT_URL ?? 'https://www.bbc.co.uk/weather';
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL_PORTAL: database.portalUrl,
    DATABASE_URL_BACKOFFICE: database.backofficeUrl,
    DATABASE_URL_WORKER: database.workerUrl,
    PORTAL_PORT: String(ports.portal),
    BACKOFFICE_PORT: String(ports.backoffice),
    WORKER_PORT: String(ports.worker),
    PORTAL_URL: `http://rivermead.localhost:${ports.portal}`,
    WORKER_URL: `http://127.0.0.1:${ports.worker}`,
    PAPER_FOLDER: paperFolder,
    ...settings,
  };
  const start = (name: Name): Started => {
    const child = spawn(process.execPath, doors[name], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => said.push(String(piece)));
    return { child, url: `http://127.0.0.1:${ports[name]}`, said };
  };
  const running = Object.fromEntries(names.map((name) => [name, start(name)])) as Record<N, Started>;
  const processes = Object.values<Started>(running);
  await Promise.all(processes.map(untilReady));
  return { ...running, paperFolder, exitUrl, stop: () => stopAll(processes) };
}

async function untilReady({ child, url, said }: Started): Promise<void> {
  for (let waited = 0; waited < 20_000; waited += 50) {
    if (child.exitCode !== null) throw new Error(`A process ended before it was ready: ${said.join('')}`);
    const ready = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return;
    await pause(50);
  }
  throw new Error(`A process was not ready within twenty seconds: ${said.join('')}`);
}

async function stopAll(processes: Started[]): Promise<void> {
  await Promise.all(
    processes.map(async ({ child }) => {
      if (child.exitCode !== null || child.signalCode) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const insist = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(insist);
    }),
  );
}
