import { and, eq, isNull, sql } from 'drizzle-orm';
import { task, victimCase } from '#db/schema/case.ts';
import { staffConflict } from '#db/schema/staff.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { knowWorker } from '../leak/store.server.ts';

type HandOverProblem = 'conflict.handTo.missing' | 'conflict.handTo.cannot';

/**
 * Why a person cannot be handed over like this before a conflict is declared, or null. Their worker must name a
 * colleague, and that colleague must be able to open their cases: else nobody would see what they are owed.
 */
export async function handOverRefused(
  tx: Tx<StaffActor>,
  victimId: string,
  handTo: string | null,
): Promise<HandOverProblem | null> {
  if (handTo === null) {
    const [mine] = await tx
      .select({ id: victimCase.id })
      .from(victimCase)
      .where(openAndMine(tx.actor, victimId))
      .limit(1);
    return mine ? 'conflict.handTo.missing' : null;
  }
  const [row] = await tx.execute<{ able: boolean }>(
    sql`select may_open_case(${victimId}::uuid, ${handTo}::uuid) as able`,
  );
  return row?.able && handTo !== tx.actor.staffId ? null : 'conflict.handTo.cannot';
}

/**
 * Declares that the member of staff who is signed in knows someone, or anyone around them. From then on none of that
 * person's cases is open to them, whatever their role. Only what is open can be declared; they cannot take it back.
 * Their open cases and tasks of that person go to `handTo` first. Throws when handOverRefused would refuse it.
 */
export async function declareConflict(
  tx: Tx<StaffActor>,
  victimId: string,
  handTo: string | null = null,
): Promise<void> {
  const { serviceId, staffId } = tx.actor;
  const refused = await handOverRefused(tx, victimId, handTo);
  if (refused) throw new Error(refused);
  const handed = await handOver(tx, victimId, handTo);
  await tx.insert(staffConflict).values({ serviceId, staffId, victimId }).onConflictDoNothing();
  tx.record({ action: 'conflict.declared', subjectId: victimId, details: handed });
}

const openAndMine = ({ serviceId, staffId }: StaffActor, victimId: string) =>
  and(
    eq(victimCase.serviceId, serviceId),
    eq(victimCase.victimId, victimId),
    eq(victimCase.workerId, staffId),
    isNull(victimCase.closedAt),
  );

// A task that is given to nobody is for the worker of the case, so with no one named it still has someone to do it.
async function handOver(tx: Tx<StaffActor>, victimId: string, handTo: string | null) {
  const { serviceId, staffId } = tx.actor;
  const tasks = await tx
    .update(task)
    .set({ staffId: handTo, version: sql`${task.version} + 1` })
    .where(
      and(
        eq(task.serviceId, serviceId),
        eq(task.victimId, victimId),
        eq(task.staffId, staffId),
        isNull(task.doneAt),
      ),
    )
    .returning({ id: task.id });
  if (handTo === null) return { cases: 0, tasks: tasks.length, handedTo: null };
  await knowWorker(tx, handTo);
  const cases = await tx
    .update(victimCase)
    .set({ workerId: handTo, version: sql`${victimCase.version} + 1` })
    .where(openAndMine(tx.actor, victimId))
    .returning({ id: victimCase.id });
  return { cases: cases.length, tasks: tasks.length, handedTo: handTo };
}
