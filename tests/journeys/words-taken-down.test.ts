import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { targetProblems } from '../../accessibility/engines/target.ts';
import { ownStatement, statementsOf } from '../../casework/statement/own.server.ts';
import { confirmStatement } from '../../casework/statement/store.server.ts';
import { transactionAs } from '../../db/transaction.server.ts';
import { atTheDesk } from '../support/at-the-desk.ts';
import { auditOf, rows } from '../support/audit-of.ts';
import { withPage } from '../support/browser.ts';
import { onePage, sitesHere } from '../support/heard-here.ts';
import { onATelephone, oneHanded } from '../support/one-handed.ts';
import { type SomeonesCase, someone } from '../support/people.ts';
import { leadsOn, wordsOn } from '../support/presses.ts';
import { takeDown } from '../support/statements.ts';
import { chainsHold, hashOfWords, whatIsHeld } from '../support/what-is-held.ts';
import { getsWordsBySql, lastStatement, wordsHeld } from '../support/words-held.ts';

const here = sitesHere();
const shown = onePage(here);
const desk = (page = shown.page) => atTheDesk(page, here.desk);
const worker = () => here.house.here.worker;
const manager = () => here.house.here.manager;
const words = (page = shown.page) => wordsOn(page);

const people = {} as { bilal: SomeonesCase; cora: SomeonesCase };
const his = 'میں رات کو سو نہیں سکتا۔\n<b>اور</b> گھر سے نکلتے ہوئے ڈر لگتا ہے۔';

beforeAll(async () => {
  people.bilal = await someone(worker(), { name: 'Bilal Rashid', callMe: 'Bilal', languageWritten: 'ur' });
  people.cora = await someone(worker(), { name: 'Cora Vine', callMe: 'Cora' });
});

/** Signs her in beside the page that is still open, as from another tab, with a code she has not used before. */
async function signInElsewhere(page: Page) {
  await rows(here.house.database, (sql) => sql`update staff_credential set last_totp_step = 0`);
  await withPage({ browser: here.browser }, async (other) => {
    await desk(other).signIn(worker());
    await page.context().addCookies(await other.context().cookies());
  });
}

describe('Amira takes down what Bilal says, on a telephone', () => {
  const small = onePage(here, onATelephone);
  const hand = () => oneHanded(small.page, here.desk);
  const path = () => `/cases/${people.bilal.caseId}/statement`;

  async function sitsWell(page: Page) {
    const well = { sideways: 0, rulesInSight: true, roomBelow: true };
    await expect.poll(() => hand().atTheEnd()).toEqual(well);
    expect(await targetProblems(page, 24)).toEqual([]);
  }

  test('is given back half of it where something is missing, and all of it when her session ends', async () => {
    await desk(small.page).signIn(worker());
    await desk(small.page).open(path());
    await sitsWell(small.page);
    await small.page.fill('[name=words]', his);
    await hand().press('statement.takeDown.check');
    expect(await small.page.title()).toMatch(/^Error: /);
    expect(await small.page.inputValue('[name=words]')).toBe(his);
    for (const [name, value] of [
      ['how', 'visit'],
      ['writtenIn', 'ur'],
      ['panel', 'agreed'],
      ['child', 'declined'],
    ] as const)
      await hand().answer(name, value);
    await rows(here.house.database, (sql) => sql`delete from session where site = 'backoffice'`);
    await hand().press('statement.takeDown.check');
    expect(await words(small.page)).toContain(desk().t('signedOut.title'));
    await signInElsewhere(small.page);
    await hand().press('signedOut.again');
    expect(await small.page.locator('.said-words').textContent()).toBe(his);
    expect((await wordsHeld(here.house, people.bilal)).statements).toEqual([]);
  });

  test('reads it back right to left, with markup as text, and keeps it as read back', async () => {
    const said = small.page.locator('.said-words');
    expect(
      await said.evaluate((it) => [
        getComputedStyle(it).direction,
        it.getAttribute('lang'),
        it.children.length,
      ]),
    ).toEqual(['rtl', 'ur', 0]);
    expect(await words(small.page)).toMatch(
      /Read it back to Bilal[\s\S]*The panel\s+Yes[\s\S]*The child\s+No/,
    );
    await sitsWell(small.page);
    await hand().press('statement.back.right');
    expect(await words(small.page)).toMatch(
      /Kept as read back to them\. It is sent[\s\S]*On a visit, taken down word for word by Amira/,
    );
    const { statements, audiences, receipts } = await wordsHeld(here.house, people.bilal);
    expect(statements).toMatchObject([
      { state: 'sent', how: 'visit', language: 'ur', confirmed_how: 'read_back', taken_by: worker().staffId },
    ]);
    expect(audiences).toEqual([{ audience: 'panel' }]);
    expect(receipts).toEqual([]);
    const own = await transactionAs(people.bilal.me, (tx) => ownStatement(tx, 1));
    expect(own?.parts).toEqual([{ question: null, words: his }]);
  });

  test('keeps in the ledger the very words she read out', async () => {
    const ledger = await whatIsHeld(here.house, people.bilal.caseId).ledger();
    expect(ledger.map(({ question, state, how }) => [question, state, how])).toEqual([
      ['views/panel', 'agreed', 'visit'],
      ['views/child', 'declined', 'visit'],
    ]);
    for (const entry of ledger) expect(hashOfWords(entry)).toBe(entry.hash);
    expect(ledger[0]?.words).toMatch(/^May the panel hear these words\? Two trained volunteers/);
    expect(await chainsHold(here.house.here, people.bilal.victimId)).toEqual({ ledger: true, audit: true });
    expect(await auditOf(here.house.database, people.bilal.victimId)).toEqual(
      expect.arrayContaining(['statement.taken_down', 'statement.confirmed']),
    );
  });
});

describe('what waits for the person to confirm it', () => {
  test('can be opened by nobody but whoever took it down, and only to be read back', async () => {
    const { statementId } = await takeDown(worker(), people.cora, 'It was the lighthouse.');
    await withPage({ browser: here.browser }, async (page) => {
      await desk(page).signIn(manager());
      await desk(page).open(`/statements/${statementId}`);
      expect(await words(page)).toContain('Only Amira, who took them down, can open them');
      const why = { form: { why: 'take_down_check' }, headers: { Origin: here.desk } };
      expect((await page.request.post(page.url(), why)).status()).toBe(404);
    });
    expect(await getsWordsBySql(manager(), statementId)).toBe(false);
    expect((await wordsHeld(here.house, people.cora)).receipts).toEqual([]);
  });

  test('is read back later, and is sent once they say that it is right', async () => {
    await signInElsewhere(shown.page);
    await desk().open(`/statements/${await lastStatement(here.house, people.cora)}`);
    await desk().choose('why', 'take_down_check');
    await desk().press('statement.open.button');
    expect(await words()).toContain('It was the lighthouse.');
    await desk().press('statement.confirm.button');
    expect(await words()).toContain('It was read back to them, and they said it was right');
    expect((await wordsHeld(here.house, people.cora)).statements).toMatchObject([
      { state: 'sent', confirmed_how: 'read_back' },
    ]);
    await expect(
      transactionAs(people.cora.me, async (tx) =>
        confirmStatement(tx, await lastStatement(here.house, people.cora)),
      ),
    ).rejects.toThrow();
  });

  test('is taken back when they ask, and nobody opens it any more', async () => {
    const id = await lastStatement(here.house, people.cora);
    await leadsOn(shown.page, () =>
      shown.page.getByRole('button', { name: 'Take them back for Cora' }).click(),
    );
    expect(await words()).toContain('Nobody can open them any more');
    for (const actor of [worker(), manager()]) expect(await getsWordsBySql(actor, id)).toBe(false);
    expect(await transactionAs(people.cora.me, statementsOf)).toMatchObject([{ state: 'withdrawn' }]);
    expect((await wordsHeld(here.house, people.cora)).audiences).toEqual([]);
  });
});

test('fifty thousand words in a script of three bytes a letter are kept, and one more is refused', async () => {
  const path = `${here.desk}/cases/${people.cora.caseId}/statement`;
  const said = { key: crypto.randomUUID(), how: 'paper', capacity: 'self', writtenIn: 'ur' };
  const post = (count: number, intent: string) =>
    shown.page.request.post(path, {
      multipart: { ...said, intent, words: 'வீட்டிலிருந்து '.repeat(count) },
      headers: { Origin: here.desk },
    });
  expect((await post(50_001, 'to_confirm')).status()).toBe(422);
  const readBack = await (await post(50_000, 'check')).text();
  expect(readBack.includes('50000 words, in Urdu')).toBe(true);
  for (const _ of ['sent', 'sent twice']) expect((await post(50_000, 'to_confirm')).status()).toBe(200);
  const { statements } = await wordsHeld(here.house, people.cora);
  expect(statements.map(({ state, how }) => [state, how])).toEqual([
    ['withdrawn', 'phone'],
    ['to_confirm', 'paper'],
  ]);
});

test('without a script the words are opened, and taken down, just the same', async () => {
  await withPage({ browser: here.browser, javaScript: false }, async (page) => {
    await page.context().addCookies(await shown.page.context().cookies());
    await page.goto(`${here.desk}/statements/${await lastStatement(here.house, people.bilal)}`);
    await page
      .locator('label')
      .filter({ has: page.locator('[name=why][value=safety]') })
      .click();
    await leadsOn(page, () => page.getByRole('button', { name: desk().t('statement.open.button') }).click());
    expect(await page.locator('.said-words').textContent()).toBe(his);
    await page.goto(`${here.desk}/cases/${people.cora.caseId}/statement`);
    for (const value of ['letter', 'en'])
      await page
        .locator('label')
        .filter({ has: page.locator(`[value=${value}]:is([name=how], [name=writtenIn])`) })
        .click();
    await page.fill('[name=words]', '=SUM(A1) and **no** tidying');
    for (const key of ['statement.takeDown.check', 'statement.back.wait'])
      await leadsOn(page, () => page.getByRole('button', { name: desk().t(key), exact: true }).click());
    expect(await words(page)).toContain('It waits for them to say that it is right');
  });
  expect((await wordsHeld(here.house, people.bilal)).receipts).toMatchObject([
    { role: 'worker', why: 'safety' },
  ]);
  expect((await wordsHeld(here.house, people.cora)).statements.at(-1)).toMatchObject({
    state: 'to_confirm',
    how: 'letter',
    taken_by: worker().staffId,
  });
});
