import type { Page } from 'playwright-core';
import type { Language } from '#locales/languages.ts';
import { portalWords } from '#locales/portal-words.ts';
import { axeViolations } from '../../accessibility/engines/axe.ts';
import { htmlProblems } from '../../accessibility/engines/html.ts';
import { reflowProblems } from '../../accessibility/engines/reflow.ts';
import { scriptWithoutLang } from '../../accessibility/engines/script.ts';
import { targetProblems } from '../../accessibility/engines/target.ts';
import type { Site } from './registry/manifest.ts';

type Judged = { page: Page; html: string; smallest: 24 | 44 };

async function targetsOnAPhone(page: Page, smallest: 24 | 44): Promise<string[]> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const problems = await targetProblems(page, smallest);
  if (before) await page.setViewportSize(before);
  return problems;
}

/** What looks at every page, each by the name of the canary it must fail. */
export const engines = {
  axe: ({ page }) => axeViolations(page),
  html: ({ html }) => htmlProblems(html),
  script: ({ page }) => scriptWithoutLang(page),
  reflow: ({ page }) => reflowProblems(page),
  target: async ({ page, smallest }) => [
    ...(await targetProblems(page, smallest)),
    ...(await targetsOnAPhone(page, smallest)),
  ],
} satisfies Record<string, (judged: Judged) => Promise<string[]>>;
export type Engine = keyof typeof engines;
export const engineNames = Object.keys(engines) as Engine[];

export const smallestTarget = { portal: 44, backoffice: 24 } as const satisfies Record<Site, number>;

/** Everything every engine finds in a page, each line with the engine's name. */
export async function faultsIn(judged: Judged): Promise<string[]> {
  const found: string[] = [];
  for (const engine of engineNames)
    for (const fault of await engines[engine](judged)) found.push(`${engine}: ${fault}`);
  return found;
}

const neutral = [
  'page',
  'help',
  'home',
  'news',
  'letter',
  'choices',
  'contact',
  'code',
  'settings',
  'information',
];

/** What a history, a tab or a screen reader would give away: a portal title is a discreet name and one neutral word. */
export function titleFaults(title: string, language: Language, wasRefused: boolean): string[] {
  const { t } = portalWords[language];
  const english: Record<string, string> = portalWords.en.getResource('en', 'portal', 'titles');
  const given: Record<string, string> = portalWords[language].getResource(language, 'portal', 'titles');
  const words = Object.keys(given).filter((key) => neutral.includes(String(english[key])));
  const before = wasRefused ? t('frame.errorBefore') : '';
  const allowed = ['Riverside', t('frame.noName')].flatMap((name) =>
    words.map((word) => `${before}${name}: ${given[word]}`),
  );
  return allowed.includes(title) ? [] : [`title: "${title}" is not one of the neutral ones`];
}

/** What the desk's own title lacks: a page of a form that was sent back says so first, and no other page does. */
export function deskTitleFaults(title: string, _: Language, wasRefused: boolean): string[] {
  const said = /^(Error: )?\S/.exec(title);
  if (said && (said[1] !== undefined) === wasRefused) return [];
  return [`title: "${title}" of a page that was ${wasRefused ? '' : 'not '}refused`];
}
