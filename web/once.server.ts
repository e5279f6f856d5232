import { and, eq } from 'drizzle-orm';
import { idempotencyKey } from '#db/schema/getting-in.ts';
import type { StaffActor, Tx, VictimActor } from '#db/transaction.server.ts';

type Signed = Tx<VictimActor> | Tx<StaffActor>;

function mineIn({ actor }: Signed, key: string) {
  const personId = actor.role === 'victim' ? actor.personId : actor.staffId;
  return { serviceId: actor.serviceId, personId, key };
}

const isMine = ({ serviceId, personId, key }: ReturnType<typeof mineIn>) =>
  and(
    eq(idempotencyKey.serviceId, serviceId),
    eq(idempotencyKey.personId, personId),
    eq(idempotencyKey.key, key),
  );

/** What a form's key gave when it was sent before; null where it was not, or is being sent this moment. */
export async function doneBefore(tx: Signed, key: string): Promise<string | null> {
  const [earlier] = await tx
    .select({ outcome: idempotencyKey.outcome })
    .from(idempotencyKey)
    .where(isMine(mineIn(tx, key)));
  return earlier?.outcome ?? null;
}

/**
 * Does something once for a form's key (a UUID made when the form was shown), however often the form is sent. The first
 * time gives what `work` gives, a short text such as the path to go to; later times give the same text again.
 */
export async function once(tx: Signed, key: string, work: () => Promise<string>): Promise<string> {
  const mine = mineIn(tx, key);
  const taken = await tx
    .insert(idempotencyKey)
    .values(mine)
    .onConflictDoNothing()
    .returning({ key: idempotencyKey.key });
  if (taken.length === 0) return (await doneBefore(tx, key)) ?? '/';
  const outcome = await work();
  await tx.update(idempotencyKey).set({ outcome }).where(isMine(mine));
  return outcome;
}
