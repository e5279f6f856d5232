import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Site, sites } from './build.ts';
import { inWords } from './in-words.ts';
import { type Outcome, runToEnd } from './processes.ts';
import { repository } from './repository.ts';

export type Check = { name: string; passed: boolean; output: string };

const { NODE_ENV: _, ...env } = process.env;
const biome = ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'];
const tsc = (program: string) => ['node_modules/typescript/bin/tsc', '-p', program];
const architecture = [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--project',
  'architecture',
  '--reporter',
  'dot',
];

/** `npm run check`: format and lint, the types of the three programs, the house's own rules; in seconds. */
export async function run(): Promise<number> {
  const checks = await Promise.all([
    ...formatAndTypes(),
    checked('architecture', runToEnd(architecture, env)),
  ]);
  for (const { name, passed, output } of checks) {
    process.stdout.write(passed ? `${name}: well\n` : `${name}: not well\n${output}\n`);
  }
  return checks.every(({ passed }) => passed) ? 0 : 1;
}

/** The checks that read the sources and start nothing. */
export function formatAndTypes(): Promise<Check>[] {
  return [
    checked('format and lint', runToEnd(biome, env)),
    checked('types', runToEnd(tsc('tsconfig.json'), env)),
    ...sites.map((site) => checked(`types of the ${site}`, typesOf(site))),
  ];
}

async function checked(name: string, running: Promise<Outcome>): Promise<Check> {
  const { code, output } = await running.catch((error) => ({ code: 1, output: inWords(error) }));
  return { name, passed: code === 0, output };
}

async function typesOf(site: Site): Promise<Outcome> {
  const generated = await generateRouteTypes(site);
  return generated.code === 0 ? runToEnd(tsc(`${site}/tsconfig.json`), env) : generated;
}

// What React Router generates follows from the site map alone.
async function generateRouteTypes(site: Site): Promise<Outcome> {
  const stamp = join(repository, site, '.react-router/.stamp');
  const hash = createHash('sha256')
    .update(readFileSync(join(repository, site, 'routes.ts')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return { code: 0, output: '' };
  const generated = await runToEnd(['node_modules/@react-router/dev/bin.cjs', 'typegen', site], env);
  if (generated.code === 0) writeFileSync(stamp, hash);
  return generated;
}
