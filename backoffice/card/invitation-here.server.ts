import { codeContactOf } from '#casework/invitation/code-contact.server.ts';
import { previewCard } from '#casework/invitation/sending.server.ts';
import { invitationsOf } from '#casework/invitation/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { caseHere } from '../case-here.server.ts';
import { postingShown } from './posting.server.ts';

const inUse = ['issued', 'opened'];

/** What issuing a card depends on: whose it is, whether anything may be posted, whether a card would stop working, what would leave, and where a code could stand for the word. */
export async function invitationHere(tx: Tx<StaffActor>, param: string | undefined) {
  const { it, shown, rules } = await caseHere(tx, param);
  const cards = await invitationsOf(tx, it.victimId);
  return {
    shown,
    victimId: it.victimId,
    noLetters: rules.adjustments.some(({ kind }) => kind === 'no_letters'),
    hasCard: cards.some(({ state }) => inUse.includes(state)),
    posting: postingShown(await previewCard(tx, it.victimId)),
    codeTo: (await codeContactOf(tx, it.victimId))?.hint ?? null,
  };
}
