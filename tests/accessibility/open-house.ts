import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { transactionAs, type VictimActor } from '#db/transaction.server.ts';
import { beginSession } from '#web/session.server.ts';
import { rows } from '../support/audit-of.ts';
import { type BrowserOptions, chromium } from '../support/browser.ts';
import { aHouse, type House } from '../support/house.ts';
import { type Running, startHeard } from '../support/running.ts';
import { type Inhabitants, inhabitants } from './inhabitants.ts';
import { type Outside, theOutside } from './outside.ts';
import type { Site } from './registry/manifest.ts';
import type { Who } from './registry/state.ts';

export type OpenHouse = House &
  Inhabitants & {
    heard: Running;
    outside: Outside;
    browser: Browser;
    /** For whoever has nothing here to go back to. */
    strangersBrowser: Browser;
  };

/** Heard running on a database of its own with people in it, a browser, and somewhere outside to leave for. */
export function anOpenHouse(options: BrowserOptions = {}): OpenHouse {
  const house = aHouse() as OpenHouse;
  beforeAll(async () => {
    const outside = await theOutside();
    const browser = chromium(options);
    const strangersBrowser = options.backForwardCache ? chromium() : browser;
    const people = await inhabitants(house.here.worker, house.here.manager);
    // Nobody has counted a database of a minute: what is asked of it is planned as if it were empty.
    await rows(house.database, (sql) => sql`analyze`);
    const messages = await rows(
      house.database,
      (sql) => sql<{ id: string }[]>`select id from message order by id`,
    );
    const concerns = await rows(
      house.database,
      (sql) => sql<{ id: string }[]>`select id from safety_concern`,
    );
    Object.assign(people.things, { messageId: messages[0]?.id, concernId: concerns[0]?.id });
    const settings = { EXIT_URL: outside.url, LOG_LEVEL: 'error' };
    const heard = await startHeard(house.database, settings);
    const both = { browser: await browser, strangersBrowser: await strangersBrowser };
    Object.assign(house, people, { heard, outside, ...both });
  });
  afterAll(async () => {
    await Promise.all([house.browser.close(), house.strangersBrowser.close()]);
    await house.heard.stop();
    house.outside.close();
  });
  return house;
}

/** Where a site is, under the host name of the service. */
export function originOf({ heard }: OpenHouse, site: Site): string {
  return heard[site].url.replace('127.0.0.1', 'rivermead.localhost');
}

export const cookieOf = { portal: '__Host-p', backoffice: '__Host-b' } as const;

/** A fresh session of one of the suite's people; null for whoever is not signed in. */
export function sessionOf(house: OpenHouse, as: Who): Promise<string> | null {
  const { newcomer, settled, here, elsewhere } = house;
  const victim = (me: VictimActor, scope: 'first_visit' | 'full' | 'email') =>
    transactionAs(me, (tx) => beginSession(tx, scope));
  const begin = {
    nobody: () => null,
    newcomer: () => victim(newcomer.me, 'first_visit'),
    settled: () => victim(settled.me, 'full'),
    byEmail: () => victim(settled.me, 'email'),
    worker: () => transactionAs(here.worker, (tx) => beginSession(tx)),
    manager: () => transactionAs(here.manager, (tx) => beginSession(tx)),
    auditor: () => transactionAs(here.auditor, (tx) => beginSession(tx)),
    newColleague: () => transactionAs(elsewhere.worker, (tx) => beginSession(tx)),
  } satisfies Record<Who, () => Promise<string> | null>;
  return begin[as]();
}

/** Signs a browser in as one of the suite's people and gives back the token, or null where nobody signs in. */
export async function signInAs(house: OpenHouse, site: Site, as: Who, page: Page): Promise<string | null> {
  const token = await sessionOf(house, as);
  if (token)
    await keepCookie(page.context(), page, {
      url: originOf(house, site),
      name: cookieOf[site],
      value: token,
    });
  return token;
}

// Playwright's own addCookies gives every cookie a domain, which a __Host- cookie must not have.
async function keepCookie(
  context: BrowserContext,
  page: Page,
  cookie: { url: string; name: string; value: string },
): Promise<void> {
  const wire = await context.newCDPSession(page);
  const rules = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;
  const { success } = await wire.send('Network.setCookie', { ...cookie, ...rules });
  await wire.detach();
  if (!success) throw new Error('The browser did not take the session');
}
