import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { promise, publicLine, publicLineWords, theme } from '#db/schema/you-said.ts';
import type { Tx, VictimActor, Visitor } from '#db/transaction.server.ts';
import { type Standing, standingOf } from '../promise/rules.ts';
import type { ThemeSource } from '../theme/rules.ts';
import { localDate } from '../working-day/rules.ts';
import { type LineLanguage, lineLanguages, type WordsOf, type WordsShown, wordsIn } from './rules.ts';

/** A line as anybody reads it: nothing of who said it, who wrote it or whose promise it is. `dueOn` is YYYY-MM-DD. */
export type PublishedLine = {
  lineId: string;
  promiseId: string;
  source: ThemeSource;
  standing: Standing;
  dueOn: string;
  publishedAt: Date;
  words: WordsOf;
};

/** What a service tells everybody, the newest first, in every language it is written in. */
export async function publishedLines(
  tx: Tx<Visitor> | Tx<VictimActor>,
  only?: readonly string[],
): Promise<PublishedLine[]> {
  const { serviceId } = tx.actor;
  if (!serviceId || only?.length === 0) return [];
  const rows = await tx
    .select({
      ...{ lineId: publicLine.id, promiseId: promise.id, source: theme.source, state: promise.state },
      ...{ dueOn: promise.dueOn, publishedAt: publicLine.publishedAt, language: publicLineWords.language },
      ...{ youSaid: publicLineWords.youSaid, weDid: publicLineWords.weDid },
      reviewState: publicLineWords.reviewState,
    })
    .from(publicLine)
    .innerJoin(
      publicLineWords,
      and(eq(publicLineWords.serviceId, publicLine.serviceId), eq(publicLineWords.lineId, publicLine.id)),
    )
    .innerJoin(
      promise,
      and(eq(promise.serviceId, publicLine.serviceId), eq(promise.id, publicLine.promiseId)),
    )
    .innerJoin(theme, and(eq(theme.serviceId, publicLine.serviceId), eq(theme.id, publicLine.themeId)))
    .where(
      and(
        eq(publicLine.serviceId, serviceId),
        eq(publicLine.state, 'published'),
        only ? inArray(publicLine.id, [...only]) : undefined,
      ),
    )
    .orderBy(desc(publicLine.publishedAt), asc(publicLine.id))
    .limit(100 * lineLanguages.length);
  const today = localDate(new Date());
  const lines = new Map<string, PublishedLine>();
  for (const { language, youSaid, weDid, reviewState, publishedAt, state, ...row } of rows) {
    if (!publishedAt) continue;
    const standing = standingOf({ state, dueOn: row.dueOn }, today);
    const line = lines.get(row.lineId) ?? { ...row, publishedAt, standing, words: {} };
    line.words[language] = { youSaid, weDid, reviewState };
    lines.set(row.lineId, line);
  }
  return [...lines.values()];
}

export type LineRead = Omit<PublishedLine, 'words'> & { words: WordsShown };

/** The same lines as somebody reads them in a language. */
export function linesIn(lines: readonly PublishedLine[], language: LineLanguage): LineRead[] {
  return lines.flatMap(({ words, ...line }) => {
    const shown = wordsIn(words, language);
    return shown ? [{ ...line, words: shown }] : [];
  });
}
