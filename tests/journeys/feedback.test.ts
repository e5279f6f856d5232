import { beforeAll, describe, expect, test } from 'vitest';
import { transactionAs } from '../../db/transaction.server.ts';
import { portalWords } from '../../locales/portal-words.ts';
import { beginSession } from '../../web/session.server.ts';
import { atHome } from '../support/at-home.ts';
import { atTheDesk } from '../support/at-the-desk.ts';
import { rows } from '../support/audit-of.ts';
import { goBack, withPage } from '../support/browser.ts';
import { heardHere, onePage } from '../support/heard-here.ts';
import { outside } from '../support/outside.ts';
import type { SomeonesCase } from '../support/people.ts';
import { pressButton, wordsOn } from '../support/presses.ts';
import { someoneReachedBy } from '../support/reached-by.ts';

describe('Rukhsana tells the service what her worker must not see, and is answered in Urdu', () => {
  const here = heardHere();
  const phone = onePage(here, { width: 360, javaScript: false });
  const desk = onePage(here);
  const who = {} as SomeonesCase;
  const [mobile, typed] = ['+447700900731', '07700 900731'];
  const words = 'She speaks to my son and not to me, by the damson gate.';
  const reply = 'ہم منگل کو آپ کو فون کریں گے۔';
  const { t } = portalWords.ur;
  const feedback = () =>
    rows(
      here.house.database,
      (sql) => sql`select id, state, owner_id, not_my_worker from feedback where victim_id = ${who.victimId}`,
    );

  beforeAll(async () => {
    const person = { name: 'Rukhsana Baig', callMe: 'Rukhsana', languageWritten: 'ur' as const };
    const reach = { mobile, email: 'rukhsana@example.org' };
    Object.assign(who, await someoneReachedBy(here.house.here.worker, person, reach));
  });

  test('she comes in by a code, is spoken to in Urdu, and says it, without JavaScript', async () => {
    await atHome(phone.page, here.portal).comeBack(typed, mobile, here.letterbox);
    await phone.page.goto(`${here.portal}/say`);
    await phone.page.check('[name=about][value=worker]');
    await phone.page.fill('[name=words]', words);
    await phone.page.check('[name=notMyWorker]');
    await phone.page.check('[name=wantsAnswer][value=yes]');
    await pressButton(phone.page, t('say.send'));
    expect(await wordsOn(phone.page)).toContain(t('say.done.hidden'));
    expect(await feedback()).toMatchObject([{ state: 'new', not_my_worker: true }]);
  });

  test('no page of her worker has a word of it', async () => {
    const { worker } = here.house.here;
    const token = await transactionAs(worker, (tx) => beginSession(tx));
    const [one] = await feedback();
    const seen = async (path: string) => {
      const answer = await fetch(`${here.desk}${path}`, { headers: { cookie: `__Host-b=${token}` } });
      return { status: answer.status, text: await answer.text() };
    };
    expect((await seen(`/feedback/${one?.id}`)).status).toBe(404);
    const lists = ['/', '/feedback', '/feedback?state=all', '/feedback.csv?state=all', '/messages', '/cases'];
    for (const path of [...lists, `/cases/${who.caseId}`, `/cases/${who.caseId}/contact`]) {
      const { status, text } = await seen(path);
      expect([path, status]).toEqual([path, 200]);
      expect(text).not.toContain('damson');
      expect(text).not.toContain(String(one?.id));
    }
  });

  test('a manager answers in Urdu and looks at it before it is sent', async () => {
    const tom = atTheDesk(desk.page, here.desk);
    await tom.signIn(here.house.here.manager);
    await tom.open('/feedback');
    await desk.page.getByRole('link', { name: 'Rukhsana Baig' }).click();
    await desk.page.waitForURL(/feedback\/[0-9a-f-]{36}/);
    expect(await wordsOn(desk.page)).toContain(words);
    await tom.fill({ words: reply, english: 'We will ring you on Tuesday.' });
    await tom.choose('reviewState', 'reviewed');
    await tom.press('feedback.reply.preview');
    await tom.press('feedback.reply.send');
    expect(await wordsOn(desk.page)).toContain('Not read yet.');
  });

  test('a text says only that there is an answer, and she reads it in Urdu on her page', async () => {
    const sheet = await here.letterbox.next(mobile);
    for (const said of ['damson', 'فون کریں گے', 'Rukhsana', 'worker'])
      expect(sheet.body).not.toContain(said);
    await phone.page.goto(`${here.portal}/home`);
    await phone.page.getByRole('link', { name: t('say.answer') }).click();
    const read = await wordsOn(phone.page);
    expect(read).toContain(reply);
    expect(read).toContain(t('say.one.reviewed'));
    const [kept] = await rows(
      here.house.database,
      (sql) =>
        sql`select state, read_at is not null as was_read from reply where victim_id = ${who.victimId}`,
    );
    expect(kept).toEqual({ state: 'sent', was_read: true });
  });

  test('she says that it does not answer it, and it is open again and nobody’s', async () => {
    await phone.page.check('[name=verdict][value=does_not_answer]');
    await pressButton(phone.page, t('say.one.send'));
    expect(await wordsOn(phone.page)).toContain(t('say.state.not_answered'));
    expect(await feedback()).toMatchObject([{ state: 'not_answered', owner_id: null }]);
  });

  test('and the manager who did not answer it is told that somebody else does', async () => {
    await desk.page.reload();
    const tom = atTheDesk(desk.page, here.desk);
    await tom.fill({ words: reply });
    await tom.choose('reviewState', 'reviewed');
    await tom.press('feedback.reply.preview');
    expect(await wordsOn(desk.page)).toContain('Somebody else has to answer this');
    expect(await feedback()).toMatchObject([{ state: 'not_answered', owner_id: null }]);
  });

  test('PostgreSQL holds none of the words, and the provider was given none', async () => {
    const held = await rows(
      here.house.database,
      (
        sql,
      ) => sql`select encode(f.sealed_words, 'escape') as said, encode(r.sealed_words, 'escape') as answered
        from feedback f join reply r on r.feedback_id = f.id`,
    );
    expect(held).toHaveLength(1);
    expect(JSON.stringify(held)).not.toContain('damson');
    expect(JSON.stringify(held)).not.toContain('Tuesday');
    const given = JSON.stringify(await here.letterbox.everything());
    expect(given).not.toContain('damson');
    expect(given).not.toContain('Tuesday');
  });
});

describe('her worker writes down on the phone what is not for a worker’s eyes', () => {
  const here = heardHere();
  const desk = onePage(here);
  const who = {} as SomeonesCase;
  const words = 'I never know who rings, by the sorrel step.';

  beforeAll(async () => {
    const person = { name: 'Ffion Pugh', callMe: 'Ffion' };
    const reach = { mobile: '+447700900732', email: 'ffion@example.org' };
    Object.assign(who, await someoneReachedBy(here.house.here.worker, person, reach));
  });

  test('nothing is answered for her, and what she says is kept once', async () => {
    const amira = atTheDesk(desk.page, here.desk);
    await amira.signIn(here.house.here.worker);
    await amira.open(`/cases/${who.caseId}/feedback`);
    expect(await desk.page.locator('input[type=radio]:checked').count()).toBe(0);
    await amira.fill({ words });
    await amira.press('feedback.take.keep');
    expect(await wordsOn(desk.page)).toContain('Choose whether their worker may see it');
    const said = { how: 'phone', writtenIn: 'en', about: 'contact', notMyWorker: 'yes', wantsAnswer: 'yes' };
    for (const [name, value] of Object.entries(said)) await amira.choose(name, value);
    await amira.press('feedback.take.keep');
    expect(await wordsOn(desk.page)).toContain('You do not see it again');
    const kept = await rows(
      here.house.database,
      (sql) => sql`select how, taken_by, not_my_worker from feedback`,
    );
    const takenBy = here.house.here.worker.staffId;
    expect(kept).toEqual([{ how: 'phone', taken_by: takenBy, not_my_worker: true }]);
  });

  test('she no longer finds it, and a manager does', async () => {
    const amira = atTheDesk(desk.page, here.desk);
    for (const path of ['/feedback', '/', `/cases/${who.caseId}`]) {
      await amira.open(path);
      expect(await wordsOn(desk.page)).not.toContain('sorrel');
      expect(await desk.page.locator('a[href^="/feedback/"][href*="-"]').count()).toBe(0);
    }
    await desk.page.context().clearCookies();
    const tom = atTheDesk(desk.page, here.desk);
    await tom.signIn(here.house.here.manager);
    await tom.open('/feedback');
    await desk.page.getByRole('link', { name: 'Ffion Pugh' }).click();
    await desk.page.waitForURL(/feedback\/[0-9a-f-]{36}/);
    expect(await wordsOn(desk.page)).toContain(words);
  });
});

describe('somebody says something without a name', () => {
  const here = heardHere(outside());
  const page = onePage(here, { javaScript: false });
  const { t } = portalWords.en;

  test('and nothing of them is kept: no person, no address, no session', async () => {
    await page.page.goto(`${here.portal}/public/say`);
    await page.page.check('[name=about][value=other]');
    await page.page.fill('[name=words]', '=HYPERLINK("x") the stairs are steep');
    await pressButton(page.page, t('say.public.send'));
    expect(await wordsOn(page.page)).toContain(t('say.public.done'));
    const kept = await rows(here.house.database, (sql) => sql`select * from feedback`);
    expect(kept).toMatchObject([{ victim_id: null, case_id: null, taken_by: null, key_kind: 'service' }]);
    expect(await rows(here.house.database, (sql) => sql`select * from session`)).toEqual([]);
  });

  test.each([false, true])(
    'and whoever presses Back after them reads nothing of it (script: %s)',
    async (javaScript) => {
      for (const leaving of [t('frame.exit'), t('say.public.send')])
        for (let time = 0; time < 3; time += 1)
          await withPage({ browser: here.browser, javaScript }, async (shared) => {
            await shared.goto(`${here.portal}/public/say`);
            await shared.check('[name=about][value=other]');
            await shared.fill('[name=words]', 'He lives with us.');
            await pressButton(shared, leaving);
            await goBack(shared);
            await shared.locator('[name=words]').waitFor();
            expect(await shared.inputValue('[name=words]')).toBe('');
            expect(await shared.locator('[name=about]:checked').count()).toBe(0);
          });
    },
  );
});
