import { setTimeout as pause } from 'node:timers/promises';
import { generateSync } from 'otplib';
import type { Page } from 'playwright-core';
import { backofficeWords } from '../../locales/backoffice-words.ts';
import type { StaffMember } from './house.ts';
import { pressButton, readOff, wordsOn } from './presses.ts';

const { t } = backofficeWords;

export type TakenOn = Record<string, string> & { name: string };
export type UpdateAbout = { kind: string; happenedOn: string; gap?: string; nextBy?: string };
export type AttemptMade = { channel: string; outcome: string; on: string; time: string };

// The page is its own reader's only once the script has taken it over; what was typed before could be lost.
const isAlive = () => {
  const main = document.querySelector('main');
  return main !== null && Object.keys(main).some((key) => key.startsWith('__react'));
};

// Asked of the page itself: Playwright's own way to wait brings along so much script that it costs as much as the page.
async function alive(page: Page): Promise<void> {
  const patience = Date.now() + 30_000;
  while (!(await page.evaluate(isAlive))) {
    if (Date.now() > patience)
      throw new Error(`${page.url()} never came to life; it says: ${(await wordsOn(page)).slice(0, 300)}`);
    await pause(20);
  }
}

/** What a worker does at the desk, in the words of the page. Fields are named as they are sent. */
export function atTheDesk(page: Page, desk: string) {
  const here = {
    ...{ page, t },
    async open(path: string) {
      await page.goto(`${desk}${path}`);
      await alive(page);
    },
    async press(key: string) {
      await pressButton(page, t(key));
      await alive(page);
    },
    choose: (name: string, value: string) =>
      page
        .locator('label')
        .filter({ has: page.locator(`input[name="${name}"][value="${value}"]`) })
        .click(),
    fill: async (typed: Record<string, string>) => {
      for (const [name, value] of Object.entries(typed))
        await page.fill(`[name="${name}"]:not([type=hidden])`, value);
    },
  };
  return { ...here, ...beginning(here), ...goingOn(here) };
}

type Here = {
  page: Page;
  open(path: string): Promise<void>;
  press(key: string): Promise<void>;
  choose(name: string, value: string): Promise<void>;
  fill(typed: Record<string, string>): Promise<void>;
};

const beginning = ({ page, open, press, choose, fill }: Here) => ({
  async signIn({ email, password, totpSecret }: StaffMember) {
    await open('/sign-in');
    await fill({ email, password, code: generateSync({ secret: totpSecret }) });
    await press('signIn.in');
  },
  /** Takes somebody on by hand and gives back the id of the case it opened. */
  async takeOn({ basis = 'direct', receivedFrom = 'police', kind = 'robbery', ...typed }: TakenOn) {
    await open('/cases/new');
    await choose('basis', basis);
    await choose('receivedFrom', receivedFrom);
    await page.selectOption('[name=kind]', kind);
    await fill(typed);
    await press('newCase.look');
    const [, caseId] = /\/cases\/([0-9a-f-]{36})$/.exec(page.url()) ?? [];
    if (!caseId) throw new Error(`No case was opened: ${await wordsOn(page)}`);
    return caseId;
  },
  /** Has a card posted, with no word agreed, and reads what the page says of it. */
  async postCard(caseId: string) {
    await open(`/cases/${caseId}/invitation`);
    const before = await wordsOn(page);
    await choose('how', 'letter');
    await press('invitation.make');
    return { before, after: await wordsOn(page) };
  },
  /** Makes a card and reads it off the page, as it would be printed. */
  async issueCard(caseId: string, how: 'hand' | 'letter', word: string) {
    await open(`/cases/${caseId}/invitation`);
    await choose('how', how);
    await fill({ word });
    await press('invitation.make');
    const printed = await readOff(page.locator('.printed-card'));
    const [, locator] = /Card: ([0-9A-Z]{4})\b/.exec(printed) ?? [];
    const [, secret] = /Secret: ([0-9A-Z]{4}-[0-9A-Z]{4})\b/.exec(printed) ?? [];
    if (!locator || !secret) throw new Error(`No card was printed: ${printed}`);
    return { printed, card: { locator, secret: secret.replace('-', '') } };
  },
});

const goingOn = ({ page, open, press, choose, fill }: Here) => ({
  async logAttempt(caseId: string, { channel, outcome, on, time }: AttemptMade) {
    await open(`/cases/${caseId}/attempts/new`);
    await choose('channel', channel);
    await choose('outcome', outcome);
    await fill({ on, time });
    await press('attempt.keep');
  },
  /** Records what happened and writes about it, up to the last look before it leaves. */
  async writeUpdate(caseId: string, { kind, happenedOn, gap = '', nextBy }: UpdateAbout) {
    await open(`/cases/${caseId}/update`);
    await page.selectOption('[name=kind]', kind);
    await fill({ happenedOn });
    await press('update.recordButton');
    const happened = page.locator('[name=happened]');
    await happened.fill((await happened.inputValue()).replace('[…]', gap));
    if (nextBy) await fill({ nextBy });
    await press('update.check');
  },
});
