import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Language } from '#locales/languages.ts';
import { arrive, withIds } from './arrive.ts';
import { type OpenHouse, originOf } from './open-house.ts';
import { type Look, looksAt } from './registry/looks.ts';
import { type Visitors, visitorsOf } from './visitors.ts';

const several = {
  portal: [
    '/',
    '/card',
    '/home',
    '/first/times',
    '/choices/:purpose',
    '/contact/channels',
    '/updates/:number',
    '*',
  ],
  backoffice: [
    ...['/', '/sign-in', '/cases/:id', '/cases/:id/phone', '/cases/:id/update'],
    ...['/cases/:id/statement', '/cases/:id/decisions', '/statements/:id'],
  ],
};
const looks = (['portal', 'backoffice'] as const).flatMap((site) =>
  looksAt(site)
    .filter(({ route }) => several[site].includes(route))
    .flatMap((look) =>
      site === 'portal'
        ? [
            { ...look, language: 'en' as const },
            { ...look, language: 'ar' as const },
          ]
        : [{ ...look, language: 'en' as const }],
    ),
);

/** Runs in the page: names what Tab must reach, the radios of a group by one name, and gives the names. */
function reachable(): string[] {
  const controls = Array.from(
    document.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, [tabindex="0"]',
    ),
  ).filter(
    (element) =>
      element.tabIndex >= 0 && !element.matches(':disabled, [type=hidden]') && element.checkVisibility(),
  );
  controls.forEach((element, index) => {
    const isRadio = element instanceof HTMLInputElement && element.type === 'radio';
    const name = (isRadio ? element.name : element.textContent.trim()) || element.getAttribute('name');
    element.dataset.stop = isRadio
      ? `radio "${name}"`
      : `${element.tagName.toLowerCase()} "${name}" (${index})`;
  });
  return [...new Set(controls.map((element) => String(element.dataset.stop)))];
}

type Stop = { name: string; where: string; faults: string[] };

/** Runs in the page: what has the focus now, and whether that can be seen. Null when it is nothing of the page. */
function stop(): Stop | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  const around = [element, element.closest('label'), element.parentElement].filter((it) => it !== null);
  const isRinged = around.some((it) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(it);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  });
  const { left, top, width, height } = element.getBoundingClientRect();
  const middle = document.elementFromPoint(left + width / 2, top + height / 2);
  const isCovered = ![element, element.closest('label')].some((it) => it?.contains(middle));
  const all = Array.from(document.querySelectorAll('*'));
  const name = element.dataset.stop ?? element.tagName.toLowerCase();
  return {
    name,
    where: `${all.indexOf(element)}`,
    faults: [...(isRinged ? [] : [`${name} has no ring`]), ...(isCovered ? [`${name} is covered`] : [])],
  };
}

/** Tab from the top of a page to its end, with everything that had the focus on the way. */
async function walk(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  for (let presses = 0; presses < 300; presses += 1) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate(stop);
    if (here?.where === stops.at(-1)?.where && here) continue; // a date has several places of its own
    if (here === null || stops.some(({ where }) => where === here.where)) return stops;
    stops.push(here);
  }
  throw new Error('Tab never comes to an end');
}

/** What somebody misses on a page, now that it stands as it should. */
async function faultsOn(page: Page): Promise<string[]> {
  const expected = await page.evaluate(reachable);
  const stops = await walk(page);
  const passed = expected.filter((name) => !stops.some((one) => one.name === name));
  return [...passed.map((name) => `Tab passes by ${name}`), ...stops.flatMap(({ faults }) => faults)];
}

function faultsOf(house: OpenHouse, as: Visitors, { site, route, state }: Look, language: Language) {
  return as({ site, as: state.as, language }, async ({ page }) => {
    const url = originOf(house, site) + withIds(state.path ?? route, house.things);
    await arrive(page, url, state, house.things);
    return faultsOn(page);
  });
}

/** Tests that some pages of each kind can be walked by keyboard alone. */
export function walkByKeyboard(house: OpenHouse): void {
  const as = visitorsOf(house, false);

  describe('by keyboard alone', () => {
    test.concurrent.each(looks)(
      '$name in $language is reached whole, and one sees where one is',
      async ({ language, ...look }) => {
        const faults = await faultsOf(house, as, look, language);
        expect(faults, faults.join('\n')).toEqual([]);
      },
    );

    test('a page without a ring, or with something over it, is found out', async () => {
      const faults = await as({ site: 'portal', as: 'nobody', language: 'en' }, async ({ page }) => {
        await page.goto('about:blank');
        await page.setContent(
          '<style>* { outline: none } p { position: fixed; inset: 0 }</style><a href="/">Go</a><p></p>',
        );
        return (await walk(page)).flatMap((one) => one.faults);
      });
      expect(faults).toEqual(['a has no ring', 'a is covered']);
    });
  });
}
