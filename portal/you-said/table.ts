import { linesIn, type PublishedLine } from '#casework/public-line/published.server.ts';
import { languages } from '#locales/languages.ts';
import { type Cell, csvFile } from '#web/csv.ts';

const heading = [
  ...['line', 'language', 'words_in', 'words_checked', 'people_said_or_we_noticed'],
  ...['you_said', 'we_did', 'standing', 'promised_by', 'published'],
];

/** Every line in every language as a table to open: a row a language, each saying in which its words are. */
export function tableOf(lines: readonly PublishedLine[]): string {
  const rows = lines.flatMap((line) =>
    languages.flatMap((language) =>
      linesIn([line], language).map(({ words, ...it }): Cell[] => [
        ...[it.lineId, language, words.language, words.reviewState === 'machine' ? 'no' : 'yes', it.source],
        ...[words.youSaid, words.weDid, it.standing, it.dueOn, it.publishedAt.toISOString()],
      ]),
    ),
  );
  return csvFile([heading, ...rows]);
}
