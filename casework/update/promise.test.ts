import { afterEach, describe, expect, test, vi } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { answer, type SomeonesCase, someone } from '../../tests/support/people.ts';
import type { MilestoneKind } from '../milestone/rules.ts';
import { recordMilestone } from '../milestone/store.server.ts';
import { releaseUpdate } from './release.server.ts';
import { writeUpdate } from './store.server.ts';

const house = aHouse();

afterEach(() => {
  vi.useRealTimers();
});
const on = (day: string) => vi.useFakeTimers({ now: new Date(`${day}T10:00:00Z`), toFake: ['Date'] });

async function informed(): Promise<SomeonesCase> {
  const who = await someone(house.here.worker);
  await answer(who, ['contact//', 'updates/progress/', 'updates/safety/']);
  return who;
}
const write = ({ caseId }: SomeonesCase, kind: MilestoneKind, nextBy: string | null) =>
  transactionAs(house.here.worker, async (tx) => {
    const { milestoneId, topic } = await recordMilestone(tx, caseId, { kind, happenedOn: '2026-05-11' });
    return writeUpdate(tx, caseId, {
      ...{ milestoneId, topic, happened: 'It was decided.', next: 'I will write.', nextBy },
      ...{ language: 'en', reviewState: 'own_words', channels: [] },
    });
  });
const hardNews = (who: SomeonesCase, nextBy: string | null) => write(who, 'release', nextBy);
const release = ({ updateId }: { updateId: string }) =>
  transactionAs(house.here.manager, (tx) => releaseUpdate(tx, updateId));
const promised = async ({ caseId }: SomeonesCase) => {
  const [kept] = await rows(
    house.database,
    (sql) => sql<{ by: string | null }[]>`
      select next_update_by::text as by from victim_case where id = ${caseId}`,
  );
  return kept?.by;
};

describe('news that waited, once somebody hears it', () => {
  test('leaves the later day that they were promised since', async () => {
    on('2026-05-13');
    const who = await informed();
    const waiting = await hardNews(who, '2026-05-18');
    await write(who, 'panel', '2026-06-20');
    await release(waiting);
    expect(await promised(who)).toBe('2026-06-20');
  });

  test('leaves what they were promised since, where its own day has passed or it promised none', async () => {
    for (const nextBy of ['2026-05-15', null]) {
      on('2026-05-13');
      const who = await informed();
      const waiting = await hardNews(who, nextBy);
      await write(who, 'panel', '2026-06-20');
      on('2026-05-20');
      await release(waiting);
      expect([nextBy, await promised(who)]).toEqual([nextBy, '2026-06-20']);
    }
  });

  test('promises nothing for a day that has passed, and leaves the case owing nothing by it', async () => {
    on('2026-05-13');
    const who = await informed();
    const waiting = await hardNews(who, '2026-05-15');
    on('2026-05-20');
    await release(waiting);
    expect(await promised(who)).toBeNull();
  });

  test('is promised by the last that was written: a sooner day than before it, and a later one than since', async () => {
    on('2026-05-13');
    const [sooner, later] = [await informed(), await informed()];
    await write(sooner, 'panel', '2026-06-20');
    await release(await hardNews(sooner, '2026-05-29'));
    expect(await promised(sooner)).toBe('2026-05-29');
    const waiting = await hardNews(later, '2026-06-30');
    await write(later, 'panel', '2026-06-01');
    await release(waiting);
    expect(await promised(later)).toBe('2026-06-30');
  });
});
