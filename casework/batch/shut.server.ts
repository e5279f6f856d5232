import { sql } from 'drizzle-orm';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { workerName } from '../staff/store.server.ts';
import { type BatchState, batchStateOf } from './rules.ts';

/** A set in which somebody is closed to who may stop it still: how it stands and whose it is, and nothing else. */
export type ShutBatch = {
  batchId: string;
  saver: string;
  savedAt: Date;
  state: BatchState;
  stoppedBy: string | null;
  stoppedAt: Date | null;
  /** Whether something of it has not left yet. */
  waits: boolean;
};

type Moment = string | null;
type Row = { id: string; saved_by: string; saved_at: string; stopped_by: string | null; waits: boolean } & {
  [which in 'confirmed_at' | 'starts_at' | 'stopped_at' | 'ended_at']: Moment;
};

const at = (moment: Moment) => (moment === null ? null : new Date(moment));

async function shutFrom(tx: Tx<StaffActor>, row: Row, now: Date): Promise<ShutBatch> {
  const [savedAt, stoppedAt] = [new Date(row.saved_at), at(row.stopped_at)];
  const moments = {
    confirmedAt: at(row.confirmed_at),
    startsAt: at(row.starts_at),
    endedAt: at(row.ended_at),
  };
  return {
    ...{ batchId: row.id, savedAt, stoppedAt, waits: row.waits },
    saver: await workerName(tx, row.saved_by),
    stoppedBy: row.stopped_by && (await workerName(tx, row.stopped_by)),
    state: batchStateOf({ ...moments, savedAt, stoppedAt }, now),
  };
}

/** The sets that wait or go on, that this member of staff may stop and cannot see any more, the newest first. */
export async function shutBatches(tx: Tx<StaffActor>, now: Date): Promise<ShutBatch[]> {
  const rows = await tx.execute<Row>(sql`select * from batches_shut()`);
  const sets: ShutBatch[] = [];
  for (const row of rows) sets.push(await shutFrom(tx, row, now));
  return sets.filter(({ state }) => state !== 'lapsed');
}

/** One such set, however it stands; null where it is open to them, or not theirs to stop. */
export async function shutBatch(tx: Tx<StaffActor>, batchId: string, now: Date): Promise<ShutBatch | null> {
  const [row] = await tx.execute<Row>(sql`select * from batches_shut(${batchId})`);
  return row ? shutFrom(tx, row, now) : null;
}
