import { beforeAll, describe, expect, test, vi } from 'vitest';
import { tellingWordsIn } from '#messaging/messages/telling-words.ts';
import { atHome, openForHours, weekdayFarOff } from '../support/at-home.ts';
import { atTheDesk } from '../support/at-the-desk.ts';
import { heardHere, onePage } from '../support/heard-here.ts';
import { codeIn } from '../support/letterbox.ts';
import { wordsOn } from '../support/presses.ts';
import { chainsHold, hashOfWords, whatIsHeld } from '../support/what-is-held.ts';

const [mobile, texted, email, word] = ['07700 900123', '+447700900123', 'noor@example.org', 'blue kettle'];
const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format();

describe('Noor, whose phone was taken, hears of it only as long as she wants to', () => {
  const here = heardHere();
  const desk = onePage(here);
  const phone = onePage(here, { javaScript: false, width: 390 });
  const staff = () => atTheDesk(desk.page, here.desk);
  const noor = () => atHome(phone.page, here.portal);
  const held = () => whatIsHeld(here.house, line.caseId);
  const line = { caseId: '', printed: '', card: { locator: '', secret: '' } };

  beforeAll(() => staff().signIn(here.house.here.worker));

  test('a worker takes her on and makes the card that is hers alone', async () => {
    line.caseId = await staff().takeOn({ name: 'Noor Haddad' });
    Object.assign(line, await staff().issueCard(line.caseId, 'hand', word));
    expect(line.printed).toContain(`Card: ${line.card.locator}`);
    expect(line.printed).not.toContain(word);
    await staff().open(`/cases/${line.caseId}`);
    expect(await wordsOn(desk.page)).toContain(staff().t('card.state.issued'));
  });

  test('she is told how to leave before she is asked for anything', async () => {
    await phone.page.goto(here.portal);
    await noor().follow('start.card');
    expect(await noor().heading()).toBe(noor().t('before.title'));
    expect(await phone.page.locator('input:not([type=hidden])').count()).toBe(0);
    expect(await phone.page.getByRole('button', { name: noor().t('frame.exit') }).count()).toBe(1);
  });

  test('a stranger with her card and no word is not let in', async () => {
    await noor().openCard(line.card, 'green kettle');
    expect(await wordsOn(phone.page)).toContain(noor().t('card.wrong'));
    await phone.page.goto(`${here.portal}/home`);
    expect(await noor().heading()).toBe(noor().t('start.title'));
  });

  test('a wrong word makes the next wait a moment, and then her own lets her in', async () => {
    await vi.waitFor(
      async () => {
        await noor().openCard(line.card, word);
        expect(await noor().heading()).toBe(noor().t('first.involved.question'));
      },
      { timeout: 20_000, interval: 200 },
    );
  });

  test('she answers three questions, none of them answered for her', async () => {
    expect(await phone.page.locator('input:checked').count()).toBe(0);
    await noor().sayHowInvolved('informed');
    await noor().sayHow({ text: '1', email: '2', phone: 'never' });
    expect(await phone.page.locator('input:checked').count()).toBe(0);
    await noor().sayWhen(openForHours());
    const receipt = await wordsOn(phone.page);
    expect(receipt).toContain('tell you what is decided');
    expect(receipt).toContain('reach you by text and e-mail, in that order');
    expect(receipt).toContain('ring you');
    expect(receipt).toContain(noor().t('first.receipt.verify'));
  });

  test('her number and her address are hers once she has typed in what came there', async () => {
    await noor().giveAndVerify('number', mobile, texted, here.letterbox);
    expect(await noor().heading()).toBe(noor().t('reach.checked.title'));
    await noor().giveAndVerify('email', email, email, here.letterbox);
    expect(await noor().heading()).toBe(noor().t('reach.checked.title'));
    await phone.page.goto(`${here.portal}/first/receipt`);
    expect(await wordsOn(phone.page)).not.toContain(noor().t('first.receipt.verify'));
  });

  test('her worker sees what she said, and what rules every contact', async () => {
    await staff().open(`/cases/${line.caseId}`);
    const seen = await wordsOn(desk.page);
    expect(seen).toContain('Updates: what was decided');
    expect(seen).toMatch(/Being contacted: Phone\s+No\b/);
    expect(seen).toContain('unbroken');
    expect(seen).not.toContain(line.card.secret.slice(0, 4));
  });

  test('her worker sees what her phone will show, and sends it', async () => {
    await staff().writeUpdate(line.caseId, {
      ...{ kind: 'decision', happenedOn: today(), gap: 'a referral order of six months.' },
    });
    const shown = await wordsOn(desk.page);
    expect(shown).toContain('There is something new for you.');
    expect(shown).toContain(staff().t('update.phone'));
    expect(shown).toContain(staff().t('update.leavesNow'));
    const screens = await desk.page.locator('.phone-screen').allInnerTexts();
    expect(screens).toHaveLength(2);
    expect(screens.flatMap((screen) => tellingWordsIn(screen, 'en', 'screen'))).toEqual([]);
    await staff().press('update.send');
    expect(await wordsOn(desk.page)).toContain(staff().t('update.state.published'));
  });

  test('one harmless text and one e-mail leave, and nothing else', async () => {
    const [text, post] = [await here.letterbox.next(texted), await here.letterbox.next(email)];
    expect(text.channel).toBe('text');
    expect(text.body).toContain('There is something new for you.');
    expect(post.subject).toBe('Something new for you');
    for (const { body, subject } of [text, post]) {
      expect(tellingWordsIn(`${subject} ${body}`, 'en', 'screen')).toEqual([]);
      expect(body).not.toMatch(/Noor|Haddad|referral/i);
    }
    expect(await here.letterbox.everything()).toHaveLength(4);
  });

  test('she comes back with six digits and reads it, and her first reading is kept', async () => {
    await phone.page.context().clearCookies();
    await noor().comeBack(mobile, texted, here.letterbox);
    expect(await noor().heading()).toContain('Noor');
    await noor().follow('news.topic.decision');
    const letter = await wordsOn(phone.page);
    expect(letter).toContain('a referral order of six months.');
    expect(letter).toContain(noor().t('news.mayBeAppealed'));
    expect(letter).toContain('Amira');
    expect(await held().updates()).toEqual([
      { topic: 'decision', state: 'published', language: 'en', read: true },
    ]);
  });

  test('what comes outside her safe times is held', async () => {
    await noor().keepOnly(weekdayFarOff());
    await staff().writeUpdate(line.caseId, { kind: 'order_started', happenedOn: today() });
    expect(await wordsOn(desk.page)).not.toContain(staff().t('update.leavesNow'));
    await staff().press('update.send');
    await vi.waitFor(
      async () => {
        const waiting = (await held().messages()).filter(
          ({ kind, state }) => kind === 'update' && state === 'held',
        );
        expect(waiting.map(({ channel, held_reason }) => [channel, held_reason])).toEqual([
          ['text', 'window'],
          ['email', 'window'],
        ]);
      },
      { timeout: 20_000, interval: 100 },
    );
  });

  test('she turns texts off and is told what was stopped and what had gone', async () => {
    await noor().turnOff('text', { email: '1' });
    const told = await wordsOn(phone.page);
    expect(told).toContain(noor().t('done.stopped.text', { count: 1 }));
    expect(told).toContain(noor().t('done.left.text', { count: 1 }));
    expect(told).not.toContain(noor().t('done.stopped.email', { count: 1 }));
  });

  test('she stops everything in two steps and is told so', async () => {
    await noor().stopEverything();
    const told = await wordsOn(phone.page);
    expect(told).toContain(noor().t('stopped.title'));
    expect(told).toContain(noor().t('done.stopped.email', { count: 1 }));
    expect(told).toContain(noor().t('done.left.text', { count: 1 }));
    expect(told).toContain(noor().t('done.left.email', { count: 1 }));
  });

  test('her worker may write, and nothing can be sent', async () => {
    await staff().writeUpdate(line.caseId, { kind: 'order_finished', happenedOn: today() });
    expect(await wordsOn(desk.page)).toMatch(/They (did not choose|said no)/);
    expect(await desk.page.getByRole('button', { name: staff().t('update.send') }).count()).toBe(0);
  });

  test('PostgreSQL holds every answer in the words she saw, and no message that she refused', async () => {
    const ledger = await held().ledger();
    expect(ledger.map((entry) => hashOfWords(entry))).toEqual(ledger.map(({ hash }) => hash));
    for (const entry of ledger)
      expect(entry).toMatchObject({
        language: 'en',
        review_state: 'source',
        how: 'portal',
        answered_as: 'self',
      });
    expect(ledger.find(({ question }) => question === 'updates/decision')?.words).toContain(
      noor().t('first.involved.question'),
    );
    const { contact, 'contact/text': texts, 'contact/phone': calls } = await held().present();
    expect({ contact, texts, calls }).toEqual({
      contact: 'withdrawn',
      texts: 'withdrawn',
      calls: 'declined',
    });
    const updates = (await held().messages()).filter(({ kind }) => kind === 'update');
    const [gone, stopped] = [updates.slice(0, 2), updates.slice(2)];
    for (const one of gone) expect(one).toMatchObject({ state: 'accepted', provider: 'paper', attempts: 1 });
    expect(stopped.map(({ channel, cancelled_reason: why }) => [channel, why])).toEqual([
      ['text', 'channel_off'],
      ['email', 'choice_withdrawn'],
    ]);
    for (const one of stopped)
      expect(one).toMatchObject({ state: 'cancelled', provider: null, attempts: 0, kept_facts: false });
    expect(await chainsHold(here.house.here, await held().victimId())).toEqual({ ledger: true, audit: true });
  });

  test('the provider was given three codes, one text and one e-mail, and not a word more', async () => {
    const sheets = await here.letterbox.everything();
    const texts = sheets.filter(({ channel, to }) => channel === 'text' && to === texted);
    const emails = sheets.filter(({ channel, to }) => channel === 'email' && to === email);
    expect([sheets.length, texts.length, emails.length]).toEqual([5, 3, 2]);
    expect(sheets.filter(({ body }) => codeIn(body))).toHaveLength(3);
    for (const { subject, body, language } of sheets) {
      expect(language).toBe('en');
      expect(tellingWordsIn(`${subject} ${body}`, 'en', 'screen')).toEqual([]);
      expect(body).not.toMatch(/Noor|Haddad|referral/i);
    }
  });
});
