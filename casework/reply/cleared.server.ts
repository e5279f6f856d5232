import { and, eq, sql } from 'drizzle-orm';
import { reply } from '#db/schema/feedback.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { feedbackOf } from '../feedback/inbox.server.ts';
import { isOpen } from '../feedback/rules.ts';
import type { FindingLine } from '../leak/finding.server.ts';
import { sendReply } from './send.server.ts';
import { repliesTo, replyOf } from './store.server.ts';

type Cleared = Pick<FindingLine, 'subjectKind' | 'subjectId'>;

/**
 * Sends an answer whose held words were cleared, in the name of whoever wrote it. Where the matter was answered or closed
 * meanwhile, or the writer's earlier answer was none, it stays where it is.
 */
export async function sendCleared(tx: Tx<StaffActor>, { subjectKind, subjectId }: Cleared): Promise<void> {
  if (subjectKind !== 'reply') return;
  const { feedbackId, state, writtenBy } = await replyOf(tx, subjectId);
  const { state: matter } = await feedbackOf(tx, feedbackId);
  const failed = (await repliesTo(tx, feedbackId)).some(
    (one) => one.writtenBy === writtenBy && one.verdict === 'does_not_answer',
  );
  if (state === 'held' && isOpen(matter) && !failed) await sendReply(tx, subjectId);
}

/** Makes a draft again of an answer whose held words were taken back, for its writer to write anew. */
export async function draftTakenBack(tx: Tx<StaffActor>, { subjectKind, subjectId }: Cleared): Promise<void> {
  if (subjectKind !== 'reply') return;
  await tx
    .update(reply)
    .set({ state: 'draft', version: sql`${reply.version} + 1` })
    .where(and(eq(reply.serviceId, tx.actor.serviceId), eq(reply.id, subjectId), eq(reply.state, 'held')));
}
