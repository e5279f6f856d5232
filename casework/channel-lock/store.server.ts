import { randomUUID } from 'node:crypto';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { channelLock, contactPreference } from '#db/schema/reach.ts';
import { sealerOf } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { NotThereError } from '../refusals.ts';
import type { NewLock } from './form.server.ts';

type Row = typeof channelLock.$inferSelect;
/** A way of reaching someone that is locked now. `note` is null where the reason says it all. */
export type ChannelLock = Pick<Row, 'channel' | 'reason' | 'lockedBy' | 'lockedAt'> & {
  lockId: string;
  note: string | null;
};

const place = (id: string) => ({ table: 'channel_lock', column: 'sealed_note', row: id });

/** What is locked for someone now, the oldest lock first. Nothing where the person is not open to this actor. */
export async function channelLocksOf(tx: Tx, victimId: string): Promise<ChannelLock[]> {
  const { id, channel, reason, sealedNote, lockedBy, lockedAt } = channelLock;
  const rows = await tx
    .select({ lockId: id, channel, reason, sealedNote, lockedBy, lockedAt })
    .from(channelLock)
    .where(and(eq(channelLock.victimId, victimId), isNull(channelLock.liftedAt)))
    .orderBy(asc(lockedAt), asc(id));
  if (rows.length === 0) return [];
  const sealer = await sealerOf(tx, victimId);
  return rows.map(({ sealedNote: note, ...row }) => {
    return { ...row, note: note && sealer.open(place(row.lockId), note) };
  });
}

// A claim that is judging this person's messages right now sees that something changed, and lets them be.
const changeSeen = (tx: Tx<StaffActor>, victimId: string) =>
  tx
    .update(contactPreference)
    .set({ version: sql`${contactPreference.version} + 1` })
    .where(eq(contactPreference.victimId, victimId))
    .returning({ victimId: contactPreference.victimId });

/**
 * Locks a way of reaching someone: nothing but a code they ask for leaves by it from now on, whoever asks. What waits is
 * held. False when it was locked already. Throws NotThereError when the person is not open to this actor.
 */
export async function lockChannel(
  tx: Tx<StaffActor>,
  victimId: string,
  { channel, reason, note }: NewLock,
): Promise<boolean> {
  const { serviceId, staffId } = tx.actor;
  const seen = await changeSeen(tx, victimId);
  if (seen.length === 0) throw new NotThereError();
  const id = randomUUID();
  const sealedNote = note === '' ? null : (await sealerOf(tx, victimId)).seal(place(id), note);
  // The moment is the database's: nobody may write it, so Drizzle, which names every column, may not write the row.
  const kept = await tx.execute(sql`
    insert into channel_lock (service_id, id, victim_id, channel, reason, sealed_note, locked_by)
    values (${serviceId}, ${id}, ${victimId}, ${channel}, ${reason}, ${sealedNote}, ${staffId})
    on conflict do nothing returning id`);
  if (kept.length === 0) return false;
  tx.record({ action: 'channel.locked', subjectId: victimId, details: { lockId: id, channel, reason } });
  return true;
}

/** Lifts a lock, which the database lets only a manager do. Throws NotThereError when there is no such lock any more. */
export async function liftChannelLock(tx: Tx<StaffActor>, victimId: string, lockId: string): Promise<void> {
  await changeSeen(tx, victimId);
  const [lifted] = await tx
    .update(channelLock)
    .set({ liftedBy: tx.actor.staffId, liftedAt: sql`clock_timestamp()` })
    .where(and(eq(channelLock.victimId, victimId), eq(channelLock.id, lockId), isNull(channelLock.liftedAt)))
    .returning({ channel: channelLock.channel });
  if (!lifted) throw new NotThereError();
  const { channel } = lifted;
  tx.record({ action: 'channel.unlocked', subjectId: victimId, details: { lockId, channel } });
}
