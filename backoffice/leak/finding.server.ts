import { findingOf, findingsWaiting } from '#casework/leak/finding.server.ts';
import { answeredBy } from '#casework/reply/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { dueShown } from '../due-words.server.ts';
import { momentOf } from '../moments.server.ts';
import { orNotThere } from '../not-there.server.ts';

type Finding = NonNullable<Awaited<ReturnType<typeof findingOf>>>;

// Where whoever decided goes on. What is of a case has its link already.
async function pathTo(tx: Tx<StaffActor>, { subjectKind, subjectId }: Finding): Promise<string | null> {
  switch (subjectKind) {
    case 'reply': {
      const feedbackId = await answeredBy(tx, subjectId);
      return feedbackId && `/feedback/${feedbackId}`;
    }
    case 'extract':
      return `/extracts/${subjectId}`;
    case 'published_line':
      return '/you-said';
    default:
      return null;
  }
}

/** Held words as their page shows them. */
export async function findingShown(tx: Tx<StaffActor>, leakId: string) {
  const found = orNotThere(await findingOf(tx, leakId));
  const { subjectKind, caseId, state, words, leaks, reason, decisions, mayReview, review } = found;
  return {
    ...{ leakId, subjectKind, caseId, state, words, leaks, reason, decisions, mayReview, review },
    path: await pathTo(tx, found),
    mine: found.writtenBy === tx.actor.staffId,
    found: momentOf(found.foundAt),
    decided: found.decidedAt && momentOf(found.decidedAt).text,
    reviewBy: found.reviewBy && momentOf(found.reviewBy).text,
  };
}

const shownAtOnce = 100;

/** What of held words waits for somebody, as the start page lists it: a decision today, a review by its day. */
export async function leaksDue(tx: Tx<StaffActor>, now: Date) {
  const waiting = await findingsWaiting(tx, shownAtOnce + 1);
  const lines = waiting.slice(0, shownAtOnce);
  const leaks = lines.map(({ leakId, subjectKind, state, blocked, foundAt, reviewBy }) => ({
    ...{ leakId, subjectKind },
    what:
      state === 'released' ? ('review' as const) : blocked > 0 ? ('release' as const) : ('warned' as const),
    due: dueShown('task', reviewBy ?? foundAt, now),
  }));
  return { leaks, more: waiting.length > shownAtOnce };
}
