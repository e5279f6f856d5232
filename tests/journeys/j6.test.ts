import { once } from 'node:events';
import { beforeAll, describe, expect, test } from 'vitest';
import { confirmContactPoint, contactPointsOf } from '../../casework/contact-point/store.server.ts';
import { changeContactPreference } from '../../casework/contact-preference/store.server.ts';
import { leavesTimeToArrive } from '../../casework/safe-window/rules.ts';
import { previewUpdate } from '../../casework/update/preview.server.ts';
import { transactionAs } from '../../db/transaction.server.ts';
import { sendDue } from '../../messaging/deliver.server.ts';
import { lookAtHeld } from '../../messaging/waiting.server.ts';
import { atHome } from '../support/at-home.ts';
import { atTheDesk } from '../support/at-the-desk.ts';
import { rows } from '../support/audit-of.ts';
import { goBack, withPage } from '../support/browser.ts';
import { inLondon, next } from '../support/dates-in-london.ts';
import { heardHere, onePage } from '../support/heard-here.ts';
import { tellOfPanel } from '../support/invited.ts';
import { lookAtWaiting, paperIn } from '../support/messages-in.ts';
import { outside } from '../support/outside.ts';
import { answer, type SomeonesCase } from '../support/people.ts';
import { pressButton, wordsOn } from '../support/presses.ts';
import { putByHand } from '../support/put-by-hand.ts';
import { withWords } from '../support/someone.ts';
import { chainsHold, whatIsHeld } from '../support/what-is-held.ts';

const here = heardHere(outside());
const shown = onePage(here);
const desk = () => atTheDesk(shown.page, here.desk);

const workMail = 'mina.harrow@work.example';
const watchedPhone = '+447700900731';
const mina = {} as SomeonesCase;
const windows = [2, 4].map((weekday) => ({ weekday, opens: '10:00', closes: '12:00' }));
const none: ReadonlySet<string> = new Set();

const mine = { word: 'kingfisher' } as { word: string; card: { locator: string; secret: string } };
const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format();
const paper = paperIn();
const held = () => whatIsHeld(here.house, mina.caseId);

/** Sends what may leave at a moment, on paper of the test's own, and gives back how many were taken up. */
const send = async (at: Date) => {
  await lookAtHeld(here.house.here.id, at);
  return sendDue(here.house.here.id, { at, providerFor: paper.providerFor });
};
const hold = (at: Date) => lookAtWaiting(here.house, at);

// Only the moments named here pass: the worker, which goes by the clock of the database, is sent home.
beforeAll(async () => {
  const { child } = here.running.worker;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
});

const fieldsOf = (table: 'message' | 'session' | 'kept_answer') =>
  rows(here.house.database, (sql) => sql`select * from ${sql(table)} where victim_id = ${mina.victimId}`);
const points = () => transactionAs(here.house.here.worker, (tx) => contactPointsOf(tx, mina.victimId));
const pressIn = (rowOf: string, key: string) => {
  const { t } = desk();
  const row = shown.page.getByRole('row').filter({ hasText: rowOf });
  return row.getByRole('button', { name: t(key), exact: true }).click();
};

describe('the referral says that the child is her partner’s brother', () => {
  test('Amira writes down whom not to speak before, and that the phone is read by someone', async () => {
    const { signIn, takeOn, open, choose, press } = desk();
    await signIn(here.house.here.worker);
    const typed = { name: 'Mina Harrow', callMe: 'Mina', mobile: watchedPhone, email: workMail };
    const caseId = await takeOn({ ...typed, kind: 'violence' });
    await open(`/cases/${caseId}/contact`);
    await pressIn('Mobile', 'contact.do.watch');
    await shown.page.getByText('Kept.').waitFor();
    await pressIn('E-mail', 'contact.do.confirmEmail');
    await shown.page.getByText('Marked as verified.').waitFor();
    await open(`/cases/${caseId}/contact?part=adjustments`);
    await choose('kind', 'other');
    await shown.page.fill('[name=note]', 'Family of the child at home: ask who is listening');
    await press('contact.adjustments.button');
    await open(`/cases/${caseId}/contact?part=times`);
    for (const { weekday, opens, closes } of windows) {
      await shown.page.fill(`[name=opens${weekday}]`, opens);
      await shown.page.fill(`[name=closes${weekday}]`, closes);
    }
    await press('contact.times.button');
    const victimId = await whatIsHeld(here.house, caseId).victimId();
    const { id: serviceId } = here.house.here;
    Object.assign(mina, {
      caseId,
      victimId,
      me: { role: 'victim', serviceId, victimId, personId: victimId },
    });
    mine.card = (await desk().issueCard(caseId, 'hand', mine.word)).card;
    expect(await points()).toMatchObject([
      { kind: 'mobile', watched: true, verified: false },
      { kind: 'email', watched: false, verified: true },
    ]);
  });

  test('and from then on every page about her says so above everything else', async () => {
    // She had said yes to both ways before the telephone was taken from her.
    await answer(mina, ['contact//', 'updates/progress/']);
    await transactionAs(mina.me, (tx) =>
      changeContactPreference(tx, mina.victimId, { channels: ['text', 'email'] }, withWords),
    );
    for (const page of ['', '/phone', '/update', '/contact']) {
      await desk().open(`/cases/${mina.caseId}${page}`);
      const rules = shown.page.locator('.contact-rules');
      await rules.getByText('Somebody watches one of these.').waitFor();
      await rules.getByText('Tuesday 10:00–12:00, Thursday 10:00–12:00').waitFor();
      await rules.getByText('Family of the child at home: ask who is listening').waitFor();
      expect(await wordsOn(shown.page)).toMatch(/Not by\s+Text \(watched\)/);
    }
  });
});

describe('a text to the phone that is watched', () => {
  test('cannot be sent by a worker, who is told why before she tries', async () => {
    await desk().writeUpdate(mina.caseId, { kind: 'panel', happenedOn: today });
    expect(await wordsOn(shown.page)).toContain('Text: someone reads what arrives there');
  });

  test.each(['worker', 'manager'] as const)(
    'is not made when a %s asks for one all the same',
    async (role) => {
      const written = await tellOfPanel(here.house.here[role], mina, 'en');
      expect(written.notSent).toEqual([{ channel: 'text', why: 'watched' }]);
      expect(written.queued.map(({ channel }) => channel)).toEqual(['email']);
    },
  );

  test('is not an auditor’s to ask for, who is shown no case at all', async () => {
    const { auditor } = here.house.here;
    await expect(tellOfPanel(auditor, mina, 'en')).rejects.toThrow();
    await withPage({ browser: here.browser }, async (page) => {
      await atTheDesk(page, here.desk).signIn(auditor);
      const answered = await page.goto(`${here.desk}/cases/${mina.caseId}/update`);
      expect(answered?.status()).toBe(404);
    });
  });

  test('stays here though she answered that phone and one is put among her messages by hand: only the e-mails leave', async () => {
    const [mobile] = await points();
    await transactionAs(here.house.here.worker, (tx) =>
      confirmContactPoint(tx, mina.victimId, String(mobile?.id)),
    );
    await putByHand(here.house.here.manager, mina, { channel: 'text', contactPointId: String(mobile?.id) });
    const thursday = inLondon(next('thursday'), '10:30');
    expect(await send(thursday)).toBe(2);
    await hold(thursday);
    expect((await paper.read()).map(({ channel, to }) => [channel, to])).toEqual([
      ['email', workMail],
      ['email', workMail],
    ]);
    expect(await held().messages()).toContainEqual(
      expect.objectContaining({ channel: 'text', state: 'held', held_reason: 'no_channel' }),
    );
  });
});

describe('an e-mail on Thursday at two minutes to twelve', () => {
  const thursday = next('thursday');
  const tooLate = inLondon(thursday, '11:58');
  const tuesday = inLondon(next('tuesday', thursday), '10:00');

  test('is foretold for Tuesday at ten, and for what is true now when it is written', async () => {
    const about = { victimId: mina.victimId, caseId: mina.caseId, kind: 'panel', happenedOn: today } as const;
    const preview = (now?: Date) =>
      transactionAs(here.house.here.worker, (tx) =>
        previewUpdate(tx, { ...about, topic: 'progress', channels: ['email'] }, now),
      );
    expect(await preview(tooLate)).toMatchObject({ leavesAt: tuesday, leavesNow: false });
    expect(await preview(inLondon(thursday, '11:30'))).toMatchObject({ leavesNow: true });
    await desk().writeUpdate(mina.caseId, { kind: 'panel', happenedOn: today });
    expect(await wordsOn(shown.page)).toMatch(
      leavesTimeToArrive(windows, new Date(), none)
        ? /Leaves within minutes: it is a safe time/
        : /Leaves (Tue|Thu) \d+ \w+, 10:00, the next safe time/,
    );
    await desk().press('update.send');
    expect(await wordsOn(shown.page)).toContain('It is on their page');
  });

  test('does not leave, and Amira reads why and until when', async () => {
    expect(await send(tooLate)).toBe(0);
    await hold(tooLate);
    const [email] = (await fieldsOf('message')).filter(({ held_reason }) => held_reason === 'window');
    await desk().open(`/messages/${email?.id}`);
    expect(await wordsOn(shown.page)).toMatch(
      /Held back[\s\S]*Held for their safe times\. Leaves (Tue|Thu) \d+ \w+, \d\d:\d\d, the next safe time/,
    );
  });

  test('waits through the days between, and leaves on Tuesday at ten to her work address alone', async () => {
    for (const day of [thursday, next('tuesday', thursday)])
      for (const time of ['12:00', '09:59:59'])
        if (inLondon(day, time) > tooLate && inLondon(day, time) < tuesday)
          expect(await send(inLondon(day, time))).toBe(0);
    const before = (await paper.read()).length;
    expect(await send(tuesday)).toBe(1);
    const sheets = await paper.read();
    expect(sheets).toHaveLength(before + 1);
    expect(sheets[0]).toMatchObject({ channel: 'email', to: workMail, subject: 'Something new for you' });
    expect(sheets.map(({ body }) => body).join()).not.toMatch(/Mina|Harrow|panel|child/);
  });
});

describe('on the weekends when the clocks change', () => {
  test.each([
    ['forward', '2026-03-27', '2026-03-29T09:30:00Z', '2026-03-31T08:59:59Z', '2026-03-31T09:00:00Z'],
    ['back', '2026-10-23', '2026-10-25T10:30:00Z', '2026-10-27T09:59:59Z', '2026-10-27T10:00:00Z'],
  ])(
    '%s her Tuesday still begins at ten by the clock on her wall',
    async (_way, written, sunday, early, ten) => {
      const [, email] = await points();
      const id = await putByHand(here.house.here.worker, mina, {
        ...{ channel: 'email', contactPointId: String(email?.id) },
      });
      await rows(
        here.house.database,
        (sql) => sql`
        update message set created_at = ${written}, not_before = ${written}, expires_at = ${written}::date + 14
        where id = ${id}`,
      );
      expect(await send(new Date(sunday))).toBe(0);
      expect(await send(new Date(early))).toBe(0);
      expect(await send(new Date(ten))).toBe(1);
    },
  );
});

/** The cookies that outlive the browser. */
const kept = async (page: typeof shown.page) =>
  (await page.context().cookies(here.portal)).filter(({ expires }) => expires > 0);

describe.each([
  ['with the script of the page', true],
  ['without any script', false],
])('Mina leaves the page, %s', (_how, javaScript) => {
  test('and her session is gone, Back shows nothing of hers, and what she had answered is kept', async () => {
    await withPage({ backForwardCache: true, javaScript }, async (page) => {
      const home = atHome(page, here.portal);
      await home.openCard(mine.card, mine.word);
      await page.goto(`${here.portal}/first/involved`);
      await home.sayHowInvolved('informed');
      expect(await fieldsOf('session')).toHaveLength(1);
      expect(await kept(page)).toMatchObject([
        { name: '__Host-k', value: expect.stringMatching(/^[\w-]{43}$/) },
      ]);
      await page.selectOption('[name="ways.email"]', '1');
      await pressButton(page, home.t('frame.exit'));
      await page.waitForURL(/\/weather$/);
      expect(await fieldsOf('session')).toEqual([]);
      expect(await page.context().cookies(here.portal)).not.toContainEqual(
        expect.objectContaining({ name: '__Host-p', value: expect.stringMatching(/./) }),
      );
      expect(await kept(page)).toEqual([]);
      await goBack(page);
      await page.waitForLoadState();
      expect(new URL(page.url()).pathname).toBe('/');
      expect(await wordsOn(page)).not.toMatch(/Mina|How may we reach you/);
      await page.goto(`${here.portal}/home`);
      expect(new URL(page.url()).pathname).toBe('/');
    });
    expect(await held().present()).toMatchObject({ contact: 'agreed', 'updates/progress': 'agreed' });
  });
});

test('when her session ran out while she was writing, what she had typed waits sealed until she is back', async () => {
  await withPage({ browser: here.browser }, async (page) => {
    const home = atHome(page, here.portal);
    await home.openCard(mine.card, mine.word);
    await page.goto(`${here.portal}/first/reach`);
    await page.selectOption('[name="ways.letter"]', 'never');
    await rows(
      here.house.database,
      (sql) =>
        sql`update session set seen_at = seen_at - interval '11 minutes' where victim_id = ${mina.victimId}`,
    );
    await home.press('first.goOn');
    expect(new URL(page.url()).pathname).toBe('/ended');
    const [kept] = await fieldsOf('kept_answer');
    expect(kept?.path).toBe('/first/reach');
    expect(kept?.sealed_fields.includes('never')).toBe(false);
    await home.openCard(mine.card, mine.word);
    await page.goto(`${here.portal}/first/reach`);
    expect(await page.inputValue('[name="ways.letter"]')).toBe('never');
    await home.press('first.goOn');
    expect(await fieldsOf('kept_answer')).toEqual([]);
    expect(await held().present()).toMatchObject({ 'contact/letter': 'declined' });
  });
});

test('at the end her ledger and the audit are whole, and nothing was ever given to her telephone', async () => {
  expect(await chainsHold(here.house.here, mina.victimId)).toEqual({ ledger: true, audit: true });
  const left = (await held().messages()).filter(({ state }) => state !== 'held');
  expect(left.map(({ channel, state }) => `${channel} ${state}`)).toEqual(Array(5).fill('email accepted'));
  expect((await paper.read()).map(({ to }) => to)).toEqual(Array(5).fill(workMail));
  expect(await here.letterbox.everything()).toEqual([]);
});
