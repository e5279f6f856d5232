import { and, asc, eq, sql } from 'drizzle-orm';
import { contactPoint, startedAgain, suppression } from '#db/schema/reach.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { type ContactPointShown, contactPointsOf } from '../contact-point/store.server.ts';
import { NotThereError } from '../refusals.ts';
import type { AskedAgain } from './form.server.ts';
import { type StopReason, type WhyNot, whyNotAgain } from './rules.ts';

type Row = typeof startedAgain.$inferSelect;
/** That messages were started again before, and what had been stopped until then. */
export type StartedAgain = Pick<Row, 'id' | 'stoppedAt' | 'askedHow' | 'startedBy' | 'startedAt'>;

/** `lastAt` is when the last STOP came; `seen` is that to the microsecond, so that another STOP makes it another. */
type Stop = { at: Date; lastAt: Date; reason: StopReason; exactly: string; seen: string };
export type StandsAgain = {
  point: ContactPointShown;
  stop: Stop | null;
  why: WhyNot | null;
  /** Oldest first. */
  earlier: StartedAgain[];
};

/**
 * How it stands with starting messages again to a number or address of someone. Throws NotThereError where it is not theirs, is
 * no longer used, or the person is not open to this actor.
 */
export async function standsAgain(
  tx: Tx<StaffActor>,
  victimId: string,
  pointId: string,
): Promise<StandsAgain> {
  const point = (await contactPointsOf(tx, victimId)).find(({ id }) => id === pointId);
  if (!point) throw new NotThereError();
  const stop = await stopOf(tx, pointId);
  const { kind, shared, anothersToo } = point;
  const why = whyNotAgain({ kind, shared, anothersToo, stopped: stop ? stop.reason : null });
  return { point, stop, why, earlier: await startedAgainAt(tx, pointId) };
}

// To the microsecond, as PostgreSQL says it: a stop is known by its moment, and a Date has only thousandths.
async function stopOf(tx: Tx<StaffActor>, pointId: string): Promise<Stop | null> {
  const last = sql<Date>`greatest(${suppression.suppressedAt}, (select max(i.at) from inbound i
    where i.service_id = ${contactPoint.serviceId} and i.from_index = ${contactPoint.blindIndex} and i.class = 'stop'))`;
  const [row] = await tx
    .select({
      at: suppression.suppressedAt,
      reason: suppression.reason,
      exactly: sql<string>`${suppression.suppressedAt}::text`,
      lastAt: last.mapWith(suppression.suppressedAt),
      seen: sql<string>`${last}::text`,
    })
    .from(contactPoint)
    .innerJoin(
      suppression,
      and(
        eq(suppression.serviceId, contactPoint.serviceId),
        eq(suppression.kind, contactPoint.kind),
        eq(suppression.blindIndex, contactPoint.blindIndex),
      ),
    )
    .where(eq(contactPoint.id, pointId));
  return row?.at && row.reason ? { ...row, at: row.at, reason: row.reason } : null;
}

const startedAgainAt = (tx: Tx<StaffActor>, pointId: string): Promise<StartedAgain[]> => {
  const { id, stoppedAt, askedHow, startedBy, startedAt } = startedAgain;
  return tx
    .select({ id, stoppedAt, askedHow, startedBy, startedAt })
    .from(startedAgain)
    .where(eq(startedAgain.contactPointId, pointId))
    .orderBy(asc(startedAt), asc(id));
};

/**
 * Notes that the person asked for messages to a number or address of theirs again, and ends the stop of it in this service:
 * nothing else. A no stays a no, a lock a lock. Nothing but a code goes there until one from it was typed. Gives back
 * 'started', or why not: `changed` where it is no longer the stop of `seen`. Throws NotThereError as `standsAgain`.
 */
export async function startAgain(
  tx: Tx<StaffActor>,
  victimId: string,
  pointId: string,
  { how, seen }: AskedAgain,
): Promise<'started' | 'changed' | WhyNot> {
  const { stop, why } = await standsAgain(tx, victimId, pointId);
  if (!stop || why) return why ?? 'not_stopped';
  if (stop.seen !== seen) return 'changed';
  const [said] = await tx.execute<{ outcome: 'started' | 'changed' | 'not_alone' }>(
    sql`select start_again(${pointId}, ${how}, ${stop.exactly}::timestamptz) as outcome`,
  );
  if (said?.outcome !== 'started') return said ? said.outcome : 'changed';
  const details = { contactPointId: pointId, how, reason: stop.reason };
  tx.record({ action: 'contact_point.started_again', subjectId: victimId, details });
  return 'started';
}
