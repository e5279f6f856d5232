import { sql } from 'drizzle-orm';
import type { Tx, VictimActor } from '#db/transaction.server.ts';
import { raiseTask } from '../task/store.server.ts';

type SaidNo = { purpose: string; topic: string; caseId: string | null };

/**
 * Tells the worker, by the end of today, where a no took back words that were on their way: the database itself ended,
 * recalled and marked them when the choice changed. Call it in the same transaction, after the choice.
 */
export async function recallWords(tx: Tx, victimId: string, no: readonly SaidNo[]): Promise<void> {
  for (const { purpose, topic, caseId } of no) {
    if (purpose !== 'views' || !caseId) continue;
    // What the trigger wrote bears the moment this transaction began.
    const [counted] = await tx.execute<{ recalled: number; read: number }>(sql`
      select count(*)::int as recalled,
        (select count(*)::int from brief_reader r where r.service_id = app_service() and r.victim_id = ${victimId} and r.flagged_at = now()) as read
      from brief b where b.service_id = app_service() and b.victim_id = ${victimId} and b.case_id = ${caseId}
        and b.audience = ${topic} and b.recalled_at = now()`);
    if (!counted || counted.recalled === 0) continue;
    await raiseTask(tx, { victimId, caseId, kind: 'words_recalled' });
    const { recalled, read } = counted;
    tx.record({
      action: 'words.recalled',
      subjectId: victimId,
      details: { caseId, audience: topic, recalled, read },
    });
  }
}

/** How many copies of their words somebody had been given, not back yet, that this very transaction took back. */
export async function copiesOut(tx: Tx<VictimActor>): Promise<number> {
  const [counted] = await tx.execute<{ out: number }>(sql`
    select count(*)::int as out from brief b join brief_reader r on r.service_id = b.service_id and r.brief_id = b.id
    where b.service_id = app_service() and b.victim_id = app_victim() and b.recalled_at = now() and r.returned_at is null`);
  return counted ? counted.out : 0;
}
