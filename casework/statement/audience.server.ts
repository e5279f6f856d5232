import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { statement, statementAudience } from '#db/schema/statement.ts';
import type { Tx } from '#db/transaction.server.ts';
import { type Audience, audiences } from './rules.ts';

/** A choice that is now a no, as far as words are concerned. */
type SaidNo = { purpose: string; topic: string; caseId: string | null };

const isAudience = (topic: string): topic is Audience => audiences.some((one) => one === topic);

/** Ends the audiences whose choice was taken back, in the same transaction: the statement and the ledger say the same. */
export async function endAudiences(tx: Tx, victimId: string, no: readonly SaidNo[]): Promise<void> {
  for (const { purpose, topic, caseId } of no) {
    if (purpose !== 'views' || !caseId || !isAudience(topic)) continue;
    const ofTheCase = tx
      .select({ id: statement.id })
      .from(statement)
      .where(and(eq(statement.serviceId, statementAudience.serviceId), eq(statement.caseId, caseId)));
    await tx
      .update(statementAudience)
      .set({ endedAt: sql`clock_timestamp()` })
      .where(
        and(
          eq(statementAudience.victimId, victimId),
          eq(statementAudience.audience, topic),
          isNull(statementAudience.endedAt),
          inArray(statementAudience.statementId, ofTheCase),
        ),
      );
  }
}
