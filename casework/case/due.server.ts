import { and, eq, gt, isNull, min, ne, or, sql } from 'drizzle-orm';
import { safetyConcern, task, victimCase } from '#db/schema/case.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { NotThereError } from '../refusals.ts';
import { type DueWhat, dueOf } from './rules.ts';

/**
 * Lets the open cases of a person fall due earlier, never later: all that an actor who may not read tasks can know.
 * A safety concern comes before whatever was due, and stays first. `by` is kept to the millisecond, so that a list can be
 * continued exactly where it ended.
 */
export async function fallDue(
  tx: Tx,
  { victimId, what, by }: { victimId: string; what: Exclude<DueWhat, 'nothing'>; by: Date },
): Promise<void> {
  const { serviceId } = tx.actor;
  if (!serviceId) throw new Error('A case belongs to a service');
  const sooner = and(gt(victimCase.dueAt, by), ne(victimCase.dueWhat, 'safety'));
  await tx
    .update(victimCase)
    .set({ dueAt: sql`least(${victimCase.dueAt}, ${by.toISOString()}::timestamptz)`, dueWhat: what })
    .where(
      and(
        eq(victimCase.serviceId, serviceId),
        eq(victimCase.victimId, victimId),
        isNull(victimCase.closedAt),
        what === 'safety' ? undefined : sooner,
      ),
    );
}

const isReply = sql`${task.kind} in ('reply_needed', 'call_back')`;

async function waitingFor(tx: Tx<StaffActor>, victimId: string, caseId: string) {
  const { serviceId } = tx.actor;
  const [owed] = await tx
    .select({
      reply: sql<string | null>`min(${task.dueAt}) filter (where ${isReply})`,
      task: sql<string | null>`min(${task.dueAt}) filter (where not ${isReply})`,
    })
    .from(task)
    .where(
      and(
        eq(task.serviceId, serviceId),
        eq(task.victimId, victimId),
        or(eq(task.caseId, caseId), isNull(task.caseId)),
        isNull(task.doneAt),
      ),
    );
  const [concern] = await tx
    .select({ since: min(safetyConcern.at) })
    .from(safetyConcern)
    .where(
      and(
        eq(safetyConcern.serviceId, serviceId),
        eq(safetyConcern.victimId, victimId),
        isNull(safetyConcern.readAt),
      ),
    );
  return { reply: owed?.reply, task: owed?.task, concern: concern?.since };
}

const moment = (at: string | null | undefined) => (at ? new Date(at) : null);

/** Works out afresh what a case owes first and by when, and keeps it. Throws NotThereError when it is not open. */
export async function settleDue(tx: Tx<StaffActor>, caseId: string): Promise<void> {
  const { serviceId } = tx.actor;
  const ofCase = and(eq(victimCase.serviceId, serviceId), eq(victimCase.id, caseId));
  const [row] = await tx
    .select({
      victimId: victimCase.victimId,
      closedAt: victimCase.closedAt,
      firstContactDueAt: victimCase.firstContactDueAt,
      firstAttemptAt: victimCase.firstAttemptAt,
      contactMadeAt: victimCase.contactMadeAt,
      nextUpdateBy: victimCase.nextUpdateBy,
    })
    .from(victimCase)
    .where(ofCase)
    .for('update');
  if (!row) throw new NotThereError();
  const waiting = await waitingFor(tx, row.victimId, caseId);
  const due = dueOf(
    {
      ...row,
      concernUnreadSince: waiting.concern ?? null,
      replyDueAt: moment(waiting.reply),
      taskDueAt: moment(waiting.task),
    },
    new Date(),
  );
  await tx.update(victimCase).set({ dueAt: due.by, dueWhat: due.what }).where(ofCase);
}

/** Settles every case of a person, after something that belongs to none of them in particular. */
export async function settleCasesOf(tx: Tx<StaffActor>, victimId: string): Promise<void> {
  const cases = await tx
    .select({ id: victimCase.id })
    .from(victimCase)
    .where(and(eq(victimCase.serviceId, tx.actor.serviceId), eq(victimCase.victimId, victimId)))
    .orderBy(victimCase.id);
  for (const { id } of cases) await settleDue(tx, id);
}
