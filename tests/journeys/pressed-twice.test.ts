import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { beforeAll, describe, expect, test } from 'vitest';
import { addContactPoint } from '../../casework/contact-point/store.server.ts';
import { recordMilestone } from '../../casework/milestone/store.server.ts';
import { writeUpdate } from '../../casework/update/store.server.ts';
import { localDate } from '../../casework/working-day/rules.ts';
import { transactionAs } from '../../db/transaction.server.ts';
import { backofficeWords } from '../../locales/backoffice-words.ts';
import { atTheDesk } from '../support/at-the-desk.ts';
import { auditOf, rows } from '../support/audit-of.ts';
import { onePage, sitesHere } from '../support/heard-here.ts';
import { answer, type SomeonesCase, someone } from '../support/people.ts';
import { wordsOn } from '../support/presses.ts';

const { t } = backofficeWords;
const here = sitesHere();
const today = localDate(new Date());

/** News of somebody's case that waits, and may be released at any hour. */
function newsOf({ caseId }: SomeonesCase) {
  return transactionAs(here.house.here.worker, async (tx) => {
    const { milestoneId, topic } = await recordMilestone(tx, caseId, { kind: 'release', happenedOn: today });
    return writeUpdate(tx, caseId, {
      ...{ milestoneId, topic, happened: 'It was decided.', next: 'We are here.', nextBy: null },
      ...{ language: 'en', reviewState: 'own_words', channels: [] },
    });
  }).then(async ({ updateId }) => {
    await rows(
      here.house.database,
      (sql) => sql`update case_update set phone_first = false where id = ${updateId}`,
    );
    return updateId;
  });
}

describe('Amira, whose mouse presses twice,', () => {
  const shown = onePage(here);
  const desk = () => atTheDesk(shown.page, here.desk);
  const who = {} as SomeonesCase;
  beforeAll(async () => {
    Object.assign(who, await someone(here.house.here.worker, { name: 'Bea Underhill', callMe: 'Bea' }));
    await answer(who, ['contact//', 'updates/safety/']);
    await desk().signIn(here.house.here.worker);
  });
  const press = async (path: string, form: Record<string, string>) => {
    const answered = await shown.page.request.post(`${here.desk}${path}`, {
      ...{ form, maxRedirects: 0, headers: { origin: here.desk, 'sec-fetch-site': 'same-origin' } },
    });
    return { status: answered.status(), to: answered.headers().location, body: await answered.text() };
  };
  const entries = async (action: string) =>
    (await auditOf(here.house.database, who.victimId)).filter((one) => one === action).length;

  test('releases news once, and is shown how it stands where she pressed again', async () => {
    const updateId = await newsOf(who);
    const superuser = postgres(here.house.database.superuserUrl, { max: 2 });
    const presses = await superuser.begin(async (holding) => {
      await holding`select from case_update where id = ${updateId} for update`;
      const path = `/cases/${who.caseId}/update/${updateId}/release`;
      const both = [1, 2].map(() => press(path, { intent: 'release', toldIn: '' }));
      const waiting = () =>
        superuser`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
      await expect.poll(async () => (await waiting()).length, { timeout: 20_000 }).toBe(2);
      return { both };
    });
    const answered = await Promise.all(presses.both);
    await superuser.end();
    expect(answered.map(({ status }) => status)).toEqual([303, 303]);
    for (const { to } of answered) expect(to).toContain(`/cases/${who.caseId}/update/${updateId}`);
    expect(await entries('update.released')).toBe(1);
    const kept = await rows(
      here.house.database,
      (sql) => sql`select state from case_update where id = ${updateId}`,
    );
    expect(kept).toEqual([{ state: 'published' }]);
  });

  test('ends the use of a number once, and sees it gone where she pressed again or confirmed it too late', async () => {
    const { id } = await transactionAs(here.house.here.worker, (tx) =>
      addContactPoint(tx, who.victimId, {
        ...{ kind: 'mobile', value: '+447700900711', source: 'police', shared: false, watched: false },
      }),
    );
    const path = `/cases/${who.caseId}/contact`;
    for (const intent of ['end', 'end', 'confirm']) {
      const { status, to } = await press(path, { intent, pointId: id });
      expect([intent, status]).toEqual([intent, 303]);
      await desk().open(String(to));
      expect(await wordsOn(shown.page)).not.toContain('…711');
    }
    expect(await entries('contact_point.ended')).toBe(1);
    expect(await entries('contact_point.confirmed')).toBe(0);
  });

  test('records what happened once, and writes about that', async () => {
    await desk().open(`/cases/${who.caseId}/update`);
    const key = await shown.page.locator('.desk-form [name=key]').inputValue();
    const record = () =>
      press(`/cases/${who.caseId}/update`, { intent: 'record', key, kind: 'panel', happenedOn: today });
    const [first, second] = [await record(), await record()];
    expect([first.status, second.to]).toEqual([303, first.to]);
    const kept = await rows(
      here.house.database,
      (sql) => sql<{ id: string }[]>`
        select id from milestone where case_id = ${who.caseId} and kind = 'panel'`,
    );
    expect(kept).toHaveLength(1);
    expect(first.to).toBe(`/cases/${who.caseId}/update?milestone=${kept[0]?.id}`);
  });

  test('is told at the field that a year was mistyped, and has her note back', async () => {
    const attempt = { channel: 'phone', direction: 'out', outcome: 'no_answer', time: '10:00' };
    const note = 'A neighbour said she works nights.';
    const rung = await press(`/cases/${who.caseId}/attempts/new`, {
      ...{ ...attempt, key: randomUUID(), on: '0000-01-01', note },
    });
    expect([rung.status, rung.body.includes(note)]).toEqual([422, true]);
    expect(rung.body).toContain(t('casework:contactAttempt.on.invalid'));
    const happened = await press(`/cases/${who.caseId}/update`, {
      ...{ intent: 'record', key: randomUUID(), kind: 'panel', happenedOn: '0000-01-01' },
    });
    expect(happened.status).toBe(422);
    expect(happened.body).toContain(t('casework:milestone.happenedOn.invalid'));
    expect(await entries('contact_attempt.recorded')).toBe(0);
  });

  test('sees the first page of her cases at an address nobody wrote', async () => {
    const answered = await shown.page.request.get(
      `${here.desk}/cases?after=0000-01-01T00:00:00Z_${randomUUID()}`,
    );
    expect(answered.status()).toBe(200);
    expect(await answered.text()).toContain('Bea Underhill');
  });
});
