import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { giveFeedback } from '../../casework/feedback/store.server.ts';
import { transactionAs } from '../../db/transaction.server.ts';
import type { Language } from '../../locales/languages.ts';
import { portalWords } from '../../locales/portal-words.ts';
import { atHome } from '../support/at-home.ts';
import { atTheDesk } from '../support/at-the-desk.ts';
import { rows } from '../support/audit-of.ts';
import { withPage } from '../support/browser.ts';
import { heardHere, onePage } from '../support/heard-here.ts';
import { type SomeonesCase, someone } from '../support/people.ts';
import { wordsOn } from '../support/presses.ts';
import { someoneReachedBy } from '../support/reached-by.ts';

const here = heardHere();
const mobile = '+447700900777';
const said = 'You wait too long before anyone rings.';
const did = '=1+1 <b>We ring</b> within two working days.';
const inUrdu = { said: 'آپ بہت دیر انتظار کرتے ہیں۔', did: 'ہم دو دن میں فون کرتے ہیں۔' };
const privately = 'I sat by the plum-coloured phone for nine days.';
const asker = {} as { one: SomeonesCase };
let themePath = '';

beforeAll(async () => {
  const { worker } = here.house.here;
  const reach = { mobile, email: 'asker@example.org' };
  asker.one = await someoneReachedBy(worker, { name: 'Rukhsana Ferncastle', callMe: 'Rukhsana' }, reach);
  const others = await Promise.all([1, 2, 3, 4].map(() => someone(worker)));
  for (const { me } of [asker.one, ...others])
    await transactionAs(me, (tx) =>
      giveFeedback(tx, randomUUID(), {
        ...{ about: 'contact', notMyWorker: false, wantsAnswer: me === asker.one.me, language: 'en' },
        words: privately,
      }),
    );
});

/** What somebody with no name and no script reads. */
const read = (path: string, language: Language = 'en') =>
  withPage({ browser: here.browser, javaScript: false, language }, async (page) => {
    await page.goto(`${here.portal}${path}`);
    return wordsOn(page);
  });

type Fetched = { type: string; cache: string; body: string };

/** What a reader of feeds or tables is given, and whether XML can be read of it. */
const taken = (path: string, credentials: RequestCredentials = 'omit') =>
  withPage({ browser: here.browser, bypassPolicy: true }, async (page) => {
    await page.goto(`${here.portal}/public/rights`);
    return page.evaluate(
      async ({ from, how }): Promise<Fetched & { titles: string[]; broken: boolean }> => {
        const answer = await fetch(from, { credentials: how });
        const body = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
        const xml = from.includes('atom') ? new DOMParser().parseFromString(body, 'text/xml') : null;
        return {
          ...{
            type: answer.headers.get('content-type') ?? '',
            cache: answer.headers.get('cache-control') ?? '',
          },
          ...{ body, broken: xml?.querySelector('parsererror') !== null && xml !== null },
          titles: [...(xml?.querySelectorAll('entry > title') ?? [])].map((it) => it.textContent ?? ''),
        };
      },
      { from: path, how: credentials },
    );
  });

const held = <T>(look: Parameters<typeof rows<T>>[1]) => rows(here.house.database, look);

describe('what five people said', () => {
  const [amira, tom] = [onePage(here), onePage(here)];
  const worker = () => atTheDesk(amira.page, here.desk);
  const manager = () => atTheDesk(tom.page, here.desk);
  const tick = (page: Page, count: number) =>
    page
      .locator('label')
      .filter({ has: page.locator('input[name=feedback]') })
      .all()
      .then(async (labels) => {
        for (const label of labels.slice(0, count)) await label.click();
      });

  test('becomes a theme with a promise, and what four said does not', async () => {
    await worker().signIn(here.house.here.worker);
    await worker().open('/you-said/new');
    await worker().choose('source', 'feedback');
    await tick(amira.page, 4);
    await worker().fill({ title: 'Waiting for a call', what: 'Ring within two days', dueOn: '2999-01-01' });
    await amira.page.selectOption('[name=ownerId]', here.house.here.worker.staffId);
    await worker().press('youSaid.new.button');
    expect(await wordsOn(amira.page)).toContain('needs five people or more');
    await worker().open('/you-said/new');
    await worker().choose('source', 'feedback');
    await tick(amira.page, 5);
    await worker().fill({ title: 'Waiting for a call', what: 'Ring within two days', dueOn: '2999-01-01' });
    await amira.page.selectOption('[name=ownerId]', here.house.here.worker.staffId);
    await worker().press('youSaid.new.button');
    themePath = new URL(amira.page.url()).pathname;
    expect(themePath).toMatch(/^\/you-said\/[0-9a-f-]{36}$/);
    expect(await wordsOn(amira.page)).toContain('At least 5 people are behind it.');
  });

  test('is written without a place or a day, each marked, and not by its writer approved', async () => {
    await worker().open(`${themePath}/words`);
    await worker().fill({ 'youSaid-en': 'It was cold at Elm Road on 12 May.', 'weDid-en': did });
    await worker().press('youSaid.words.button');
    const refused = await amira.page.locator('mark').allTextContents();
    expect(refused).toEqual(['12 May', 'Elm Road']);
    await worker().fill({ 'youSaid-en': said, 'youSaid-ur': inUrdu.said, 'weDid-ur': inUrdu.did });
    await worker().press('youSaid.words.button');
    expect(new URL(amira.page.url()).pathname).toBe(themePath);
    expect(await amira.page.getByRole('button', { name: 'Approve these words' }).count()).toBe(0);
    expect(await read('/public/you-said')).not.toContain(said);
  });

  test('is approved by a second person, and then anybody reads it in their language', async () => {
    await manager().signIn(here.house.here.manager);
    await manager().open(themePath);
    await manager().press('youSaid.one.approve');
    expect(await read('/public/you-said')).not.toContain(said);
    await manager().press('youSaid.one.publish');
    const english = await read('/public/you-said');
    expect(english).toContain(said);
    expect(english).toContain(did);
    const urdu = await read('/public/you-said', 'ur');
    expect(urdu).toContain(inUrdu.said);
    expect(urdu).not.toContain(said);
    const polish = await read('/public/you-said', 'pl');
    expect(polish).toContain(said);
    expect(polish).toContain(portalWords.pl.t('youSaid.fallback'));
  });

  test('is a feed and a table too, the same for everybody, kept for minutes, with nothing that runs', async () => {
    const feed = await taken('/public/you-said.atom');
    expect([feed.type, feed.cache]).toEqual(['application/atom+xml; charset=utf-8', 'public, max-age=300']);
    expect([feed.broken, feed.titles]).toEqual([false, [said]]);
    const table = await taken('/public/you-said.csv');
    expect([table.type, table.cache]).toEqual([
      'text/csv; charset=utf-8; header=present',
      'public, max-age=300',
    ]);
    expect(table.body.startsWith('\u{feff}"line",')).toBe(true);
    expect(table.body).toContain(`"'${did}"`);
    expect(table.body).toContain(inUrdu.said);
    expect(table.body.trim().split('\r\n')).toHaveLength(6);
    const page = await taken('/public/you-said');
    expect(page.cache).toBe('public, max-age=300');
    for (const { body } of [feed, table, page])
      for (const inside of [
        'Amira',
        'Tom',
        'Rukhsana',
        privately,
        'Waiting for a call',
        here.house.here.worker.staffId,
      ])
        expect(body).not.toContain(inside);
    expect((await taken('/public/you-said?language=pl')).cache).toBe('no-store');
  });

  test('is told to whoever asked, by a text that says nothing and on her own page in Urdu', async () => {
    await manager().open(themePath);
    await manager().press('youSaid.one.tellButton');
    expect(await wordsOn(tom.page)).toContain('1 person told.');
    const text = await here.letterbox.next(mobile);
    for (const word of ['ring', 'victim', 'feedback', 'child', 'wait', 'youth', 'said'])
      expect(text.body.toLowerCase()).not.toContain(word === 'ring' ? 'we ring' : word);
    await withPage({ browser: here.browser, javaScript: false, language: 'ur' }, async (page) => {
      const home = atHome(page, here.portal, 'ur');
      await home.comeBack(mobile, mobile, here.letterbox);
      await page.goto(`${here.portal}/home`);
      await home.follow('youSaid.home.one');
      expect(await wordsOn(page)).toContain(inUrdu.did);
      await page.goto(`${here.portal}/home`);
      expect(await wordsOn(page)).not.toContain(portalWords.ur.t('youSaid.home.one'));
    });
    expect(await held((sql) => sql`select 1 from line_told where read_at is not null`)).toHaveLength(1);
    expect(await held((sql) => sql`select kind, channel from message where kind = 'reply'`)).toMatchObject([
      { kind: 'reply', channel: 'text' },
    ]);
  });

  test('is not done yet once its day has passed, and done when another has seen that it is', async () => {
    await held((sql) => sql`update promise set due_on = '2026-01-05'`);
    expect(await read('/public/you-said')).toContain(portalWords.en.t('youSaid.group.not_done_yet'));
    await worker().open(themePath);
    await worker().fill({ note: 'The call log of the whole month.' });
    await worker().press('youSaid.one.addButton');
    expect(await amira.page.getByRole('button', { name: 'It shows the promise was kept' }).count()).toBe(0);
    await manager().open(themePath);
    await manager().press('youSaid.one.shown');
    const now = await read('/public/you-said');
    expect(now).toContain(portalWords.en.t('youSaid.did.done'));
    expect(now).not.toContain(portalWords.en.t('youSaid.group.not_done_yet'));
  });

  test('is taken down with a trace inside and none outside', async () => {
    await manager().open(themePath);
    await tom.page.selectOption('[name=because]', 'could_identify');
    await manager().press('youSaid.one.takeDown');
    const inside = await wordsOn(tom.page);
    expect(inside).toContain('somebody could be known by it');
    expect(inside).toContain(said);
    expect(await read('/public/you-said')).not.toContain(said);
    expect((await taken('/public/you-said.atom')).titles).toEqual([]);
    expect((await taken('/public/you-said.csv')).body.trim().split('\r\n')).toHaveLength(1);
    const [line] = await held(
      (sql) => sql`select state, taken_down_because, approved_by <> written_by as by_two from public_line`,
    );
    expect({ ...line }).toEqual({ state: 'taken_down', taken_down_because: 'could_identify', by_two: true });
    const audit = await held(
      (sql) =>
        sql<
          { action: string }[]
        >`select action from audit_entry where action ~ '^(theme|promise|public_line)[.]' order by sequence`,
    );
    expect(audit.map(({ action }) => action)).toEqual([
      ...[
        'theme.begun',
        'promise.made',
        'public_line.written',
        'public_line.approved',
        'public_line.published',
      ],
      ...['public_line.told', 'promise.evidence_added', 'promise.evidence_checked', 'promise.done'],
      'public_line.taken_down',
    ]);
  });
});
