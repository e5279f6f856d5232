import { sql } from 'drizzle-orm';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { waitsTooLong } from './rules.ts';

/** Since when the oldest message of the service waits that could leave now, and whether that is too long; null when none waits. */
export async function queueAge(tx: Tx<StaffActor>): Promise<{ since: Date; late: boolean } | null> {
  const [oldest] = await tx.execute<{ since: string | null; seconds: number | null }>(
    sql`select since, seconds from queue_waits(false)`,
  );
  if (!oldest?.since || oldest.seconds === null) return null;
  return { since: new Date(oldest.since), late: waitsTooLong(oldest.seconds) };
}
