import { beforeAll, describe, expect, test } from 'vitest';
import { endonyms } from '../../locales/languages.ts';
import { portalWords } from '../../locales/portal-words.ts';
import { atHome } from '../support/at-home.ts';
import { atTheDesk } from '../support/at-the-desk.ts';
import { rows } from '../support/audit-of.ts';
import { onePage, sitesHere } from '../support/heard-here.ts';
import { type Invited, invited } from '../support/invited.ts';
import { pressButton, wordsOn } from '../support/presses.ts';
import { hashOfWords, whatIsHeld } from '../support/what-is-held.ts';

describe('Huda reads Arabic, and her service asks only in words that somebody has checked', () => {
  const here = sitesHere();
  const phone = onePage(here, { width: 390 });
  const desk = onePage(here);
  const who = {} as Invited;
  const asRead = (words: string) => words.replaceAll(/[\u2066-\u2069]/g, '');
  const [arabic, english] = [portalWords.ar.t, portalWords.en.t];
  const language = () => phone.page.evaluate(() => document.documentElement.lang);
  const held = () => whatIsHeld(here.house, who.caseId);

  beforeAll(async () => {
    const { worker, id } = here.house.here;
    await rows(
      here.house.database,
      (sql) => sql`update service set unreviewed_text = 'refuse' where id = ${id}`,
    );
    const person = { name: 'Huda Karim', callMe: 'هدى', languageWritten: 'ar' } as const;
    Object.assign(who, await invited(worker, person, 'زعتر بري'));
  });

  test('what asks nothing of her is in Arabic', async () => {
    await phone.page.goto(here.portal);
    await pressButton(phone.page, endonyms.ar);
    expect(await language()).toBe('ar');
    await atHome(phone.page, here.portal, 'ar').openCard(who.card, who.word);
  });

  test('a choice is asked in English, and in both she is offered an interpreter and told why', async () => {
    expect(await language()).toBe('en');
    const seen = await wordsOn(phone.page);
    expect(seen).toContain(english('first.involved.question'));
    expect(seen).not.toContain(arabic('first.involved.question'));
    for (const { t } of [portalWords.ar, portalWords.en]) {
      expect(seen).toContain(t('frame.inEnglish', { language: endonyms.ar }));
      expect(seen).toContain(asRead(t('frame.interpreter', { phone: '01632 960001' })));
    }
  });

  test('and stays so when she presses on her language again, with her answer still there', async () => {
    await phone.page.check('[name=level][value=informed]');
    await pressButton(phone.page, endonyms.ar);
    expect(await language()).toBe('en');
    expect(await phone.page.isChecked('[name=level][value=informed]')).toBe(true);
  });

  test('the ledger keeps the English words, for those are what she was shown', async () => {
    await pressButton(phone.page, english('first.goOn'));
    const ledger = await held().ledger();
    expect(ledger.length).toBeGreaterThan(0);
    for (const entry of ledger) {
      expect(entry).toMatchObject({ language: 'en', review_state: 'source' });
      expect(entry.words).toContain(english('first.involved.question'));
      expect(hashOfWords(entry)).toBe(entry.hash);
    }
  });

  test('what frightens her is asked in English too, and her own pages are in Arabic', async () => {
    await phone.page.goto(`${here.portal}/unsafe`);
    expect(await language()).toBe('en');
    await phone.page.goto(`${here.portal}/home`);
    expect(await language()).toBe('ar');
  });

  test('her worker has only the English to read out, and is told to have an interpreter', async () => {
    const amira = atTheDesk(desk.page, here.desk);
    await amira.signIn(here.house.here.worker);
    await amira.open(`/cases/${who.caseId}/phone`);
    const seen = await wordsOn(desk.page);
    expect(seen).toContain(amira.t('phone.onlyEnglish', { language: 'Arabic' }));
    expect(await desk.page.locator('form [lang=ar]').count()).toBe(0);
    expect(await desk.page.locator('[name=saidIn]').count()).toBe(0);
  });
});
