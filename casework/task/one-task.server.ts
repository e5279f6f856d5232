import { and, eq } from 'drizzle-orm';
import { task } from '#db/schema/case.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import type { TaskKind } from './rules.ts';

/** A task, open or done; null when it is not there for this member of staff. */
export type KnownTask = {
  kind: TaskKind;
  victimId: string;
  dueAt: Date;
  createdAt: Date;
  doneAt: Date | null;
};

/** One task by its id. That it was looked at is an entry in the audit. */
export async function taskOf(tx: Tx<StaffActor>, taskId: string): Promise<KnownTask | null> {
  const { kind, victimId, dueAt, createdAt, doneAt } = task;
  const [found] = await tx
    .select({ kind, victimId, dueAt, createdAt, doneAt })
    .from(task)
    .where(and(eq(task.serviceId, tx.actor.serviceId), eq(task.id, taskId)));
  if (!found) return null;
  tx.record({ action: 'task.read', subjectId: found.victimId, details: { taskId } });
  return found;
}
