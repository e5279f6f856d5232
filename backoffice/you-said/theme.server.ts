import { promiseOf } from '#casework/promise/store.server.ts';
import { type Edition, editionsOf } from '#casework/public-line/store.server.ts';
import { stillToTell } from '#casework/public-line/told.server.ts';
import { colleagues } from '#casework/staff/store.server.ts';
import { themeOf } from '#casework/theme/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { dayOf, type Moment, momentOf } from '../moments.server.ts';
import { orNotThere } from '../not-there.server.ts';

const orNull = (at: Date | null): Moment | null => at && momentOf(at);

/** A theme as its page shows it: every name and moment in words. Throws the 404 answer where there is none. */
export async function themeShown(tx: Tx<StaffActor>, themeId: string) {
  const { begunAt: _, ...theme } = orNotThere(await themeOf(tx, themeId));
  const { evidence, dueOn, ownerId, ...promise } = orNotThere(await promiseOf(tx, themeId));
  const people = new Map((await colleagues(tx)).map(({ staffId, firstName }) => [staffId, firstName]));
  const nameOf = (staffId: string | null) => (staffId && people.get(staffId)) || null;
  const editions = (await editionsOf(tx, themeId)).map((it) => shown(it, nameOf, tx.actor.staffId));
  const published = editions.find(({ state }) => state === 'published') ?? null;
  const open = editions.find(({ state }) => state === 'draft' || state === 'approved') ?? null;
  return {
    ...{ theme, published, open },
    promise: { ...promise, due: dayOf(dueOn), owner: nameOf(ownerId) },
    evidence: evidence.map(({ writtenBy, writtenAt, checkedBy, checkedAt: __, ...it }) => ({
      ...it,
      ...{ writer: nameOf(writtenBy), written: momentOf(writtenAt), checker: nameOf(checkedBy) },
    })),
    before: editions.filter(({ state }) => state === 'taken_down'),
    toTell: published ? await stillToTell(tx, published.lineId) : 0,
  };
}

function shown(it: Edition, nameOf: (staffId: string | null) => string | null, me: string) {
  const { writtenBy, writtenAt, approvedBy, publishedAt, takenDownBy, takenDownAt, ...rest } = it;
  return {
    ...rest,
    ...{ mine: writtenBy === me, writer: nameOf(writtenBy), written: momentOf(writtenAt) },
    ...{ approver: nameOf(approvedBy), published: orNull(publishedAt) },
    ...{ remover: nameOf(takenDownBy), removed: orNull(takenDownAt) },
  };
}

export type ThemeShown = Awaited<ReturnType<typeof themeShown>>;
export type EditionShown = ThemeShown['before'][number];
