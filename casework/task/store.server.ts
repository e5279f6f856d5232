import { randomUUID } from 'node:crypto';
import { and, asc, eq, exists, isNull, or } from 'drizzle-orm';
import { task, victimCase } from '#db/schema/case.ts';
import { victim, victimKey } from '#db/schema/victim.ts';
import { sealerFrom } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { fallDue, settleCasesOf } from '../case/due.server.ts';
import { NotThereError } from '../refusals.ts';
import { replyKinds, type TaskKind, taskDueAt } from './rules.ts';

/** `staffId` null is for the worker of the case; `dueAt` is by the kind's own rule unless given. `updateId` is the news that `tell_by_phone`, and no other, is about. */
export type NewTask = {
  victimId: string;
  kind: TaskKind;
  caseId?: string | null;
  staffId?: string | null;
  updateId?: string | null;
  dueAt?: Date;
};

/** Gives the staff something to do for a person; any actor may. The person's open cases fall due with it. */
export async function raiseTask(tx: Tx, asked: NewTask): Promise<string> {
  const { serviceId } = tx.actor;
  if (!serviceId) throw new Error('A task belongs to a service');
  const { victimId, kind, caseId = null, staffId = null, updateId = null } = asked;
  const dueAt = asked.dueAt ?? taskDueAt(kind, new Date());
  const id = randomUUID();
  await tx.insert(task).values({ serviceId, id, victimId, caseId, staffId, updateId, kind, dueAt });
  await fallDue(tx, { victimId, what: replyKinds.includes(kind) ? 'reply' : 'task', by: dueAt });
  tx.record({ action: 'task.raised', subjectId: victimId, details: { taskId: id, kind } });
  return id;
}

export type OpenTask = {
  taskId: string;
  victimId: string;
  caseId: string | null;
  kind: TaskKind;
  staffId: string | null;
  dueAt: Date;
  createdAt: Date;
  name: string;
};

/** What is still to be done, the first due first. `mine`: given to me, or to nobody and in a case I am the worker of. */
export async function tasksOpen(
  tx: Tx<StaffActor>,
  { mine, victimId, limit = 200 }: { mine: boolean; victimId?: string; limit?: number },
): Promise<OpenTask[]> {
  const { serviceId, staffId } = tx.actor;
  const myCase = tx
    .select({ id: victimCase.id })
    .from(victimCase)
    .where(
      and(
        eq(victimCase.serviceId, serviceId),
        eq(victimCase.victimId, task.victimId),
        eq(victimCase.workerId, staffId),
      ),
    );
  const rows = await tx
    .select({
      taskId: task.id,
      victimId: task.victimId,
      caseId: task.caseId,
      kind: task.kind,
      staffId: task.staffId,
      dueAt: task.dueAt,
      createdAt: task.createdAt,
      sealedName: victim.sealedName,
      wrapped: victimKey.wrapped,
    })
    .from(task)
    .innerJoin(victim, and(eq(victim.serviceId, task.serviceId), eq(victim.id, task.victimId)))
    .innerJoin(victimKey, and(eq(victimKey.serviceId, task.serviceId), eq(victimKey.victimId, task.victimId)))
    .where(
      and(
        eq(task.serviceId, serviceId),
        isNull(task.doneAt),
        victimId ? eq(task.victimId, victimId) : undefined,
        mine ? or(eq(task.staffId, staffId), and(isNull(task.staffId), exists(myCase))) : undefined,
      ),
    )
    .orderBy(asc(task.dueAt), asc(task.id))
    .limit(limit);
  return rows.map(({ sealedName, wrapped, ...row }) => ({
    ...row,
    name: sealerFrom(serviceId, row.victimId, wrapped).open(
      { table: 'victim', column: 'sealed_name', row: row.victimId },
      sealedName,
    ),
  }));
}

/** Marks a task done by whoever is signed in, once. Throws NotThereError when it is not open to them or done already. */
export async function finishTask(tx: Tx<StaffActor>, taskId: string): Promise<void> {
  const { serviceId, staffId } = tx.actor;
  const [done] = await tx
    .update(task)
    .set({ doneAt: new Date(), doneBy: staffId })
    .where(and(eq(task.serviceId, serviceId), eq(task.id, taskId), isNull(task.doneAt)))
    .returning({ victimId: task.victimId, kind: task.kind });
  if (!done) throw new NotThereError();
  await settleCasesOf(tx, done.victimId);
  tx.record({ action: 'task.done', subjectId: done.victimId, details: { taskId, kind: done.kind } });
}

/**
 * Nobody is to ring about this news any more: it was told, released or taken back. Whoever ticks the task off at this moment is
 * not waited for.
 */
export async function finishTelling(
  tx: Tx<StaffActor>,
  { victimId, updateId }: { victimId: string; updateId: string },
): Promise<void> {
  const open = await tx
    .select({ id: task.id })
    .from(task)
    .where(
      and(
        eq(task.serviceId, tx.actor.serviceId),
        eq(task.victimId, victimId),
        eq(task.updateId, updateId),
        isNull(task.doneAt),
      ),
    )
    .for('update', { skipLocked: true });
  for (const { id } of open) await finishTask(tx, id);
}
