import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A PostgreSQL that is running on a data folder; `orphan` when whoever started it is gone. */
export type Postmaster = { pid: number; port: number; ready: boolean; orphan: boolean };

/** The PostgreSQL running on this data folder, or null; what its pid file says is believed only if /proc agrees. */
export function postmasterOf(folder: string): Postmaster | null {
  const pidFile = linesOf(join(folder, 'postmaster.pid'));
  const pid = Number(pidFile[0]);
  if (!pid || !isPostgresOn(folder, pid)) return null;
  return {
    pid,
    port: Number(pidFile[3]),
    ready: pidFile[7]?.trim() === 'ready',
    orphan: !isNode(parentOf(pid)),
  };
}

/** Removes the pid file of a PostgreSQL that died, once none of its processes is left on the data folder. */
export async function forgetDeadPostmaster(folder: string) {
  const pidFile = join(folder, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  for (let waited = 0; someoneWorksIn(folder); waited += 50) {
    if (postmasterOf(folder)) throw new Error(`Another command has just started PostgreSQL on ${folder}.`);
    if (waited > 10_000)
      throw new Error(`Processes of an earlier PostgreSQL still use ${folder}: end them and start again.`);
    await pause(50);
  }
  rmSync(pidFile, { force: true });
}

/** Whether a process is there and running (a zombie is not). */
export function isAlive(pid: number): boolean {
  const state = linesOf(`/proc/${pid}/stat`)[0]?.split(') ')[1];
  return state !== undefined && !state.startsWith('Z');
}

function isPostgresOn(folder: string, pid: number): boolean {
  if (!isAlive(pid)) return false;
  const words = wordsOf(pid);
  return words[0]?.endsWith('/postgres') === true && words[words.indexOf('-D') + 1] === folder;
}

// Whoever starts PostgreSQL here runs on Node; when they are gone, the system's first process adopts it.
const isNode = (pid: number) => /(^|\/)node\b/.test(wordsOf(pid)[0] ?? '');
const wordsOf = (pid: number) => linesOf(`/proc/${pid}/cmdline`).join('').split('\0');

function parentOf(pid: number): number {
  return Number(linesOf(`/proc/${pid}/stat`)[0]?.split(') ')[1]?.split(' ')[1]);
}

// Every process of a PostgreSQL has its data folder as working directory, so this also finds backends
// that outlived their postmaster: starting beside them would damage the data.
function someoneWorksIn(folder: string): boolean {
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && workingFolderOf(name) === folder);
}

function workingFolderOf(pid: string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
}
