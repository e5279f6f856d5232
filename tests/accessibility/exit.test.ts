import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { tokenHash } from '#db/sealing.server.ts';
import type { Language } from '#locales/languages.ts';
import { rows } from '../support/audit-of.ts';
import { goBack } from '../support/browser.ts';
import { arrive, withIds } from './arrive.ts';
import { privateWords } from './inhabitants.ts';
import { anOpenHouse, originOf, signInAs } from './open-house.ts';
import { type Look, looksAt } from './registry/looks.ts';
import { strangersIn, type Visitors } from './visitors.ts';

const house = anOpenHouse({ backForwardCache: true });
const looks = looksAt('portal');
const secrets = Object.values(privateWords);
const shown: string[] = [];

/** What can be seen of a page just now, nothing while it is hidden. */
const seenOn = (page: Page) =>
  page.evaluate(() => {
    if (!document.documentElement.checkVisibility()) return '';
    const typed = Array.from(document.querySelectorAll('input, textarea'), (field) =>
      Reflect.get(field, 'value'),
    );
    return [document.body.textContent, ...typed].join(' ');
  });
const secretsOn = async (page: Page) => {
  const words = await seenOn(page);
  return secrets.filter((secret) => words.includes(secret));
};

async function sessionsOf(token: string): Promise<number> {
  return rows(house.database, async (sql) => {
    const found =
      await sql`select from session where id_hash = ${tokenHash(token)} and ends_at > clock_timestamp()`;
    return found.length;
  });
}

/** Runs in the page: where the middle of the way out is, which must be in sight with nothing over it. */
function wayOut(): { x: number; y: number } {
  const button = document.querySelector('form[data-exit] button');
  button?.scrollIntoView({ block: 'nearest' });
  const { left = 0, top = 0, width = 0, height = 0 } = button?.getBoundingClientRect() ?? {};
  const middle = { x: left + width / 2, y: top + height / 2 };
  if (!button?.contains(document.elementFromPoint(middle.x, middle.y)))
    throw new Error('The way out is missing, or covered');
  return middle;
}

const ways = {
  // Playwright's own click brings so much script along that it costs more than the page.
  press: async (page: Page) => {
    const { x, y } = await page.evaluate(wayOut);
    await page.mouse.click(x, y);
  },
  shift: async (page: Page) => {
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Shift');
  },
} satisfies Record<string, (page: Page) => Promise<void>>;

type Manner = { people: Visitors; language: Language; way: keyof typeof ways };

async function leave({ route, state }: Look, { people, language, way }: Manner): Promise<void> {
  await people({ site: 'portal', as: state.as, language }, async ({ page }) => {
    const token = await signInAs(house, 'portal', state.as, page);
    const url = originOf(house, 'portal') + withIds(state.path ?? route, house.things);
    await arrive(page, url, state, house.things);
    shown.push(...(await secretsOn(page)));
    await ways[way](page);
    await page.waitForURL(house.outside.url);
    expect(await page.title()).toBe('Weather');
    if (!token) return;
    expect(await sessionsOf(token)).toBe(0);
    await goBack(page);
    expect(await secretsOn(page)).toEqual([]);
    await page.waitForLoadState();
    expect(await secretsOn(page)).toEqual([]);
  });
}

const phone = { width: 400, height: 600 };
const withScript = strangersIn(house, { viewport: phone });
const without = strangersIn(house, { viewport: phone, javaScriptEnabled: false });

describe('whoever leaves is outside, is nobody here any more, and is not betrayed by Back', () => {
  test.concurrent.each(looks)('from $name with JavaScript', (look) =>
    leave(look, { people: withScript, language: 'en', way: 'press' }),
  );

  test.concurrent.each(looks)('from $name without, in Arabic', (look) =>
    leave(look, { people: without, language: 'ar', way: 'press' }),
  );

  const several = looks.filter(({ route }) =>
    ['/card', '/home', '/updates/:number', '/contact/name', '/choices/updates', '*'].includes(route),
  );
  test.concurrent.each(several)('from $name by pressing Shift three times, in Welsh', (look) =>
    leave(look, { people: withScript, language: 'cy', way: 'shift' }),
  );

  test('and what Back must not show was there to be read before', () => {
    expect([...new Set(shown)]).toEqual(expect.arrayContaining(secrets));
  });

  test('and the outside is not told where they came from', () => {
    expect(house.outside.visits.length).toBeGreaterThanOrEqual(2 * looks.length);
    const told = house.outside.visits.filter(({ method, headers }) => method !== 'GET' || headers.referer);
    expect(told).toEqual([]);
  });
});
