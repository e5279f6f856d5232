import { and, eq, inArray, sql } from 'drizzle-orm';
import { codeRequest, knownBrowser } from '#db/schema/getting-in.ts';
import { tokenHash } from '#db/sealing.server.ts';
import type { ProcessActor, Tx, VictimActor } from '#db/transaction.server.ts';

/** Notes that the person has signed in with the browser that holds this token. Only its hash is kept. */
export async function rememberBrowser(tx: Tx<VictimActor>, token: string): Promise<void> {
  const { serviceId, victimId } = tx.actor;
  await tx
    .insert(knownBrowser)
    .values({ serviceId, victimId, browserHash: tokenHash(token) })
    .onConflictDoUpdate({
      target: [knownBrowser.serviceId, knownBrowser.victimId, knownBrowser.browserHash],
      set: { seenAt: sql`clock_timestamp()` },
    });
}

/** Whether any of these people has signed in with the browser of this hash. */
export async function isKnownTo(
  tx: Tx<ProcessActor>,
  hash: Buffer,
  victimIds: readonly string[],
): Promise<boolean> {
  const rows = await tx
    .select({ victimId: knownBrowser.victimId })
    .from(knownBrowser)
    .where(
      and(
        eq(knownBrowser.serviceId, tx.actor.serviceId),
        eq(knownBrowser.browserHash, hash),
        inArray(knownBrowser.victimId, [...victimIds]),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** Whether anybody has signed in with the browser of a waiting request: however many strangers ask, it goes first. */
export const fromKnownBrowser = sql`exists (
  select from known_browser k, contact_point p
  where k.service_id = ${codeRequest.serviceId} and k.browser_hash = ${codeRequest.knownHash}
    and p.service_id = k.service_id and p.victim_id = k.victim_id and p.kind = ${codeRequest.kind}
    and p.blind_index = ${codeRequest.blindIndex} and p.ended_at is null)`;
