import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { choiceNow } from '#db/schema/choice.ts';
import { feedback } from '#db/schema/feedback.ts';
import { lineNotice, lineTold, publicLine, themeFeedback } from '#db/schema/you-said.ts';
import type { StaffActor, Tx, VictimActor } from '#db/transaction.server.ts';
import { messageServiceOf } from '#messaging/message-service.server.ts';
import { enqueue } from '#messaging/outbox.server.ts';
import { contactRulesOf } from '../contact-preference/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { noticeWay } from '../reply/rules.ts';
import { channelChoicesOf } from '../update/publish.server.ts';

export type Telling = { told: number; byPhone: number; stillToTell: number };

/** How many who asked to be told of a line were not yet, also those whose case is not open to whoever asks. */
export async function stillToTell(tx: Tx<StaffActor>, lineId: string): Promise<number> {
  const [count] = await tx.execute<{ n: number }>(sql`select still_to_tell(${lineId})::int as n`);
  return count?.n ?? 0;
}

/**
 * Tells everyone who asked and whose case is open to this member of staff that there is an answer, once for each: on their
 * own page, and by the first safe way of theirs in neutral words. Where no way is safe, the page alone has it, and they are
 * counted in `byPhone` to be rung. Throws NotThereError for a line that is not published.
 */
export async function tellWhoAsked(tx: Tx<StaffActor>, lineId: string): Promise<Telling> {
  const { serviceId, staffId } = tx.actor;
  const [line] = await tx
    .select({ themeId: publicLine.themeId })
    .from(publicLine)
    .where(
      and(eq(publicLine.serviceId, serviceId), eq(publicLine.id, lineId), eq(publicLine.state, 'published')),
    )
    .for('share');
  if (!line) throw new NotThereError();
  const people = await askedAndOpen(tx, line.themeId);
  const telling = { told: 0, byPhone: 0 };
  for (const victimId of people) {
    const fresh = await tx
      .insert(lineTold)
      .values({ serviceId, lineId, victimId, toldBy: staffId })
      .onConflictDoNothing()
      .returning({ victimId: lineTold.victimId });
    if (fresh.length === 0) continue;
    const left = await notify(tx, lineId, victimId);
    telling[left ? 'told' : 'byPhone'] += 1;
    tx.record({ action: 'public_line.told', subjectId: victimId, details: { lineId, notice: left } });
  }
  return { ...telling, stillToTell: await stillToTell(tx, lineId) };
}

async function askedAndOpen(tx: Tx<StaffActor>, themeId: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ victimId: feedback.victimId })
    .from(themeFeedback)
    .innerJoin(
      feedback,
      and(eq(feedback.serviceId, themeFeedback.serviceId), eq(feedback.id, themeFeedback.feedbackId)),
    )
    .where(
      and(
        eq(themeFeedback.serviceId, tx.actor.serviceId),
        eq(themeFeedback.themeId, themeId),
        eq(feedback.wantsAnswer, true),
      ),
    );
  return rows.flatMap(({ victimId }) => victimId ?? []);
}

async function notify(tx: Tx<StaffActor>, lineId: string, victimId: string): Promise<boolean> {
  const { serviceId } = tx.actor;
  const way = noticeWay({ ...(await contactRulesOf(tx, victimId)), wantsAnswer: true });
  if (!way.may) return false;
  const [topic] = await tx
    .select({ id: choiceNow.id })
    .from(choiceNow)
    .where(and(eq(choiceNow.victimId, victimId), eq(choiceNow.purpose, 'feedback')));
  const channelChoiceId = (await channelChoicesOf(tx, victimId)).get(way.channel);
  if (!topic || !channelChoiceId) return false;
  const { phone } = await messageServiceOf(tx);
  const messageId = await enqueue(tx, {
    ...{ victimId, caseId: null, updateId: null, kind: 'reply', channel: way.channel },
    ...{ contactPointId: way.contactPointId, topicChoiceId: topic.id, channelChoiceId },
    facts: { kind: 'reply', phone },
  });
  await tx.insert(lineNotice).values({ serviceId, messageId, lineId, victimId });
  return true;
}

export type ToldOf = { lineId: string; toldAt: Date; readAt: Date | null };

/** What somebody was told of, the newest first: also what nobody can read any more, without its words. */
export async function toldOf(tx: Tx<VictimActor>): Promise<ToldOf[]> {
  const { serviceId, victimId } = tx.actor;
  const { lineId, toldAt, readAt } = lineTold;
  return tx
    .select({ lineId, toldAt, readAt })
    .from(lineTold)
    .where(and(eq(lineTold.serviceId, serviceId), eq(lineTold.victimId, victimId)))
    .orderBy(desc(toldAt), lineId)
    .limit(100);
}

/** Notes that somebody has opened what they were told, the first time. */
export async function readTold(tx: Tx<VictimActor>, lineIds: readonly string[]): Promise<void> {
  const { serviceId, victimId } = tx.actor;
  const unread = and(
    eq(lineTold.serviceId, serviceId),
    eq(lineTold.victimId, victimId),
    isNull(lineTold.readAt),
    inArray(lineTold.lineId, [...lineIds]),
  );
  if (lineIds.length > 0) await tx.update(lineTold).set({ readAt: sql`clock_timestamp()` }).where(unread);
}
