import type { Update } from '#casework/update/store.server.ts';

/**
 * Someone's updates newest first, each with its number in their own list: 1 is the first they ever had. An address that
 * says so tells a stranger nothing.
 */
export function numbered(updates: readonly Update[]): (Update & { number: number })[] {
  const newestFirst = updates.toSorted(
    (a, b) => (b.publishedAt?.getTime() ?? 0) - (a.publishedAt?.getTime() ?? 0),
  );
  return newestFirst.map((update, index) => ({ ...update, number: newestFirst.length - index }));
}
