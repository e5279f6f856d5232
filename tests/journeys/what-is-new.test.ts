import { describe, expect, test } from 'vitest';
import { choicesOf, withdrawEverything } from '#casework/choice/store.server.ts';
import { pauseEverything } from '#casework/hold/store.server.ts';
import { updatesOf } from '#casework/update/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { beginSession } from '#web/session.server.ts';
import { portalWords } from '../../locales/portal-words.ts';
import { rows } from '../support/audit-of.ts';
import { withPage } from '../support/browser.ts';
import { sitesHere } from '../support/heard-here.ts';
import { tellOfPanel } from '../support/invited.ts';
import { answer, type SomeonesCase, someone } from '../support/people.ts';
import { wordsOn } from '../support/presses.ts';
import { signIn } from '../support/writer.ts';

const here = sitesHere();
const { t } = portalWords.en;
const worker = () => here.house.here.worker;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const nothingNew = 'Nothing new yet';
const promised = "We'll tell you";

/** Someone who was promised news by a day so many days from now, or none. */
async function somebody(days: number | null): Promise<SomeonesCase> {
  const who = await someone(worker());
  await answer(who, ['contact//', 'updates/progress/']);
  if (days !== null) await promise(who, days);
  return who;
}

const promise = ({ caseId }: SomeonesCase, days: number) =>
  rows(
    here.house.database,
    (sql) => sql`update victim_case set next_update_by = ${inDays(days)} where id = ${caseId}`,
  );

const read = (who: SomeonesCase, path: string) =>
  withPage({ browser: here.browser, javaScript: false }, async (page) => {
    await signIn(page, here.portal, await transactionAs(who.me, (tx) => beginSession(tx, 'full')));
    await page.goto(`${here.portal}${path}`);
    return wordsOn(page);
  });

const unreadOf = ({ me, victimId }: SomeonesCase) =>
  transactionAs(me, async (tx) =>
    (await updatesOf(tx, victimId)).filter(({ firstReadAt }) => firstReadAt === null),
  );

describe('what people are told of the news to come', () => {
  test('is the promised day while it has not passed, on both pages', async () => {
    const sam = await somebody(30);
    for (const path of ['/home', '/updates']) expect(await read(sam, path)).toContain(promised);
  });

  test('is to ring and ask for their worker once the day has passed, and no day that was', async () => {
    const late = await somebody(-3);
    for (const path of ['/home', '/updates']) {
      const words = await read(late, path);
      expect(words).toContain('You were to hear from us by');
      expect(words).toContain('Please ring us and ask for Amira.');
      expect(words).not.toContain(promised);
      expect(words).not.toContain('tells you the next news');
    }
  });

  test('is that everything is paused while it is, and nothing of news as soon as it happens', async () => {
    const paused = await somebody(null);
    await transactionAs(worker(), (tx) => pauseEverything(tx, paused.victimId, 'asked_to_pause', null));
    for (const path of ['/home', '/updates']) {
      const words = await read(paused, path);
      expect(words).toContain(t('first.receipt.paused'));
      expect(words).not.toContain('You hear from us as soon as');
    }
  });

  test('never says that nothing is new above a letter that is', async () => {
    const sam = await somebody(null);
    await tellOfPanel(worker(), sam, 'en');
    expect(await unreadOf(sam)).toHaveLength(1);
    const words = await read(sam, '/updates');
    expect(words).toContain(t('home.new.after.nothing'));
    expect(words).toContain(t('news.unread'));
    expect(words).not.toContain(nothingNew);
    await promise(sam, 30);
    const again = await read(sam, '/updates');
    expect(again).toContain('There is something new for you below.');
    expect(again).not.toContain(nothingNew);
    await read(sam, '/updates/1');
    expect(await unreadOf(sam)).toHaveLength(0);
    expect(await read(sam, '/updates')).toContain(nothingNew);
  });

  test('promises nothing to somebody who stopped everything, with a letter unread', async () => {
    const chloe = await somebody(null);
    await tellOfPanel(worker(), chloe, 'en');
    await promise(chloe, 30);
    await transactionAs(chloe.me, (tx) =>
      withdrawEverything(tx, chloe.victimId, {
        ...{ how: 'portal', askedBy: null, answeredAs: 'self', language: 'en', format: 'standard' },
        words: { key: 'stop', text: 'Stop everything', reviewState: 'source' },
      }),
    );
    const words = await read(chloe, '/updates');
    expect(words).toContain(t('home.new.silent'));
    expect(words).not.toContain(promised);
    const choices = await transactionAs(chloe.me, (tx) => choicesOf(tx, chloe.victimId));
    expect(choices.find(({ purpose, channel }) => purpose === 'contact' && channel === '')?.state).toBe(
      'withdrawn',
    );
  });
});
