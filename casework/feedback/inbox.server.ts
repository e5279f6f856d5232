import { and, asc, eq, exists, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import { feedback, feedbackTag } from '#db/schema/feedback.ts';
import { victim, victimKey } from '#db/schema/victim.ts';
import { sealerFrom, sealerOfService } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { ChangedMeanwhileError, NotThereError } from '../refusals.ts';
import type { InboxFilters } from './form.server.ts';
import { openStates } from './rules.ts';
import { wordsPlace } from './store.server.ts';

type Row = typeof feedback.$inferSelect;
/** A line of the inbox: everything but the words. `name` is null where nobody said who they are. */
export type FeedbackLine = Pick<
  Row,
  | 'victimId'
  | 'caseId'
  | 'about'
  | 'notMyWorker'
  | 'wantsAnswer'
  | 'language'
  | 'how'
  | 'receivedAt'
  | 'state'
  | 'ownerId'
  | 'dueAt'
  | 'version'
> & { feedbackId: string; name: string | null; tags: string[] };

const line = {
  ...{ feedbackId: feedback.id, victimId: feedback.victimId, caseId: feedback.caseId, about: feedback.about },
  ...{ notMyWorker: feedback.notMyWorker, wantsAnswer: feedback.wantsAnswer, language: feedback.language },
  ...{ how: feedback.how, receivedAt: feedback.receivedAt, state: feedback.state, ownerId: feedback.ownerId },
  ...{ dueAt: feedback.dueAt, version: feedback.version, sealedWords: feedback.sealedWords },
  ...{ sealedName: victim.sealedName, wrapped: victimKey.wrapped },
  tags: sql<string[]>`coalesce((select json_agg(t.tag order by t.tag) from feedback_tag t
    where t.service_id = ${feedback.serviceId} and t.feedback_id = ${feedback.id}), '[]')`,
};

const selected = (tx: Tx<StaffActor>, which: SQL | undefined) =>
  tx
    .select(line)
    .from(feedback)
    .leftJoin(victim, and(eq(victim.serviceId, feedback.serviceId), eq(victim.id, feedback.victimId)))
    .leftJoin(
      victimKey,
      and(eq(victimKey.serviceId, feedback.serviceId), eq(victimKey.victimId, feedback.victimId)),
    )
    .where(and(eq(feedback.serviceId, tx.actor.serviceId), which));

type Selected = Awaited<ReturnType<typeof selected>>[number];

function opened(tx: Tx<StaffActor>, { sealedName, sealedWords, wrapped, ...row }: Selected) {
  const { serviceId } = tx.actor;
  const sealer =
    row.victimId && wrapped ? sealerFrom(serviceId, row.victimId, wrapped) : sealerOfService(serviceId);
  const namePlace = (id: string) => ({ table: 'victim', column: 'sealed_name', row: id });
  const name = row.victimId && sealedName ? sealer.open(namePlace(row.victimId), sealedName) : null;
  return { row: { ...row, name }, words: () => sealer.open(wordsPlace(row.feedbackId), sealedWords) };
}

const owners = {
  mine: ({ staffId }: StaffActor) => eq(feedback.ownerId, staffId),
  nobody: () => isNull(feedback.ownerId),
};

function among(tx: Tx<StaffActor>, { state, about, owner, tag }: InboxFilters): SQL | undefined {
  const states = state === 'open' || state === 'all' ? openStates : [state];
  const tagged = tx
    .select({ one: sql`1` })
    .from(feedbackTag)
    .where(
      and(
        eq(feedbackTag.serviceId, feedback.serviceId),
        eq(feedbackTag.feedbackId, feedback.id),
        eq(feedbackTag.tag, tag),
      ),
    );
  return and(
    state === 'all' ? undefined : inArray(feedback.state, states),
    about ? eq(feedback.about, about) : undefined,
    owner ? owners[owner](tx.actor) : undefined,
    tag ? exists(tagged) : undefined,
  );
}

const shownAtOnce = 500;

/** What people told us and this member of staff may know of, what is due first first; their words are not opened. */
export async function feedbackInbox(tx: Tx<StaffActor>, filters: InboxFilters): Promise<FeedbackLine[]> {
  const rows = await selected(tx, among(tx, filters))
    .orderBy(asc(feedback.dueAt), asc(feedback.id))
    .limit(shownAtOnce);
  return rows.map((row) => opened(tx, row).row);
}

/**
 * What is still to be answered by a moment, what is due first first, fifty at most; `mine`: what this member of staff has or
 * nobody has yet. Its words are not opened.
 */
export async function feedbackDue(
  tx: Tx<StaffActor>,
  { by, mine }: { by: Date; mine: boolean },
): Promise<FeedbackLine[]> {
  const theirs = mine ? or(owners.mine(tx.actor), owners.nobody()) : undefined;
  const rows = await selected(tx, and(inArray(feedback.state, openStates), lte(feedback.dueAt, by), theirs))
    .orderBy(asc(feedback.dueAt), asc(feedback.id))
    .limit(50);
  return rows.map((row) => opened(tx, row).row);
}

/** Every tag in use, in alphabetical order. */
export async function tagsInUse(tx: Tx<StaffActor>): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ tag: feedbackTag.tag })
    .from(feedbackTag)
    .where(eq(feedbackTag.serviceId, tx.actor.serviceId))
    .orderBy(asc(feedbackTag.tag));
  return rows.map(({ tag }) => tag);
}

/** One of them with its words, which is an entry in the audit. Throws NotThereError where it is not for this member of staff. */
export async function feedbackOf(
  tx: Tx<StaffActor>,
  feedbackId: string,
): Promise<FeedbackLine & { words: string }> {
  const [found] = await selected(tx, eq(feedback.id, feedbackId));
  if (!found) throw new NotThereError();
  const { row, words } = opened(tx, found);
  tx.record({ action: 'feedback.read', subjectId: row.victimId ?? feedbackId, details: { feedbackId } });
  return { ...row, words: words() };
}

/** The ids of those who may still answer it: none whose answer was none, and of what is not for a worker managers alone. */
export async function whoMayAnswer(tx: Tx<StaffActor>, feedbackId: string): Promise<Set<string>> {
  const rows = await tx.execute<{ id: string }>(sql`select who_may_answer(${feedbackId}) as id`);
  return new Set(rows.map(({ id }) => id));
}

// What was on somebody's screen is what they decided about: once another was first, nothing is changed.
async function changed(
  tx: Tx<StaffActor>,
  feedbackId: string,
  seen: number,
  to: Pick<Partial<Row>, 'state' | 'ownerId'>,
): Promise<{ victimId: string | null }> {
  const one = and(eq(feedback.serviceId, tx.actor.serviceId), eq(feedback.id, feedbackId));
  const [row] = await tx
    .update(feedback)
    .set({ ...to, version: sql`${feedback.version} + 1` })
    .where(and(one, eq(feedback.version, seen)))
    .returning({ victimId: feedback.victimId });
  if (row) return row;
  const [there] = await tx.select({ version: feedback.version }).from(feedback).where(one);
  throw there ? new ChangedMeanwhileError() : new NotThereError();
}

/**
 * Gives it to somebody, or to nobody for now. Somebody whose answer was none, and a worker it is kept from, are refused
 * by the database (`another_answers`). What is settled stays settled. Throws NotThereError where it is not there, and
 * ChangedMeanwhileError where it is not as it was `seen`.
 */
export async function giveToOwner(
  tx: Tx<StaffActor>,
  feedbackId: string,
  ownerId: string | null,
  seen: number,
): Promise<void> {
  const { state } = await feedbackOf(tx, feedbackId);
  const begun = state === 'new' || state === 'assigned';
  const { victimId } = await changed(tx, feedbackId, seen, {
    ownerId,
    ...(begun && { state: ownerId ? ('assigned' as const) : ('new' as const) }),
  });
  tx.record({
    action: 'feedback.given_to',
    subjectId: victimId ?? feedbackId,
    details: { feedbackId, ownerId },
  });
}

/** Says that nothing more is to be done about it. Throws as giveToOwner does. */
export async function closeFeedback(tx: Tx<StaffActor>, feedbackId: string, seen: number): Promise<void> {
  const { victimId } = await changed(tx, feedbackId, seen, { state: 'closed' });
  tx.record({ action: 'feedback.closed', subjectId: victimId ?? feedbackId, details: { feedbackId } });
}

/** Puts exactly these tags on it. Throws as giveToOwner does. */
export async function tagFeedback(
  tx: Tx<StaffActor>,
  feedbackId: string,
  tags: readonly string[],
  seen: number,
): Promise<void> {
  const { serviceId } = tx.actor;
  const { victimId } = await changed(tx, feedbackId, seen, {});
  await tx
    .delete(feedbackTag)
    .where(and(eq(feedbackTag.serviceId, serviceId), eq(feedbackTag.feedbackId, feedbackId)));
  if (tags.length > 0)
    await tx.insert(feedbackTag).values(tags.map((tag) => ({ serviceId, feedbackId, tag })));
  tx.record({
    action: 'feedback.tagged',
    subjectId: victimId ?? feedbackId,
    details: { feedbackId, count: tags.length },
  });
}
