import { and, asc, eq, sql } from 'drizzle-orm';
import { feedback } from '#db/schema/feedback.ts';
import { sealerOf, sealerOfService } from '#db/sealing.server.ts';
import type { StaffActor, Tx, VictimActor, Visitor } from '#db/transaction.server.ts';
import { casesOfVictim, victimOfCase } from '../case/store.server.ts';
import { policyInDays } from '../service/policy.server.ts';
import type { Said, SaidAnonymously, SaidToStaff } from './form.server.ts';
import { answerDueAt, type FeedbackState, type FeedbackSubject, usualDays } from './rules.ts';

export const wordsPlace = (id: string) => ({ table: 'feedback', column: 'sealed_words', row: id });

const dueFrom = async (tx: Tx, receivedAt: Date) =>
  answerDueAt(receivedAt, await policyInDays(tx, 'feedback_days', usualDays));

/**
 * Takes what somebody tells us on their own page, under their own key. `id` is the form's key. Nothing is raised for their
 * worker: it may be about that worker.
 */
export async function giveFeedback(
  tx: Tx<VictimActor>,
  id: string,
  { language, words, ...said }: Said & { language: string },
): Promise<void> {
  const { serviceId, victimId } = tx.actor;
  const receivedAt = new Date();
  const [current] = await casesOfVictim(tx);
  await tx.insert(feedback).values({
    ...{ serviceId, id, victimId, caseId: current?.caseId, stage: current?.stage, ...said, language },
    sealedWords: (await sealerOf(tx, victimId)).seal(wordsPlace(id), words),
    ...{
      keyKind: 'victim' as const,
      how: 'portal' as const,
      receivedAt,
      dueAt: await dueFrom(tx, receivedAt),
    },
  });
  tx.record({
    action: 'feedback.given',
    subjectId: victimId,
    details: { feedbackId: id, about: said.about },
  });
}

/**
 * Takes what somebody tells us without saying who they are: nothing is kept of them. False where so much came in lately
 * that no more is taken; then nothing was kept. Sending the same `id` again keeps nothing more.
 */
export async function giveAnonymously(
  tx: Tx<Visitor>,
  id: string,
  { language, words, about }: SaidAnonymously & { language: string },
): Promise<boolean> {
  const { serviceId } = tx.actor;
  if (!serviceId) return false;
  const [now] = await tx.execute<{ room: boolean }>(sql`select room_for_anonymous() as room`);
  if (!now?.room) return false;
  const receivedAt = new Date();
  await tx
    .insert(feedback)
    .values({
      ...{ serviceId, id, about, language, notMyWorker: false, wantsAnswer: false },
      sealedWords: sealerOfService(serviceId).seal(wordsPlace(id), words),
      ...{ keyKind: 'service' as const, how: 'portal' as const, receivedAt },
      dueAt: await dueFrom(tx, receivedAt),
    })
    .onConflictDoNothing();
  tx.record({ action: 'feedback.given', subjectId: id, details: { about, anonymous: true } });
  return true;
}

/**
 * Takes down what somebody told a member of staff. What is kept from their worker is kept from whoever took it down too,
 * where that is the worker: false then. Throws NotThereError when the case is not open to them.
 */
export async function takeDownFeedback(
  tx: Tx<StaffActor>,
  caseId: string,
  id: string,
  { words, ...said }: SaidToStaff,
): Promise<{ stillSeen: boolean }> {
  const { serviceId, staffId } = tx.actor;
  const victimId = await victimOfCase(tx, caseId);
  const receivedAt = new Date();
  await tx.insert(feedback).values({
    ...{ serviceId, id, victimId, caseId, ...said, takenBy: staffId },
    sealedWords: (await sealerOf(tx, victimId)).seal(wordsPlace(id), words),
    ...{ keyKind: 'victim' as const, receivedAt, dueAt: await dueFrom(tx, receivedAt) },
  });
  tx.record({
    action: 'feedback.taken_down',
    subjectId: victimId,
    details: { feedbackId: id, how: said.how },
  });
  const [seen] = await tx
    .select({ id: feedback.id })
    .from(feedback)
    .where(and(eq(feedback.serviceId, serviceId), eq(feedback.id, id)));
  return { stillSeen: seen !== undefined };
}

/** Something a person told us, as they see it in their own list. */
export type OwnFeedback = {
  number: number;
  feedbackId: string;
  about: FeedbackSubject;
  state: FeedbackState;
  notMyWorker: boolean;
  wantsAnswer: boolean;
  receivedAt: Date;
  dueAt: Date;
};

const seen = {
  ...{ feedbackId: feedback.id, about: feedback.about, state: feedback.state },
  ...{ notMyWorker: feedback.notMyWorker, wantsAnswer: feedback.wantsAnswer },
  ...{ receivedAt: feedback.receivedAt, dueAt: feedback.dueAt },
};

/** All a person ever told us, numbered from the first, the newest first. */
export async function ownFeedback(tx: Tx<VictimActor>): Promise<OwnFeedback[]> {
  const { serviceId, victimId } = tx.actor;
  const rows = await tx
    .select(seen)
    .from(feedback)
    .where(and(eq(feedback.serviceId, serviceId), eq(feedback.victimId, victimId)))
    .orderBy(asc(feedback.receivedAt), asc(feedback.id));
  return rows.map((row, index) => ({ number: index + 1, ...row })).reverse();
}

/** The person's own words in one of these, and the language of the page they wrote on. Throws where it is not theirs. */
export async function ownWords(
  tx: Tx<VictimActor>,
  feedbackId: string,
): Promise<{ words: string; language: string }> {
  const { serviceId, victimId } = tx.actor;
  const [row] = await tx
    .select({ sealedWords: feedback.sealedWords, language: feedback.language })
    .from(feedback)
    .where(and(eq(feedback.serviceId, serviceId), eq(feedback.id, feedbackId)));
  if (!row) throw new Error('These words are not of this person');
  const words = (await sealerOf(tx, victimId)).open(wordsPlace(feedbackId), row.sealedWords);
  return { words, language: row.language };
}

/** Whether what is "not for my worker" would reach anybody at all, as the service is now. */
export async function somebodyButMyWorker(tx: Tx<VictimActor>): Promise<boolean> {
  const [found] = await tx.execute<{ may: boolean }>(sql`select somebody_but_my_worker() as may`);
  return found?.may === true;
}

/** Whether anybody in the service may still answer this, now that what was answered was none. */
export async function somebodyMayAnswer(tx: Tx<VictimActor>, feedbackId: string): Promise<boolean> {
  const [found] = await tx.execute<{ may: boolean }>(sql`select somebody_may_answer(${feedbackId}) as may`);
  return found?.may === true;
}
