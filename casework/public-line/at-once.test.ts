import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { words, youSaidIn } from '../../tests/support/you-said.ts';
import { ChangedMeanwhileError } from '../refusals.ts';
import { approveLine } from './approval.server.ts';
import { writeEdition } from './store.server.ts';

const house = aHouse();
const { begin, write, editions, newest } = youSaidIn(house);
const unseen = { ...words, en: { ...words.en, weDid: 'We ring whenever we like.' } };

async function untilSomebodyWaits(): Promise<void> {
  const waiting = await rows(
    house.database,
    (sql) =>
      sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  if (waiting.length > 0) return;
  await pause(20);
  return untilSomebodyWaits();
}
const lineOf = (themeId: string) =>
  rows(
    house.database,
    (sql) => sql<{ state: string; we_did: string }[]>`
      select l.state, w.we_did from public_line l join public_line_words w on w.line_id = l.id and w.language = 'en'
      where l.theme_id = ${themeId}`,
  );

/** Approves a line, and before that is certain does something else, which must wait for it. */
const approvedWhile = (lineId: string, version: number, other: () => Promise<unknown>) =>
  transactionAs(house.here.manager, async (tx) => {
    await approveLine(tx, lineId, version);
    const outcome = other().catch((error: unknown) => error);
    await untilSomebodyWaits();
    return { outcome };
  });

describe('two who press at once about a public line', () => {
  it('do not put words nobody approved where approved ones stood: whoever wrote them is told it was approved', async () => {
    const themeId = await begin();
    await write(themeId);
    const { lineId, version } = await newest(themeId);
    const { outcome } = await approvedWhile(lineId, version, () => write(themeId, unseen));
    expect(await outcome).toBeInstanceOf(ChangedMeanwhileError);
    expect(await lineOf(themeId)).toEqual([{ state: 'approved', we_did: words.en.weDid }]);
  });

  it('do not by hand either: no words join a line that is being approved, and what is approved is not touched', async () => {
    const themeId = await begin();
    await write(themeId);
    const { lineId, version } = await newest(themeId);
    const byHand = (typed: string) => transactionAs(house.here.worker, (tx) => tx.execute(typed));
    const { outcome } = await approvedWhile(lineId, version, () =>
      byHand(`insert into public_line_words select service_id, line_id, 'cy', you_said, we_did, review_state
        from public_line_words where line_id = '${lineId}' and language = 'en'`),
    );
    expect(await outcome).toMatchObject({ sqlState: '23001' });
    await expect(
      byHand(`update public_line set version = version + 1 where id = '${lineId}'`),
    ).rejects.toMatchObject({ sqlState: '23001' });
    expect(await lineOf(themeId)).toEqual([{ state: 'approved', we_did: words.en.weDid }]);
  });

  it('begin one edition between them, and the other is told that somebody drafts already', async () => {
    const themeId = await begin();
    const { outcome } = await transactionAs(house.here.worker, async (tx) => {
      await writeEdition(tx, themeId, words);
      const second = write(themeId, unseen, house.here.manager).catch((error: unknown) => error);
      await untilSomebodyWaits();
      return { outcome: second };
    });
    expect(await outcome).toBeInstanceOf(ChangedMeanwhileError);
    expect(await editions(themeId)).toMatchObject([{ state: 'draft', writtenBy: house.here.worker.staffId }]);
  });
});
