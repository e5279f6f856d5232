import { eq, sql } from 'drizzle-orm';
import { timetableRun } from '#db/schema/timetable.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { policyInWords } from '../service/policy.server.ts';
import { isOverdue, type RunName, runNames, standstill, vitalRuns } from './rules.ts';

export type KnownRun = {
  name: RunName;
  /** Null for one that this service has never heard of. */
  known: {
    everySeconds: number;
    nextAt: Date;
    endedAt: Date | null;
    outcome: 'done' | 'failed' | null;
    count: number | null;
    underWay: boolean;
    overdue: boolean;
  } | null;
};

const secondsSince = (column: typeof timetableRun.nextAt | typeof timetableRun.doneAt) =>
  sql<number>`extract(epoch from clock_timestamp() - ${column})::double precision`;

/** Everything that happens by itself in this service, in one order: when last, with what outcome, when next, whether late. */
export async function timetableOf(tx: Tx<StaffActor>): Promise<KnownRun[]> {
  const { serviceId, name, everySeconds, nextAt, endedAt, outcome, count, leaseUntil } = timetableRun;
  const late = secondsSince(nextAt);
  const underWay = sql<boolean>`${leaseUntil} is not null and ${leaseUntil} > clock_timestamp()`;
  const rows = await tx
    .select({ name, everySeconds, nextAt, endedAt, outcome, count, late, underWay })
    .from(timetableRun)
    .where(eq(serviceId, tx.actor.serviceId));
  return runNames.map((wanted) => {
    const row = rows.find((one) => one.name === wanted);
    if (!row) return { name: wanted, known: null };
    const { name: _, late: lateSeconds, ...known } = row;
    return { name: wanted, known: { ...known, overdue: isOverdue(known.everySeconds, lateSeconds) } };
  });
}

/**
 * Whether sending may stand still in this service: since when (null where it never ran), and whom to ring as the service's
 * policy `ring_when_standing_still` says (null where it says nothing). Null when all is well.
 */
export async function standstillOf(
  tx: Tx<StaffActor>,
): Promise<{ since: Date | null; ring: string | null } | null> {
  const { serviceId, name, doneAt, knownAt } = timetableRun;
  const rows = await tx
    .select({
      name,
      doneAt,
      knownAt,
      silence: sql<number>`extract(epoch from clock_timestamp() - coalesce(${doneAt}, ${knownAt}))::double precision`,
    })
    .from(timetableRun)
    .where(eq(serviceId, tx.actor.serviceId));
  const still = standstill(
    vitalRuns.map((vital) => {
      const row = rows.find((one) => one.name === vital);
      return { lastAt: row?.doneAt ?? null, silentSeconds: row?.silence ?? null };
    }),
  );
  return still && { ...still, ring: await policyInWords(tx, 'ring_when_standing_still') };
}
