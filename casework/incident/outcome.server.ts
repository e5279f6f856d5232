import { and, asc, eq } from 'drizzle-orm';
import { childLabel, childReference, victimCase } from '#db/schema/case.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { NotThereError } from '../refusals.ts';
import type { Outcome, TypedOutcome } from './outcome-form.server.ts';

/** A child as one victim's papers call them, with what was decided. */
export type ChildOutcome = {
  childId: string;
  label: string;
  outcome: Outcome;
  mayBeAppealed: boolean;
  version: number;
};

/** The children of a case's incident by the letters this victim knows them by. */
export async function childrenOfCase(tx: Tx<StaffActor>, caseId: string): Promise<ChildOutcome[]> {
  const { serviceId } = tx.actor;
  return tx
    .select({
      childId: childReference.id,
      label: childLabel.label,
      outcome: childReference.outcome,
      mayBeAppealed: childReference.mayBeAppealed,
      version: childReference.version,
    })
    .from(victimCase)
    .innerJoin(
      childReference,
      and(eq(childReference.serviceId, serviceId), eq(childReference.incidentId, victimCase.incidentId)),
    )
    .innerJoin(
      childLabel,
      and(
        eq(childLabel.serviceId, serviceId),
        eq(childLabel.childId, childReference.id),
        eq(childLabel.victimId, victimCase.victimId),
      ),
    )
    .where(and(eq(victimCase.serviceId, serviceId), eq(victimCase.id, caseId)))
    .orderBy(asc(childLabel.label));
}

/**
 * Keeps what was decided about each child, by letter. `changed`: somebody else was quicker with one of them, and nothing
 * was kept. Throws NotThereError for a letter this case does not have.
 */
export async function recordOutcomes(
  tx: Tx<StaffActor>,
  caseId: string,
  decided: readonly TypedOutcome[],
): Promise<'kept' | 'changed'> {
  const children = await childrenOfCase(tx, caseId);
  const pairs = decided.map((one) => ({ one, child: children.find(({ label }) => label === one.label) }));
  for (const { one, child } of pairs) {
    if (!child) throw new NotThereError();
    if (child.version !== one.version) return 'changed';
  }
  for (const { one, child } of pairs) if (child && differs(one, child)) await keep(tx, caseId, child, one);
  return 'kept';
}

const differs = (one: TypedOutcome, child: ChildOutcome) =>
  one.outcome !== child.outcome || one.mayBeAppealed !== child.mayBeAppealed;

async function keep(
  tx: Tx<StaffActor>,
  caseId: string,
  { childId, version }: ChildOutcome,
  { outcome, mayBeAppealed }: TypedOutcome,
): Promise<void> {
  const mine = and(eq(childReference.serviceId, tx.actor.serviceId), eq(childReference.id, childId));
  await tx
    .update(childReference)
    .set({ outcome, mayBeAppealed, version: version + 1 })
    .where(and(mine, eq(childReference.version, version)));
  tx.record({ action: 'outcome.recorded', subjectId: childId, details: { caseId, outcome, mayBeAppealed } });
}
