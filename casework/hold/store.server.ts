import { eq, sql } from 'drizzle-orm';
import { hold } from '#db/schema/reach.ts';
import type { Tx } from '#db/transaction.server.ts';
import { NotThereError } from '../refusals.ts';

export type HoldReason = NonNullable<typeof hold.$inferSelect.reason>;
/** Whether everything is paused. `until` is null for a pause that somebody has to end. */
export type Hold = { held: false } | { held: true; reason: HoldReason; until: Date | null };

const byThePerson = {
  asked_to_pause: true,
  card_refused: true,
  parents_disagree: false,
  safety: false,
  staff: false,
} satisfies Record<HoldReason, boolean>;

/** Whether anything may leave for this person now; a pause whose time has passed is over by itself. */
export async function holdOf(tx: Tx, victimId: string): Promise<Hold> {
  const [row] = await tx
    .select({
      reason: hold.reason,
      until: hold.until,
      held: sql<boolean>`${hold.held} and (${hold.until} is null or ${hold.until} > clock_timestamp())`,
    })
    .from(hold)
    .where(eq(hold.victimId, victimId));
  if (!row) throw new NotThereError();
  return row.held && row.reason ? { held: true, reason: row.reason, until: row.until } : { held: false };
}

/** Pauses everything but a code someone asks for. What waits is kept, and leaves if it is still good when the pause ends. */
export async function pauseEverything(
  tx: Tx,
  victimId: string,
  reason: HoldReason,
  until: Date | null,
): Promise<void> {
  const changed = await tx
    .update(hold)
    .set({ held: true, reason, until, version: sql`${hold.version} + 1` })
    .where(eq(hold.victimId, victimId))
    .returning({ victimId: hold.victimId });
  if (changed.length === 0) throw new NotThereError();
  tx.record({ action: 'hold.paused', subjectId: victimId, details: { reason } });
}

/**
 * Ends a pause. People end their own; one that staff made, for safety or because parents disagree, is ended by staff.
 * Gives back whether it was ended.
 */
export async function liftPause(tx: Tx, victimId: string): Promise<boolean> {
  const now = await holdOf(tx, victimId);
  if (now.held && tx.actor.role === 'victim' && !byThePerson[now.reason]) return false;
  await tx
    .update(hold)
    .set({ held: false, reason: null, until: null, version: sql`${hold.version} + 1` })
    .where(eq(hold.victimId, victimId));
  tx.record({ action: 'hold.lifted', subjectId: victimId });
  return true;
}
