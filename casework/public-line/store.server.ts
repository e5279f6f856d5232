import { randomUUID } from 'node:crypto';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import { leakFinding } from '#db/schema/leak.ts';
import { promise, publicLine, publicLineWords } from '#db/schema/you-said.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { holdForLeak } from '../leak/finding.server.ts';
import { isClear, type Leaks } from '../leak/rules.ts';
import { leaksIn } from '../leak/store.server.ts';
import { ChangedMeanwhileError, NotThereError } from '../refusals.ts';
import {
  actsOn,
  type LineAct,
  type LineState,
  lineLanguages,
  type TakenDownReason,
  type WordsOf,
} from './rules.ts';

/** An edition of a public line. `held`: it names somebody, or may, and nobody has decided yet that it may leave. */
export type Edition = {
  lineId: string;
  promiseId: string;
  themeId: string;
  state: LineState;
  leakId: string | null;
  held: boolean;
  writtenBy: string;
  writtenAt: Date;
  approvedBy: string | null;
  publishedAt: Date | null;
  takenDownBy: string | null;
  takenDownAt: Date | null;
  takenDownBecause: TakenDownReason | null;
  version: number;
  words: WordsOf;
  acts: LineAct[];
};

const shown = {
  ...{ lineId: publicLine.id, promiseId: publicLine.promiseId, themeId: publicLine.themeId },
  ...{ state: publicLine.state, leakId: publicLine.leakId, writtenBy: publicLine.writtenBy },
  ...{ writtenAt: publicLine.writtenAt, approvedBy: publicLine.approvedBy, version: publicLine.version },
  ...{ publishedAt: publicLine.publishedAt, takenDownBy: publicLine.takenDownBy },
  ...{ takenDownAt: publicLine.takenDownAt, takenDownBecause: publicLine.takenDownBecause },
};

/** Every edition of a theme's line, the newest first, those taken down too. */
export async function editionsOf(tx: Tx<StaffActor>, themeId: string): Promise<Edition[]> {
  const { serviceId, staffId } = tx.actor;
  const rows = await tx
    .select({ ...shown, finding: leakFinding.state })
    .from(publicLine)
    .leftJoin(
      leakFinding,
      and(eq(leakFinding.serviceId, publicLine.serviceId), eq(leakFinding.id, publicLine.leakId)),
    )
    .where(and(eq(publicLine.serviceId, serviceId), eq(publicLine.themeId, themeId)))
    .orderBy(desc(publicLine.writtenAt), publicLine.id);
  const words = await wordsOfTheme(tx, themeId);
  return rows.map(({ finding, ...row }) => {
    const held = row.leakId !== null && finding !== 'released' && finding !== 'not_about_them';
    return { ...row, held, words: words.get(row.lineId) ?? {}, acts: actsOn({ ...row, held }, staffId) };
  });
}

async function wordsOfTheme(tx: Tx<StaffActor>, themeId: string): Promise<Map<string, WordsOf>> {
  const { lineId, language, youSaid, weDid, reviewState } = publicLineWords;
  const rows = await tx
    .select({ lineId, language, youSaid, weDid, reviewState })
    .from(publicLineWords)
    .innerJoin(
      publicLine,
      and(eq(publicLine.serviceId, publicLineWords.serviceId), eq(publicLine.id, publicLineWords.lineId)),
    )
    .where(and(eq(publicLineWords.serviceId, tx.actor.serviceId), eq(publicLine.themeId, themeId)));
  const byLine = Map.groupBy(rows, (row) => row.lineId);
  return new Map(
    [...byLine].map(([id, said]) => [
      id,
      Object.fromEntries(said.map(({ language: spoken, lineId: _, ...words }) => [spoken, words])),
    ]),
  );
}

/** All the words of an edition as one text, which is what is looked through for names. */
export const wholeOf = (words: WordsOf): string =>
  lineLanguages
    .flatMap((language) => {
      const said = words[language];
      return said ? [said.youSaid, said.weDid] : [];
    })
    .join('\n\n');

/**
 * Writes an edition, or what one's own draft says anew. Words that name anyone this service knows, or may, are held until
 * somebody decides. Throws NotThereError where there is no such promise, ChangedMeanwhileError where another drafts already.
 */
export async function writeEdition(
  tx: Tx<StaffActor>,
  themeId: string,
  words: WordsOf,
): Promise<{ lineId: string; held: boolean }> {
  const { serviceId, staffId } = tx.actor;
  const { id, state } = publicLine;
  // Locked before it is looked at: an approval that is being given meanwhile is of the words as they stand.
  await tx
    .select({ id })
    .from(publicLine)
    .where(
      and(
        eq(publicLine.serviceId, serviceId),
        eq(publicLine.themeId, themeId),
        inArray(state, ['draft', 'approved']),
      ),
    )
    .for('update');
  const open = (await editionsOf(tx, themeId)).find((it) => it.state === 'draft' || it.state === 'approved');
  if (open && !(open.state === 'draft' && open.writtenBy === staffId)) throw new ChangedMeanwhileError();
  const lineId = open ? open.lineId : await begin(tx, themeId);
  await tx
    .delete(publicLineWords)
    .where(and(eq(publicLineWords.serviceId, serviceId), eq(publicLineWords.lineId, lineId)));
  const written = lineLanguages.flatMap((language) => {
    const said = words[language];
    return said ? [{ serviceId, lineId, language, ...said }] : [];
  });
  await tx.insert(publicLineWords).values(written);
  const leakId = await lookedThrough(tx, lineId, words);
  await change(tx, lineId, { leakId });
  tx.record({
    action: 'public_line.written',
    subjectId: lineId,
    details: { languages: written.length, held: leakId !== null },
  });
  return { lineId, held: leakId !== null };
}

async function begin(tx: Tx<StaffActor>, themeId: string): Promise<string> {
  const { serviceId, staffId } = tx.actor;
  const [made] = await tx
    .select({ id: promise.id })
    .from(promise)
    .where(and(eq(promise.serviceId, serviceId), eq(promise.themeId, themeId)))
    .limit(1);
  if (!made) throw new NotThereError();
  const id = randomUUID();
  const begun = await tx
    .insert(publicLine)
    .values({ serviceId, id, themeId, promiseId: made.id, writtenBy: staffId })
    .onConflictDoNothing()
    .returning({ id: publicLine.id });
  if (begun.length === 0) throw new ChangedMeanwhileError();
  return id;
}

async function lookedThrough(tx: Tx<StaffActor>, lineId: string, words: WordsOf): Promise<string | null> {
  const whole = wholeOf(words);
  const leaks: Leaks = await leaksIn(tx, {}, whole);
  if (isClear(leaks)) return null;
  return holdForLeak(tx, {
    ...{ subjectKind: 'published_line', subjectId: lineId, victimId: null, caseId: null },
    ...{ words: whole, leaks },
  });
}

type Changed = PgUpdateSetSource<typeof publicLine>;

/** Changes an edition's own row; where it may go PostgreSQL says. */
export async function change(tx: Tx<StaffActor>, lineId: string, changed: Changed): Promise<void> {
  await tx
    .update(publicLine)
    .set({ ...changed, version: sql`${publicLine.version} + 1` })
    .where(and(eq(publicLine.serviceId, tx.actor.serviceId), eq(publicLine.id, lineId)));
}

/** The edition as it stands now, locked, where this member of staff may do this with it; throws NotThereError otherwise. */
export async function editionFor(tx: Tx<StaffActor>, lineId: string, act: LineAct): Promise<Edition> {
  const { serviceId } = tx.actor;
  const [row] = await tx
    .select({ themeId: publicLine.themeId })
    .from(publicLine)
    .where(and(eq(publicLine.serviceId, serviceId), eq(publicLine.id, lineId)))
    .for('update');
  const editions = row ? await editionsOf(tx, row.themeId) : [];
  const it = editions.find((one) => one.lineId === lineId);
  if (!it?.acts.includes(act)) throw new NotThereError();
  return it;
}
