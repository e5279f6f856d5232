import { and, eq, isNull, lt, lte, or, sql } from 'drizzle-orm';
import { staffCredential } from '#db/schema/staff.ts';
import { sealerOfService } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { stepOfCode } from '../authenticator/one-time-code.ts';

/**
 * Whether somebody signed in shows again who they are, by a code of their own authenticator app that was not used before.
 * A try is counted before it is answered, and a wrong one slows the next, up to a minute, as at signing in: keep what this
 * did even where the answer is no.
 */
export async function isOwnCode(tx: Tx<StaffActor>, typed: string): Promise<boolean> {
  const { serviceId, staffId } = tx.actor;
  const { wrongCodes, slowUntil, sealedTotp, lastTotpStep } = staffCredential;
  const mine = and(eq(staffCredential.serviceId, serviceId), eq(staffCredential.staffId, staffId));
  const [taken] = await tx
    .update(staffCredential)
    .set({
      wrongCodes: sql`${wrongCodes} + 1`,
      slowUntil: sql`clock_timestamp() + least(interval '1 second' * power(2, least(${wrongCodes}, 6)), interval '60 seconds')`,
    })
    .where(and(mine, or(isNull(slowUntil), lte(slowUntil, sql`clock_timestamp()`))))
    .returning({ sealedTotp, lastTotpStep });
  if (!taken) return false;
  const place = { table: 'staff_credential', column: 'sealed_totp', row: staffId };
  const step = stepOfCode(
    sealerOfService(serviceId).open(place, taken.sealedTotp),
    typed,
    taken.lastTotpStep,
  );
  const used =
    step === null
      ? []
      : await tx
          .update(staffCredential)
          .set({ lastTotpStep: step, wrongCodes: 0, slowUntil: null })
          .where(and(mine, lt(lastTotpStep, step)))
          .returning({ id: staffCredential.staffId });
  const right = used.length > 0;
  tx.record({ action: right ? 'staff.stepped_up' : 'staff.step_up_refused', subjectId: staffId });
  return right;
}
