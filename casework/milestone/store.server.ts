import { randomUUID } from 'node:crypto';
import { and, desc, eq } from 'drizzle-orm';
import { milestone } from '#db/schema/case.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { victimOfCase } from '../case/store.server.ts';
import type { NewMilestone } from './form.server.ts';
import { type MilestoneKind, milestones } from './rules.ts';

export type RecordedMilestone = { milestoneId: string } & (typeof milestones)[MilestoneKind];

/**
 * Records something that happened. Gives back which choice decides who hears of it, and whether a voice tells it first.
 * Throws NotThereError when the case is not open to this member of staff.
 */
export async function recordMilestone(
  tx: Tx<StaffActor>,
  caseId: string,
  { kind, happenedOn }: NewMilestone,
): Promise<RecordedMilestone> {
  const { serviceId, staffId } = tx.actor;
  const victimId = await victimOfCase(tx, caseId);
  const id = randomUUID();
  await tx
    .insert(milestone)
    .values({ serviceId, id, victimId, caseId, kind, happenedOn, recordedBy: staffId });
  tx.record({
    action: 'milestone.recorded',
    subjectId: victimId,
    details: { milestoneId: id, caseId, kind },
  });
  return { milestoneId: id, ...milestones[kind] };
}

export type PastMilestone = { milestoneId: string; kind: MilestoneKind; happenedOn: string };

/** Everything that happened in a case, the latest first. */
export async function milestonesOf(tx: Tx<StaffActor>, caseId: string): Promise<PastMilestone[]> {
  return tx
    .select({ milestoneId: milestone.id, kind: milestone.kind, happenedOn: milestone.happenedOn })
    .from(milestone)
    .where(and(eq(milestone.serviceId, tx.actor.serviceId), eq(milestone.caseId, caseId)))
    .orderBy(desc(milestone.happenedOn), desc(milestone.createdAt));
}
