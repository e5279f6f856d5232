import { answersKept } from '#casework/kept-answer/store.server.ts';
import type { Tx, VictimActor } from '#db/transaction.server.ts';
import { type FormValues, valuesOf } from '#web/form.server.ts';

/**
 * The page that answers are kept for: its path, and which of several cases it is about where its address says so. What is
 * written about one case must not come back under another.
 */
export function pageKept(url: string): string {
  const { pathname, searchParams } = new URL(url);
  const about = searchParams.get('about');
  return about ? `${pathname}?about=${encodeURIComponent(about)}` : pathname;
}

/** What someone had sent from this page when their session was over, as the page takes typed values; else undefined. */
export async function keptFor(
  tx: Tx<VictimActor>,
  request: Request,
): Promise<{ values: FormValues } | undefined> {
  const fields = await answersKept(tx, tx.actor.victimId, pageKept(request.url));
  if (!fields) return undefined;
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return { values: valuesOf(form) };
}
