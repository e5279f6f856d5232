import { and, asc, eq, sql } from 'drizzle-orm';
import { policy } from '#db/schema/service.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';

/** Whether only approved words leave, and from when that changes, where a day is set for it. */
export type WordsRule = { approvedOnly: boolean; changes: { approvedOnly: boolean; at: Date } | null };

/** What this service asks of words before they leave (`message_words`, a dated policy; "approved" or "any"). */
export async function wordsRule(tx: Tx<StaffActor>): Promise<WordsRule> {
  const rows = await tx
    .select({
      at: policy.effectiveFrom,
      approvedOnly: sql<boolean>`${policy.value} = '"approved"'::jsonb`,
      begun: sql<boolean>`${policy.effectiveFrom} <= clock_timestamp()`,
    })
    .from(policy)
    .where(and(eq(policy.serviceId, tx.actor.serviceId), eq(policy.name, 'message_words')))
    .orderBy(asc(policy.effectiveFrom));
  const approvedOnly = rows.filter(({ begun }) => begun).at(-1)?.approvedOnly === true;
  const next = rows.find((row) => !row.begun && row.approvedOnly !== approvedOnly);
  return { approvedOnly, changes: next ? { approvedOnly: next.approvedOnly, at: next.at } : null };
}
