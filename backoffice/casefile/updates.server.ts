import { updatesOf } from '#casework/update/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { momentOf } from '../moments.server.ts';

/** The updates of one case, newest first, with what became of each. Their words are on their own page. */
export async function updatesShown(
  tx: Tx<StaffActor>,
  { victimId, caseId }: { victimId: string; caseId: string },
) {
  const updates = (await updatesOf(tx, victimId)).filter((update) => update.caseId === caseId);
  return updates.map(({ updateId, topic, state, createdAt, firstReadAt }) => ({
    ...{ updateId, topic, state },
    at: momentOf(createdAt),
    read: firstReadAt && momentOf(firstReadAt),
  }));
}

export type UpdatesShown = Awaited<ReturnType<typeof updatesShown>>;
