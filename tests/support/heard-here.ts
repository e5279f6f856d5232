import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { chromium, type PageOptions, withPage } from './browser.ts';
import { aHouse, type House } from './house.ts';
import { type Letterbox, letterbox } from './letterbox.ts';
import { type doors, type Running, startHeard } from './running.ts';

type Name = keyof typeof doors;
type Site = Exclude<Name, 'worker'>;
export type HeardHere<N extends Name = Name> = {
  house: House;
  running: Running<N | Site>;
  browser: Browser;
  /** Where the people of the first service go, and where its staff do. */
  portal: string;
  desk: string;
  letterbox: Letterbox;
};

function hereWith<N extends Name>(
  names: readonly (N | Site)[],
  settings: Record<string, string>,
): HeardHere<N> {
  const here = { house: aHouse() } as HeardHere<N>;
  beforeAll(async () => {
    const running = await startHeard(here.house.database, settings, names);
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

/** Two services, three processes and a browser, for all tests of a file: everything writes on paper. */
export const heardHere = (settings: Record<string, string> = {}): HeardHere =>
  hereWith<Name>(['portal', 'backoffice', 'worker'], settings);

/** The same without a worker, where nobody is to be written to. */
export const sitesHere = (): HeardHere<Site> => hereWith<Site>(['portal', 'backoffice'], {});

/** A page that the tests of a file go on with, as its reader does. What it complained of fails the file at its end. */
export function onePage(here: Pick<HeardHere, 'browser'>, options: PageOptions = {}): { page: Page } {
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
