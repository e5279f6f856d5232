import { extractsOfCase } from '#casework/extract/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';

/** The extracts of a case as a list shows them; held ones say so. */
export async function extractsListed(tx: Tx<StaffActor>, caseId: string) {
  const extracts = await extractsOfCase(tx, caseId);
  return extracts.map(({ extractId, statementId, number, audience, state, leakState }) => ({
    ...{ extractId, statementId, number, audience },
    state: leakState === 'held' && state !== 'ended' ? ('held' as const) : state,
  }));
}
export type ListedExtract = Awaited<ReturnType<typeof extractsListed>>[number];
