import { decisionsOf, mayPutBack } from '#casework/decision/store.server.ts';
import { localDate } from '#casework/working-day/rules.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { dayOf, momentOf } from '../moments.server.ts';
import { orNotThere } from '../not-there.server.ts';

/** The decisions of a case, the first to need words first. */
export async function decisionsShown(tx: Tx<StaffActor>, caseId: string) {
  const decisions = await decisionsOf(tx, { caseId });
  return decisions.map(({ decisionId, kind, wordsNeededBy, heldOn, heldAt }) => ({
    ...{ decisionId, kind },
    neededBy: dayOf(wordsNeededBy),
    heldOn: dayOf(heldOn),
    held: heldAt && momentOf(heldAt).text,
    dayHasCome: heldOn <= localDate(new Date()),
    mayPutBack: mayPutBack({ heldAt }),
  }));
}
export type DecisionsShown = Awaited<ReturnType<typeof decisionsShown>>;

/** A decision a form names, if it is one of this case; the answer for what is not there where it is not. */
export async function decisionHere(tx: Tx<StaffActor>, caseId: string, decisionId: string): Promise<string> {
  const decisions = await decisionsOf(tx, { caseId });
  return orNotThere(decisions.find((one) => one.decisionId === decisionId)).decisionId;
}
