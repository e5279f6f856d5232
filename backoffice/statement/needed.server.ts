import { type DecisionKind, nextNeeded } from '#casework/decision/rules.ts';
import { decisionsOf } from '#casework/decision/store.server.ts';
import { localDate } from '#casework/working-day/rules.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { dayOf, type Moment } from '../moments.server.ts';

export type Needed = { kind: DecisionKind; by: Moment; heldOn: string };

/** The decision of a case that needs words first, or null where none is coming. */
export async function wordsNeeded(tx: Tx<StaffActor>, caseId: string): Promise<Needed | null> {
  const next = nextNeeded(await decisionsOf(tx, { caseId }), localDate(new Date()));
  return next && { kind: next.kind, by: dayOf(next.wordsNeededBy), heldOn: dayOf(next.heldOn).text };
}
