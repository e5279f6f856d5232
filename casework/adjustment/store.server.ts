import { asc, eq, sql } from 'drizzle-orm';
import { adjustment, contactPreference } from '#db/schema/reach.ts';
import { sealerOf } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import type { Adjustment } from './form.server.ts';

const place = (victimId: string, kind: Adjustment['kind']) => {
  return { table: 'adjustment', column: 'sealed_note', row: `${victimId}/${kind}` };
};

/** What someone needs done differently, in the order it was noted. */
export async function adjustmentsOf(tx: Tx, victimId: string): Promise<(Adjustment & { notedAt: Date })[]> {
  const rows = await tx
    .select({ kind: adjustment.kind, sealedNote: adjustment.sealedNote, notedAt: adjustment.notedAt })
    .from(adjustment)
    .where(eq(adjustment.victimId, victimId))
    .orderBy(asc(adjustment.notedAt), asc(adjustment.kind));
  if (rows.length === 0) return [];
  const sealer = await sealerOf(tx, victimId);
  return rows.map(({ kind, sealedNote, notedAt }) => {
    return { kind, note: sealedNote && sealer.open(place(victimId, kind), sealedNote), notedAt };
  });
}

/** Puts these adjustments in place of those before. Throws when the person is not open to this actor. */
export async function changeAdjustments(
  tx: Tx<StaffActor>,
  victimId: string,
  adjustments: readonly Adjustment[],
): Promise<void> {
  const { serviceId } = tx.actor;
  const sealer = await sealerOf(tx, victimId);
  // A claim that is judging this person's messages right now sees that something changed, and lets them be.
  await tx
    .update(contactPreference)
    .set({ version: sql`${contactPreference.version} + 1` })
    .where(eq(contactPreference.victimId, victimId));
  await tx.delete(adjustment).where(eq(adjustment.victimId, victimId));
  const rows = adjustments.map(({ kind, note }) => {
    return {
      serviceId,
      victimId,
      kind,
      sealedNote: note === null ? null : sealer.seal(place(victimId, kind), note),
    };
  });
  if (rows.length > 0) await tx.insert(adjustment).values(rows);
  const details = { kinds: adjustments.map(({ kind }) => kind).join(' ') };
  tx.record({ action: 'adjustment.changed', subjectId: victimId, details });
}
