import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { recordAttempt } from '../../casework/contact-attempt/store.server.ts';
import { holdForLeak } from '../../casework/leak/finding.server.ts';
import { transactionAs } from '../../db/transaction.server.ts';
import { backofficeWords } from '../../locales/backoffice-words.ts';
import { atTheDesk } from '../support/at-the-desk.ts';
import { onePage, sitesHere } from '../support/heard-here.ts';
import { messagesIn } from '../support/messages-in.ts';
import { someone } from '../support/people.ts';
import { followLink, wordsOn } from '../support/presses.ts';
import { peopleOfOneIncident, saved } from '../support/several.ts';

const { t } = backofficeWords;
const rung = { channel: 'phone', direction: 'out', outcome: 'no_answer', interpreter: false } as const;

describe('Amira, before an inspection, with more than a page shows at once', () => {
  const here = sitesHere();
  const { db, newPerson, queue } = messagesIn(here.house);
  const shown = onePage(here);
  const desk = () => atTheDesk(shown.page, here.desk);
  const rows = () => shown.page.locator('main table tbody tr').count();
  const linked = (to: string) =>
    shown.page
      .locator(`main table a[href^="/${to}/"]`)
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')?.split('/').at(-1)));
  const people = async (count: number) => {
    for (let nth = 0; nth < count; nth += 1) await someone(here.house.here.worker);
  };

  beforeAll(() => desk().signIn(here.house.here.worker));

  test('is told on her start page that more cases are due than stand there, and is led to all of them', async () => {
    const said = t('due.moreCases', { shown: 25 });
    await people(25);
    await desk().open('/');
    expect([await rows(), (await wordsOn(shown.page)).includes(said)]).toEqual([25, false]);
    await people(1);
    await desk().open('/');
    expect([await rows(), (await wordsOn(shown.page)).includes(said)]).toEqual([25, true]);
    await followLink(shown.page, t('cases.open'));
    const open = await db()<{ id: string }[]>`
      select id from victim_case where closed_at is null and worker_id = ${here.house.here.worker.staffId}`;
    expect((await linked('cases')).toSorted()).toEqual(open.map(({ id }) => id).toSorted());
  });

  test('is told that more tasks are to be done than stand there', async () => {
    const { victimId } = await someone(here.house.here.worker);
    const owe = (count: number) => db()`
      insert into task (service_id, id, victim_id, kind, due_at)
      select ${here.house.here.id}, gen_random_uuid(), ${victimId}, 'ask_again', now() from generate_series(1, ${count}::int)`;
    const said = t('due.moreTasks', { shown: 200 });
    await owe(200);
    await desk().open('/');
    expect(await wordsOn(shown.page)).not.toContain(said);
    await owe(1);
    await desk().open('/');
    expect(await wordsOn(shown.page)).toContain(said);
    expect(await shown.page.locator('main a[href^="/tasks/"]').count()).toBe(200);
  });

  test('sees the messages first that have been in trouble longest, is told of the rest, and finds every one', async () => {
    const id = await queue(await newPerson());
    await db()`update message set state = 'failed', created_at = clock_timestamp() where id = ${id}`;
    await db()`
      insert into message select (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(),
        'created_at', m.created_at + nth * interval '1 microsecond'))).*
      from message m, generate_series(1, 104) nth where m.id = ${id}`;
    const waiting = await db()<
      { id: string }[]
    >`select id from message where state = 'failed' order by created_at`;
    await desk().open('/');
    expect(await wordsOn(shown.page)).toContain(t('due.moreTrouble', { shown: 100 }));
    await followLink(shown.page, t('due.allTrouble'));
    const first = await linked('messages');
    expect(await wordsOn(shown.page)).toContain(t('messages.more', { shown: 100 }));
    await followLink(shown.page, t('cases.next'));
    expect([...first, ...(await linked('messages'))]).toEqual(waiting.map((one) => one.id));
    expect(await wordsOn(shown.page)).not.toContain(t('messages.more', { shown: 5 }));
    await followLink(shown.page, t('cases.fromStart'));
    expect(await linked('messages')).toEqual(first);
  });

  test('is told that more words are held than stand there', async () => {
    const { victimId, caseId } = await someone(here.house.here.worker);
    const about = { subjectKind: 'update', victimId, caseId } as const;
    const hold = () =>
      transactionAs(here.house.here.worker, (tx) =>
        holdForLeak(tx, {
          ...about,
          subjectId: randomUUID(),
          words: 'It was YJ-20413.',
          leaks: { blocked: [], warned: [] },
        }),
      );
    for (let nth = 0; nth < 100; nth += 1) await hold();
    const said = t('leak.more', { shown: 100 });
    await desk().open('/');
    expect(await wordsOn(shown.page)).not.toContain(said);
    await hold();
    await desk().open('/');
    expect(await wordsOn(shown.page)).toContain(said);
    expect(await shown.page.locator('main a[href^="/leaks/"]').count()).toBe(100);
  });

  test('is told that more people are left out of a set than stand there', async () => {
    const { worker } = here.house.here;
    const some = await peopleOfOneIncident(db(), worker, 202);
    const [, ...others] = some.people.map(({ victimId }) => victimId);
    await db()`update hold set held = true, reason = 'safety' where victim_id in ${db()(others)}`;
    const batchId = await saved(worker, some);
    await desk().open(`/several/${batchId}`);
    expect(await wordsOn(shown.page)).toContain(t('several.moreLeftOut', { shown: 200 }));
    const [left] =
      await db()`select count(*)::int from batch_person where batch_id = ${batchId} and why = 'paused'`;
    expect([left?.count, (await linked('cases')).length]).toEqual([201, 200]);
    await db()`update hold set held = false, reason = null where victim_id = ${others[0] ?? ''}`;
    await desk().open(`/several/${await saved(worker, some)}`);
    expect(await wordsOn(shown.page)).not.toContain(t('several.moreLeftOut', { shown: 200 }));
  });

  test('is told that a long timeline goes on, and reads it back to the beginning', async () => {
    const { caseId } = await someone(here.house.here.worker);
    const ring = (minutesAgo: number) =>
      transactionAs(here.house.here.worker, (tx) =>
        recordAttempt(tx, caseId, { ...rung, at: new Date(Date.now() - minutesAgo * 60_000), note: '' }),
      );
    for (let nth = 1; nth <= 40; nth += 1) await ring(nth);
    const entries = () => shown.page.locator('ol.timeline > li').count();
    await db()`update victim_case set details_received_at = now() - interval '2 days' where id = ${caseId}`;
    await desk().open(`/cases/${caseId}`);
    const words = await wordsOn(shown.page);
    expect(words).toContain(t('timeline.newest', { shown: 40, of: 41 }));
    expect(words).not.toContain(t('timeline.received'));
    await followLink(shown.page, t('timeline.whole'));
    expect(await entries()).toBe(41);
    expect(await wordsOn(shown.page)).toContain(t('timeline.received'));
    expect(await wordsOn(shown.page)).not.toContain(t('timeline.newest', { shown: 41, of: 41 }));
  });
});
