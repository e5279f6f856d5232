import type { Page } from 'playwright-core';
import type { Language } from '#locales/languages.ts';
import { portalWords } from '#locales/portal-words.ts';
import { axeViolations } from '../../accessibility/engines/axe.ts';
import { htmlProblems } from '../../accessibility/engines/html.ts';
import { onAPhone, reflowProblems } from '../../accessibility/engines/reflow.ts';
import { scriptWithoutLang } from '../../accessibility/engines/script.ts';
import { targetProblems } from '../../accessibility/engines/target.ts';
import type { Site } from './registry/manifest.ts';

type Judged = { page: Page; html: string; smallest: 24 | 44 };

type Judge = (judged: Judged) => Promise<string[]>;

const target: Judge = ({ page, smallest }) => targetProblems(page, smallest);
const onADesk: Record<string, Judge> = {
  axe: ({ page }) => axeViolations(page),
  html: ({ html }) => htmlProblems(html),
  script: ({ page }) => scriptWithoutLang(page),
  target,
};
const inAHand: Record<string, Judge> = { reflow: ({ page }) => reflowProblems(page), target };

/** What looks at every page, each by the name of the canary it must fail. */
export const engineNames = ['axe', 'html', 'script', 'reflow', 'target'] as const;

export const smallestTarget = { portal: 44, backoffice: 24 } as const satisfies Record<Site, number>;

/** Everything these engines find in a page, wide and then narrow, each line with the engine's name. */
export async function faultsIn(judged: Judged, names: readonly string[] = engineNames): Promise<string[]> {
  const by = async (judges: Record<string, Judge>) => {
    const found: string[] = [];
    for (const [name, judge] of Object.entries(judges).filter(([name]) => names.includes(name)))
      for (const fault of await judge(judged)) found.push(`${name}: ${fault}`);
    return found;
  };
  return [...(await by(onADesk)), ...(await onAPhone(judged.page, () => by(inAHand)))];
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
