import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { compressAssets } from '../web/assets.server.ts';
import { runToEnd } from './processes.ts';
import { repository } from './repository.ts';

export const sites = ['portal', 'backoffice'] as const;
export type Site = (typeof sites)[number];

/** The rooms both sites are made of, besides their own. */
export const rooms = ['accessibility', 'casework', 'db', 'locales', 'messaging', 'web'];
const compiler = 'node_modules/@react-router/dev/bin.cjs';

/** Builds the sites whose sources changed since they were last built into this folder; throws what the compiler says. */
export async function buildStale(into: string, signal?: AbortSignal) {
  const stale = sites.filter((site) => !isFresh(site, into));
  if (stale.length === 0) return;
  process.stdout.write(`Building the ${stale.join(' and the ')}.\n`);
  await Promise.all(stale.map((site) => build(site, into, signal)));
}

const stampOf = (site: Site, into: string) => join(repository, into, site, '.stamp');

function isFresh(site: Site, into: string): boolean {
  const stamp = stampOf(site, into);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfSources(site);
}

async function build(site: Site, into: string, signal?: AbortSignal) {
  const hash = hashOfSources(site);
  rmSync(stampOf(site, into), { force: true });
  const env = { ...process.env, NODE_ENV: 'production', HEARD_BUILD: into };
  const { code, output } = await runToEnd([compiler, 'build', site, '--logLevel', 'warn'], env, signal);
  signal?.throwIfAborted();
  if (code !== 0) throw new Error(failure(site, output));
  compressAssets(join(repository, into, site, 'client'));
  writeFileSync(stampOf(site, into), hash);
}

function failure(site: Site, output: string): string {
  const log = `.data/logs/build-${site}.log`;
  mkdirSync(join(repository, '.data/logs'), { recursive: true });
  writeFileSync(join(repository, log), output);
  const reason = stripVTControlCharacters(output).match(/(?:Error: |\] )(.+)/)?.[1];
  return `The ${site} could not be built${reason ? ` (${reason.trim()})` : ''}; ${log} has all of it.`;
}

function hashOfSources(site: Site): string {
  const hash = createHash('sha256');
  const inRooms = globSync(`{${[site, ...rooms].join(',')}}/**/*.*`, {
    cwd: repository,
    exclude: isNoSource,
  });
  for (const path of [...inRooms.sort(), 'environment.server.ts', 'log.server.ts', 'package-lock.json']) {
    const file = join(repository, path);
    if (existsSync(file)) hash.update(`\n${path}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

const isNoSource = (path: string) => /(^|\/)\.react-router$|\.test\.tsx?$/.test(path);
