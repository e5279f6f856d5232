import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const criteria = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const ofPlaywright = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'));
const source = readFileSync(ofPlaywright.resolve('axe-core/axe.min.js'), 'utf8');

type Options = {
  runOnly: { type: 'tag'; values: string[] };
  rules: Record<string, { enabled: boolean }>;
  resultTypes: ['violations'];
};
type Rule = { id: string; help: string; nodes: { target: (string | string[])[] }[] };

/** What the script of axe leaves in the page. */
declare const axe: {
  run(context: Document, options: Options): Promise<{ passes: unknown[]; violations: Rule[] }>;
};

/** Runs in the page: only what was found crosses to us, for the rest is a great deal and nobody reads it. */
async function judge(options: Options): Promise<{ judged: number; faults: string[] }> {
  const { passes, violations } = await axe.run(document, options);
  const faults = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.join(' ')} (${help})`),
  );
  return { judged: passes.length + violations.length, faults };
}

const bringing = new WeakSet<Page>();

/** Brings axe into the page, and into whatever it goes on to: sent once, for it is as long as a book. */
async function bringAxe(page: Page): Promise<void> {
  if (bringing.has(page)) return;
  bringing.add(page);
  await page.addInitScript({ content: source });
  await page.evaluate(source);
}

/**
 * What axe finds against WCAG 2.0–2.2 A and AA, one line each; `goodHabits` adds its best practices.
 * The page needs JavaScript (axe hangs without it) and a context that bypasses the content security policy.
 * Throws when axe judged nothing, or left a frame out, which would look like success.
 */
export async function axeViolations(page: Page, { goodHabits = false } = {}): Promise<string[]> {
  const values = goodHabits ? [...criteria, 'best-practice'] : criteria;
  const options: Options = {
    runOnly: { type: 'tag', values },
    rules: { 'target-size': { enabled: true } },
    resultTypes: ['violations'],
  };
  await bringAxe(page);
  const { judged, faults } = await page.evaluate(judge, options);
  if (page.frames().length > 1) throw new Error(`axe was not asked about the frames of ${page.url()}`);
  if (judged === 0) throw new Error(`axe judged nothing at ${page.url()}`);
  return faults;
}
