import { randomUUID } from 'node:crypto';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { feedback } from '#db/schema/feedback.ts';
import { promise, publicLine, theme, themeFeedback } from '#db/schema/you-said.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { leaksIn } from '../leak/store.server.ts';
import { type Standing, standingOf } from '../promise/rules.ts';
import { makePromise } from '../promise/store.server.ts';
import type { LineState } from '../public-line/rules.ts';
import { colleagues } from '../staff/store.server.ts';
import { localDate } from '../working-day/rules.ts';
import type { NewTheme } from './form.server.ts';
import { fewestPeople, peopleIn, type ThemeSource } from './rules.ts';

export type ThemeRefused = { field: 'title' | 'what' | 'feedback' | 'ownerId'; problem: string };

/**
 * Why a theme may not be begun as asked, or null. It is kept in clear, so nobody may be named in it; what people said is
 * of five of them, and a promise is somebody's who works here.
 */
export async function themeRefused(tx: Tx<StaffActor>, asked: NewTheme): Promise<ThemeRefused | null> {
  for (const field of ['title', 'what'] as const)
    if ((await leaksIn(tx, {}, asked[field])).blocked.length > 0)
      return { field, problem: `theme.${field}.names` };
  const people = await peopleOf(tx, asked.feedback);
  if (people.length < asked.feedback.length) return { field: 'feedback', problem: 'theme.feedback.invalid' };
  if (asked.source === 'feedback' && peopleIn(people) < fewestPeople)
    return { field: 'feedback', problem: 'theme.feedback.tooFew' };
  const owner = (await colleagues(tx)).find(({ staffId }) => staffId === asked.ownerId);
  return owner ? null : { field: 'ownerId', problem: 'theme.owner.missing' };
}

async function peopleOf(tx: Tx<StaffActor>, feedbackIds: readonly string[]): Promise<(string | null)[]> {
  if (feedbackIds.length === 0) return [];
  const rows = await tx
    .select({ victimId: feedback.victimId })
    .from(feedback)
    .where(and(eq(feedback.serviceId, tx.actor.serviceId), inArray(feedback.id, [...feedbackIds])));
  return rows.map(({ victimId }) => victimId);
}

/** Begins a theme with its promise. PostgreSQL refuses to commit one of what people said with fewer than five behind it. */
export async function beginTheme(
  tx: Tx<StaffActor>,
  { source, title, feedback: gathered, ...promised }: NewTheme,
): Promise<{ themeId: string }> {
  const { serviceId, staffId } = tx.actor;
  const id = randomUUID();
  await tx.insert(theme).values({ serviceId, id, source, title, begunBy: staffId });
  if (gathered.length > 0) await gather(tx, id, gathered);
  tx.record({ action: 'theme.begun', subjectId: id, details: { source, feedback: gathered.length } });
  await makePromise(tx, id, promised);
  return { themeId: id };
}

/** Adds what somebody said to a theme, once. */
export async function gather(
  tx: Tx<StaffActor>,
  themeId: string,
  feedbackIds: readonly string[],
): Promise<void> {
  const { serviceId, staffId } = tx.actor;
  const rows = feedbackIds.map((feedbackId) => ({ serviceId, themeId, feedbackId, addedBy: staffId }));
  await tx.insert(themeFeedback).values(rows).onConflictDoNothing();
}

export type ThemeLine = {
  themeId: string;
  title: string;
  source: ThemeSource;
  promiseId: string;
  ownerId: string;
  dueOn: string;
  standing: Standing;
  line: LineState | null;
};

/** Every theme with how its promise stands and what the public reads of it, what is past due first. */
export async function themesOf(tx: Tx<StaffActor>): Promise<ThemeLine[]> {
  const { serviceId } = tx.actor;
  const line = sql<LineState | null>`(
    select l.state from ${publicLine} l where l.service_id = ${promise.serviceId} and l.promise_id = ${promise.id}
    order by l.state = 'published' desc, l.written_at desc limit 1)`;
  const rows = await tx
    .select({
      ...{ themeId: theme.id, title: theme.title, source: theme.source, promiseId: promise.id },
      ...{ ownerId: promise.ownerId, dueOn: promise.dueOn, state: promise.state, line },
    })
    .from(theme)
    .innerJoin(promise, and(eq(promise.serviceId, theme.serviceId), eq(promise.themeId, theme.id)))
    .where(eq(theme.serviceId, serviceId))
    .orderBy(sql`${promise.state} <> 'promised'`, promise.dueOn, desc(theme.begunAt), theme.id)
    .limit(300);
  const today = localDate(new Date());
  return rows.map(({ state, ...row }) => ({
    ...row,
    standing: standingOf({ state, dueOn: row.dueOn }, today),
  }));
}

export type Theme = {
  themeId: string;
  title: string;
  source: ThemeSource;
  begunAt: Date;
  gathered: number;
  people: number;
};

/** A theme, or null where there is none. `gathered` is what of it is open to this member of staff, `people` how many are behind it. */
export async function themeOf(tx: Tx<StaffActor>, themeId: string): Promise<Theme | null> {
  const { serviceId } = tx.actor;
  const mine = sql<number>`(
    select count(*)::int from ${themeFeedback} g where g.service_id = ${theme.serviceId} and g.theme_id = ${theme.id})`;
  const { id, title, source, begunAt } = theme;
  const [row] = await tx
    .select({
      themeId: id,
      title,
      source,
      begunAt,
      gathered: mine,
      people: sql<number>`people_behind(${id})::int`,
    })
    .from(theme)
    .where(and(eq(theme.serviceId, serviceId), eq(id, themeId)));
  return row ?? null;
}

export type Gatherable = {
  feedbackId: string;
  about: typeof feedback.$inferSelect.about;
  receivedAt: Date;
  tags: string[];
};

/** What people said lately that is open to this member of staff, without the words; with a tag, only what bears it. */
export async function gatherable(tx: Tx<StaffActor>, tag: string | null): Promise<Gatherable[]> {
  const tags = sql<string[]>`array(
    select t.tag from feedback_tag t where t.service_id = ${feedback.serviceId} and t.feedback_id = ${feedback.id} order by t.tag)`;
  const { id, about, receivedAt } = feedback;
  return tx
    .select({ feedbackId: id, about, receivedAt, tags })
    .from(feedback)
    .where(and(eq(feedback.serviceId, tx.actor.serviceId), tag ? sql`${tag} = any (${tags})` : undefined))
    .orderBy(desc(receivedAt), id)
    .limit(100);
}
