import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { contactPointsOf } from '#casework/contact-point/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { takeInbound } from '#messaging/inbound.server.ts';
import { beginSession } from '#web/session.server.ts';
import { portalWords } from '../../locales/portal-words.ts';
import { atTheDesk } from '../support/at-the-desk.ts';
import { rows } from '../support/audit-of.ts';
import { withPage } from '../support/browser.ts';
import { heardHere, onePage } from '../support/heard-here.ts';
import type { SomeonesCase } from '../support/people.ts';
import { followLink, pressButton, wordsOn } from '../support/presses.ts';
import { putByHand } from '../support/put-by-hand.ts';
import { someoneReachedBy } from '../support/reached-by.ts';
import { signIn } from '../support/writer.ts';

const here = heardHere();
const desk = onePage(here);
const { t } = portalWords.en;
const mobile = '+447700900741';
const esme = {} as SomeonesCase & { pointId: string };
const worker = () => here.house.here.worker;

const held = () =>
  rows(here.house.database, async (sql) => {
    const [row] = await sql`
      select s.suppressed_at is not null as stopped, p.verified_at is not null as verified,
        (select array_agg(asked_how) from started_again a where a.contact_point_id = p.id) as asked
      from contact_point p join suppression s using (service_id, kind, blind_index) where p.id = ${esme.pointId}`;
    return row;
  });
const stateOf = (messageId: string) =>
  rows(here.house.database, async (sql) => {
    const [row] = await sql`select state, held_reason from message where id = ${messageId}`;
    return `${row?.state} ${row?.held_reason}`;
  });
const onHerPage = (work: (page: typeof desk.page) => Promise<void>) =>
  withPage({ browser: here.browser, javaScript: false }, async (page) => {
    await signIn(page, here.portal, await transactionAs(esme.me, (tx) => beginSession(tx, 'full')));
    await work(page);
  });

beforeAll(async () => {
  const reach = { mobile, email: 'esme.field@example.org' };
  const person = await someoneReachedBy(worker(), { name: 'Esme Field', callMe: 'Esme' }, reach);
  const points = await transactionAs(worker(), (tx) => contactPointsOf(tx, person.victimId));
  Object.assign(esme, person, { pointId: String(points.find(({ kind }) => kind === 'mobile')?.id) });
  await takeInbound({ from: mobile, to: null, body: 'STOP', providerId: `SM${randomUUID()}` });
});

describe('Esme stopped texts by mistake and rings', () => {
  test('for that is what her own page says to do', async () => {
    await onHerPage(async (page) => {
      await page.goto(`${here.portal}/contact/channels`);
      expect(await wordsOn(page)).toContain(t('reach.why.suppressed'));
    });
  });

  test('and Amira, who reads what will happen first, notes that she asked', async () => {
    const { signIn: comeIn, open, choose, press, page, t: words } = atTheDesk(desk.page, here.desk);
    await comeIn(worker());
    await open(`/cases/${esme.caseId}/contact`);
    await followLink(page, words('contact.do.startAgain'));
    expect(await wordsOn(page)).toMatch(
      /nothing but a code goes there[\s\S]*A no in their choices stays a no/,
    );
    await press('startAgain.button');
    expect(await page.title()).toMatch(/^Error: /);
    expect(await held()).toEqual({ stopped: true, verified: true, asked: null });
    await choose('how', 'phone');
    await press('startAgain.button');
    expect(await wordsOn(page)).toMatch(
      /once it is checked[\s\S]*texts START, from that phone[\s\S]*six digits/,
    );
    expect(await held()).toEqual({ stopped: false, verified: false, asked: ['phone'] });
  });

  test('and no voice stands in for the code: the page offers no other way, and no news leaves', async () => {
    const { open, page, t: words } = atTheDesk(desk.page, here.desk);
    await open(`/cases/${esme.caseId}/contact`);
    expect(await wordsOn(page)).toContain(words('contact.flag.awaitsCode'));
    expect(await page.getByRole('button', { name: words('contact.do.confirm') }).count()).toBe(0);
    const early = await putByHand(worker(), esme, { channel: 'text', contactPointId: esme.pointId });
    await expect.poll(() => stateOf(early)).toBe('held no_channel');
    expect(await here.letterbox.everything()).toEqual([]);
  });

  test('and types the code that comes, whereupon her news comes by text again', async () => {
    await onHerPage(async (page) => {
      await page.goto(`${here.portal}/contact/number`);
      await pressButton(page, t('reach.point.check'));
      await page.fill('[name=code]', await here.letterbox.nextCode(mobile));
      await pressButton(page, t('reach.code.confirm'));
    });
    expect(await held()).toEqual({ stopped: false, verified: true, asked: ['phone'] });
    await putByHand(worker(), esme, { channel: 'text', contactPointId: esme.pointId });
    expect(await here.letterbox.next(mobile)).toMatchObject({ channel: 'text' });
  });
});
