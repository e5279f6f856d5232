import type { Page } from 'playwright-core';
import type { Language } from '#locales/languages.ts';
import { photograph } from '../support/browser.ts';
import type { Look } from './registry/looks.ts';

const isAsked = process.env.HEARD_PHOTOGRAPH === '1';
const widths = [320, 1280];

const slugOf = (words: string) =>
  words
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
    .replaceAll(/[^a-z0-9]+/gi, '-')
    .replaceAll(/^-|-$/g, '');

/** Keeps pictures of a page as it stands, narrow and wide, light and dark: only where someone asked to look at them. */
export async function photographed(page: Page, { site, name }: Look, language: Language): Promise<void> {
  if (!isAsked) return;
  const before = page.viewportSize();
  for (const width of widths)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await photograph(page, `${site}/${slugOf(name)}-${language}-${width}-${colorScheme}`);
    }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}
