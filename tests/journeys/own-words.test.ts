import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { choicesOf } from '#casework/choice/store.server.ts';
import { expectDecision } from '#casework/decision/store.server.ts';
import { draftOf, saveDraft } from '#casework/statement/draft.server.ts';
import { ownStatement } from '#casework/statement/own.server.ts';
import { readStatement } from '#casework/statement/reading.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { beginSession } from '#web/session.server.ts';
import { portalWords } from '../../locales/portal-words.ts';
import { onePage, sitesHere } from '../support/heard-here.ts';
import { type SomeonesCase, someone } from '../support/people.ts';
import { followLink, leadsOn, pressButton, readOff, wordsOn } from '../support/presses.ts';
import { signIn } from '../support/writer.ts';

const here = sitesHere();
const one = onePage(here, { javaScript: false });
const { t } = portalWords.en;
let me: SomeonesCase;

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const press = (key: string, page: Page = one.page) => pressButton(page, t(key));
const follow = (key: string) => followLink(one.page, t(key));
const draft = () => transactionAs(me.me, (tx) => draftOf(tx, me.caseId));
const go = (path: string) => one.page.goto(`${here.portal}${path}`);
const heading = (page = one.page) => readOff(page.locator('h1').first());
// Typed as a whole, and out of sight: a browser takes minutes over so many words key by key, and seconds to draw them.
const paste = (words: string) =>
  one.page.locator('[name=words]').evaluate((sheet: HTMLTextAreaElement, all) => {
    Object.assign(sheet, { value: all, hidden: true });
  }, words);

beforeAll(async () => {
  me = await someone(here.house.here.worker);
  await signIn(one.page, here.portal, await transactionAs(me.me, (tx) => beginSession(tx, 'full')));
  await transactionAs(here.house.here.worker, (tx) =>
    expectDecision(tx, me.caseId, { kind: 'panel', wordsNeededBy: inDays(4), heldOn: inDays(6) }),
  );
});

describe('someone who writes without scripts', () => {
  test('comes from their home page, where the day their words are needed by is promised', async () => {
    await go('/home');
    expect(await readOff(one.page.locator('.promise').first())).toContain('Amira');
    await follow('words.home.begin');
    await follow('words.begin.link');
    await follow('words.before.ways.guided');
    expect(await heading()).toBe(t('words.guide.feelings.question'));
  });

  test('leaves one question empty, answers another, and stops; it is there when they come back', async () => {
    await press('words.write.saveOn');
    await one.page.fill('[name=words]', 'I look behind me.\n\n<b>Always</b> =1+1');
    await press('words.write.saveStop');
    expect(await heading()).toBe(t('words.title'));
    await go('/words/write/days');
    expect(await one.page.inputValue('[name=words]')).toBe('I look behind me.\n\n<b>Always</b> =1+1');
  });

  test('with the same page open twice is told, sees both texts side by side, and joins them', async () => {
    const other = await one.page.context().newPage();
    await other.goto(`${here.portal}/words/write/days`);
    await one.page.fill('[name=words]', 'From the first page.');
    await press('words.write.saveOn');
    await other.fill('[name=words]', 'From the second page.');
    await press('words.write.saveOn', other);
    expect(await heading(other)).toBe(t('words.two.title'));
    expect(await other.locator('.said').allInnerTexts()).toEqual([
      'From the first page.',
      'From the second page.',
    ]);
    await other.check('[name=keep][value=both]');
    await press('words.two.submit', other);
    expect(await other.inputValue('[name=words]')).toBe('From the first page.\n\nFrom the second page.');
    await other.close();
  });

  test('brings a text file, and is told plainly when a file is not text', async () => {
    await go('/words/file');
    const bring = async (name: string, buffer: Buffer) => {
      await one.page.setInputFiles('[name=file]', { name, mimeType: 'text/plain', buffer });
      await press('words.file.submit');
    };
    await bring('page.txt', Buffer.from('\ufeffWritten elsewhere', 'utf16le'));
    expect(await readOff(one.page.locator('[data-error-summary]'))).toContain('UTF-8');
    await bring('page.txt', Buffer.from('Written elsewhere\r\nمیں سو نہیں سکتی'));
    expect(await one.page.inputValue('[name=words]')).toBe('Written elsewhere\nمیں سو نہیں سکتی');
  });

  test('may write fifty thousand words of Urdu; more than the page takes changes nothing that was saved', async () => {
    one.page.setDefaultTimeout(40_000);
    const long = 'پریشانی '.repeat(50_000).trim();
    await go('/words/free');
    await paste(long);
    await press('words.write.saveStop');
    expect((await draft())?.pieces.free?.words === long).toBe(true);
    await go('/words/free');
    await paste('ঘুমাতে '.repeat(112_000));
    await press('words.write.saveOn');
    expect(await heading()).toBe(t('trouble.words.title'));
    expect((await draft())?.pieces.free?.words === long).toBe(true);
    await follow('trouble.words.back');
    expect((await one.page.inputValue('[name=words]')) === long).toBe(true);
    await paste('');
    await press('words.write.saveOn');
  });

  test('says who could read it: nobody is chosen for them, and nobody yet sends nothing', async () => {
    expect(await heading()).toBe(t('words.who.title'));
    expect(await one.page.locator(':checked').count()).toBe(0);
    await press('words.who.submit');
    expect(await wordsOn(one.page)).toContain(t('words.check.nobody'));
    expect(await one.page.getByRole('button', { name: t('words.check.sendAll') }).count()).toBe(0);
    await go('/words/who');
    await one.page.check('[name=panel][value=agreed]');
    await one.page.check('[name=child][value=declined]');
    await press('words.who.submit');
  });

  test('may not send what came after they looked: they see how it stands now, and nothing has left', async () => {
    const inAnotherTab = async (words: string) => {
      const version = (await draft())?.pieces.days?.version ?? 0;
      const sheet = { caseId: me.caseId, page: randomUUID(), turn: 0, language: 'en', version };
      await transactionAs(me.me, (tx) => saveDraft(tx, { ...sheet, piece: 'days', words }));
    };
    const before = (await draft())?.pieces.days?.words;
    await inAnotherTab('Half a sen');
    await press('words.audience.panel.send');
    expect(await readOff(one.page.locator('[data-error-summary]'))).toContain('Nothing has been sent.');
    expect(await wordsOn(one.page)).toContain('Half a sen');
    expect(await transactionAs(me.me, (tx) => ownStatement(tx, 1))).toBeNull();
    await inAnotherTab(String(before));
    await go('/words/check');
  });

  test('sends it to the panel only, and that is what PostgreSQL holds', async () => {
    expect(await heading()).toBe(t('words.check.title'));
    await press('words.audience.panel.send');
    expect(await heading()).toBe(t('words.sent.title'));
    const sent = await transactionAs(me.me, (tx) => ownStatement(tx, 1));
    expect(sent).toMatchObject({ state: 'sent', how: 'portal', readings: 0 });
    expect(sent?.audiences.map(({ audience }) => audience)).toEqual(['panel']);
    expect(sent?.parts[0]?.words).toBe('From the first page.\n\nFrom the second page.');
    const choices = await transactionAs(me.me, (tx) => choicesOf(tx, me.victimId));
    const views = choices.filter(({ purpose, state }) => purpose === 'views' && state !== 'unanswered');
    expect(views.map(({ topic, state }) => `${topic} ${state}`).toSorted()).toEqual([
      'child declined',
      'panel agreed',
    ]);
    expect(await draft()).toBeNull();
  });

  test('is told that it was sent where they go back to send it once more', async () => {
    await go('/words/check');
    expect(await heading()).toBe(t('words.check.sentTitle'));
    expect(await wordsOn(one.page)).not.toContain(t('words.two.empty'));
    await follow('words.sent.see');
    expect(new URL(one.page.url()).pathname).toBe('/words/1');
  });

  test('sees who opened it and why, has a copy, and takes it back', async () => {
    const sent = await transactionAs(me.me, (tx) => ownStatement(tx, 1));
    await transactionAs(here.house.here.worker, (tx) =>
      readStatement(tx, sent?.statementId ?? randomUUID(), 'prepare_extract'),
    );
    await go('/words/1');
    const seen = await wordsOn(one.page);
    expect(seen).toContain('Amira');
    expect(seen).toContain(t('words.one.why.prepare_extract'));
    const [download] = await Promise.all([
      one.page.waitForEvent('download'),
      one.page.getByRole('link', { name: t('words.one.copy.text') }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('1.txt');
    expect(await readFile(await download.path(), 'utf8')).toContain('From the first page.');
    await follow('words.one.withdraw');
    await press('words.withdraw.yes');
    expect(await transactionAs(me.me, (tx) => ownStatement(tx, 1))).toMatchObject({ state: 'withdrawn' });
  });
});

test('someone who writes in two tabs with scripts is told in the second, while they write', async () => {
  const who = await someone(here.house.here.worker);
  const context = await here.browser.newContext();
  const [first, second] = [await context.newPage(), await context.newPage()];
  await signIn(first, here.portal, await transactionAs(who.me, (tx) => beginSession(tx, 'full')));
  for (const page of [first, second]) await page.goto(`${here.portal}/words/free`);
  await first.fill('[name=words]', 'From the first tab.');
  await first.locator('[data-saving=kept]').waitFor();
  await second.fill('[name=words]', 'From the second tab.');
  await second.locator('[data-saving=beside]').waitFor();
  await first.fill('[name=words]', 'From the first tab, going on.');
  await first.locator('[data-saving=kept]').waitFor();
  await leadsOn(second, () => second.getByRole('link', { name: t('words.saving.both') }).click());
  await second.locator('.said', { hasText: 'From the second tab.' }).waitFor();
  await expect
    .poll(() => transactionAs(who.me, async (tx) => (await draftOf(tx, who.caseId))?.pieces.free?.words))
    .toBe('From the first tab, going on.');
  await context.close();
});
