import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { draftOf } from '#casework/statement/draft.server.ts';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import { beginSession } from '#web/session.server.ts';
import { type SomeonesCase, someone } from './people.ts';

/** How many words a text has got to: each is numbered, `w1 w2 w3`. */
const reached = (words: string | undefined) => Number(words?.match(/w(\d+)\s*$/)?.[1] ?? 0);

/** Somebody at a page for writing, who writes a numbered word four times a second until they are stopped. */
export type Writer = SomeonesCase & {
  page: Page;
  /** How many words were written by a moment, and how many the page was told are kept. */
  writtenBy(moment: number): number;
  kept(): number;
  stop(): Promise<void>;
};

/** Signs a browser in by a session that has begun. */
export async function signIn(page: Page, origin: string, token: string): Promise<void> {
  const wire = await page.context().newCDPSession(page);
  const rules = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;
  await wire.send('Network.setCookie', { url: origin, name: '__Host-p', value: token, ...rules });
  await wire.detach();
}

const textOn = (page: Page) =>
  page.evaluate(() => document.querySelector<HTMLTextAreaElement>('[name=words]')?.value);

const writeWord = (page: Page, number: number) =>
  page.evaluate((word) => {
    const sheet = document.querySelector<HTMLTextAreaElement>('[name=words]');
    if (sheet) sheet.value += word;
  }, `w${number} `);

/** Has somebody sign in and begin to write freely. */
export async function writer(browser: Browser, origin: string, worker: StaffActor): Promise<Writer> {
  const who = await someone(worker);
  const page = await (await browser.newContext()).newPage();
  await signIn(page, origin, await transactionAs(who.me, (tx) => beginSession(tx, 'full')));
  await page.goto(`${origin}/words/free`);
  const moments: number[] = [];
  let [kept, stopped] = [0, false];
  page.on('response', async (response) => {
    if (!response.url().endsWith('/words/save') || response.status() !== 200) return;
    const words = response
      .request()
      .postData()
      ?.match(/name="words"\r\n\r\n([^\r]*)/)?.[1];
    kept = Math.max(kept, reached(words));
  });
  const writing = (async () => {
    for (let number = 1; !stopped && !page.isClosed(); number += 1) {
      const written = await writeWord(page, number).then(
        () => true,
        () => false,
      );
      if (written) moments.push(Date.now());
      await pause(250);
    }
  })();
  return {
    ...{ ...who, page, kept: () => kept },
    writtenBy: (moment) => moments.filter((at) => at <= moment).length,
    stop: () => {
      stopped = true;
      return writing;
    },
  };
}

/** How far what is kept of somebody's draft goes, whatever became of their page. */
export const keptOf = ({ me, caseId }: SomeonesCase): Promise<number> =>
  transactionAs(me, async (tx) => reached((await draftOf(tx, caseId))?.pieces.free?.words));

/** How far the words on somebody's page go. */
export const standingOn = async ({ page }: Writer): Promise<number> => reached(await textOn(page));
