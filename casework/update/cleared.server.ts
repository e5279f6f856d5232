import type { StaffActor, Tx } from '#db/transaction.server.ts';
import type { FindingLine } from '../leak/finding.server.ts';
import { NotChosenError } from '../refusals.ts';
import { agreedTopic, publish } from './publish.server.ts';
import { releaseOf, takeBackUpdate, updateWaiting } from './release.server.ts';

type Cleared = Pick<FindingLine, 'subjectKind' | 'subjectId'>;

/**
 * Publishes an update whose held words were cleared, by the ways its writer chose, unless it still waits for a call, the
 * person said stop meanwhile, or it was taken back since, as it is when the set it belongs to is stopped. Clearing words never
 * stands for the call that hard news needs. Words of other kinds are left to who asked.
 */
export async function publishCleared(tx: Tx<StaffActor>, { subjectKind, subjectId }: Cleared): Promise<void> {
  if (subjectKind !== 'update') return;
  const waiting = await updateWaiting(tx, subjectId);
  if (!waiting) return;
  const release = await releaseOf(tx, { ...waiting, byManager: false });
  const chosen = await agreedTopic(tx, waiting).then(
    () => true,
    (error: unknown) => {
      if (error instanceof NotChosenError) return false;
      throw error;
    },
  );
  if (!release.may || !chosen) return;
  await publish(tx, waiting, waiting.channels);
}

/** Takes back the update whose held words were taken back, unless that was done before. */
export async function takeBackCleared(
  tx: Tx<StaffActor>,
  { subjectKind, subjectId }: Cleared,
): Promise<void> {
  if (subjectKind === 'update' && (await updateWaiting(tx, subjectId))) await takeBackUpdate(tx, subjectId);
}
