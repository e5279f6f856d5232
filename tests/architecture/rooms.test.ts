import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root, sourceFiles, textOf, trackedSourceFiles } from '../support/source-tree.ts';
import { doors, faultsOf, purePackages, rooms } from './doors.ts';
import { pathOf, specifiersIn } from './imports.ts';

const leastFiles = 150;
const files = sourceFiles();

const homes: Record<string, string> = {
  settings: 'environment.server.ts',
  worker: 'worker.ts',
  configuration: 'vitest.config.ts',
};
const homeOf = (room: string) => homes[room] ?? `${room}/planted.ts`;
const targetOf = (room: string) => homes[room] ?? `${room}/other.ts`;
const planted = (from: string, target: string) => {
  const up = '../'.repeat(from.split('/').length - 1) || './';
  return faultsOf({ path: from, text: `import { it } from '${up}${target}';\n` });
};
const pairs = rooms.flatMap((from) => rooms.filter((to) => to !== from).map((to) => [from, to] as const));
const forbidden = pairs.filter(([from, to]) => !doors[from]?.includes(to));

describe('the doors between the rooms', () => {
  test(`are looked at in every source file, ${files.length} of them`, () => {
    expect(files.length).toBeGreaterThanOrEqual(leastFiles);
    const read = new Set(files.map((file) => file.path));
    expect(trackedSourceFiles().filter((path) => !read.has(path))).toEqual([]);
  });

  test('are kept by every import in the house', () => {
    expect(files.flatMap(faultsOf)).toEqual([]);
  });

  test('lead somewhere: every import is resolved to a file that exists', () => {
    const astray = files.flatMap(({ path, text }) =>
      specifiersIn(text)
        .map((specifier) => pathOf(specifier, path))
        .filter((target) => target && !/^build\/|\$\{/.test(target) && !existsSync(join(root, target)))
        .map((target) => `${path} -> ${target}`),
    );
    expect(astray.filter((line) => !line.startsWith('tests/architecture/'))).toEqual([]);
  });

  test('have no subpath import into a site or into the tests', () => {
    expect(
      Object.keys(JSON.parse(textOf('package.json')).imports).filter((key) =>
        /portal|backoffice|tests/.test(key),
      ),
    ).toEqual([]);
  });
});

describe('an import planted where it may not be', () => {
  test(`is found between every one of the ${forbidden.length} pairs of rooms whose door is shut`, () => {
    const unseen = forbidden.filter(([from, to]) => planted(homeOf(from), targetOf(to)).length !== 1);
    expect(unseen).toEqual([]);
  });

  test('is not found where the door is open', () => {
    const open = pairs.filter(([from, to]) => doors[from]?.includes(to));
    expect(open.length).toBeGreaterThan(30);
    expect(open.flatMap(([from, to]) => planted(homeOf(from), targetOf(to)))).toEqual([]);
  });

  test.each(['portal', 'backoffice'])('from %s may reach of the database only its transaction', (site) => {
    expect(planted(`${site}/routes/home.tsx`, 'db/transaction.server.ts')).toEqual([]);
    expect(planted(`${site}/routes/home.tsx`, 'db/sealing.server.ts')).toHaveLength(1);
  });

  test('is found in rules, whatever their own room may open', () => {
    const rules = 'casework/choice/rules.ts';
    expect(planted(rules, 'casework/safe-window/rules.ts')).toEqual([]);
    expect(planted(rules, 'casework/choice/store.server.ts')).toHaveLength(1);
    expect(planted(rules, 'environment.server.ts')).toHaveLength(1);
    for (const name of ['zod', 'node:fs', '@react-router/node'])
      expect(faultsOf({ path: rules, text: `import it from '${name}';` })).toHaveLength(1);
    for (const name of purePackages)
      expect(faultsOf({ path: rules, text: `import it from '${name}';` })).toEqual([]);
  });

  test('is found however it is written', () => {
    const target = '../backoffice/root.tsx';
    const written = [
      `import { type It, it } from '${target}';`,
      `import type {\n  It,\n  That,\n} from "${target}";`,
      `import * as it from '${target}';`,
      `import '${target}';`,
      `export { it } from '${target}';`,
      `export * from '${target}';`,
      `const it = await import('${target}');`,
      `type It = typeof import('${target}');`,
      `const it = require('${target}');`,
      'const it = await import(target);',
    ];
    for (const text of written) expect(faultsOf({ path: 'portal/planted.ts', text }), text).toHaveLength(1);
  });

  test('is found where a tested file reaches for a test, and where a test reaches for a site', () => {
    expect(planted('casework/case/store.server.ts', 'tests/support/browser.ts')).toHaveLength(1);
    expect(planted('casework/case/store.server.ts', 'casework/case/store.test.ts')).toHaveLength(1);
    expect(planted('casework/case/store.test.ts', 'portal/root.tsx')).toHaveLength(1);
    expect(planted('casework/case/store.test.ts', 'tests/support/browser.ts')).toEqual([]);
  });
});
