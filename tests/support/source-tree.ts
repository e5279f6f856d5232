import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export const root = join(import.meta.dirname, '../..');
const neverRead = new Set([
  'node_modules',
  'build',
  'coverage',
  '.git',
  '.data',
  '.react-router',
  'test-results',
]);
const isSource = /\.(ts|tsx|js|mjs|cjs)$/;

export type SourceFile = { path: string; text: string };

/** Every file below a folder of the house, as paths from its root, without what tools generate. */
export function filesBelow(folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    if (neverRead.has(entry.name)) return [];
    const path = relative(root, join(root, folder, entry.name));
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** The text of one file of the house. */
export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Every source file of the house with its text, configurations, launchers and tests included. */
export function sourceFiles(): SourceFile[] {
  return filesBelow('.')
    .filter((path) => isSource.test(path))
    .map((path) => ({ path, text: textOf(path) }));
}

/** The source files git tracks and that are still on disk: a count the walk above cannot influence. */
export function trackedSourceFiles(): string[] {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'safe.directory=*', 'ls-files', '-z', ...args], {
      cwd: root,
      encoding: 'utf8',
    })
      .split('\0')
      .filter(Boolean);
  const deleted = new Set(git('--deleted'));
  return git().filter((path) => isSource.test(path) && !deleted.has(path));
}

export const isTest = (path: string): boolean => path.startsWith('tests/') || /\.test\.tsx?$/.test(path);
