import { beforeAll, describe, expect, test, vi } from 'vitest';
import { tellingWordsIn } from '#messaging/messages/telling-words.ts';
import { atHome, weekdayFarOff } from '../support/at-home.ts';
import { atTheDesk } from '../support/at-the-desk.ts';
import { rows } from '../support/audit-of.ts';
import { heardHere, onePage } from '../support/heard-here.ts';
import { cardIn, safeAt, tablesHolding } from '../support/posted-card.ts';
import { readOff, wordsOn } from '../support/presses.ts';
import { chainsHold, hashOfWords, whatIsHeld } from '../support/what-is-held.ts';

const [mobile, texted] = ['07700 900345', '+447700900345'];
const address = '4 Birch Row\nRivermead';
const waits = ['window', 'window'];
const left = ['accepted', 'accepted'];

describe('Sarah, robbed at thirty-four, chooses to hear of the court, then changes her mind', () => {
  const here = heardHere();
  const desk = onePage(here);
  const phone = onePage(here, { javaScript: false, width: 360 });
  const staff = () => atTheDesk(desk.page, here.desk);
  const sarah = () => atHome(phone.page, here.portal);
  const held = () => whatIsHeld(here.house, kept.caseId);
  const kept = { caseId: '', card: { locator: '', secret: '' } };
  const card = async () => (await held().messages()).filter(({ kind }) => kind === 'invitation');
  const news = async () => (await held().messages()).filter(({ kind }) => kind === 'update');

  async function tellDecision(happenedOn: string, gap: string) {
    await staff().writeUpdate(kept.caseId, { kind: 'decision', happenedOn, gap });
    expect(await wordsOn(desk.page)).not.toContain(staff().t('update.leavesNow'));
    await staff().press('update.send');
  }

  beforeAll(() => staff().signIn(here.house.here.worker));

  test('handed over on the Thursday before Easter, she is due on the Wednesday after it', async () => {
    kept.caseId = await staff().takeOn({
      ...{ name: 'Sarah Whitfield', birthDate: '14 2 1992', mobile, address },
      ...{ receivedOn: '2026-04-02', receivedAt: '15:00', happenedOn: '2026-03-30' },
    });
    expect(await held().clocks()).toMatchObject({
      details_received_at: new Date('2026-04-02T14:00:00Z'),
      first_attempt_at: null,
    });
    const [due, marker] = await desk.page
      .locator('section[aria-labelledby=due] p')
      .last()
      .locator('time')
      .evaluateAll((times) => times.map((time) => time.getAttribute('datetime')));
    expect(due?.slice(0, 16)).toBe('2026-04-08T22:59');
    expect(marker).toBe('2026-04-04T14:00:00.000Z');
    const seen = await wordsOn(desk.page);
    expect(seen).toMatch(/by the end of Wed 8 Apr(?: 2026)?\./);
    expect(seen).toMatch(/48 hours: Sat 4 Apr(?: 2026)?, 15:00/);
    expect(seen).toContain(staff().t('firstContact.why.bank_holiday'));
  });

  test('a call on the Tuesday, written down late, was in time, though not within 48 hours', async () => {
    await staff().logAttempt(kept.caseId, {
      ...{ channel: 'phone', outcome: 'no_answer', on: '2026-04-07', time: '18:10' },
    });
    const seen = await wordsOn(desk.page);
    expect(seen).toMatch(/Tried Tue 7 Apr(?: 2026)?, 18:10: in time, though not within 48 hours\./);
    expect(seen).toContain(staff().t('firstContact.why.bank_holiday'));
    expect(await readOff(desk.page.locator('section[aria-labelledby=log]'))).toContain('Written down');
    expect(await held().clocks()).toMatchObject({
      first_attempt_at: new Date('2026-04-07T17:10:00Z'),
      contact_made_at: null,
    });
  });

  test('a call nobody answered yet cannot be logged before it is made', async () => {
    await staff().logAttempt(kept.caseId, {
      ...{ channel: 'phone', outcome: 'no_answer', on: '2999-04-07', time: '18:10' },
    });
    expect(await desk.page.locator('.error-summary').count()).toBe(1);
    const logged = await rows(
      here.house.database,
      (sql) => sql`select from contact_attempt where case_id = ${kept.caseId}`,
    );
    expect(logged).toHaveLength(1);
  });

  test('nobody agreed a word with her: a letter with a card is to go, and a text along with it, at her safe time', async () => {
    await safeAt(here.house, await held().victimId(), 'farOff');
    const { before, after } = await staff().postCard(kept.caseId);
    for (const seen of [before, after]) {
      expect(seen).toContain('You have a message waiting. Ref ····. Reply STOP to end texts.');
      expect(seen).toMatch(/Leaves \w+ .*18:00, the next safe time\./);
    }
    expect(before).toMatch(/Without a word, six digits are sent to .*45 when they open the card\./);
    expect(after).toContain(staff().t('posting.gone'));
    expect(await desk.page.locator('.printed-card').count()).toBe(0);
    await vi.waitFor(async () => expect((await card()).map((one) => one.held_reason)).toEqual(waits), 20_000);
    expect(await here.letterbox.everything()).toEqual([]);
  });

  test('both leave when it is safe, and tell a stranger nothing of what happened', async () => {
    await safeAt(here.house, await held().victimId(), 'now');
    const letter = await here.letterbox.next(address);
    const text = await here.letterbox.next(texted);
    kept.card = cardIn(letter.body);
    expect([letter.channel, text.channel]).toEqual(['letter', 'text']);
    expect(text.body).toBe(`You have a message waiting. Ref ${kept.card.locator}. Reply STOP to end texts.`);
    expect(tellingWordsIn(text.body, 'en', 'screen')).toEqual([]);
    const said = `${letter.subject}\n${letter.body}`;
    expect(said).not.toMatch(/Whitfield|robbery/i);
    expect(tellingWordsIn(said.replace(/rivermead Youth Justice Service/gi, ''), 'en', 'letter')).toEqual([]);
    await vi.waitFor(async () => expect((await card()).map(({ state }) => state)).toEqual(left), 20_000);
    await safeAt(here.house, await held().victimId(), 'notSaid');
    const { secret } = kept.card;
    const written = `${secret.slice(0, 4)}-${secret.slice(4)}`;
    expect(await tablesHolding(here.house, [secret, written])).toEqual([]);
    await staff().open('/letters');
    await staff().press('letters.make_one');
    await Promise.all([
      desk.page.waitForEvent('download'),
      desk.page.getByRole('button', { name: staff().t('letters.run.printButton', { count: 1 }) }).click(),
    ]);
    await staff().press('letters.run.posted');
    expect((await card()).map(({ state }) => state).sort()).toEqual(['accepted', 'sent']);
  });

  test('six digits to the number the police passed on open it, she reads her rights, and every choice is hers', async () => {
    await sarah().openCardWithoutWord(kept.card, texted, here.letterbox);
    expect(await sarah().heading()).toBe(sarah().t('first.involved.question'));
    await phone.page.goto(`${here.portal}/public/rights`);
    expect(await sarah().heading()).toBe(sarah().t('rights.title'));
    await phone.page.goto(`${here.portal}/choices`);
    const lines = await phone.page
      .locator('.choice')
      .evaluateAll((all) => all.map((one) => one.dataset.line));
    expect(lines.length).toBeGreaterThanOrEqual(8);
    expect(new Set(lines)).toEqual(new Set(['unanswered']));
    expect(await held().present()).toEqual({});
  });

  test('she picks the decision and the end, texts, and one safe day', async () => {
    await phone.page.goto(`${here.portal}/first/involved`);
    await sarah().sayHowInvolved('outcome');
    await sarah().sayHow({ text: '1', letter: 'never' });
    await sarah().sayWhen({ opens: '18:00', closes: '21:00' }, [weekdayFarOff()]);
  });

  test('she says no to hearing about meeting for now, and not for ever', async () => {
    await phone.page.goto(`${here.portal}/choices/restorative`);
    const information = phone.page.locator('fieldset', {
      hasText: sarah().t('ask.restorative.information.question'),
    });
    await information.locator('input[value=declined]').check();
    await phone.page.check('[name=afterNo][value=next_stage]');
    await sarah().press('choices.save');
    expect(await held().present()).toEqual({
      contact: 'agreed',
      ...{ 'updates/decision': 'agreed', 'updates/finished': 'agreed' },
      ...{ 'updates/progress': 'declined', 'updates/restorative': 'declined', 'updates/safety': 'declined' },
      ...{ 'contact/text': 'agreed', 'contact/letter': 'declined', 'restorative/information': 'declined' },
    });
  });

  test('the ledger has an entry for each, in the words and the language she saw', async () => {
    const ledger = await held().ledger();
    expect(ledger).toHaveLength(9);
    for (const entry of ledger) {
      expect(entry).toMatchObject({ language: 'en', review_state: 'source', how: 'portal' });
      expect(hashOfWords(entry)).toBe(entry.hash);
    }
  });

  test('she is not told of a panel that she did not choose to hear of', async () => {
    await staff().writeUpdate(kept.caseId, { kind: 'panel', happenedOn: '2026-04-30' });
    expect(await wordsOn(desk.page)).toContain(staff().t('update.notChosen.topic'));
    expect(await desk.page.getByRole('button', { name: staff().t('update.send') }).count()).toBe(0);
    expect(await news()).toEqual([]);
    expect(await held().updates()).toEqual([]);
  });

  test('two texts wait for her safe time', async () => {
    await tellDecision('2026-05-12', 'a referral order.');
    await tellDecision('2026-05-13', 'the order is for six months.');
    expect(await news()).toHaveLength(2);
    for (const { state, attempts } of await news()) {
      expect(['queued', 'held']).toContain(state);
      expect(attempts).toBe(0);
    }
  });

  test('she switches texts off, and both are stopped in the moment she does', async () => {
    // Five weeks have passed since the card came.
    await rows(
      here.house.database,
      (sql) => sql`update message set claimed_at = claimed_at - interval '5 weeks' where kind = 'invitation'`,
    );
    await sarah().turnOff('text', {});
    const told = await wordsOn(phone.page);
    expect(told).toContain(sarah().t('done.stopped.text', { count: 2 }));
    expect(told).toContain(sarah().t('done.noneLeft'));
    for (const one of await news())
      expect(one).toMatchObject({ channel: 'text', state: 'cancelled', cancelled_reason: 'channel_off' });
    const moments = await rows(
      here.house.database,
      (sql) => sql<{ what: string; xmin: string }[]>`
        select 'ledger' as what, xmin::text from choice where channel = 'text' and state = 'withdrawn'
        union all select 'present', xmin::text from choice_now where channel = 'text' and state = 'withdrawn'
        union all select 'message', xmin::text from message where cancelled_reason = 'channel_off'
        union all select 'audit', xmin::text from audit_entry where action = 'messages.cancelled'`,
    );
    expect(moments.map(({ what }) => what)).toEqual(['ledger', 'present', 'message', 'message', 'audit']);
    expect(new Set(moments.map(({ xmin }) => xmin)).size).toBe(1);
  });

  test('when the order ends she is told on her own page and nowhere else', async () => {
    await staff().writeUpdate(kept.caseId, { kind: 'order_finished', happenedOn: '2026-05-20' });
    expect(await wordsOn(desk.page)).toContain(staff().t('update.noneGo'));
    await staff().press('update.send');
    const said = await wordsOn(desk.page);
    expect(said).toContain(staff().t('update.state.published'));
    expect(await news()).toHaveLength(2);
    await phone.page.goto(`${here.portal}/home`);
    await sarah().follow('news.topic.finished');
    expect(await wordsOn(phone.page)).toContain('the order for the child responsible came to an end');
    expect((await held().updates()).map(({ topic, read }) => [topic, read])).toEqual([
      ['decision', false],
      ['decision', false],
      ['finished', true],
    ]);
  });

  test('nothing ever left for her but the card, the word of it and the code she asked for, and both chains hold', async () => {
    const sheets = await here.letterbox.everything();
    expect(sheets.map(({ to }) => to).sort()).toEqual([texted, texted, address]);
    expect(sheets.at(-1)?.body).toMatch(/^\d{6} is your code/);
    expect(await chainsHold(here.house.here, await held().victimId())).toEqual({ ledger: true, audit: true });
  });
});
