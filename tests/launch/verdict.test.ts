import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { conclusion, isSuite, judged, lanesOf, type Result, runVitest, suites } from '../../bin/suites.ts';

const folder = join(import.meta.dirname, `../../.data/verdict-${process.pid}`);
const opening = `import { expect, test } from 'vitest';\n`;
const passing = `test('holds', () => { expect(1).toBe(1); });\n`;
const skipping = `test['skip']('waits', () => { expect(1).toBe(1); });\n`;
const failing = `test('does not hold', () => { expect(1).toBe(2); });\n`;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function verdictOn(name: string, body: string, floor = 1) {
  const root = join(folder, name);
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'one.test.ts'), opening + body);
  writeFileSync(join(root, 'vitest.config.ts'), 'export default {};\n');
  const result = await runVitest(
    name,
    ['--root', root, '--config', join(root, 'vitest.config.ts')],
    process.env,
    'never',
  );
  return conclusion([judged(result, floor)]);
}

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1);

describe('npm test', () => {
  test('runs every suite once: one after the other on two cores, four lanes side by side on four', () => {
    const all = Object.keys(suites).filter(isSuite);
    expect(lanesOf(all, 2)).toEqual([all]);
    expect(lanesOf(all, 4)).toHaveLength(4);
    expect(lanesOf(all, 4).flat().toSorted()).toEqual(all.toSorted());
    expect(lanesOf(['trust'], 4)).toEqual([['trust']]);
  });

  test('succeeds when every test passed', async () => {
    const { text, exitCode } = await verdictOn('well', passing);
    expect(lastLine(text)).toBe('1 passed, 0 failed');
    expect(exitCode).toBe(0);
  });

  test('fails when one test fails', async () => {
    const { text, exitCode } = await verdictOn('failing', passing + failing);
    expect(lastLine(text)).toBe('1 passed, 1 failed');
    expect(exitCode).toBe(1);
  });

  test('says at the end which test failed and why, and nothing of those that passed', async () => {
    const { text } = await verdictOn('telling', passing + failing);
    expect(text).toContain('telling/one.test.ts: does not hold\n  AssertionError: expected 1 to be 2');
    expect(text).not.toContain('holds');
  });

  test('fails when a test was skipped', async () => {
    const { text, exitCode } = await verdictOn('skipping', passing + skipping);
    expect(text).toContain('skipping skipped 1: every test must run.');
    expect(exitCode).toBe(1);
  });

  test('fails when a file cannot even be read', async () => {
    const { text, exitCode } = await verdictOn('broken', `${'import'} './not-there.ts';\n${passing}`, 0);
    expect(text).toContain('broken broke outside its tests');
    expect(text).toContain("Cannot find module './not-there.ts'");
    expect(exitCode).toBe(1);
  });

  test('fails when nobody waited for what went wrong', async () => {
    const { exitCode } = await verdictOn('unheard', `${passing}Promise.reject(new Error('unheard'));\n`);
    expect(exitCode).toBe(1);
  });

  test('fails when a suite shrank below its floor', async () => {
    const { text, exitCode } = await verdictOn('shrunk', passing, 2);
    expect(text).toContain('shrunk passed 1, fewer than the 2 in tests/floors.json.');
    expect(lastLine(text)).toBe('1 passed, 1 failed');
    expect(exitCode).toBe(1);
  });

  test('adds up its suites and says every problem', () => {
    const suite = (name: string, passed: number, failed: number): Result => ({
      name,
      passed,
      failed,
      skipped: 0,
      minutes: 0.5,
      failures: [],
      problems: [],
    });
    const { text, exitCode } = conclusion([suite('rules', 40, 0), suite('journeys', 2, 3)]);
    expect(lastLine(text)).toBe('42 passed, 3 failed');
    expect(exitCode).toBe(1);
  });
});
