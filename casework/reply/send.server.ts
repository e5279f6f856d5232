import { and, desc, eq, sql } from 'drizzle-orm';
import { choiceNow } from '#db/schema/choice.ts';
import { feedback, reply, replyNotice } from '#db/schema/feedback.ts';
import { message } from '#db/schema/message.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { messageServiceOf } from '#messaging/message-service.server.ts';
import { enqueue } from '#messaging/outbox.server.ts';
import { contactRulesOf } from '../contact-preference/store.server.ts';
import { feedbackOf } from '../feedback/inbox.server.ts';
import { isOpen } from '../feedback/rules.ts';
import { clearanceOf, holdForLeak } from '../leak/finding.server.ts';
import { isClear } from '../leak/rules.ts';
import { ChangedMeanwhileError, NotThereError } from '../refusals.ts';
import { channelChoicesOf } from '../update/publish.server.ts';
import { type NoticeWay, noticeWay } from './rules.ts';
import { leaksInReply, type Reply, replyOf, wholeReply } from './store.server.ts';

export type SentReply = { state: 'held'; leakId: string | null } | { state: 'sent'; notice: NoticeWay };

/** A message that was to tell somebody of an answer: where it is, and why it waits or failed. */
export type Notice = Pick<
  typeof message.$inferSelect,
  'id' | 'channel' | 'state' | 'heldReason' | 'cancelledReason' | 'failureCode'
>;

/** Every message that was to tell of an answer, the newest first. */
export async function noticesOf(tx: Tx<StaffActor>, replyId: string): Promise<Notice[]> {
  const { id, channel, state, heldReason, cancelledReason, failureCode } = message;
  return tx
    .select({ id, channel, state, heldReason, cancelledReason, failureCode })
    .from(replyNotice)
    .innerJoin(
      message,
      and(eq(message.serviceId, replyNotice.serviceId), eq(message.id, replyNotice.messageId)),
    )
    .where(and(eq(replyNotice.serviceId, tx.actor.serviceId), eq(replyNotice.replyId, replyId)))
    .orderBy(desc(message.createdAt));
}

/** By which way somebody would be told of an answer now, or why they would not. */
export async function noticeFor(tx: Tx<StaffActor>, feedbackId: string): Promise<NoticeWay> {
  const { victimId, wantsAnswer } = await feedbackOf(tx, feedbackId);
  if (!victimId) throw new NotThereError();
  return noticeWay({ ...(await contactRulesOf(tx, victimId)), wantsAnswer });
}

// Two presses at once: the second waits here, and then finds it sent.
const inTurn = (tx: Tx, replyId: string) =>
  tx.select({ id: reply.id }).from(reply).where(eq(reply.id, replyId)).for('update');

// Two colleagues at once, or the person who says that it is answered: what came first stands.
async function matterInTurn(tx: Tx, feedbackId: string) {
  const [matter] = await tx
    .select({ state: feedback.state, ownerId: feedback.ownerId })
    .from(feedback)
    .where(eq(feedback.id, feedbackId))
    .for('update');
  if (!matter || !isOpen(matter.state)) throw new ChangedMeanwhileError();
  return matter;
}

/**
 * Puts an answer on the person's page and tells them by a way that is safe, in words that say nothing. Words that name
 * somebody are held instead until another decides, and then sent by the same verb. Sent already, it stays as it was. Throws
 * ChangedMeanwhileError where the matter was answered or closed meanwhile; of whoever's earlier answer was none the database
 * refuses another (`another_answers`).
 */
export async function sendReply(tx: Tx<StaffActor>, replyId: string): Promise<SentReply> {
  await inTurn(tx, replyId);
  const found = await replyOf(tx, replyId);
  if (found.state === 'sent') return { state: 'sent', notice: await noticeFor(tx, found.feedbackId) };
  const { ownerId } = await matterInTurn(tx, found.feedbackId);
  const held = await heldBack(tx, found);
  if (held) return held;
  await tx
    .update(reply)
    .set({ state: 'sent', sentAt: sql`clock_timestamp()`, version: sql`${reply.version} + 1` })
    .where(and(eq(reply.serviceId, tx.actor.serviceId), eq(reply.id, replyId)));
  await tx
    .update(feedback)
    .set({
      ...{ state: 'answered', ownerId: ownerId ?? found.writtenBy },
      version: sql`${feedback.version} + 1`,
    })
    .where(and(eq(feedback.serviceId, tx.actor.serviceId), eq(feedback.id, found.feedbackId)));
  const { feedbackId } = found;
  tx.record({ action: 'reply.sent', subjectId: found.victimId, details: { feedbackId, replyId } });
  return { state: 'sent', notice: await notify(tx, found) };
}

async function heldBack(tx: Tx<StaffActor>, found: Reply): Promise<SentReply | null> {
  const { replyId, victimId, feedbackId } = found;
  if (found.state === 'held') {
    const { clearance, leakId } = await clearanceOf(tx, 'reply', replyId);
    return clearance === 'held' ? { state: 'held', leakId } : null;
  }
  const leaks = await leaksInReply(tx, found);
  if (isClear(leaks)) return null;
  await tx
    .update(reply)
    .set({ state: 'held', version: sql`${reply.version} + 1` })
    .where(and(eq(reply.serviceId, tx.actor.serviceId), eq(reply.id, replyId)));
  const { caseId } = await feedbackOf(tx, feedbackId);
  const leakId = await holdForLeak(tx, {
    ...{ subjectKind: 'reply', subjectId: replyId, victimId, caseId, words: wholeReply(found), leaks },
  });
  return { state: 'held', leakId };
}

async function notify(tx: Tx<StaffActor>, { replyId, victimId, feedbackId }: Reply): Promise<NoticeWay> {
  const way = await noticeFor(tx, feedbackId);
  if (!way.may) return way;
  const { serviceId } = tx.actor;
  const [topic] = await tx
    .select({ id: choiceNow.id })
    .from(choiceNow)
    .where(and(eq(choiceNow.victimId, victimId), eq(choiceNow.purpose, 'feedback')));
  const channelChoiceId = (await channelChoicesOf(tx, victimId)).get(way.channel);
  if (!topic || !channelChoiceId) return { may: false, why: 'no_way', ring: false };
  const { caseId } = await feedbackOf(tx, feedbackId);
  const { phone } = await messageServiceOf(tx);
  const messageId = await enqueue(tx, {
    ...{ victimId, caseId, updateId: null, kind: 'reply' as const, channel: way.channel },
    ...{ contactPointId: way.contactPointId, topicChoiceId: topic.id, channelChoiceId },
    facts: { kind: 'reply', phone },
  });
  await tx.insert(replyNotice).values({ serviceId, messageId, replyId, victimId });
  return way;
}
