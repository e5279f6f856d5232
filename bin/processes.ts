import { spawn } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { repository } from './repository.ts';

export type Running = { name: string; ended: Promise<string>; stop(): Promise<void> };
type Wanted = { name: string; words: string[]; env: NodeJS.ProcessEnv };

const tether = join(repository, 'bin/tether.js');
// Longer than the worker takes to finish what it is handing over.
const patience = 30_000;

/**
 * Starts one of Heard's processes: what it logs goes to .data/logs/<name>.log, its complaints to this terminal.
 * `ended` resolves to a sentence if it ends; `stop` asks it to, waits, and after 30 seconds insists.
 */
export function startProcess({ name, words, env }: Wanted): Running {
  mkdirSync(join(repository, '.data/logs'), { recursive: true });
  const log = openSync(join(repository, `.data/logs/${name}.log`), 'a', 0o600);
  // A group of its own, so that Ctrl-C reaches only us and the processes stop in our order.
  const child = spawn(process.execPath, ['--import', tether, ...words], {
    cwd: repository,
    env,
    detached: true,
    stdio: ['ignore', log, 'inherit', 'ipc'],
  });
  const { promise: ended, resolve } = Promise.withResolvers<string>();
  child.on('exit', (code, signal) =>
    resolve(`The ${name} ended by itself (${signal ?? `exit code ${code}`}).`),
  );
  const stop = async () => {
    child.kill('SIGTERM');
    const insist = setTimeout(() => child.kill('SIGKILL'), patience);
    await ended;
    clearTimeout(insist);
  };
  return { name, ended, stop };
}

/** Waits until a process answers 200 at /readyz; throws its sentence if it ends first, or one after a minute. */
export async function untilReady(running: Running, url: string, signal: AbortSignal) {
  const deadline = Date.now() + 60_000;
  const ended = running.ended.then((sentence) => {
    throw new Error(sentence);
  });
  while (!(await Promise.race([answersReady(url), ended]))) {
    signal.throwIfAborted();
    if (Date.now() > deadline) {
      throw new Error(
        `The ${running.name} was not ready within a minute; its log is .data/logs/${running.name}.log.`,
      );
    }
    await pause(25);
  }
}

function answersReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2000) }).then(
    (answer) => answer.status === 200,
    () => false,
  );
}

export type Outcome = { code: number; output: string };

/** Runs a Node program to its end and keeps what it prints. */
export async function runToEnd(
  words: string[],
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<Outcome> {
  const child = spawn(process.execPath, words, { cwd: repository, env, stdio: ['ignore', 'pipe', 'pipe'] });
  signal?.addEventListener('abort', () => child.kill('SIGTERM'), { once: true });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => printed.push(piece));
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  child.on('error', reject);
  child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(printed).toString().trim() }));
  return promise;
}
