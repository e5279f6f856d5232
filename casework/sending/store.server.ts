import { and, eq, isNull, sql } from 'drizzle-orm';
import { sendingPause } from '#db/schema/sending.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { workerName } from '../staff/store.server.ts';

const goesOn = (tx: Tx<StaffActor>) =>
  and(eq(sendingPause.serviceId, tx.actor.serviceId), isNull(sendingPause.resumedAt));

/** What a manager has stopped of all that a service sends: everything but codes, or what goes to several people at once. */
export type PauseOfSending = { what: 'all' | 'several'; by: string; since: Date };

/** What a manager has paused of all that this service sends, who, and since when; null when nothing is. For everyone of the staff. */
export async function sendingPauseOf(tx: Tx<StaffActor>): Promise<PauseOfSending | null> {
  const { what, pausedBy, pausedAt } = sendingPause;
  const [row] = await tx.select({ what, pausedBy, pausedAt }).from(sendingPause).where(goesOn(tx));
  if (!row) return null;
  return { what: row.what, by: await workerName(tx, row.pausedBy), since: row.pausedAt };
}

async function end(tx: Tx<StaffActor>): Promise<boolean> {
  const ended = await tx
    .update(sendingPause)
    .set({ resumedBy: tx.actor.staffId, resumedAt: sql`clock_timestamp()` })
    .where(goesOn(tx))
    .returning({ what: sendingPause.what });
  for (const { what } of ended) tx.record({ action: 'sending.resumed', subjectId: null, details: { what } });
  return ended.length > 0;
}

/**
 * Pauses everything this service sends but codes, or only what goes to several people at once, from the next claim on; a
 * pause of the other extent ends with it. False when it was paused like that already. The database lets only managers.
 */
export async function pauseSending(tx: Tx<StaffActor>, what: PauseOfSending['what']): Promise<boolean> {
  const { serviceId, staffId } = tx.actor;
  const before = await sendingPauseOf(tx);
  if (before?.what === what) return false;
  if (before) await end(tx);
  const kept = await tx.execute(sql`
    insert into sending_pause (service_id, what, paused_by) values (${serviceId}, ${what}, ${staffId})
    on conflict do nothing returning id`);
  if (kept.length === 0) return false;
  tx.record({ action: 'sending.paused', subjectId: null, details: { what } });
  return true;
}

/** Lets what was paused go on, at once. False when nothing was paused. The database lets only managers. */
export async function resumeSending(tx: Tx<StaffActor>): Promise<boolean> {
  if (!(await end(tx))) return false;
  await tx.execute(sql`select pg_notify('message', ${tx.actor.serviceId})`);
  return true;
}
