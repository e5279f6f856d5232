import { beforeAll, describe, expect, test } from 'vitest';
import { tellingWordsIn } from '#messaging/messages/telling-words.ts';
import { endonyms } from '../../locales/languages.ts';
import { atHome, openForHours } from '../support/at-home.ts';
import { heardHere, onePage } from '../support/heard-here.ts';
import { type Invited, invited, tellOfPanel } from '../support/invited.ts';
import { codeIn } from '../support/letterbox.ts';
import { pressButton, wordsOn } from '../support/presses.ts';
import { chainsHold, hashOfWords, whatIsHeld } from '../support/what-is-held.ts';

const [mobile, texted, email] = ['07700 900456', '+447700900456', 'huda@example.org'];
const arabicDigits = (code: string) => code.replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)] ?? digit);

describe('Huda, who reads Arabic, is spoken to in Arabic', () => {
  const here = heardHere();
  const phone = onePage(here, { width: 390 });
  const huda = () => atHome(phone.page, here.portal, 'ar');
  const held = () => whatIsHeld(here.house, who.caseId);
  const who = {} as Invited;
  const howItRuns = () =>
    phone.page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);

  beforeAll(async () => {
    const { worker } = here.house.here;
    Object.assign(
      who,
      await invited(worker, { name: 'Huda Karim', callMe: 'هدى', languageWritten: 'ar' }, 'زعتر بري'),
    );
  });

  test('she chooses her language once and every page keeps it, from right to left', async () => {
    await phone.page.goto(here.portal);
    expect(await howItRuns()).toEqual(['en', 'ltr']);
    await pressButton(phone.page, endonyms.ar);
    expect(await howItRuns()).toEqual(['ar', 'rtl']);
    await huda().openCard(who.card, who.word);
    expect(await howItRuns()).toEqual(['ar', 'rtl']);
    expect(await huda().heading()).toBe(huda().t('first.involved.question'));
  });

  test('she is told that nobody checked these words, and has the English beside', async () => {
    const seen = await wordsOn(phone.page);
    expect(seen).toContain(huda().t('frame.machineDraft'));
    expect(seen).toContain('How involved do you want to be?');
  });

  test('looking at the English takes away neither her place nor her answer', async () => {
    await phone.page.check('[name=level][value=informed]');
    await pressButton(phone.page, endonyms.en);
    expect(await howItRuns()).toEqual(['en', 'ltr']);
    expect(await phone.page.isChecked('[name=level][value=informed]')).toBe(true);
    await pressButton(phone.page, endonyms.ar);
    expect(await phone.page.isChecked('[name=level][value=informed]')).toBe(true);
    expect(await held().ledger()).toEqual([]);
  });

  test('she answers three questions and what she gets back is in Arabic', async () => {
    await huda().press('first.goOn');
    await huda().sayHow({ text: '1', email: '2' });
    await huda().sayWhen(openForHours());
    const receipt = await wordsOn(phone.page);
    expect(receipt).toContain(huda().t('first.receipt.title'));
    expect(receipt).toContain(huda().t('first.receipt.topic.decision'));
    expect(await howItRuns()).toEqual(['ar', 'rtl']);
  });

  test('her number stays in its own order, and the code for it comes in Arabic', async () => {
    await phone.page.goto(`${here.portal}/contact/number`);
    expect(await phone.page.getAttribute('[name=value]', 'dir')).toBe('ltr');
    await huda().giveAndVerify('number', mobile, texted, here.letterbox);
    await huda().giveAndVerify('email', email, email, here.letterbox);
    const [first] = await here.letterbox.everything();
    expect(first).toMatchObject({ language: 'ar', to: texted });
    expect(first?.body).toContain('رمز تأكيد هذا الرقم');
  });

  test('a text and an e-mail in Arabic tell nobody else anything', async () => {
    const told = await tellOfPanel(here.house.here.worker, who, 'ar');
    expect(told.queued.map(({ channel }) => channel)).toEqual(['text', 'email']);
    const [text, post] = [await here.letterbox.next(texted), await here.letterbox.next(email)];
    expect(text.body).toContain('هناك جديد لك.');
    expect(post.subject).toBe('هناك جديد لك');
    for (const { subject, body, language } of [text, post]) {
      expect(language).toBe('ar');
      expect(tellingWordsIn(`${subject} ${body}`, 'ar', 'screen')).toEqual([]);
      expect(body).not.toMatch(/Huda|Karim|هدى/);
    }
  });

  test('she comes back with digits as Arabic writes them and reads her letter', async () => {
    await phone.page.context().clearCookies({ name: '__Host-p' });
    await huda().comeBack(mobile, texted, here.letterbox, arabicDigits);
    expect(await howItRuns()).toEqual(['ar', 'rtl']);
    await huda().follow('news.topic.progress');
    const letter = await wordsOn(phone.page);
    expect(letter).toContain(huda().t('news.happened'));
    expect(letter).toContain(huda().t('frame.machineDraft'));
    expect((await held().updates()).map(({ language, read }) => [language, read])).toEqual([['ar', true]]);
  });

  test('she stops everything and is told in Arabic what had gone', async () => {
    await huda().stopEverything();
    const told = await wordsOn(phone.page);
    expect(told).toContain(huda().t('stopped.title'));
    expect(told).toContain(huda().t('done.noneStopped'));
    expect(told).toContain(huda().t('done.left.text', { count: 1 }));
    expect(told).toContain(huda().t('done.left.email', { count: 1 }));
  });

  test('the ledger keeps the Arabic she saw, and that a machine drafted it', async () => {
    const ledger = await held().ledger();
    expect(ledger.length).toBeGreaterThan(6);
    for (const entry of ledger) {
      expect(entry).toMatchObject({ language: 'ar', review_state: 'machine', how: 'portal' });
      expect(hashOfWords(entry)).toBe(entry.hash);
      expect(entry.words).toMatch(/[\u0600-\u06ff]{3}/);
    }
    expect(await held().present()).toMatchObject({ contact: 'withdrawn', 'updates/progress': 'withdrawn' });
    expect(await chainsHold(here.house.here, who.victimId)).toEqual({ ledger: true, audit: true });
  });

  test('everything the provider was given is in Arabic: three codes, a text and an e-mail', async () => {
    const sheets = await here.letterbox.everything();
    expect(sheets.map(({ language }) => language)).toEqual(['ar', 'ar', 'ar', 'ar', 'ar']);
    expect(sheets.filter(({ body }) => codeIn(body))).toHaveLength(3);
  });
});
