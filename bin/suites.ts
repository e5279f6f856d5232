import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { repository } from './repository.ts';

const nothing = { database: false, sites: false, browser: false, papers: false, mail: false, clocks: false };
export type Need = keyof typeof nothing;
/** The suites in the order they run, and what each needs to be there. */
export const suites = {
  architecture: nothing,
  rules: { ...nothing, database: true },
  launch: nothing,
  // What is read as PDF is read for who may read it too.
  trust: { ...nothing, database: true, sites: true, mail: true, papers: true },
  papers: { ...nothing, database: true, papers: true },
  chaos: { ...nothing, sites: true, clocks: true },
  journeys: { ...nothing, database: true, sites: true, browser: true },
  accessibility: { ...nothing, database: true, sites: true, browser: true },
};
export type Suite = keyof typeof suites;
export const isSuite = (word: string): word is Suite => Object.hasOwn(suites, word);

// Each lane takes about as long as the others.
const beside: Suite[][] = [['trust', 'papers'], ['rules', 'accessibility'], ['chaos']];

/** What runs one after the other, side by side with the next where there are cores for all. */
export function lanesOf(chosen: Suite[], cores = availableParallelism()): Suite[][] {
  if (cores < 4) return [chosen];
  const others = chosen.filter((suite) => !beside.flat().includes(suite));
  return [others, ...beside.map((lane) => chosen.filter((suite) => lane.includes(suite)))].filter(
    (lane) => lane.length > 0,
  );
}

export type Result = {
  name: string;
  passed: number;
  failed: number;
  skipped: number;
  minutes: number;
  /** Each test that failed and why, told once more at the end: by then what was said of it lies thousands of lines back. */
  failures: string[];
  problems: string[];
};
export type Floors = Record<string, number>;

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numTotalTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});
// Enough for the sentence and the line it stands in.
const linesOfWhy = 12;
const nobodyRan = { numPassedTests: 0, numFailedTests: 0, numTotalTests: 0, testResults: [] };

/** The number of tests each suite must at least pass, so that a suite cannot quietly shrink. */
export function committedFloors(): Floors {
  const file = join(repository, 'tests/floors.json');
  return z.record(z.string(), z.number().int().nonnegative()).parse(JSON.parse(readFileSync(file, 'utf8')));
}

/**
 * Runs vitest with these words to its end and counts; a run that fails without a failing test is a problem in words. What it
 * says is shown at once, or once it has ended, so that two side by side can be read, or not at all.
 */
export async function runVitest(
  name: string,
  words: string[],
  env: NodeJS.ProcessEnv,
  shown: 'at once' | 'once ended' | 'never' = 'at once',
): Promise<Result> {
  const started = Date.now();
  const file = join(repository, `.data/reports/${name}-${process.pid}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const vitest = join(repository, 'node_modules/vitest/vitest.mjs');
  const output = ({ 'at once': 'inherit', 'once ended': 'pipe', never: 'ignore' } as const)[shown];
  const child = spawn(process.execPath, [vitest, 'run', ...words, ...reporters], {
    cwd: repository,
    env,
    stdio: ['ignore', output, output],
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => said.push(chunk));
  process.once('exit', () => child.kill());
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.on('error', reject).on('close', (code) => resolve(code ?? 1));
  const code = await promise;
  process.stdout.write(Buffer.concat(said));
  const counted = existsSync(file) ? report.parse(JSON.parse(readFileSync(file, 'utf8'))) : nobodyRan;
  rmSync(file, { force: true });
  const { numPassedTests: passed, numFailedTests: failed, numTotalTests, testResults } = counted;
  return {
    name,
    passed,
    failed,
    skipped: numTotalTests - passed - failed,
    minutes: (Date.now() - started) / 60_000,
    failures: testResults.flatMap(failuresIn),
    problems: code !== 0 && failed === 0 ? [`${name} broke outside its tests (exit code ${code}).`] : [],
  };
}

function failuresIn({ name, message, assertionResults }: z.infer<typeof report>['testResults'][number]) {
  const file = relative(repository, name);
  const lines = (said: string) => said.split('\n').filter((line) => !/^\s*at .*\/node_modules\//.test(line));
  const why = (said: string) => lines(said).slice(0, linesOfWhy).join('\n  ');
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  return [
    ...(message ? [`${file}\n  ${why(message)}`] : []),
    ...failed.map((one) => `${file}: ${one.fullName}\n  ${why((one.failureMessages ?? []).join('\n'))}`),
  ];
}

/** What a result lacks besides passing: tests below the floor, tests that were skipped. */
export function judged(result: Result, floor: number): Result {
  const { name, passed, skipped } = result;
  const problems = [...result.problems];
  if (skipped > 0) problems.push(`${name} skipped ${skipped}: every test must run.`);
  if (passed < floor)
    problems.push(`${name} passed ${passed}, fewer than the ${floor} in tests/floors.json.`);
  return { ...result, problems };
}

/** The table people read, its last line `N passed, N failed`, and the exit code; every problem counts as a failure. */
export function conclusion(results: Result[]): { text: string; exitCode: number } {
  const passed = results.reduce((sum, one) => sum + one.passed, 0);
  const failed = results.reduce((sum, one) => sum + one.failed + one.problems.length, 0);
  const row = (cells: (string | number)[]) =>
    cells.map((cell, at) => String(cell)[at ? 'padStart' : 'padEnd'](at ? 9 : 16)).join('');
  const lines = [
    '',
    row(['suite', 'passed', 'failed', 'skipped', 'minutes']),
    ...results.map((one) => row([one.name, one.passed, one.failed, one.skipped, one.minutes.toFixed(2)])),
    '',
    ...results.flatMap((one) => [...one.failures, ...one.problems]),
    `${passed} passed, ${failed} failed`,
  ];
  return { text: `${lines.join('\n')}\n`, exitCode: failed === 0 ? 0 : 1 };
}
