import { and, eq } from 'drizzle-orm';
import { idempotencyKey } from '#db/schema/getting-in.ts';
import type { StaffActor, Tx, VictimActor } from '#db/transaction.server.ts';

/**
 * Does something once for a form's key (a UUID made when the form was shown), however often the form is sent. The first
 * time gives what `work` gives, a short text such as the path to go to; later times give the same text again.
 */
export async function once(
  tx: Tx<VictimActor> | Tx<StaffActor>,
  key: string,
  work: () => Promise<string>,
): Promise<string> {
  const { actor } = tx;
  const mine = {
    serviceId: actor.serviceId,
    personId: actor.role === 'victim' ? actor.personId : actor.staffId,
    key,
  };
  const here = and(
    eq(idempotencyKey.serviceId, mine.serviceId),
    eq(idempotencyKey.personId, mine.personId),
    eq(idempotencyKey.key, mine.key),
  );
  const taken = await tx
    .insert(idempotencyKey)
    .values(mine)
    .onConflictDoNothing()
    .returning({ key: idempotencyKey.key });
  if (taken.length === 0) {
    const [earlier] = await tx.select({ outcome: idempotencyKey.outcome }).from(idempotencyKey).where(here);
    return earlier?.outcome ?? '/';
  }
  const outcome = await work();
  await tx.update(idempotencyKey).set({ outcome }).where(here);
  return outcome;
}
