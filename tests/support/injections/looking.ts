import type { Page } from 'playwright-core';
import { arrive, withIds } from '../../accessibility/arrive.ts';
import { cookieOf, type OpenHouse, originOf, signInAs } from '../../accessibility/open-house.ts';
import { looksAt } from '../../accessibility/registry/looks.ts';
import type { Site } from '../../accessibility/registry/manifest.ts';
import type { State, Who } from '../../accessibility/registry/state.ts';
import { fetched } from '../fetched.ts';
import { patiently } from '../patiently.ts';
import { planted, type Shown } from './bed.ts';
import { canariesIn } from './corpus.ts';
import { foundOn } from './planted.ts';
import { type Doings, readPage, watched } from './watch.ts';

type Seat = { page: Page; doings: Doings; token: string | null };

/** Somebody's chair before a site, in a browser of their own that is watched. */
export async function seatFor(house: OpenHouse, site: Site, as: Who, browser = house.browser): Promise<Seat> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/London' });
  const doings = await watched(context, originOf(house, site));
  const page = await context.newPage();
  return { page, doings, token: await signInAs(house, site, as, page) };
}

export type Looked = { path: string; state: State };
export const byWho = (looked: readonly Looked[]) => Map.groupBy(looked, ({ state }) => state.as);

/** Every page of a site that answers with something, in every state, and those that only what was planted has made. */
export function pagesOf({ things }: OpenHouse, site: Site, shown: readonly Shown[]): Looked[] {
  const known = looksAt(site).map(({ state, route }) => ({ ...state, path: state.path ?? route }));
  return [...known, ...shown.filter((one) => one.site === site).map(({ state }) => state)]
    .filter(({ status }) => status === 200)
    .map((state) => ({ path: withIds(state.path ?? '/', things), state }));
}

/** One address for each route of a site, by who is there first. */
export function routesOf({ things }: OpenHouse, site: Site): Looked[] {
  const seen = new Set<string>();
  return looksAt(site).flatMap(({ route, state }) => {
    if (state.status !== 200 || state.sent || seen.has(route)) return [];
    seen.add(route);
    return [{ path: withIds(state.path ?? route, things), state }];
  });
}

/** What one look at a page found: whose strings it says whole, and what it did that no words may make it do. */
export type Seen = { looked: Looked; site: Site; whole: number[]; faults: string[] };

// A page with none of the strings on it has nothing to show here, and asking for it costs less than looking at it.
async function showsSome(url: string, cookie: string | null, strings: ReadonlyMap<number, string>) {
  const { bytes } = await patiently(() => fetched(url, 'rivermead.localhost', cookie));
  return canariesIn(bytes.toString()).some((number) => strings.has(number));
}

/** Somebody who looks at pages in Chromium, one after the other, and stays in their chair for as long as they are needed. */
export type Chair = {
  /** Looks at pages wherever one of these strings stands; `known` ones, and what was just planted, without asking first. */
  look(looked: readonly Looked[], strings: ReadonlyMap<number, string>, known?: boolean): Promise<Seen[]>;
  leave(): Promise<void>;
};

export async function chairFor(
  house: OpenHouse,
  site: Site,
  as: Who,
  browser = house.browser,
): Promise<Chair> {
  const { page, doings, token } = await seatFor(house, site, as, browser);
  const cookie = token && `${cookieOf[site]}=${token}`;
  return {
    look: async (looked, strings, known = false) => {
      const seen: Seen[] = [];
      for (const one of looked) {
        const { path, state } = one;
        const surely = known || state.sent || state.when === planted;
        if (!surely && !(await showsSome(house.heard[site].url + path, cookie, strings))) continue;
        const { status } = await patiently(() =>
          arrive(page, originOf(house, site) + path, state, house.things),
        );
        const { text, acting } = await readPage(page);
        const wrong = status === 200 ? [] : [`answered ${status}`];
        const faults = [...wrong, ...doings.splice(0), ...acting].map((what) => `${path}: ${what}`);
        seen.push({ looked: one, site, whole: foundOn(text, strings).whole, faults });
      }
      return seen;
    },
    leave: () => page.context().close(),
  };
}
