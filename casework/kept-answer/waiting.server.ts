import { and, desc, eq, sql } from 'drizzle-orm';
import { keptAnswer } from '#db/schema/getting-in.ts';
import type { Tx, VictimActor } from '#db/transaction.server.ts';

/** The pages on which someone was writing when their session ended, the last first; their words stay where they are. */
export function pagesToGoOnWith(
  tx: Tx<VictimActor>,
  victimId: string,
): Promise<{ path: string; keptAt: Date }[]> {
  const fresh = sql`${keptAnswer.keptAt} > clock_timestamp() - interval '20 minutes'`;
  return tx
    .select({ path: keptAnswer.path, keptAt: keptAnswer.keptAt })
    .from(keptAnswer)
    .where(and(eq(keptAnswer.victimId, victimId), fresh))
    .orderBy(desc(keptAnswer.keptAt));
}
