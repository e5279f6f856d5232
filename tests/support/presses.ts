import type { Locator, Page } from 'playwright-core';

/** Presses something that leads to a page, and waits until that page is there. */
export async function leadsOn(page: Page, press: () => Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForEvent('domcontentloaded'), press()]);
}

/** Presses the button with these words. */
export const pressButton = (page: Page, name: string): Promise<void> =>
  leadsOn(page, () => page.getByRole('button', { name, exact: true }).click());

/** Follows the link with these words; the first of several that say the same. */
export const followLink = (page: Page, name: string): Promise<void> =>
  leadsOn(page, () => page.getByRole('link', { name, exact: true }).first().click());

/** Words as they are read: direction marks are not, nor what is out of sight. */
export async function readOff(what: Locator): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: textContent would give hidden words too
  return (await what.innerText()).replaceAll(/[\u2066-\u2069]/g, '');
}

/** What stands in the page's own part, as one reads it. */
export const wordsOn = (page: Page): Promise<string> => readOff(page.locator('main'));
