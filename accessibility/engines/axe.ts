import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const criteria = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * What axe finds against WCAG 2.0–2.2 A and AA, one line each; `goodHabits` adds its best practices.
 * The page needs JavaScript (axe hangs without it) and a context that bypasses the content security policy.
 * Throws when axe judged nothing, or left a frame out, which would look like success.
 */
export async function axeViolations(page: Page, { goodHabits = false } = {}): Promise<string[]> {
  const values = goodHabits ? [...criteria, 'best-practice'] : criteria;
  const found = await new AxeBuilder({ page })
    .options({
      runOnly: { type: 'tag', values },
      rules: { 'target-size': { enabled: true } },
      resultTypes: ['violations'],
    })
    // No page has a frame in it; the other mode opens a second page for each one judged and takes twice as long.
    .setLegacyMode()
    .analyze();
  if (page.frames().length > 1) throw new Error(`axe was not asked about the frames of ${page.url()}`);
  const judged = found.passes.length + found.violations.length;
  if (judged === 0) throw new Error(`axe judged nothing at ${page.url()}`);
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')} (${rule.help})`),
  );
}
