import type { CardSending } from '#casework/invitation/sending.server.ts';
import type { IssuedCard } from '#casework/invitation/store.server.ts';
import { directionOf } from '#locales/languages.ts';
import { momentOf } from '../moments.server.ts';

/** What leaves because of a card, worded. */
export function postingShown({ leavesAt, ...sending }: CardSending) {
  return {
    ...sending,
    direction: directionOf(sending.language),
    leaves: leavesAt && momentOf(leavesAt).text,
  };
}
export type PostingShown = ReturnType<typeof postingShown>;

/** A card just issued, as a page may show it: the secret only where no letter brings it. */
export function cardShown({ locator, secret, sending }: IssuedCard) {
  const posting = sending && postingShown(sending);
  const isInLetter = posting?.goes.some(({ channel }) => channel === 'letter');
  return { posting, card: isInLetter ? null : { locator, secret } };
}
export type CardShown = ReturnType<typeof cardShown>;
