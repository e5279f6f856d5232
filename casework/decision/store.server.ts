import { randomUUID } from 'node:crypto';
import { and, asc, eq, exists, isNull, ne, sql } from 'drizzle-orm';
import { decision, statement, statementAudience } from '#db/schema/statement.ts';
import type { StaffActor, Tx, VictimActor } from '#db/transaction.server.ts';
import { victimOfCase } from '../case/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { raiseTask } from '../task/store.server.ts';
import type { NewDecision } from './form.server.ts';
import type { DecisionKind } from './rules.ts';

/** A decision of a case; days are YYYY-MM-DD, `heldAt` is when it was recorded as held. */
export type Decision = {
  decisionId: string;
  caseId: string;
  kind: DecisionKind;
  wordsNeededBy: string;
  heldOn: string;
  heldAt: Date | null;
};

/** Writes down that a decision is coming. Throws NotThereError when the case is not open to this member of staff. */
export async function expectDecision(
  tx: Tx<StaffActor>,
  caseId: string,
  expected: NewDecision,
): Promise<{ decisionId: string }> {
  const { serviceId, staffId } = tx.actor;
  const victimId = await victimOfCase(tx, caseId);
  const id = randomUUID();
  await tx.insert(decision).values({ serviceId, id, victimId, caseId, ...expected, recordedBy: staffId });
  const details = { decisionId: id, caseId, kind: expected.kind };
  tx.record({ action: 'decision.expected', subjectId: victimId, details });
  return { decisionId: id };
}

/**
 * Writes down that a decision was held, once. Where someone's words were meant for it, their worker owes them what
 * difference the words made. Throws NotThereError when it is not open to them or was held already.
 */
export async function recordDecisionHeld(
  tx: Tx<StaffActor>,
  decisionId: string,
): Promise<{ noteDue: boolean }> {
  const { serviceId } = tx.actor;
  const [held] = await tx
    .update(decision)
    .set({ heldAt: new Date(), version: sql`${decision.version} + 1` })
    .where(and(eq(decision.serviceId, serviceId), eq(decision.id, decisionId), isNull(decision.heldAt)))
    .returning({ victimId: decision.victimId, caseId: decision.caseId, kind: decision.kind });
  if (!held) throw new NotThereError();
  const noteDue = await hadWords(tx, held);
  if (noteDue) await raiseTask(tx, { ...held, kind: 'difference_note' });
  tx.record({ action: 'decision.held', subjectId: held.victimId, details: { decisionId, noteDue } });
  return { noteDue };
}

async function hadWords(tx: Tx<StaffActor>, { caseId, kind }: { caseId: string; kind: DecisionKind }) {
  const meantForIt = tx
    .select({ id: statementAudience.statementId })
    .from(statementAudience)
    .where(
      and(
        eq(statementAudience.serviceId, statement.serviceId),
        eq(statementAudience.statementId, statement.id),
        eq(statementAudience.audience, kind),
        isNull(statementAudience.endedAt),
      ),
    );
  const said = await tx
    .select({ id: statement.id })
    .from(statement)
    .where(
      and(
        eq(statement.serviceId, tx.actor.serviceId),
        eq(statement.caseId, caseId),
        ne(statement.state, 'withdrawn'),
        exists(meantForIt),
      ),
    )
    .limit(1);
  return said.length > 0;
}

/** The decisions of a person, or of one case of theirs, the first to need words first. Any day, held or not. */
export async function decisionsOf(
  tx: Tx<StaffActor> | Tx<VictimActor>,
  of: { victimId: string } | { caseId: string },
): Promise<Decision[]> {
  const whose = 'caseId' in of ? eq(decision.caseId, of.caseId) : eq(decision.victimId, of.victimId);
  const { caseId, kind, wordsNeededBy, heldOn, heldAt } = decision;
  return tx
    .select({ decisionId: decision.id, caseId, kind, wordsNeededBy, heldOn, heldAt })
    .from(decision)
    .where(and(eq(decision.serviceId, tx.actor.serviceId), whose))
    .orderBy(asc(wordsNeededBy), asc(decision.id));
}
