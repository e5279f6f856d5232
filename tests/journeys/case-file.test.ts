import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { recordMilestone } from '../../casework/milestone/store.server.ts';
import { writeUpdate } from '../../casework/update/store.server.ts';
import { localDate } from '../../casework/working-day/rules.ts';
import { transactionAs } from '../../db/transaction.server.ts';
import { backofficeWords } from '../../locales/backoffice-words.ts';
import { atTheDesk } from '../support/at-the-desk.ts';
import { rows } from '../support/audit-of.ts';
import { onePage, sitesHere } from '../support/heard-here.ts';
import { answer, type SomeonesCase, someone } from '../support/people.ts';
import { leadsOn, wordsOn } from '../support/presses.ts';

const { t } = backofficeWords;
const here = sitesHere();
const people = {} as { leo: SomeonesCase; mara: SomeonesCase };
const words = (page: Page) => wordsOn(page);

beforeAll(async () => {
  const { worker } = here.house.here;
  const sixteen = `${new Date().getUTCFullYear() - 16}-01-01`;
  people.leo = await someone(worker, { name: 'Leo Hartley', callMe: 'Leo', birthDate: sixteen });
  people.mara = await someone(worker, { name: 'Mara Quint', callMe: 'Mara' });
  await answer(people.mara, ['contact//', 'updates/decision/']);
});

/** Hard news of Mara's case, written a moment ago and waiting for a voice. */
function newsOf(kind: 'not_guilty' | 'no_further_action') {
  return transactionAs(here.house.here.worker, async (tx) => {
    const happenedOn = localDate(new Date());
    const { milestoneId, topic } = await recordMilestone(tx, people.mara.caseId, { kind, happenedOn });
    return writeUpdate(tx, people.mara.caseId, {
      ...{ milestoneId, topic, happened: 'It was decided.', next: 'We are here.', nextBy: null },
      ...{ language: 'en', reviewState: 'own_words', channels: [] },
    });
  });
}

describe('Amira, with a case in front of her', () => {
  const shown = onePage(here);
  const desk = () => atTheDesk(shown.page, here.desk);
  const toldIn = (updateId: string) =>
    rows(here.house.database, async (sql) => {
      const [row] = await sql<{ told: boolean }[]>`
        select told_attempt_id is not null as told from case_update where id = ${updateId}`;
      return row?.told;
    });

  test('says which news she told, and only that news is told', async () => {
    const [told, other] = [await newsOf('not_guilty'), await newsOf('no_further_action')];
    await desk().signIn(here.house.here.worker);
    await desk().open(`/cases/${people.mara.caseId}/attempts/new`);
    await desk().choose('outcome', 'no_answer');
    await desk().choose('told', told.updateId);
    await desk().press('attempt.keep');
    expect(await words(shown.page)).toContain('News is told only by voice');
    await desk().choose('outcome', 'reached');
    await desk().press('attempt.keep');
    expect(new URL(shown.page.url()).pathname).toBe(`/cases/${people.mara.caseId}`);
    expect(await words(shown.page)).toContain(t('attempt.toldNews', { news: t('update.topics.decision') }));
    expect([await toldIn(told.updateId), await toldIn(other.updateId)]).toEqual([true, false]);
  });

  test('reads that she is to tell hard news, not that somebody asked for a call, and that it is done once she told it', async () => {
    const { updateId } = await newsOf('not_guilty');
    const taskOf = async () => {
      const found = await rows(
        here.house.database,
        (sql) => sql<{ id: string; done: boolean }[]>`
          select id, done_at is not null as done from task where update_id = ${updateId}`,
      );
      return found[0];
    };
    const path = `/tasks/${(await taskOf())?.id}`;
    await desk().open('/');
    const line = shown.page.locator(`main a[href="${path}"]`);
    expect(await line.textContent()).toContain(t('task.kind.tell_by_phone'));
    await desk().open(path);
    expect(await words(shown.page)).toContain(t('task.means.tell_by_phone'));
    expect(await words(shown.page)).not.toContain(t('task.means.call_back'));
    await desk().open(`/cases/${people.mara.caseId}/attempts/new`);
    await desk().choose('outcome', 'reached');
    await desk().choose('told', updateId);
    await desk().press('attempt.keep');
    await desk().open(path);
    expect(await shown.page.getByRole('button', { name: t('task.done') }).count()).toBe(0);
    expect(await taskOf()).toMatchObject({ done: true });
    await desk().open('/');
    expect(await line.count()).toBe(0);
  });

  test('moves the case on, closes it and opens it again, and each stands in the timeline', async () => {
    for (const stage of ['order', 'closed', 'after_order']) {
      await desk().open(`/cases/${people.leo.caseId}/stage`);
      await desk().choose('stage', stage);
      await desk().press('move.button');
    }
    await desk().open(`/cases/${people.leo.caseId}`);
    const seen = await words(shown.page);
    for (const said of [
      t('timeline.moved', { stage: t('stage.order') }),
      t('timeline.closed'),
      t('timeline.opened', { stage: t('stage.after_order') }),
    ])
      expect(seen).toContain(said);
  });

  test('sees what somebody else decided meanwhile before she moves it', async () => {
    await desk().open(`/cases/${people.leo.caseId}/stage`);
    await rows(
      here.house.database,
      (sql) => sql`update victim_case set stage = 'order' where id = ${people.leo.caseId}`,
    );
    await desk().choose('stage', 'closed');
    await desk().press('move.button');
    expect(await words(shown.page)).toContain(t('refused.changed'));
    expect(await words(shown.page)).toContain(t('move.now', { stage: t('stage.order') }));
  });

  test('takes down answers from a parent only once they speak for him, and no longer once that is ended', async () => {
    const asked = () => shown.page.locator('input[name=answeredAs]').evaluateAll((all) => all.length);
    await desk().open(`/cases/${people.leo.caseId}/phone`);
    expect(await asked()).toBe(1);
    await desk().open(`/cases/${people.leo.caseId}/proxies`);
    await desk().choose('kind', 'parent');
    await desk().fill({ name: 'Joanne Hartley', evidence: 'Birth certificate' });
    await desk().press('proxy.button');
    expect(await words(shown.page)).toContain(`1 Jan ${new Date().getUTCFullYear() + 2}`);
    await desk().open(`/cases/${people.leo.caseId}/phone`);
    expect(await words(shown.page)).toContain('A parent: Joanne Hartley');
    await desk().open(`/cases/${people.leo.caseId}/proxies`);
    const end = t('proxy.end', { name: 'Joanne Hartley' });
    await leadsOn(shown.page, () => shown.page.getByRole('button', { name: end }).click());
    await desk().open(`/cases/${people.leo.caseId}/phone`);
    expect(await asked()).toBe(1);
  });

  test('is told in plain words that a page was open too long, with her answers there, and can send them', async () => {
    await desk().open(`/cases/${people.leo.caseId}/attempts/new`);
    await desk().choose('outcome', 'reached');
    await desk().fill({ note: 'Rang back.' });
    await shown.page.locator('.desk-form [name=key]').evaluate((field) => field.remove());
    await desk().press('attempt.keep');
    expect(await words(shown.page)).toContain(
      'This page was open too long. Here are your answers; send them again.',
    );
    expect(await shown.page.locator('.error-summary a').count()).toBe(0);
    expect(await shown.page.inputValue('[name=note]')).toBe('Rang back.');
    await desk().press('attempt.keep');
    expect(new URL(shown.page.url()).pathname).toBe(`/cases/${people.leo.caseId}`);
    expect(await words(shown.page)).toContain('Rang back.');
  });

  test('cannot restrict a case: there is no such page for her', async () => {
    await shown.page.goto(`${here.desk}/cases/${people.leo.caseId}/restricted`);
    expect(await words(shown.page)).toContain(t('missing.title'));
  });
});

describe('Tom, who is a manager,', () => {
  const shown = onePage(here);
  const desk = () => atTheDesk(shown.page, here.desk);
  const isRestricted = () =>
    rows(here.house.database, async (sql) => {
      const [row] = await sql<{ restricted: boolean }[]>`
        select restricted from victim where id = ${people.leo.victimId}`;
      return row?.restricted;
    });

  test('closes Leo’s case to all but its worker and himself, and opens it again', async () => {
    await desk().signIn(here.house.here.manager);
    await desk().open(`/cases/${people.leo.caseId}/restricted`);
    expect(await words(shown.page)).toContain(t('restriction.isNot'));
    await desk().press('restriction.button');
    expect(await words(shown.page)).toContain(t('restriction.is'));
    expect(await isRestricted()).toBe(true);
    await desk().open(`/cases/${people.leo.caseId}`);
    expect(await words(shown.page)).toContain(t('case.restricted'));
    await desk().open(`/cases/${people.leo.caseId}/restricted`);
    await desk().press('restriction.lift');
    expect(await isRestricted()).toBe(false);
  });
});
