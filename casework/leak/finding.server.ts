import { randomUUID } from 'node:crypto';
import { and, asc, desc, eq, isNull, or, sql } from 'drizzle-orm';
import { leakFinding } from '#db/schema/leak.ts';
import { sealerOf, sealerOfService } from '#db/sealing.server.ts';
import type { StaffActor, Tx, VictimActor } from '#db/transaction.server.ts';
import { NotThereError } from '../refusals.ts';
import { endOfWorkingDay, localDate } from '../working-day/rules.ts';
import {
  decisionsFor,
  type FindingState,
  type LeakDecision,
  type LeakSubject,
  type Leaks,
  type ReleaseReview,
} from './rules.ts';

const place = (column: 'sealed_words' | 'sealed_marks' | 'sealed_reason', id: string) => ({
  table: 'leak_finding',
  column,
  row: id,
});

const sealerFor = async (tx: Tx<StaffActor | VictimActor>, victimId: string | null) =>
  victimId ? sealerOf(tx, victimId) : sealerOfService(tx.actor.serviceId);

/** Words that were checked: what they are of, whose, and what was found in them. */
export type ToBeHeld = {
  subjectKind: LeakSubject;
  subjectId: string;
  victimId: string | null;
  caseId: string | null;
  words: string;
  leaks: Leaks;
};

/** Keeps words back that name somebody, or may, until a person decides. The subject itself must not leave meanwhile. */
export async function holdForLeak(tx: Tx<StaffActor | VictimActor>, held: ToBeHeld): Promise<string> {
  const { serviceId } = tx.actor;
  const { subjectKind, subjectId, victimId, caseId, words, leaks } = held;
  const id = randomUUID();
  const sealer = await sealerFor(tx, victimId);
  await tx.insert(leakFinding).values({
    ...{ serviceId, id, subjectKind, subjectId, victimId, caseId, state: 'held' },
    sealedWords: sealer.seal(place('sealed_words', id), words),
    sealedMarks: sealer.seal(place('sealed_marks', id), JSON.stringify(leaks)),
    ...{ blocked: leaks.blocked.length, warned: leaks.warned.length },
    writtenBy: 'staffId' in tx.actor ? tx.actor.staffId : tx.actor.victimId,
  });
  const counts = { blocked: leaks.blocked.length, warned: leaks.warned.length };
  tx.record({
    action: 'leak.held',
    subjectId: victimId ?? subjectId,
    details: { leakId: id, subjectKind, ...counts },
  });
  return id;
}

export type Clearance = 'clear' | 'held' | 'released';

/** Whether words of a subject are held back now; `clear` too where nothing was ever found. */
export async function clearanceOf(
  tx: Tx<StaffActor>,
  subjectKind: LeakSubject,
  subjectId: string,
): Promise<{ clearance: Clearance; leakId: string | null }> {
  const [last] = await tx
    .select({ id: leakFinding.id, state: leakFinding.state })
    .from(leakFinding)
    .where(
      and(
        eq(leakFinding.serviceId, tx.actor.serviceId),
        eq(leakFinding.subjectKind, subjectKind),
        eq(leakFinding.subjectId, subjectId),
      ),
    )
    .orderBy(desc(leakFinding.foundAt), asc(leakFinding.id))
    .limit(1);
  return { clearance: last ? clearances[last.state] : 'clear', leakId: last ? last.id : null };
}

const clearances = {
  held: 'held',
  not_about_them: 'clear',
  released: 'released',
  taken_back: 'held',
} satisfies Record<FindingState, Clearance>;

const plain = {
  ...{ leakId: leakFinding.id, subjectKind: leakFinding.subjectKind, subjectId: leakFinding.subjectId },
  ...{ victimId: leakFinding.victimId, caseId: leakFinding.caseId, state: leakFinding.state },
  ...{ blocked: leakFinding.blocked, warned: leakFinding.warned, writtenBy: leakFinding.writtenBy },
  ...{ foundAt: leakFinding.foundAt, decidedBy: leakFinding.decidedBy, decidedAt: leakFinding.decidedAt },
  ...{ reviewBy: leakFinding.reviewBy, review: leakFinding.review, reviewedAt: leakFinding.reviewedAt },
};

type Row = typeof leakFinding.$inferSelect;
/** Held words without the words. */
export type FindingLine = Pick<Row, Exclude<keyof typeof plain, 'leakId'>> & { leakId: string };

/** Held words, open, with what this member of staff may do about them. */
export type Finding = FindingLine & {
  words: string;
  leaks: Leaks;
  reason: string | null;
  decisions: LeakDecision[];
  mayReview: boolean;
};

/** Words that were held, or null where they are not there for this actor. That they were read is in the audit. */
export async function findingOf(tx: Tx<StaffActor>, leakId: string): Promise<Finding | null> {
  const { serviceId, staffId, role } = tx.actor;
  const { sealedWords, sealedMarks, sealedReason } = leakFinding;
  const [row] = await tx
    .select({ ...plain, sealedWords, sealedMarks, sealedReason })
    .from(leakFinding)
    .where(and(eq(leakFinding.serviceId, serviceId), eq(leakFinding.id, leakId)));
  if (!row) return null;
  const { sealedWords: words, sealedMarks: marks, sealedReason: reason, ...line } = row;
  const sealer = await sealerFor(tx, line.victimId);
  const isManager = role === 'manager';
  tx.record({ action: 'leak.read', subjectId: line.victimId ?? line.subjectId, details: { leakId } });
  return {
    ...line,
    words: sealer.open(place('sealed_words', leakId), words),
    leaks: JSON.parse(sealer.open(place('sealed_marks', leakId), marks)),
    reason: reason ? sealer.open(place('sealed_reason', leakId), reason) : null,
    decisions:
      line.state === 'held'
        ? decisionsFor(line.blocked, { isManager, wroteIt: line.writtenBy === staffId })
        : [],
    mayReview: line.state === 'released' && line.review === null && isManager && line.decidedBy !== staffId,
  };
}

/** What waits for a decision or for another's second look, the longest first. */
export async function findingsWaiting(tx: Tx<StaffActor>, limit = 100): Promise<FindingLine[]> {
  const open = eq(leakFinding.state, 'held');
  const toReview = and(eq(leakFinding.state, 'released'), isNull(leakFinding.review));
  return tx
    .select(plain)
    .from(leakFinding)
    .where(and(eq(leakFinding.serviceId, tx.actor.serviceId), or(open, toReview)))
    .orderBy(asc(leakFinding.foundAt), asc(leakFinding.id))
    .limit(limit);
}

async function openFinding(tx: Tx<StaffActor>, leakId: string, decision: LeakDecision): Promise<Finding> {
  await tx.execute(
    sql`select 1 from leak_finding where service_id = ${tx.actor.serviceId} and id = ${leakId} for update`,
  );
  const found = await findingOf(tx, leakId);
  if (!found?.decisions.includes(decision)) throw new NotThereError();
  return found;
}

async function decide(
  tx: Tx<StaffActor>,
  { leakId, victimId, subjectId, subjectKind }: Finding,
  decided: Pick<Partial<Row>, 'state' | 'sealedReason' | 'reviewBy'>,
): Promise<void> {
  const { serviceId, staffId } = tx.actor;
  await tx
    .update(leakFinding)
    .set({ ...decided, decidedBy: staffId, decidedAt: new Date(), version: sql`${leakFinding.version} + 1` })
    .where(and(eq(leakFinding.serviceId, serviceId), eq(leakFinding.id, leakId)));
  tx.record({
    action: `leak.${decided.state}`,
    subjectId: victimId ?? subjectId,
    details: { leakId, subjectKind },
  });
}

/**
 * Lets words leave that name somebody: a duty manager's decision, never by who wrote them, for a reason, looked at again
 * by another by the end of the next working day. Throws NotThereError for anyone else.
 */
export async function releaseLeak(tx: Tx<StaffActor>, leakId: string, reason: string): Promise<Finding> {
  const found = await openFinding(tx, leakId, 'release');
  const sealer = await sealerFor(tx, found.victimId);
  await decide(tx, found, {
    state: 'released',
    sealedReason: sealer.seal(place('sealed_reason', leakId), reason),
    reviewBy: endOfWorkingDay(1, localDate(new Date())),
  });
  return found;
}

/** "This is not about them": only where every word found may be an ordinary one. Throws NotThereError otherwise. */
export async function sayNotAboutThem(tx: Tx<StaffActor>, leakId: string): Promise<Finding> {
  const found = await openFinding(tx, leakId, 'not_about_them');
  await decide(tx, found, { state: 'not_about_them' });
  return found;
}

/** Takes held words back for good; what is to be said is written again. */
export async function takeBackHeld(tx: Tx<StaffActor>, leakId: string): Promise<Finding> {
  const found = await openFinding(tx, leakId, 'take_back');
  await decide(tx, found, { state: 'taken_back' });
  return found;
}

/** Another manager's second look at a release. Throws NotThereError for whoever released it, and a second time. */
export async function reviewRelease(
  tx: Tx<StaffActor>,
  leakId: string,
  review: ReleaseReview,
): Promise<void> {
  const { serviceId, staffId } = tx.actor;
  const found = await findingOf(tx, leakId);
  if (!found?.mayReview) throw new NotThereError();
  await tx
    .update(leakFinding)
    .set({ review, reviewedBy: staffId, reviewedAt: new Date(), version: sql`${leakFinding.version} + 1` })
    .where(and(eq(leakFinding.serviceId, serviceId), eq(leakFinding.id, leakId), isNull(leakFinding.review)));
  tx.record({
    action: 'leak.reviewed',
    subjectId: found.victimId ?? found.subjectId,
    details: { leakId, review },
  });
}
