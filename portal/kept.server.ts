import { answersKept } from '#casework/kept-answer/store.server.ts';
import type { Tx, VictimActor } from '#db/transaction.server.ts';
import { type FormValues, valuesOf } from '#web/form.server.ts';

/** What someone had sent from this page when their session was over, as the page takes typed values; else undefined. */
export async function keptFor(
  tx: Tx<VictimActor>,
  request: Request,
): Promise<{ values: FormValues } | undefined> {
  const fields = await answersKept(tx, tx.actor.victimId, new URL(request.url).pathname);
  if (!fields) return undefined;
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return { values: valuesOf(form) };
}
