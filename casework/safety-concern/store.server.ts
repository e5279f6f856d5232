import { randomUUID } from 'node:crypto';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { safetyConcern } from '#db/schema/case.ts';
import { victim, victimKey } from '#db/schema/victim.ts';
import { sealerFrom, sealerOf } from '#db/sealing.server.ts';
import type { StaffActor, Tx, VictimActor } from '#db/transaction.server.ts';
import { fallDue, settleCasesOf } from '../case/due.server.ts';
import { NotThereError } from '../refusals.ts';
import { raiseTask } from '../task/store.server.ts';
import type { waysTaken } from './form.server.ts';

export type NewConcern = {
  victimId: string;
  caseId: string | null;
  words: string;
  takenBy: (typeof waysTaken)[number];
};

const place = (id: string) => ({ table: 'safety_concern', column: 'sealed_words', row: id });

/**
 * Takes down that someone does not feel safe: from their own page, or by staff who heard it. It is due from this moment,
 * before everything else, and stays a task after it was read. Gives back when it came.
 */
export async function raiseConcern(
  tx: Tx<VictimActor | StaffActor>,
  { victimId, caseId, words, takenBy }: NewConcern,
): Promise<{ concernId: string; at: Date }> {
  const { serviceId } = tx.actor;
  const [id, at] = [randomUUID(), new Date()];
  await tx.insert(safetyConcern).values({
    ...{ serviceId, id, victimId, caseId, takenBy, at },
    staffId: 'staffId' in tx.actor ? tx.actor.staffId : null,
    sealedWords: (await sealerOf(tx, victimId)).seal(place(id), words),
  });
  await fallDue(tx, { victimId, what: 'safety', by: at });
  await raiseTask(tx, { victimId, caseId, kind: 'safety_concern' });
  tx.record({
    action: 'safety_concern.raised',
    subjectId: victimId,
    details: { concernId: id, takenBy },
  });
  return { concernId: id, at };
}

export type UnreadConcern = {
  concernId: string;
  victimId: string;
  caseId: string | null;
  at: Date;
  name: string;
};

/** Concerns nobody has read, the longest waiting first. Their words are opened by reading one. */
export async function concernsUnread(tx: Tx<StaffActor>): Promise<UnreadConcern[]> {
  const { serviceId } = tx.actor;
  const rows = await tx
    .select({
      concernId: safetyConcern.id,
      victimId: safetyConcern.victimId,
      caseId: safetyConcern.caseId,
      at: safetyConcern.at,
      sealedName: victim.sealedName,
      wrapped: victimKey.wrapped,
    })
    .from(safetyConcern)
    .innerJoin(
      victim,
      and(eq(victim.serviceId, safetyConcern.serviceId), eq(victim.id, safetyConcern.victimId)),
    )
    .innerJoin(
      victimKey,
      and(eq(victimKey.serviceId, safetyConcern.serviceId), eq(victimKey.victimId, safetyConcern.victimId)),
    )
    .where(and(eq(safetyConcern.serviceId, serviceId), isNull(safetyConcern.readAt)))
    .orderBy(asc(safetyConcern.at));
  return rows.map(({ sealedName, wrapped, ...row }) => ({
    ...row,
    name: sealerFrom(serviceId, row.victimId, wrapped).open(
      { table: 'victim', column: 'sealed_name', row: row.victimId },
      sealedName,
    ),
  }));
}

export type ReadConcern = {
  concernId: string;
  victimId: string;
  caseId: string | null;
  at: Date;
  takenBy: NewConcern['takenBy'];
  words: string;
};

/** Reads a concern; the first who does is kept. Throws NotThereError when it is not open to them. */
export async function readConcern(tx: Tx<StaffActor>, concernId: string): Promise<ReadConcern> {
  const { serviceId, staffId } = tx.actor;
  const [row] = await tx
    .update(safetyConcern)
    .set({
      readAt: sql`coalesce(${safetyConcern.readAt}, clock_timestamp())`,
      readBy: sql`coalesce(${safetyConcern.readBy}, ${staffId}::uuid)`,
    })
    .where(and(eq(safetyConcern.serviceId, serviceId), eq(safetyConcern.id, concernId)))
    .returning({
      victimId: safetyConcern.victimId,
      caseId: safetyConcern.caseId,
      at: safetyConcern.at,
      takenBy: safetyConcern.takenBy,
      sealedWords: safetyConcern.sealedWords,
    });
  if (!row) throw new NotThereError();
  const { sealedWords, ...concern } = row;
  await settleCasesOf(tx, row.victimId);
  tx.record({ action: 'safety_concern.read', subjectId: row.victimId, details: { concernId } });
  const words = (await sealerOf(tx, row.victimId)).open(place(concernId), sealedWords);
  return { concernId, ...concern, words };
}

/** When each of the person's own concerns came and was read, the newest first; their words are not shown again. */
export async function myConcerns(tx: Tx<VictimActor>): Promise<{ at: Date; readAt: Date | null }[]> {
  const rows = await tx
    .select({ at: safetyConcern.at, readAt: safetyConcern.readAt })
    .from(safetyConcern)
    .where(
      and(eq(safetyConcern.serviceId, tx.actor.serviceId), eq(safetyConcern.victimId, tx.actor.victimId)),
    );
  return rows.sort((a, b) => b.at.getTime() - a.at.getTime());
}
