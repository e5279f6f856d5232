import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';

const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
let turn: Promise<unknown> = Promise.resolve();
let lists: Promise<unknown> | undefined;

/** Whether this user may install Debian's packages here. */
export const mayInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/**
 * Installs packages of Debian's, one request after the other: apt-get lets nobody else in while it works. Who may not
 * install, and what could not be, is left as it was; look for what was wanted afterwards.
 */
export function installFromDebian(packages: string[]): Promise<unknown> {
  if (mayInstall()) turn = turn.then(() => install(packages));
  return turn;
}

async function install(packages: string[]) {
  lists ??= aptGet(['update', '-q'], 'ignore');
  await lists;
  await aptGet(['install', '-q', '-y', '--no-install-recommends', ...packages], 'inherit');
}

const aptGet = (words: string[], complaints: 'ignore' | 'inherit') =>
  once(spawn('apt-get', words, { env, stdio: ['ignore', 'ignore', complaints] }), 'exit');
