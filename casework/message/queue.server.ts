import { sql } from 'drizzle-orm';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { type Refused, type RefusedLane, refusedOf, waitsTooLong } from './rules.ts';

/** Since when the oldest message of the service waits that could leave now, and whether that is too long; null when none waits. */
export async function queueAge(tx: Tx<StaffActor>): Promise<{ since: Date; late: boolean } | null> {
  const [oldest] = await tx.execute<{ since: string | null; seconds: number | null }>(
    sql`select since, seconds from queue_waits(false)`,
  );
  if (!oldest?.since || oldest.seconds === null) return null;
  return { since: new Date(oldest.since), late: waitsTooLong(oldest.seconds) };
}

/** How many messages to several people at once wait that could leave now, and since when; null when none does. They wait for the others. */
export async function severalWaiting(tx: Tx<StaffActor>): Promise<{ since: Date; count: number } | null> {
  const [oldest] = await tx.execute<{ since: string | null; waiting: string }>(
    sql`select since, waiting from queue_waits(true)`,
  );
  return oldest?.since ? { since: new Date(oldest.since), count: Number(oldest.waiting) } : null;
}

/** Of which channels something is refused, whoever it is for, though nothing is wrong with it; none when all is well. */
export async function refusedNow(tx: Tx<StaffActor>): Promise<Refused[]> {
  const rows = await tx.execute<{
    channel: RefusedLane['channel'];
    lane: number;
    since: string;
    seconds: number;
    waiting: string;
  }>(sql`select channel, lane, since, seconds, waiting from refused_waits()`);
  return refusedOf(
    rows.map(({ since, waiting, ...row }) => ({ ...row, since: new Date(since), waiting: Number(waiting) })),
  );
}
