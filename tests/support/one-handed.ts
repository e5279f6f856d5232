import type { Page } from 'playwright-core';
import { backofficeWords } from '../../locales/backoffice-words.ts';
import type { PageOptions } from './browser.ts';
import { leadsOn } from './presses.ts';

/** A small telephone held in one hand: 360 pixels, a thumb, no mouse. */
export const onATelephone: PageOptions = {
  ...{ width: 360, height: 740 },
  context: { hasTouch: true, isMobile: true, permissions: ['clipboard-read', 'clipboard-write'] },
};

const { t } = backofficeWords;

/** Runs in the page: what a thumb must not have to do, and where the contact rules are. */
function look() {
  const { clientWidth, scrollWidth } = document.documentElement;
  const { top = -1, bottom = 0 } = document.querySelector('.contact-rules')?.getBoundingClientRect() ?? {};
  return {
    sideways: scrollWidth - clientWidth,
    rulesInSight: top >= 0 && bottom <= innerHeight,
    roomBelow: bottom - top < innerHeight / 2,
  };
}

/** What a worker does with one thumb, with a script in the page or without. */
export function oneHanded(page: Page, desk: string) {
  const tapped = (role: 'button' | 'link', name: string) =>
    leadsOn(page, () => page.getByRole(role, { name, exact: true }).first().tap());
  return {
    t,
    open: (path: string) => page.goto(`${desk}${path}`),
    press: (key: string) => tapped('button', t(key)),
    follow: (key: string) => tapped('link', t(key)),
    /** One tap on an answer. */
    answer: (name: string, value: string) =>
      page
        .locator('label')
        .filter({ has: page.locator(`input[name="${name}"][value="${value}"]`) })
        .tap(),
    isTaken: (name: string, value: string) => page.isChecked(`input[name="${name}"][value="${value}"]`),
    /** Every day as safe as the next, so that nothing asked here depends on when it is asked. */
    async sayEveryHour() {
      for (const day of [1, 2, 3, 4, 5, 6, 7]) {
        await page.fill(`[name=opens${day}]`, '00:00');
        await page.fill(`[name=closes${day}]`, '24:00');
      }
    },
    /** How the page sits on the telephone when it is scrolled to its end. */
    async atTheEnd() {
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      return page.evaluate(look);
    },
  };
}
