import { randomUUID } from 'node:crypto';
import { and, desc, eq, sql } from 'drizzle-orm';
import { caseMove, victimCase } from '#db/schema/case.ts';
import { staff } from '#db/schema/staff.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { askAtNextStage } from '../choice/next-stage.server.ts';
import { ChangedMeanwhileError, NotThereError } from '../refusals.ts';
import { firstNameOf } from '../staff/store.server.ts';
import { settleDue } from './due.server.ts';
import type { Stage } from './rules.ts';

/**
 * Moves a case to a stage, for good in its timeline. To `closed` closes it: nothing is promised any more. From there to any
 * other opens it again. To where it is changes nothing. Whoever said no until the next stage is to be asked again. `seen` is the stage whoever decides was looking at: throws
 * ChangedMeanwhileError where it has another by now, NotThereError when the case is not open to this member of staff.
 */
export async function moveCase(
  tx: Tx<StaffActor>,
  caseId: string,
  stage: Stage,
  seen: Stage | null = null,
): Promise<void> {
  const { serviceId, staffId } = tx.actor;
  const ofCase = and(eq(victimCase.serviceId, serviceId), eq(victimCase.id, caseId));
  const [row] = await tx
    .select({ victimId: victimCase.victimId, stageBefore: victimCase.stage })
    .from(victimCase)
    .where(ofCase)
    .for('update');
  if (!row) throw new NotThereError();
  const { victimId, stageBefore } = row;
  if (stageBefore === stage) return;
  if (seen && seen !== stageBefore) throw new ChangedMeanwhileError();
  const closing = stage === 'closed';
  await tx
    .update(victimCase)
    .set({
      ...{ stage, closedAt: closing ? sql`clock_timestamp()` : null },
      ...(closing && { nextUpdateBy: null }),
      version: sql`${victimCase.version} + 1`,
    })
    .where(ofCase);
  await tx
    .insert(caseMove)
    .values({ serviceId, id: randomUUID(), victimId, caseId, stageBefore, stage, staffId });
  if (!closing) await askAtNextStage(tx, { victimId, caseId, stage });
  await settleDue(tx, caseId);
  tx.record({ action: 'case.moved', subjectId: victimId, details: { caseId, from: stageBefore, to: stage } });
}

export type PastMove = { moveId: string; stageBefore: Stage; stage: Stage; at: Date; staff: string };

/** Every move of a case, the newest first. */
export async function movesOf(tx: Tx<StaffActor>, caseId: string): Promise<PastMove[]> {
  const { serviceId } = tx.actor;
  const { id: moveId, stageBefore, stage, at, staffId } = caseMove;
  const rows = await tx
    .select({ moveId, stageBefore, stage, at, staffId, sealedFirstName: staff.sealedFirstName })
    .from(caseMove)
    .innerJoin(staff, and(eq(staff.serviceId, serviceId), eq(staff.id, caseMove.staffId)))
    .where(and(eq(caseMove.serviceId, serviceId), eq(caseMove.caseId, caseId)))
    .orderBy(desc(caseMove.at));
  return rows.map(({ sealedFirstName, staffId: by, ...move }) => ({
    ...move,
    staff: firstNameOf(serviceId, by, sealedFirstName),
  }));
}
