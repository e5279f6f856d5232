import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { feedback, reply } from '#db/schema/feedback.ts';
import { staff } from '#db/schema/staff.ts';
import { sealerOf } from '#db/sealing.server.ts';
import type { Tx, VictimActor } from '#db/transaction.server.ts';
import { answerDueAt, usualDays } from '../feedback/rules.ts';
import { NotThereError } from '../refusals.ts';
import { policyInDays } from '../service/policy.server.ts';
import { firstNameOf } from '../staff/store.server.ts';
import type { Verdict } from './rules.ts';
import { openReply, type ReplyWords } from './words.server.ts';

type Row = typeof reply.$inferSelect;
/** An answer as whoever asked sees it. `writer` is a first name. */
export type OwnReply = Pick<Row, 'language' | 'reviewState' | 'readAt' | 'verdict'> &
  ReplyWords & { replyId: string; writer: string; sentAt: Date };

const mine = (tx: Tx<VictimActor>, feedbackId: string) =>
  and(eq(reply.serviceId, tx.actor.serviceId), eq(reply.feedbackId, feedbackId), eq(reply.state, 'sent'));

/** The answers somebody was given, the oldest first; that they were read is kept, once. */
export async function readReplies(tx: Tx<VictimActor>, feedbackId: string): Promise<OwnReply[]> {
  const { serviceId, victimId } = tx.actor;
  await tx
    .update(reply)
    .set({ readAt: sql`clock_timestamp()` })
    .where(and(mine(tx, feedbackId), isNull(reply.readAt), isNull(reply.verdict)));
  const { language, reviewState, readAt, verdict, sentAt, sealedWords, writtenBy } = reply;
  const rows = await tx
    .select({
      ...{ replyId: reply.id, language, reviewState, readAt, verdict, sentAt, sealedWords, writtenBy },
      sealedFirstName: staff.sealedFirstName,
    })
    .from(reply)
    .innerJoin(staff, and(eq(staff.serviceId, reply.serviceId), eq(staff.id, reply.writtenBy)))
    .where(mine(tx, feedbackId))
    .orderBy(asc(reply.sentAt), asc(reply.id));
  const sealer = await sealerOf(tx, victimId);
  return rows.flatMap(({ sealedWords, sealedFirstName, writtenBy, sentAt, ...row }) => {
    const writer = firstNameOf(serviceId, writtenBy, sealedFirstName);
    return sentAt ? [{ ...row, ...openReply(sealer, row.replyId, sealedWords), writer, sentAt }] : [];
  });
}

/** How many answers somebody has not read yet. */
export async function repliesUnread(tx: Tx<VictimActor>): Promise<{ feedbackId: string }[]> {
  const { serviceId, victimId } = tx.actor;
  return tx
    .selectDistinct({ feedbackId: reply.feedbackId })
    .from(reply)
    .where(and(eq(reply.serviceId, serviceId), eq(reply.victimId, victimId), isNull(reply.readAt)));
}

/**
 * Says whether the last answer answers it, once. Where it does not, the matter is open again, is nobody's, and is due anew:
 * somebody else answers next. Throws NotThereError where there is no answer that waits for this.
 */
export async function judgeReply(
  tx: Tx<VictimActor>,
  feedbackId: string,
  verdict: Verdict,
  now = new Date(),
): Promise<void> {
  const last = (await readReplies(tx, feedbackId)).at(-1);
  if (!last || last.verdict) throw new NotThereError();
  const { serviceId, victimId } = tx.actor;
  await tx
    .update(reply)
    .set({ verdict, verdictAt: now, version: sql`${reply.version} + 1` })
    .where(and(mine(tx, feedbackId), eq(reply.id, last.replyId)));
  const dueAt = answerDueAt(now, await policyInDays(tx, 'feedback_days', usualDays));
  const again = { state: 'not_answered' as const, dueAt };
  await tx
    .update(feedback)
    .set({
      ...(verdict === 'answers' ? { state: 'closed' as const } : again),
      ...{ ownerId: null, version: sql`${feedback.version} + 1` },
    })
    .where(
      and(eq(feedback.serviceId, serviceId), eq(feedback.id, feedbackId), eq(feedback.state, 'answered')),
    );
  tx.record({
    action: 'reply.judged',
    subjectId: victimId,
    details: { feedbackId, replyId: last.replyId, verdict },
  });
}
