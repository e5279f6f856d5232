import { randomUUID } from 'node:crypto';
import { and, asc, eq, exists, isNull, ne, notExists, sql } from 'drizzle-orm';
import { task } from '#db/schema/case.ts';
import { voiceNote } from '#db/schema/extract.ts';
import { decision, statement, statementAudience } from '#db/schema/statement.ts';
import type { StaffActor, Tx, VictimActor } from '#db/transaction.server.ts';
import { victimOfCase } from '../case/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { finishTask, raiseTask } from '../task/store.server.ts';
import { localDate } from '../working-day/rules.ts';
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

/** Its day has not come: a key of the casework words. */
export type Held = { noteDue: boolean } | { problem: 'decision.heldOn.toCome' };

/**
 * Writes down that a decision was held, once, and not before its day in London. Where someone's words were meant for it,
 * their worker owes them what difference the words made. Throws NotThereError when it is not open to them or was held
 * already.
 */
export async function recordDecisionHeld(tx: Tx<StaffActor>, decisionId: string): Promise<Held> {
  const open = and(eq(decision.serviceId, tx.actor.serviceId), eq(decision.id, decisionId));
  const [known] = await tx.select({ heldOn: decision.heldOn }).from(decision).where(open);
  if (known && known.heldOn > localDate(new Date())) return { problem: 'decision.heldOn.toCome' };
  const [held] = await tx
    .update(decision)
    .set({ heldAt: sql`clock_timestamp()`, version: sql`${decision.version} + 1` })
    .where(and(open, isNull(decision.heldAt)))
    .returning({ victimId: decision.victimId, caseId: decision.caseId, kind: decision.kind });
  if (!held) throw new NotThereError();
  const noteDue = await hadWords(tx, held);
  if (noteDue) await raiseTask(tx, { ...held, kind: 'difference_note' });
  tx.record({ action: 'decision.held', subjectId: held.victimId, details: { decisionId, noteDue } });
  return { noteDue };
}

/** Whether what was recorded as held by mistake may still be put back: on the same day in London. */
export const mayPutBack = ({ heldAt }: Pick<Decision, 'heldAt'>, now = new Date()): boolean =>
  heldAt !== null && localDate(heldAt) === localDate(now);

/**
 * Puts back a decision that was recorded as held by mistake, the same day; what was owed for it is owed no more. Throws
 * NotThereError where it is not open to them, or stays because the day has passed or a note was written of it.
 */
export async function putDecisionBack(tx: Tx<StaffActor>, decisionId: string): Promise<void> {
  const { serviceId } = tx.actor;
  const open = and(eq(decision.serviceId, serviceId), eq(decision.id, decisionId));
  const [found] = await tx.select({ heldAt: decision.heldAt }).from(decision).where(open).for('update');
  if (!found?.heldAt || !mayPutBack(found)) throw new NotThereError();
  const note = tx
    .select({ id: voiceNote.id })
    .from(voiceNote)
    .where(and(eq(voiceNote.serviceId, serviceId), eq(voiceNote.decisionId, decisionId)));
  const [back] = await tx
    .update(decision)
    .set({ heldAt: null, version: sql`${decision.version} + 1` })
    .where(and(open, notExists(note)))
    .returning({ victimId: decision.victimId, caseId: decision.caseId });
  if (!back) throw new NotThereError();
  await noLongerOwed(tx, { ...back, since: found.heldAt });
  tx.record({ action: 'decision.put_back', subjectId: back.victimId, details: { decisionId } });
}

// A task names no decision: the one raised with it came within moments of it.
async function noLongerOwed(
  tx: Tx<StaffActor>,
  { victimId, caseId, since }: { victimId: string; caseId: string; since: Date },
) {
  const raised = sql`${task.createdAt} between ${since.toISOString()} and ${since.toISOString()}::timestamptz + interval '10 seconds'`;
  const [owed] = await tx
    .select({ id: task.id })
    .from(task)
    .where(
      and(
        ...[eq(task.serviceId, tx.actor.serviceId), eq(task.victimId, victimId), eq(task.caseId, caseId)],
        ...[eq(task.kind, 'difference_note'), isNull(task.doneAt), raised],
      ),
    )
    .orderBy(asc(task.createdAt))
    .limit(1);
  if (owed) await finishTask(tx, owed.id);
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
