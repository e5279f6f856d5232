import { setTimeout as pause } from 'node:timers/promises';
import { generateSync } from 'otplib';
import { beforeAll, describe, expect, test } from 'vitest';
import { atTheDesk } from '../support/at-the-desk.ts';
import { atAnyHour } from '../support/flood.ts';
import { heardHere, onePage } from '../support/heard-here.ts';
import { messagesIn } from '../support/messages-in.ts';
import { wordsOn } from '../support/presses.ts';
import type { ReachablePerson } from '../support/reachable-person.ts';

describe('Tom, a manager, hears that a text has gone wrong, and pauses what leaves', () => {
  const here = heardHere();
  const { db, newPerson, queue, stateOf } = messagesIn(here.house);
  const manager = onePage(here);
  const worker = onePage(here, { width: 390, javaScript: false });
  const known = {} as { person: ReachablePerson; waiting: string };
  const desk = () => atTheDesk(manager.page, here.desk);
  const untilSent = async (id: string) => {
    while ((await stateOf(id))?.state !== 'accepted') await pause(50);
  };

  beforeAll(async () => {
    known.person = await newPerson();
    await atAnyHour(db(), [known.person]);
    await desk().signIn(here.house.here.manager);
  });

  test('he pauses everything but codes in one press, and reads that it is so', async () => {
    await desk().open('/messages');
    await desk().press('sending.pauseAll');
    const words = await wordsOn(manager.page);
    expect(words).toContain(desk().t('sending.donePaused'));
    expect(words).toContain(desk().t('sending.paused.all'));
    expect(words).toContain('Tom');
  });

  test('every colleague reads on their start page that Tom did, and since when, without JavaScript, and has nothing to press', async () => {
    const { page } = worker;
    await page.goto(`${here.desk}/sign-in`);
    const { email, password, totpSecret } = here.house.here.worker;
    await page.fill('[name=email]', email);
    await page.fill('[name=password]', password);
    await page.fill('[name=code]', generateSync({ secret: totpSecret }));
    await page.click('main button[type=submit]');
    const words = await wordsOn(page);
    expect(words).toContain(desk().t('sending.paused.all'));
    expect(words).toMatch(/Tom, \w{3} \d/);
    await page.goto(`${here.desk}/messages`);
    expect(await wordsOn(page)).toContain(desk().t('sending.paused.all'));
    expect(await page.locator('button[name=intent]').count()).toBe(0);
    const asked = await page.request.post(`${here.desk}/messages`, {
      form: { intent: 'resume' },
      headers: { origin: here.desk, 'sec-fetch-site': 'same-origin' },
    });
    expect(asked.status()).toBe(404);
  });

  test('a code still leaves, and a text waits', async () => {
    known.waiting = await queue(known.person);
    await untilSent(await queue(known.person, { kind: 'sign_in_code', code: '123456' }));
    expect(await stateOf(known.waiting)).toMatchObject({ state: 'queued' });
  });

  test('he lets it go on, and the text leaves; the audit knows both', async () => {
    await desk().open('/messages');
    await desk().press('sending.resume');
    expect(await wordsOn(manager.page)).toContain(desk().t('sending.doneResumed'));
    await untilSent(known.waiting);
    const entries =
      await db()`select action from audit_entry where action like 'sending.%' order by sequence`;
    expect(entries.map(({ action }) => action)).toEqual(['sending.paused', 'sending.resumed']);
  });
});
