import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { batch } from '#db/schema/batch.ts';
import { incident } from '#db/schema/case.ts';
import { staff } from '#db/schema/staff.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { NotThereError } from '../refusals.ts';
import { firstNameOf } from '../staff/store.server.ts';
import { type BatchState, batchStateOf } from './rules.ts';

type Row = typeof batch.$inferSelect;
/** A set without its words and its people. `incident` is its reference, `saver` the first name of who saved it. */
export type BatchLine = Omit<Row, 'serviceId' | 'id' | 'version'> & {
  batchId: string;
  incident: string;
  saver: string;
};

async function selected(tx: Tx<StaffActor>, which: SQL | undefined): Promise<BatchLine[]> {
  const { serviceId } = tx.actor;
  const rows = await tx
    .select({ row: batch, incident: incident.reference, sealedFirstName: staff.sealedFirstName })
    .from(batch)
    .innerJoin(incident, and(eq(incident.serviceId, serviceId), eq(incident.id, batch.incidentId)))
    .innerJoin(staff, and(eq(staff.serviceId, serviceId), eq(staff.id, batch.savedBy)))
    .where(and(eq(batch.serviceId, serviceId), which))
    .orderBy(desc(batch.savedAt), batch.id)
    .limit(50);
  return rows.map(({ row: { serviceId: _, id, version: _version, ...row }, sealedFirstName, ...rest }) => ({
    ...row,
    ...rest,
    batchId: id,
    saver: firstNameOf(serviceId, row.savedBy, sealedFirstName),
  }));
}

/** The newest fifty sets that are open to this member of staff, the newest first. */
export const batchesOf = (tx: Tx<StaffActor>): Promise<BatchLine[]> => selected(tx, undefined);

/** The sets that are open to this member of staff, confirmed and neither stopped nor at their end, and how each stands. */
export async function batchesUnderWay(
  tx: Tx<StaffActor>,
  now: Date,
): Promise<(BatchLine & { state: BatchState })[]> {
  const sets = await selected(
    tx,
    sql`${batch.confirmedAt} is not null and ${batch.stoppedAt} is null and ${batch.endedAt} is null`,
  );
  return sets
    .map((set) => ({ ...set, state: batchStateOf(set, now) }))
    .filter(({ state }) => state !== 'lapsed');
}

/** One set. Throws NotThereError where it is not open to this member of staff. */
export async function batchLine(tx: Tx<StaffActor>, batchId: string): Promise<BatchLine> {
  const [found] = await selected(tx, eq(batch.id, batchId));
  if (!found) throw new NotThereError();
  return found;
}

/** How far a set is: how many of those in it were told, wait, were left out or are to come; and of its messages how many. */
export type Progress = {
  told: number;
  /** Their words are held back until somebody decides. */
  waits: number;
  /** Their words were held back, and taken back before anybody saw them. */
  takenBack: number;
  leftOut: number;
  toCome: number;
  /** Handed over, or on their way at this moment. */
  gone: number;
  /** Whatever a stop still stops, a letter that lies here unposted with the rest. */
  stillHere: number;
  stopped: number;
  /** Neither here nor arrived: failed, run out, or nobody knows. */
  inTrouble: number;
};

/** How far a set is at this moment. */
export async function progressOf(tx: Tx<StaffActor>, batchId: string): Promise<Progress> {
  const [people] = await tx.execute<
    Pick<Progress, 'told' | 'waits' | 'takenBack' | 'leftOut' | 'toCome'>
  >(sql`
    select count(*) filter (where outcome = 'told' or u.state = 'published')::integer as told,
      count(*) filter (where outcome = 'waits' and u.state = 'waiting_for_call')::integer as waits,
      count(*) filter (where outcome = 'waits' and u.state = 'taken_back')::integer as "takenBack",
      count(*) filter (where outcome = 'left_out')::integer as "leftOut", count(*) filter (where outcome is null)::integer as "toCome"
    from batch_person p left join case_update u on u.service_id = p.service_id and u.id = p.update_id
    where p.service_id = app_service() and p.batch_id = ${batchId} and p.why is null`);
  const [messages] = await tx.execute<Pick<Progress, 'gone' | 'stillHere' | 'stopped' | 'inTrouble'>>(sql`
    with one as (
      select state, cancelled_reason is not null as is_stopped,
        state in ('draft', 'approved', 'scheduled', 'queued', 'held') or (channel = 'letter' and state = 'accepted') as is_here
      from message where service_id = app_service() and batch_id = ${batchId}
        -- Of what staff sent again only the one that goes now.
        and not (cancelled_reason is not distinct from 'replaced' and state in ('unknown', 'undelivered', 'failed', 'expired', 'dead')))
    select count(*) filter (where not is_here and state in ('submitting', 'accepted', 'sent', 'unconfirmed', 'delivered'))::integer as gone,
      count(*) filter (where is_here)::integer as "stillHere",
      count(*) filter (where state = 'cancelled' or (state = 'dead' and is_stopped))::integer as stopped,
      count(*) filter (where state in ('unknown', 'undelivered', 'failed', 'expired') or (state = 'dead' and not is_stopped))::integer
        as "inTrouble"
    from one`);
  if (!people || !messages) throw new NotThereError();
  return { ...people, ...messages };
}
