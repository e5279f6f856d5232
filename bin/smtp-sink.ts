import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { installFromDebian } from './debian.ts';
import { repository } from './repository.ts';

const kept = join(repository, '.data/smtp-sink');
const partsOf = (folder: string) => ({
  program: join(folder, 'usr/sbin/smtp-sink'),
  libraries: join(folder, 'usr/lib/postfix'),
});
const needs = ['libdb5.3', 'libicu72'];

let found: ReturnType<typeof look> | undefined;

/**
 * Debian's `smtp-sink`, a mail server that refuses and hangs up on demand: the program, and the folder of its libraries.
 * It is taken out of the package `postfix`, which is not installed: that would make this machine a mail server. Throws a
 * sentence if it cannot be had.
 */
export function smtpSink(): ReturnType<typeof look> {
  found ??= look();
  return found;
}

async function look() {
  const parts = partsOf(kept);
  if (!existsSync(parts.program)) await unpack();
  if (await runs(parts)) return parts;
  await installFromDebian(needs);
  if (await runs(parts)) return parts;
  throw new Error('smtp-sink cannot be had: unpack the Debian package postfix into .data/smtp-sink.');
}

async function unpack() {
  process.stdout.write(
    'Fetching smtp-sink, a mail server that fails on demand, out of the package postfix.\n',
  );
  await mkdir(join(repository, '.data'), { recursive: true });
  const folder = await mkdtemp(`${kept}-`);
  // The lists of packages first, where this user may fetch them.
  await installFromDebian([]);
  await done('apt-get', ['download', '-q', 'postfix'], folder);
  const archive = (await readdir(folder)).find((name) => name.endsWith('.deb'));
  if (archive) await done('dpkg-deb', ['-x', archive, 'whole'], folder);
  // Whoever else unpacked it meanwhile has the same.
  if (!existsSync(kept)) await rename(join(folder, 'whole'), kept);
  await rm(folder, { recursive: true, force: true });
}

const done = (program: string, words: string[], cwd: string) =>
  exitOf(spawn(program, words, { cwd, stdio: 'ignore' }));

// Asked for nothing it prints how it is used and ends with 1; without its libraries it ends with 127.
function runs({ program, libraries }: ReturnType<typeof partsOf>): Promise<boolean> {
  const env = { ...process.env, LD_LIBRARY_PATH: libraries };
  return exitOf(spawn(program, [], { env, stdio: 'ignore' })).then((code) => code === 1);
}

const exitOf = (child: ReturnType<typeof spawn>): Promise<number | null> =>
  once(child, 'exit').then(
    ([code]) => (typeof code === 'number' ? code : null),
    () => null,
  );
