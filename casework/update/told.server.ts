import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import { caseUpdate, contactAttempt, milestone } from '#db/schema/case.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import type { UpdateTopic } from '../choice/rules.ts';
import { wasSpoken } from '../contact-attempt/rules.ts';
import type { MilestoneKind } from '../milestone/rules.ts';
import { NotThereError } from '../refusals.ts';
import { finishTelling } from '../task/store.server.ts';

/** This news was released or taken back meanwhile, or never waited in this case: there is nothing of it to mark. */
export class NotWaitingError extends NotThereError {
  override name = 'NotWaitingError';
}

/** News that waits until a voice has told it, without its words. `happenedOn` is YYYY-MM-DD. */
export type NewsWaiting = { updateId: string; kind: MilestoneKind; happenedOn: string };

/** The hard news of a case that waits for a call, the longest first. */
export async function newsWaiting(tx: Tx<StaffActor>, caseId: string): Promise<NewsWaiting[]> {
  const { serviceId } = tx.actor;
  return tx
    .select({ updateId: caseUpdate.id, kind: milestone.kind, happenedOn: milestone.happenedOn })
    .from(caseUpdate)
    .innerJoin(milestone, and(eq(milestone.serviceId, serviceId), eq(milestone.id, caseUpdate.milestoneId)))
    .where(
      and(
        eq(caseUpdate.serviceId, serviceId),
        eq(caseUpdate.caseId, caseId),
        eq(caseUpdate.phoneFirst, true),
        eq(caseUpdate.state, 'waiting_for_call'),
      ),
    )
    .orderBy(asc(caseUpdate.createdAt), asc(caseUpdate.id));
}

/**
 * Keeps that these updates were told in an attempt, which must have been spoken with the person. Throws NotWaitingError where
 * one of them does not wait in the attempt's case, and NotThereError where the attempt is not open to this member of staff.
 */
export async function newsToldIn(
  tx: Tx<StaffActor>,
  attemptId: string,
  updateIds: readonly string[],
): Promise<void> {
  const { serviceId } = tx.actor;
  const [attempt] = await tx
    .select({
      ...{ caseId: contactAttempt.caseId, victimId: contactAttempt.victimId },
      ...{ channel: contactAttempt.channel, outcome: contactAttempt.outcome },
    })
    .from(contactAttempt)
    .where(and(eq(contactAttempt.serviceId, serviceId), eq(contactAttempt.id, attemptId)));
  if (!attempt || !wasSpoken(attempt)) throw new NotThereError();
  const wanted = [...new Set(updateIds)];
  const told = await tx
    .update(caseUpdate)
    .set({ toldAttemptId: attemptId })
    .where(
      and(
        eq(caseUpdate.serviceId, serviceId),
        eq(caseUpdate.caseId, attempt.caseId),
        eq(caseUpdate.state, 'waiting_for_call'),
        inArray(caseUpdate.id, wanted),
      ),
    )
    .returning({ id: caseUpdate.id });
  if (told.length !== wanted.length) throw new NotWaitingError();
  for (const { id: updateId } of told) {
    tx.record({ action: 'update.told', subjectId: attempt.victimId, details: { updateId, attemptId } });
    await finishTelling(tx, { victimId: attempt.victimId, updateId });
  }
}

/** What was told by voice in a case: each topic with the attempt that told it. */
export async function newsToldBy(
  tx: Tx<StaffActor>,
  caseId: string,
): Promise<{ attemptId: string | null; topic: UpdateTopic }[]> {
  return tx
    .select({ attemptId: caseUpdate.toldAttemptId, topic: caseUpdate.topic })
    .from(caseUpdate)
    .where(
      and(
        eq(caseUpdate.serviceId, tx.actor.serviceId),
        eq(caseUpdate.caseId, caseId),
        isNotNull(caseUpdate.toldAttemptId),
      ),
    );
}
