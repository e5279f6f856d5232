import { statementsOfCase } from '#casework/statement/own.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { momentOf } from '../moments.server.ts';
import { wordsNeeded } from '../statement/needed.server.ts';

/** What someone has said in a case, never its words: how it stands, for whom, and whether it was opened; and what needs it. */
export async function statementsShown(tx: Tx<StaffActor>, caseId: string) {
  const statements = await statementsOfCase(tx, caseId);
  return {
    needed: await wordsNeeded(tx, caseId),
    said: statements.map(({ statementId, number, state, createdAt, sentAt, audiences, readings }) => ({
      ...{ statementId, number, state, readings },
      at: momentOf(sentAt ?? createdAt),
      audiences: audiences.filter(({ endedAt }) => endedAt === null).map(({ audience }) => audience),
    })),
  };
}

export type StatementsShown = Awaited<ReturnType<typeof statementsShown>>;
