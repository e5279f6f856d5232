import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addContactPoint, confirmContactPoint } from '#casework/contact-point/store.server.ts';
import { contactRulesOf } from '#casework/contact-preference/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { beginSession } from '#web/session.server.ts';
import { portalWords } from '../../locales/portal-words.ts';
import { heardHere, onePage } from '../support/heard-here.ts';
import { answer, type SomeonesCase, someone } from '../support/people.ts';
import { followLink, pressButton, readOff, wordsOn } from '../support/presses.ts';
import { signIn } from '../support/writer.ts';

const here = heardHere();
const one = onePage(here, { javaScript: false });
const { t } = portalWords.en;
const mobile = '+447700900731';
let me: SomeonesCase;
let db: postgres.Sql;

const mobiles = async () => {
  const { points } = await transactionAs(here.house.here.worker, (tx) => contactRulesOf(tx, me.victimId));
  return points.map(({ hint, verified, doubt }) => ({ hint, verified, doubt }));
};

beforeAll(async () => {
  db = postgres(here.house.database.superuserUrl, { max: 1, connection: { client_min_messages: 'warning' } });
  me = await someone(here.house.here.worker);
  const given = { kind: 'mobile', value: mobile, source: 'police', shared: false, watched: false } as const;
  const { id } = await transactionAs(here.house.here.worker, (tx) => addContactPoint(tx, me.victimId, given));
  await transactionAs(here.house.here.worker, (tx) => confirmContactPoint(tx, me.victimId, id));
  await answer(me, ['contact//', 'contact//text']);
  await signIn(one.page, here.portal, await transactionAs(me.me, (tx) => beginSession(tx, 'full')));
});
afterAll(() => db.end());

describe('someone whose number was checked half a year ago', () => {
  test('is asked on their own page whether it is still theirs, and not before', async () => {
    await one.page.goto(`${here.portal}/home`);
    expect(await wordsOn(one.page)).not.toContain('still your number');
    await db`update contact_point set verified_at = now() - interval '181 days' where victim_id = ${me.victimId}`;
    // The worker of this house keeps its timetable; this run is due.
    await db`update timetable_run set next_at = now() where name = 'check_numbers'`;
    await expect.poll(mobiles).toEqual([{ hint: '…731', verified: true, doubt: 'age' }]);
    await one.page.goto(`${here.portal}/home`);
    expect(await wordsOn(one.page)).toContain('Is …731 still your number?');
  });

  test('checks it with six digits, and is asked no more', async () => {
    const ask = await readOff(one.page.getByRole('link', { name: 'still your number' }));
    await one.page.getByRole('link', { name: 'still your number' }).click();
    expect(ask).toContain('…731');
    expect(await wordsOn(one.page)).toContain(t('reach.point.doubted'));
    await pressButton(one.page, t('reach.point.check'));
    await one.page.fill('[name=code]', await here.letterbox.nextCode(mobile));
    await pressButton(one.page, t('reach.code.confirm'));
    expect(await mobiles()).toEqual([{ hint: '…731', verified: true, doubt: null }]);
    await followLink(one.page, t('reach.title'));
    await one.page.goto(`${here.portal}/home`);
    expect(await wordsOn(one.page)).not.toContain('still your number');
  });

  test('is not asked to have a text sent to a phone that somebody else reads', async () => {
    await db`update contact_point set doubt = 'failures', watched = true where victim_id = ${me.victimId}`;
    await one.page.goto(`${here.portal}/home`);
    expect(await wordsOn(one.page)).not.toContain('still your number');
  });
});
