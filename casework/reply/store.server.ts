import { randomUUID } from 'node:crypto';
import { and, asc, eq, sql } from 'drizzle-orm';
import { reply } from '#db/schema/feedback.ts';
import { staff } from '#db/schema/staff.ts';
import { sealerOf } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { contactPreferenceOf } from '../contact-preference/store.server.ts';
import { feedbackOf } from '../feedback/inbox.server.ts';
import { leaksIn } from '../leak/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { firstNameOf } from '../staff/store.server.ts';
import type { WrittenReply } from './form.server.ts';
import { openReply, type ReplyWords, sealReply } from './words.server.ts';

type Row = typeof reply.$inferSelect;
/** An answer, opened. `writer` is a first name; `mine` whether whoever asks wrote it. */
export type Reply = Pick<
  Row,
  | 'feedbackId'
  | 'victimId'
  | 'language'
  | 'reviewState'
  | 'state'
  | 'writtenAt'
  | 'sentAt'
  | 'readAt'
  | 'verdict'
> &
  ReplyWords & { replyId: string; writtenBy: string; writer: string; mine: boolean };

const plain = {
  ...{ replyId: reply.id, feedbackId: reply.feedbackId, victimId: reply.victimId, language: reply.language },
  ...{ reviewState: reply.reviewState, state: reply.state, writtenAt: reply.writtenAt, sentAt: reply.sentAt },
  ...{ readAt: reply.readAt, verdict: reply.verdict, writtenBy: reply.writtenBy },
  ...{ sealedWords: reply.sealedWords, sealedFirstName: staff.sealedFirstName },
};

async function selected(tx: Tx<StaffActor>, which: ReturnType<typeof eq>): Promise<Reply[]> {
  const { serviceId, staffId } = tx.actor;
  const rows = await tx
    .select(plain)
    .from(reply)
    .innerJoin(staff, and(eq(staff.serviceId, reply.serviceId), eq(staff.id, reply.writtenBy)))
    .where(and(eq(reply.serviceId, serviceId), which))
    .orderBy(asc(reply.writtenAt), asc(reply.id));
  const [first] = rows;
  if (!first) return [];
  const sealer = await sealerOf(tx, first.victimId);
  return rows.map(({ sealedWords, sealedFirstName, ...row }) => ({
    ...row,
    ...openReply(sealer, row.replyId, sealedWords),
    writer: firstNameOf(serviceId, row.writtenBy, sealedFirstName),
    mine: row.writtenBy === staffId,
  }));
}

/** Every answer to one piece of feedback, the oldest first. */
export const repliesTo = (tx: Tx<StaffActor>, feedbackId: string): Promise<Reply[]> =>
  selected(tx, eq(reply.feedbackId, feedbackId));

/** One answer. Throws NotThereError where it is not there for this member of staff. */
export async function replyOf(tx: Tx<StaffActor>, replyId: string): Promise<Reply> {
  const [found] = await selected(tx, eq(reply.id, replyId));
  if (!found) throw new NotThereError();
  return found;
}

/** To what an answer is an answer; null where it is not there for this member of staff. */
export async function answeredBy(tx: Tx<StaffActor>, replyId: string): Promise<string | null> {
  const [row] = await tx
    .select({ feedbackId: reply.feedbackId })
    .from(reply)
    .where(and(eq(reply.serviceId, tx.actor.serviceId), eq(reply.id, replyId)));
  return row ? row.feedbackId : null;
}

/**
 * Keeps an answer that is not sent yet, one a member of staff and feedback: writing again replaces it. Throws
 * NotThereError where nobody can be answered; who failed to answer before is refused by the database (`another_answers`).
 */
export async function draftReply(
  tx: Tx<StaffActor>,
  feedbackId: string,
  { words, english, reviewState }: WrittenReply,
): Promise<string> {
  const { serviceId, staffId } = tx.actor;
  const { victimId } = await feedbackOf(tx, feedbackId);
  if (!victimId) throw new NotThereError();
  const { languageWritten: language } = await contactPreferenceOf(tx, victimId);
  const sealer = await sealerOf(tx, victimId);
  const said = { words, english: language === 'en' ? null : english };
  const earlier = (await repliesTo(tx, feedbackId)).find(({ mine, state }) => mine && state === 'draft');
  const replyId = earlier ? earlier.replyId : randomUUID();
  const written = { sealedWords: sealReply(sealer, replyId, said), language, reviewState };
  if (earlier)
    await tx
      .update(reply)
      .set({ ...written, writtenAt: sql`clock_timestamp()`, version: sql`${reply.version} + 1` })
      .where(and(eq(reply.serviceId, serviceId), eq(reply.id, replyId), eq(reply.state, 'draft')));
  else
    await tx.insert(reply).values({
      ...{ serviceId, id: replyId, feedbackId, victimId, ...written, writtenBy: staffId, state: 'draft' },
    });
  tx.record({ action: 'reply.drafted', subjectId: victimId, details: { feedbackId, replyId } });
  return replyId;
}

/** All an answer says, as one text: what is checked before it leaves. */
export const wholeReply = ({ words, english }: ReplyWords): string =>
  english ? `${words}\n\n${english}` : words;

/** What in an answer names somebody it must not: the marks are places in `wholeReply`. */
export const leaksInReply = (tx: Tx<StaffActor>, { victimId, ...said }: Reply) =>
  leaksIn(tx, { victimId }, wholeReply(said));
