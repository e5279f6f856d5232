import { basename, dirname } from 'node:path';
import { isTest, type SourceFile } from '../support/source-tree.ts';
import { importsSomethingComputed, packageOf, pathOf, specifiersIn } from './imports.ts';

const houseButSites = [
  'accessibility',
  'bin',
  'casework',
  'configuration',
  'db',
  'locales',
  'messaging',
  'settings',
  'web',
  'worker',
];

/** Who may import whom. A door that is not here is shut. */
export const doors: Record<string, readonly string[]> = {
  locales: [],
  accessibility: [],
  settings: [],
  db: ['settings'],
  messaging: ['db', 'locales', 'settings'],
  casework: ['db', 'messaging', 'settings'],
  web: ['db', 'locales', 'settings'],
  portal: ['accessibility', 'casework', 'web', 'locales', 'settings', 'db/transaction.server.ts'],
  backoffice: ['accessibility', 'casework', 'web', 'locales', 'settings', 'db/transaction.server.ts'],
  worker: ['casework', 'messaging', 'db', 'web', 'locales', 'settings'],
  bin: houseButSites,
  tests: houseButSites,
  configuration: houseButSites,
};
export const rooms = Object.keys(doors);
export const purePackages = ['temporal-polyfill', 'libphonenumber-js', 'sms-segments-calculator'];
const mayCompute = /^(bin|tests)\/|^(portal|backoffice)\/serve\.ts$/;

/** The room a path belongs to; what is built from a site belongs to that site. */
export function roomOf(path: string): string {
  if (/^((environment|log)\.server\.ts|package\.json)$/.test(path)) return 'settings';
  if (path === 'worker.ts') return 'worker';
  if (!path.includes('/')) return 'configuration';
  return path.replace(/^build\//, '').split('/')[0] ?? path;
}

const isRules = (path: string) => basename(path) === 'rules.ts';

function faultOfPath(from: string, target: string): string | undefined {
  const [here, there] = [roomOf(from), roomOf(target)];
  if (isTest(target) && !isTest(from)) return 'nothing imports tests';
  const ownData = dirname(target) === dirname(from) && target.endsWith('.json');
  if (isRules(from) && !isRules(target) && !ownData)
    return 'rules import only other rules and the data beside them';
  if (here === there) return undefined;
  const open = isTest(from) ? [...(doors.tests ?? []), 'tests'] : (doors[here] ?? []);
  return open.includes(there) || open.includes(target) ? undefined : `${here} does not open ${there}`;
}

/** What a source imports and may not, one sentence each. */
export function faultsOf({ path, text }: SourceFile): string[] {
  const faults = specifiersIn(text).flatMap((specifier) => {
    const target = pathOf(specifier, path);
    const reason = target && faultOfPath(path, target);
    return reason ? [`${path} imports ${specifier}: ${reason}`] : [];
  });
  const impure = isRules(path)
    ? specifiersIn(text)
        .map(packageOf)
        .filter((name) => name !== undefined && !purePackages.includes(name))
        .map((name) => `${path} imports ${name}: rules use only ${purePackages.join(', ')}`)
    : [];
  const computed =
    importsSomethingComputed(text) && !mayCompute.test(path)
      ? [`${path} imports something it computes, which no door can judge`]
      : [];
  return [...faults, ...impure, ...computed];
}
