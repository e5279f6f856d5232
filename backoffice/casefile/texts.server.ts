import { textsReceived } from '#casework/inbound-text/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { momentOf } from '../moments.server.ts';

/** What someone texted or e-mailed to us, newest first. */
export async function textsShown(tx: Tx<StaffActor>, victimId: string) {
  const texts = await textsReceived(tx, victimId);
  return texts.map(({ at, ...text }) => ({ ...text, at: momentOf(at) }));
}

export type TextsShown = Awaited<ReturnType<typeof textsShown>>;
