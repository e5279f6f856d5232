import { beforeAll, describe, expect, test } from 'vitest';
import { addContactPoint, endContactPoint } from '../../casework/contact-point/store.server.ts';
import { recordMilestone } from '../../casework/milestone/store.server.ts';
import { changeSafeWindows, safeWindowsOf } from '../../casework/safe-window/store.server.ts';
import { takeBackUpdate } from '../../casework/update/release.server.ts';
import { writeUpdate } from '../../casework/update/store.server.ts';
import { changeWhatToCall, victimOf } from '../../casework/victim/store.server.ts';
import { localDate } from '../../casework/working-day/rules.ts';
import { transactionAs } from '../../db/transaction.server.ts';
import { atTheDesk } from '../support/at-the-desk.ts';
import { rows } from '../support/audit-of.ts';
import { onePage, sitesHere } from '../support/heard-here.ts';
import { answer, type SomeonesCase, someone } from '../support/people.ts';
import { wordsOn } from '../support/presses.ts';
import { attemptsIn } from '../support/what-was-logged.ts';

const here = sitesHere();
const worker = () => here.house.here.worker;
const afraid = 'He waits for me at the bus stop.';
const everyMonday = { weekday: 1, opens: '08:00', closes: '20:00' };
const tuesday = { weekday: 2, opens: '10:00', closes: '12:00' };

/** Hard news of somebody's case, waiting for a call. */
const hardNews = ({ caseId }: SomeonesCase) =>
  transactionAs(worker(), async (tx) => {
    const happenedOn = localDate(new Date());
    const { milestoneId, topic } = await recordMilestone(tx, caseId, { kind: 'not_guilty', happenedOn });
    return writeUpdate(tx, caseId, {
      ...{ milestoneId, topic, happened: 'It was not proven.', next: 'We are here.', nextBy: null },
      ...{ language: 'en', reviewState: 'own_words', channels: [] },
    });
  });
const takeBack = (updateId: string) => transactionAs(worker(), (tx) => takeBackUpdate(tx, updateId));

describe('Amira, while somebody else changes what her page is about,', () => {
  const shown = onePage(here);
  const desk = () => atTheDesk(shown.page, here.desk);
  const words = () => wordsOn(shown.page);
  const field = (name: string) => shown.page.locator(`[name="${name}"]`).inputValue();
  const who = {} as SomeonesCase;
  const onThePhone = () => desk().open(`/cases/${who.caseId}/phone`);
  const sayTimes = (windows: (typeof tuesday)[]) =>
    transactionAs(who.me, (tx) => changeSafeWindows(tx, who.victimId, windows));
  const times = () => transactionAs(worker(), (tx) => safeWindowsOf(tx, who.victimId));
  const calls = async () => (await attemptsIn(here.house, who.caseId)).length;
  const concerns = () =>
    rows(
      here.house.database,
      (sql) => sql`select taken_by from safety_concern where victim_id = ${who.victimId}`,
    );
  beforeAll(async () => {
    Object.assign(who, await someone(worker(), { name: 'Bea Underhill', callMe: 'Bea' }));
    await answer(who, ['contact//', 'updates/decision/']);
    await desk().signIn(worker());
  });

  test('loses nothing of a call, nor what makes Bea unsafe, where the news she told was taken back', async () => {
    const { updateId } = await hardNews(who);
    await onThePhone();
    const { choose, fill, press, t } = desk();
    await choose('how', 'phone');
    await choose('told', updateId);
    await choose('unsafe', 'yes');
    await fill({ unsafeWords: afraid });
    await press('phone.readBack');
    await takeBack(updateId);
    await press('phone.save');
    expect(await words()).toContain(t('casework:contactAttempt.told.gone'));
    expect(await field('unsafeWords')).toBe(afraid);
    expect([await concerns(), await calls()]).toEqual([[], 0]);
    await press('phone.readBack');
    await press('phone.save');
    expect(await words()).toContain(t('phone.saved.title'));
    expect([await concerns(), await calls()]).toEqual([[{ taken_by: 'phone' }], 1]);
  });

  test('loses nothing of a call where Bea ended the number she answered', async () => {
    const { id } = await transactionAs(worker(), (tx) =>
      addContactPoint(tx, who.victimId, {
        ...{ kind: 'mobile', value: '+447700900719', source: 'police', shared: false, watched: false },
      }),
    );
    await onThePhone();
    const { choose, fill, press, t } = desk();
    await choose('how', 'phone');
    await choose('spokenOn', id);
    await choose('unsafe', 'yes');
    await fill({ unsafeWords: afraid });
    await press('phone.readBack');
    await transactionAs(who.me, (tx) => endContactPoint(tx, who.victimId, id));
    await press('phone.save');
    expect(await words()).toContain(t('casework:phoneCall.spokenOn.invalid'));
    expect(await field('unsafeWords')).toBe(afraid);
    await press('phone.readBack');
    await press('phone.save');
    expect([(await concerns()).length, await calls()]).toEqual([2, 2]);
  });

  test('has her note back where the news she told was taken back, and keeps it with the next press', async () => {
    const { updateId } = await hardNews(who);
    await desk().open(`/cases/${who.caseId}/attempts/new`);
    const { choose, fill, press, t } = desk();
    await choose('channel', 'phone');
    await choose('outcome', 'reached');
    await choose('told', updateId);
    await fill({ note: 'She works nights.' });
    await takeBack(updateId);
    await press('attempt.keep');
    expect(await words()).toContain(t('casework:contactAttempt.told.gone'));
    expect([await field('note'), await calls()]).toEqual(['She works nights.', 2]);
    await press('attempt.keep');
    expect(await calls()).toBe(3);
  });

  test('reads back the times and the name Bea chose since, and saves a call without undoing them', async () => {
    await sayTimes([everyMonday]);
    await onThePhone();
    await sayTimes([tuesday]);
    await transactionAs(who.me, async (tx) => {
      const person = await victimOf(tx, who.victimId);
      await changeWhatToCall(tx, who.victimId, 'Beatrice', Number(person?.version));
    });
    const { choose, press, t } = desk();
    await choose('how', 'phone');
    await choose('level', 'informed');
    await press('phone.readBack');
    expect(await words()).toMatch(/10:00–12:00[\s\S]*Beatrice/);
    await press('phone.save');
    expect(await words()).toContain(t('phone.saved.title'));
    expect(await times()).toEqual([tuesday]);
    const kept = await transactionAs(worker(), (tx) => victimOf(tx, who.victimId));
    expect(kept?.callMe).toBe('Beatrice');
  });

  test('is shown the times Bea chose since, before others she was told in the call are put in their place', async () => {
    await sayTimes([everyMonday]);
    await onThePhone();
    const { choose, fill, press, t } = desk();
    await choose('how', 'phone');
    await fill({ opens1: '09:00' });
    await press('phone.readBack');
    await sayTimes([tuesday]);
    await press('phone.save');
    expect(await words()).toContain(t('casework:phoneCall.times.changed'));
    expect(await words()).toContain('10:00');
    expect([await field('opens1'), await times()]).toEqual(['09:00', [tuesday]]);
    await press('phone.readBack');
    await press('phone.save');
    expect(await times()).toEqual([{ ...everyMonday, opens: '09:00' }]);
  });

  test('is shown them as well where she writes times down without a call', async () => {
    await sayTimes([everyMonday]);
    await desk().open(`/cases/${who.caseId}/contact?part=times`);
    const { fill, press, t } = desk();
    await fill({ opens1: '07:00' });
    await sayTimes([tuesday]);
    await press('contact.times.button');
    expect(await words()).toContain(t('casework:phoneCall.times.changed'));
    expect([await field('opens1'), await times()]).toEqual(['07:00', [tuesday]]);
    await press('contact.times.button');
    expect(await times()).toEqual([{ ...everyMonday, opens: '07:00' }]);
  });
});
