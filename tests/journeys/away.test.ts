import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answersKept } from '#casework/kept-answer/store.server.ts';
import { tokenHash } from '#db/sealing.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { beginSession } from '#web/session.server.ts';
import { portalWords } from '../../locales/portal-words.ts';
import { rows } from '../support/audit-of.ts';
import { sitesHere } from '../support/heard-here.ts';
import { type SomeonesCase, someone } from '../support/people.ts';
import { leadsOn, pressButton } from '../support/presses.ts';
import { signIn } from '../support/writer.ts';

const here = sitesHere();
const { t } = portalWords.en;
const minute = 60_000;
const sheet = '[name=words]';
let me: SomeonesCase;
let page: Page;
let token: string;
let asked: string[];

async function comeIn(): Promise<void> {
  token = await transactionAs(me.me, (tx) => beginSession(tx, 'full'));
  await signIn(page, here.portal, token);
}

beforeEach(async () => {
  me = await someone(here.house.here.worker);
  page = await (await here.browser.newContext()).newPage();
  await page.clock.install();
  await comeIn();
  await page.goto(`${here.portal}/unsafe`);
  asked = [];
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
});
afterEach(() => page.context().close());

/** Lets the server think that nothing was asked of it for some minutes. */
const unseenFor = (minutes: number) =>
  rows(
    here.house.database,
    (sql) =>
      sql`update session set seen_at = clock_timestamp() - ${`${minutes} minutes`}::interval where id_hash = ${tokenHash(token)}`,
  );
const unseen = () =>
  rows(here.house.database, async (sql) => {
    const [row] = await sql<{ seconds: number }[]>`
      select extract(epoch from clock_timestamp() - seen_at)::int as seconds from session where id_hash = ${tokenHash(token)}`;
    return row?.seconds;
  });
const concerns = () =>
  rows(here.house.database, async (sql) => {
    const found = await sql`select from safety_concern where victim_id = ${me.victimId}`;
    return found.length;
  });
const kept = () => transactionAs(me.me, (tx) => answersKept(tx, me.victimId, '/unsafe'));
const goOn = () => pressButton(page, t('idle.resume'));
const everything = () => page.evaluate(() => document.body.textContent);

describe('someone who writes for longer than ten minutes', () => {
  test('is not taken for gone: their words stay, and their session is as long as their writing', async () => {
    await unseenFor(9);
    for (let word = 1; word <= 26; word += 1) {
      await page.locator(sheet).pressSequentially(`w${word} `);
      await page.clock.runFor(minute / 2);
    }
    expect(await page.inputValue(sheet)).toMatch(/^w1 w2 .* w26 $/);
    await expect.poll(unseen).toBeLessThan(9 * 60);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThan(6);
    expect(new Set(asked)).toEqual(new Set(['GET /unsafe']));
  });

  test('finds the page empty ten minutes after the last word, and the warning before', async () => {
    await page.clock.runFor(7 * minute);
    await page.locator(sheet).pressSequentially('And then');
    await page.clock.runFor(7 * minute);
    expect(await everything()).not.toContain(t('idle.warning'));
    await page.clock.runFor(1.5 * minute);
    expect(await everything()).toContain(t('idle.warning'));
    await page.clock.runFor(2 * minute);
    expect(await page.locator(sheet).count()).toBe(0);
  });
});

describe('someone who goes away from what they wrote', () => {
  const away = async () => {
    await page.fill(sheet, 'He stood outside again.');
    await page.clock.runFor(10.5 * minute);
  };

  test('leaves an empty page, and has their words again once they have signed in', async () => {
    await away();
    expect(await everything()).toBe(t('idle.ended') + t('idle.resume'));
    expect(asked).toEqual([]);
    await unseenFor(11);
    await goOn();
    expect(new URL(page.url()).pathname).toBe('/ended');
    expect(await kept()).toContainEqual(['words', 'He stood outside again.']);
    expect(await concerns()).toBe(0);
    await comeIn();
    await page.goto(`${here.portal}/home`);
    await leadsOn(page, () => page.locator('a[href="/unsafe"]').first().click());
    expect(await page.inputValue(sheet)).toBe('He stood outside again.');
  });

  test('sends nothing by coming back, where another page of theirs kept them signed in', async () => {
    await away();
    await goOn();
    expect(await page.inputValue(sheet)).toBe('He stood outside again.');
    expect(await concerns()).toBe(0);
    await pressButton(page, t('unsafe.send'));
    expect(await concerns()).toBe(1);
  });

  test('may look away and back as often as they like: the words are still there to go on with', async () => {
    await away();
    await page.evaluate(() => dispatchEvent(new Event('visibilitychange')));
    await page.clock.runFor(30 * minute);
    await unseenFor(41);
    await goOn();
    expect(await kept()).toContainEqual(['words', 'He stood outside again.']);
  });

  test('has what they changed after an answer that was refused, too', async () => {
    await page.goto(`${here.portal}/say`);
    await page.fill(sheet, 'Nobody rang.');
    await pressButton(page, t('say.send'));
    await page.fill(sheet, 'Nobody rang, twice.');
    await page.clock.runFor(10.5 * minute);
    expect(await page.locator(sheet).count()).toBe(0);
    await unseenFor(11);
    await goOn();
    const fields = await transactionAs(me.me, (tx) => answersKept(tx, me.victimId, '/say'));
    expect(fields).toContainEqual(['words', 'Nobody rang, twice.']);
  });
});

describe('a page that somebody only opened', () => {
  test('empties itself in time, asks for nothing meanwhile, and keeps nothing', async () => {
    await unseenFor(2);
    await page.clock.runFor(10.5 * minute);
    expect(await everything()).toBe(t('idle.ended') + t('idle.resume'));
    expect(asked).toEqual([]);
    expect(await unseen()).toBeGreaterThanOrEqual(2 * 60);
    await unseenFor(11);
    await goOn();
    expect(new URL(page.url()).pathname).toBe('/ended');
    expect(await kept()).toBeNull();
  });
});
