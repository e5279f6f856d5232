import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { chromium, type PageOptions, withPage } from './browser.ts';
import { aHouse, type House } from './house.ts';
import { type Letterbox, letterbox } from './letterbox.ts';
import { type Running, startHeard } from './running.ts';

export type HeardHere = {
  house: House;
  running: Running;
  browser: Browser;
  /** Where the people of the first service go, and where its staff do. */
  portal: string;
  desk: string;
  letterbox: Letterbox;
};

/** Two services, three processes and a browser, for all tests of a file: everything writes on paper. */
export function heardHere(settings: Record<string, string> = {}): HeardHere {
  const here = { house: aHouse() } as HeardHere;
  beforeAll(async () => {
    const running = await startHeard(here.house.database, settings);
    Object.assign(here, {
      running,
      browser: await chromium(),
      portal: running.portal.url.replace('127.0.0.1', `${here.house.here.slug}.localhost`),
      desk: running.backoffice.url,
      letterbox: letterbox(running.paperFolder),
    });
  }, 120_000);
  afterAll(() => Promise.all([here.running.stop(), here.browser.close()]));
  return here;
}

/** A page that the tests of a file go on with, as its reader does. What it complained of fails the file at its end. */
export function onePage(here: HeardHere, options: PageOptions = {}): { page: Page } {
  const kept = {} as { page: Page };
  const over = Promise.withResolvers<void>();
  let closed: Promise<void> = Promise.resolve();
  beforeAll(async () => {
    const opened = Promise.withResolvers<void>();
    closed = withPage({ browser: here.browser, ...options }, (page) => {
      page.setDefaultTimeout(30_000);
      kept.page = page;
      opened.resolve();
      return over.promise;
    });
    await Promise.race([opened.promise, closed]);
  });
  afterAll(async () => {
    over.resolve();
    await closed;
  });
  return kept;
}
