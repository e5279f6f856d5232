import { join } from 'node:path';
import { buildStale } from './build.ts';
import { formatAndTypes } from './check.ts';
import { browsers } from './chromium.ts';
import { faketime } from './faketime.ts';
import { inWords } from './in-words.ts';
import { readersOfPapers } from './papers.ts';
import { repository } from './repository.ts';
import { smtpSink } from './smtp-sink.ts';
import {
  committedFloors,
  conclusion,
  isSuite,
  judged,
  lanesOf,
  type Need,
  type Result,
  runVitest,
  type Suite,
  suites,
} from './suites.ts';
import { startTestCluster } from './test-cluster.ts';

const buildFolder = 'build/test';
const blank = { passed: 0, failed: 0, skipped: 0, failures: [] };

/** `npm test`: every check and suite, or those named; 0 only if all is well. */
export async function run(words: string[]): Promise<number> {
  if (words.includes('--full')) process.env.HEARD_FULL = '1';
  const named = words.filter((word) => word !== '--full');
  const unknown = named.find((word) => !isSuite(word));
  if (unknown)
    throw new Error(`There is no suite called ${unknown}: there are ${Object.keys(suites).join(', ')}.`);
  const all = Object.keys(suites).filter(isSuite);
  if (named.length > 0) return runSuites(all.filter((suite) => named.includes(suite)));
  return runSuites(all, [await checks()]);
}

/** Runs these suites, in lanes side by side, each with what it needs, and prints how they ended. */
export async function runSuites(chosen: Suite[], results: Result[] = []): Promise<number> {
  const floors = committedFloors();
  const needs = (what: Need) => chosen.some((suite) => suites[suite][what]);
  const env: NodeJS.ProcessEnv = {
    ...withoutSettings(),
    ...{ NODE_ENV: 'test', HEARD_BUILD: buildFolder },
    // Some hundreds of processes read the same sources.
    NODE_COMPILE_CACHE: join(repository, '.data/compiled'),
  };
  const stops: (() => Promise<void>)[] = [];
  const endEarly = () => void stopAll(stops).then(() => process.exit(1));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, endEarly);
  try {
    const preparations = await Promise.all([
      needs('database') ? prepared('database', () => testCluster(stops, env)) : [],
      needs('sites') ? prepared('build', () => buildStale(buildFolder)) : [],
      needs('browser') ? prepared('browser', () => chromiumFor(env)) : [],
      needs('papers') ? prepared('readers of papers', readersOfPapers) : [],
      needs('mail') ? prepared('smtp-sink', smtpSink) : [],
      needs('clocks') ? prepared('libfaketime', faketime) : [],
    ]);
    results.push(...preparations.flat());
    const lanes = lanesOf(chosen);
    const ended = await Promise.all(
      lanes.map((lane, at) => inTurn(lane, env, at === 0 ? 'at once' : 'once ended')),
    );
    results.push(...ended.flat());
  } finally {
    await stopAll(stops);
  }
  const { text, exitCode } = conclusion(results.map((one) => judged(one, floors[one.name] ?? 0)));
  process.stdout.write(text);
  return exitCode;
}

async function inTurn(lane: Suite[], env: NodeJS.ProcessEnv, shown: 'at once' | 'once ended') {
  const results: Result[] = [];
  for (const suite of lane) {
    const result = await runVitest(suite, ['--project', suite, '--passWithNoTests'], env, shown);
    results.push(result);
  }
  return results;
}

// What this machine is set to must not reach the tests: they bring their own settings.
function withoutSettings(): NodeJS.ProcessEnv {
  const setting = /^(DATABASE|TWILIO|SMTP|PORTAL|BACKOFFICE|WORKER|PAPER|KEY|LISTEN|EXIT|LOG)_/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !setting.test(name)));
}

async function testCluster(stops: (() => Promise<void>)[], env: NodeJS.ProcessEnv) {
  const { superuserUrl, remove } = await startTestCluster();
  stops.push(remove);
  env.TEST_SUPERUSER_URL = superuserUrl;
}

async function chromiumFor(env: NodeJS.ProcessEnv) {
  const { whole, shell } = await browsers();
  Object.assign(env, { CHROMIUM_PATH: whole, CHROMIUM_SHELL: shell });
}

async function stopAll(stops: (() => Promise<void>)[]) {
  for (const stop of stops.splice(0)) await stop();
}

// A preparation that fails is told at the end; the suites that can do without it still run.
async function prepared(name: string, prepare: () => Promise<unknown>): Promise<Result[]> {
  const problem = await prepare().then(() => null, inWords);
  return problem ? [{ name, ...blank, minutes: 0, problems: [problem] }] : [];
}

async function checks(): Promise<Result> {
  const started = Date.now();
  const ended = await Promise.all(formatAndTypes());
  const unwell = ended.filter(({ passed }) => !passed);
  for (const { name, output } of unwell) process.stdout.write(`${name}: not well\n${output}\n`);
  const minutes = (Date.now() - started) / 60_000;
  return {
    ...blank,
    name: 'check',
    passed: ended.length - unwell.length,
    failed: unwell.length,
    minutes,
    problems: [],
  };
}
