import type { Browser, Page } from 'playwright-core';
import type { Language } from '#locales/languages.ts';
import { type OpenHouse, signInAs } from './open-house.ts';
import type { Site } from './registry/manifest.ts';
import type { Who } from './registry/state.ts';

type Visitor = { page: Page; complaints: string[] };
/** Gives `work` the page of whoever it is; two works of the same person take turns. */
export type Visitors = <T>(
  who: { site: Site; as: Who; language: Language },
  work: (visitor: Visitor) => Promise<T>,
) => Promise<T>;

async function visitor(browser: Browser, language: Language, bypassCSP: boolean): Promise<Visitor> {
  const context = await browser.newContext({ bypassCSP, locale: language, timezoneId: 'Europe/London' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => {
    const isFault = line.type() === 'error' && !line.text().startsWith('Failed to load resource');
    if (isFault) complaints.push(line.text());
  });
  return { page, complaints };
}

/** People who stay in their chairs: each signs in once and looks at one page after the other in one tab. */
export function visitorsOf(house: OpenHouse, bypassPolicy: boolean): Visitors {
  const seated = new Map<string, Promise<Visitor>>();
  const turns = new Map<string, Promise<unknown>>();
  const sitDown = async (site: Site, as: Who, language: Language) => {
    const one = await visitor(house.browser, language, bypassPolicy);
    await signInAs(house, site, as, one.page);
    return one;
  };
  return async ({ site, as, language }, work) => {
    const chair = `${site} ${as} ${language}`;
    const before = turns.get(chair);
    const { promise, resolve } = Promise.withResolvers<void>();
    turns.set(chair, promise);
    await before;
    const there = seated.get(chair) ?? sitDown(site, as, language);
    seated.set(chair, there);
    return there.then(work).finally(resolve);
  };
}
