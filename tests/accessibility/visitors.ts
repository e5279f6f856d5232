import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Language } from '#locales/languages.ts';
import { type OpenHouse, signInAs } from './open-house.ts';
import type { Site } from './registry/manifest.ts';
import type { Who } from './registry/state.ts';

export type Visitor = { page: Page; complaints: string[] };
/** `seat` tells apart several chairs of the same person, who then looks at several pages at a time. */
type Chair = { site: Site; as: Who; language: Language; seat?: number };
/** Gives `work` the page of whoever it is; two works in the same chair take turns. */
export type Visitors = <T>(who: Chair, work: (visitor: Visitor) => Promise<T>) => Promise<T>;
type Manner = Pick<BrowserContextOptions, 'bypassCSP' | 'javaScriptEnabled' | 'viewport'>;

async function visitor(browser: Browser, language: Language, manner: Manner): Promise<Visitor> {
  const context = await browser.newContext({ ...manner, locale: language, timezoneId: 'Europe/London' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => {
    const isFault = line.type() === 'error' && !line.text().startsWith('Failed to load resource');
    if (isFault) complaints.push(line.text());
  });
  return { page, complaints };
}

/** People who stay in their chairs: each looks at one page after the other in one tab, and is not signed in yet. */
export function strangersIn(house: OpenHouse, manner: Manner): Visitors {
  const seated = new Map<string, Promise<Visitor>>();
  const turns = new Map<string, Promise<void>>();
  return async ({ site, as, language, seat = 0 }, work) => {
    const chair = `${site} ${as} ${language} ${seat}`;
    const before = turns.get(chair);
    const { promise, resolve } = Promise.withResolvers<void>();
    turns.set(chair, promise);
    await before;
    const browser = as === 'nobody' ? house.strangersBrowser : house.browser;
    const there = seated.get(chair) ?? visitor(browser, language, manner);
    seated.set(chair, there);
    return there.then(work).finally(resolve);
  };
}

/** The same, each signed in once. */
export function visitorsOf(house: OpenHouse, bypassCSP: boolean): Visitors {
  const strangers = strangersIn(house, { bypassCSP });
  const known = new Set<string>();
  return (chair, work) =>
    strangers(chair, async (visitor) => {
      const name = Object.values(chair).join(' ');
      if (!known.has(name)) await signInAs(house, chair.site, chair.as, visitor.page);
      known.add(name);
      return work(visitor);
    });
}
