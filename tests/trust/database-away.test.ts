import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  clusterFolder,
  type EmbeddedPostgres,
  freePort,
  removeCluster,
  startEmbedded,
} from '../../db/embedded.ts';
import { makeDatabase, urlsOf } from '../support/cluster.ts';
import { testService } from '../support/house.ts';
import { answer, handingTo, returnDomain } from '../support/mail-that-returns.ts';
import { type Running, startHeard } from '../support/running.ts';

const folder = clusterFolder(`away-${process.pid}`);
const wanted = { folder, fsync: true, name: 'heard-away' };
let cluster: EmbeddedPostgres;
let heard: Running<'portal' | 'worker'>;
let mail: ReturnType<typeof handingTo>;

beforeAll(async () => {
  cluster = await startEmbedded(wanted);
  await makeDatabase(cluster.superuserUrl, 'away');
  await testService(urlsOf(cluster.superuserUrl, 'away'), 'rivermead');
  const returns = { SMTP_RETURN_DOMAIN: returnDomain, SMTP_RETURN_PORT: String(await freePort()) };
  heard = await startHeard(urlsOf(cluster.superuserUrl, 'away'), { LOG_LEVEL: 'error', ...returns }, [
    'portal',
    'worker',
  ]);
  mail = handingTo(Number(returns.SMTP_RETURN_PORT));
});
afterAll(async () => {
  mail.close();
  await heard.stop();
  await removeCluster(folder);
});

type Answer = { status: number; words: string };

async function ask(path: string, fields?: Record<string, string>): Promise<Answer> {
  const { url } = heard.portal;
  const post = fields && {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'Sec-Fetch-Site': 'same-origin' },
  };
  const answer = await fetch(url + path, {
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
    ...post,
  });
  return { status: answer.status, words: await answer.text() };
}

const typed = { contact: 'somebody@example.org' };
const twenty = () =>
  Promise.all(
    Array.from({ length: 20 }, (_, index) => (index % 2 ? ask('/come-back', typed) : ask('/come-back'))),
  );

// Every process that works on the data folder, the postmaster first.
const processes = () => [
  cluster.pid,
  ...execFileSync('pgrep', ['-P', String(cluster.pid)])
    .toString()
    .trim()
    .split('\n')
    .map(Number),
];

async function saysSo(answers: Answer[]) {
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 503));
  expect(answers[1]?.words).toContain('value="somebody@example.org"');
  for (const { words } of answers) expect(words).not.toMatch(/ at .*\.(js|ts):\d|Error:|postgres/i);
  expect((await ask('/safety')).status).toBe(200);
}

async function well() {
  for (let waited = 0; waited < 15_000; waited += 100) {
    if ((await ask('/come-back')).status === 200) return;
    await pause(100);
  }
  throw new Error('The portal did not recover');
}

const nobodys = '0'.repeat(48);
const answerCame = () => mail.over(`${nobodys}@${returnDomain}`, answer('Ring me'), 'somebody@example.org');

describe('when PostgreSQL is away', () => {
  it('an e-mail that comes back stays with the mail server that has it, and so does a press to stop them', async () => {
    await well();
    expect(await answerCame()).toBe('550 5.1.1');
    for (const one of processes()) process.kill(one, 'SIGSTOP');
    const [handed, pressed] = [await answerCame(), await ask(`/post/${nobodys}`, { say: 'yes' })];
    for (const one of processes().reverse()) process.kill(one, 'SIGCONT');
    expect([handed, pressed.status]).toEqual(['451 4.3.0', 503]);
    await well();
    await expect.poll(answerCame).toBe('550 5.1.1');
    expect((await ask(`/post/${nobodys}`, { say: 'yes' })).status).toBe(200);
  });

  it('a frozen one is not waited for: answers are given back, the safety page stands, all is well again after', async () => {
    const { pid } = heard.portal.child;
    await well();
    for (const one of processes()) process.kill(one, 'SIGSTOP');
    await saysSo(await twenty());
    for (const one of processes().reverse()) process.kill(one, 'SIGCONT');
    await well();
    expect(heard.portal.child.pid).toBe(pid);
    expect(heard.portal.child.exitCode).toBeNull();
  });

  it('a killed one is survived by the same process, with twenty requests in flight', async () => {
    await well();
    const underway = twenty();
    await pause(3);
    for (const one of processes()) process.kill(one, 'SIGKILL');
    await underway;
    await saysSo(await twenty());
    cluster = await startEmbedded({ ...wanted, port: cluster.port });
    await well();
    expect(heard.portal.child.exitCode).toBeNull();
  });
});
