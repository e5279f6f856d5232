import { proxiesOf } from '#casework/proxy/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { dayOf, momentOf } from '../moments.server.ts';

/** Who speaks and who spoke for a person, with what was seen and until when, in words. */
export async function proxiesShown(tx: Tx<StaffActor>, victimId: string) {
  const known = await proxiesOf(tx, victimId);
  return known.map(({ endsOn, endedAt, ...proxy }) => ({
    ...proxy,
    until: endsOn && dayOf(endsOn).text,
    ended: endedAt && momentOf(endedAt).text,
  }));
}

export type ProxiesShown = Awaited<ReturnType<typeof proxiesShown>>;
