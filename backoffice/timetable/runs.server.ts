import { type KnownRun, timetableOf } from '#casework/timetable/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { momentOf } from '../moments.server.ts';

type Known = NonNullable<KnownRun['known']>;
export type Went =
  | { how: 'unknown' | 'notYet' | 'underWay' | 'failed' | 'done' | 'nothing' }
  | { how: 'some'; count: number };

function wentOf({ underWay, outcome, count }: Known): Went {
  if (underWay) return { how: 'underWay' };
  if (outcome === null) return { how: 'notYet' };
  if (outcome === 'failed') return { how: 'failed' };
  if (count === null) return { how: 'done' };
  return count > 0 ? { how: 'some', count } : { how: 'nothing' };
}

/** The timetable as the page shows it. */
export async function runsShown(tx: Tx<StaffActor>) {
  const runs = await timetableOf(tx);
  return runs.map(({ name, known }) => ({
    name,
    last: known?.endedAt ? momentOf(known.endedAt) : null,
    next: known && momentOf(known.nextAt),
    overdue: known?.overdue === true,
    went: known ? wentOf(known) : ({ how: 'unknown' } satisfies Went),
  }));
}
export type RunShown = Awaited<ReturnType<typeof runsShown>>[number];
