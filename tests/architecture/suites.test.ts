import { matchesGlob } from 'node:path';
import { describe, expect, test } from 'vitest';
import configuration from '../../vitest.config.ts';
import { filesBelow } from '../support/source-tree.ts';

type Project = { test?: { include?: string[] } };
const patterns = (projects: Project[]) => projects.flatMap((project) => project.test?.include ?? []);
const outside = (paths: string[], globs: string[]) =>
  paths.filter((path) => !globs.some((glob) => matchesGlob(path, glob)));

const projects = (configuration.test?.projects ?? []).filter((it): it is Project => typeof it === 'object');
const tests = filesBelow('.').filter((path) => /\.(?:test|spec)\.tsx?$/.test(path));

describe('the suites', () => {
  test(`run every test there is, in ${tests.length} files`, () => {
    expect(tests.length).toBeGreaterThan(10);
    expect(outside(tests, patterns(projects))).toEqual([]);
  });

  test('are found wanting when a test is in none of them', () => {
    const globs = patterns([{ test: { include: ['{db,web}/**/*.test.ts'] } }]);
    expect(outside(['db/a/b.test.ts', 'portal/c.test.ts', 'web/d.test.tsx'], globs)).toEqual([
      'portal/c.test.ts',
      'web/d.test.tsx',
    ]);
  });
});
