import { messagesTo } from '#casework/message/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { momentOf } from '../moments.server.ts';

/** What was ever to be sent to someone, newest first. */
export async function messagesShown(tx: Tx<StaffActor>, victimId: string) {
  const messages = await messagesTo(tx, victimId);
  return messages.map(({ id, kind, channel, state, heldReason, createdAt }) => ({
    ...{ id, kind, channel, state },
    held: state === 'held' ? heldReason : null,
    at: momentOf(createdAt),
  }));
}

export type MessagesShown = Awaited<ReturnType<typeof messagesShown>>;
