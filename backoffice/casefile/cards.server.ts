import { invitationsOf } from '#casework/invitation/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { momentOf } from '../moments.server.ts';

/** Every card someone was given, newest first. */
export async function cardsShown(tx: Tx<StaffActor>, victimId: string, now = new Date()) {
  const cards = await invitationsOf(tx, victimId);
  return cards.map(({ invitationId, locator, state, how, issuedAt, expiresAt, openedAt, wrongTries }) => ({
    ...{ invitationId, locator, how, wrongTries },
    state: state === 'issued' && expiresAt < now ? ('expired' as const) : state,
    issued: momentOf(issuedAt),
    expires: openedAt ? null : momentOf(expiresAt),
    opened: openedAt && momentOf(openedAt),
  }));
}

export type CardsShown = Awaited<ReturnType<typeof cardsShown>>;
