import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, disconnect } from '#db/transaction.server.ts';
import { clusterFolder, type EmbeddedPostgres, removeCluster, startEmbedded } from '../../db/embedded.ts';
import { chromium } from '../support/browser.ts';
import { makeDatabase, urlsOf } from '../support/cluster.ts';
import { type TestService, testService } from '../support/house.ts';
import { type Running, startHeard } from '../support/running.ts';
import { keptOf, standingOn, type Writer, writer } from '../support/writer.ts';

const folder = clusterFolder(`drafts-${process.pid}`);
const wanted = { folder, fsync: true, name: 'heard-drafts' };
const tenSeconds = 10_000;
let cluster: EmbeddedPostgres;
let heard: Running<'portal'>;
let browser: Browser;
let here: TestService;

const urls = () => urlsOf(cluster.superuserUrl, 'drafts');
const comeBack = () => connect({ url: urls().everyActorUrl, patienceMs: 5000, pooled: false, size: 4 });

beforeAll(async () => {
  cluster = await startEmbedded(wanted);
  await makeDatabase(cluster.superuserUrl, 'drafts');
  here = await testService(urls(), 'rivermead');
  browser = await chromium();
  comeBack();
});
afterAll(async () => {
  await disconnect();
  await browser.close();
  await heard.stop();
  await removeCluster(folder);
});

async function opened(): Promise<void> {
  await heard?.stop();
  heard = await startHeard(urls(), { LOG_LEVEL: 'error' }, ['portal']);
}

/** Four people who began one after the other, so that each is at another moment between two savings. */
async function fourWriters(): Promise<Writer[]> {
  const origin = heard.portal.url.replace('127.0.0.1', 'rivermead.localhost');
  const writers: Writer[] = [];
  for (let begun = 0; begun < 4; begun += 1) {
    writers.push(await writer(browser, origin, here.worker));
    await pause(900);
  }
  await pause(11_000);
  return writers;
}

/** That nobody lost what their page was told is kept, nor more than the last ten seconds of what they wrote. */
async function lostAtMostTenSeconds(writers: readonly Writer[], killedAt: number): Promise<void> {
  for (const one of writers) {
    const kept = await keptOf(one);
    const [told, longAgo] = [one.kept(), one.writtenBy(killedAt - tenSeconds)];
    expect(Math.min(told, longAgo)).toBeGreaterThan(0);
    expect(kept).toBeGreaterThanOrEqual(Math.max(told, longAgo));
  }
}

const close = (writers: readonly Writer[]) =>
  Promise.all(writers.map((one) => one.stop().then(() => one.page.context().close())));

async function keptWhole(one: Writer): Promise<void> {
  for (let waited = 0; waited < 20_000; waited += 500) {
    if ((await keptOf(one)) === (await standingOn(one))) return;
    await pause(500);
  }
  expect(await keptOf(one)).toBe(await standingOn(one));
}

// Every process that works on the data folder, the postmaster first.
const processes = () => [
  cluster.pid,
  ...execFileSync('pgrep', ['-P', String(cluster.pid)])
    .toString()
    .trim()
    .split('\n')
    .map(Number),
];

describe('someone who is writing', () => {
  test('loses the last ten seconds at most when their tab is closed', async () => {
    await opened();
    const writers = await fourWriters();
    const killedAt = Date.now();
    await Promise.all(writers.map(({ page }) => page.close()));
    await Promise.all(writers.map((one) => one.stop()));
    await lostAtMostTenSeconds(writers, killedAt);
    await close(writers);
  });

  test('loses the last ten seconds at most when the portal is killed, and their page says that it is not saved', async () => {
    await opened();
    const writers = await fourWriters();
    const killedAt = Date.now();
    heard.portal.child.kill('SIGKILL');
    for (const { page } of writers) await page.locator('[data-saving=failed]').waitFor();
    await lostAtMostTenSeconds(writers, killedAt);
    for (const one of writers) expect(await standingOn(one)).toBeGreaterThan(await keptOf(one));
    await close(writers);
  });

  test('loses nothing that was saved when PostgreSQL is killed, and all is saved when it is back', async () => {
    await opened();
    const writers = await fourWriters();
    await disconnect();
    const killedAt = Date.now();
    for (const one of processes()) process.kill(one, 'SIGKILL');
    for (const { page } of writers) await page.locator('[data-saving=failed]').waitFor();
    await Promise.all(writers.map((one) => one.stop()));
    cluster = await startEmbedded({ ...wanted, port: cluster.port });
    comeBack();
    await lostAtMostTenSeconds(writers, killedAt);
    for (const one of writers) {
      await keptWhole(one);
      await one.page.locator('[data-saving=kept]').waitFor();
    }
    await close(writers);
  });
});
