import { and, eq } from 'drizzle-orm';
import { victim, victimKey } from '#db/schema/victim.ts';
import { sealerFrom } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import type { EnhancedRight } from './rules.ts';

export type Particulars = { birthDate: string | null; enhancedRights: EnhancedRight[]; restricted: boolean };

/** What only staff know of someone beside their name: birth date, enhanced rights, whether the case is restricted. */
export async function particularsOf(tx: Tx<StaffActor>, victimId: string): Promise<Particulars | null> {
  const { serviceId } = tx.actor;
  const [row] = await tx
    .select({
      sealedBirthDate: victim.sealedBirthDate,
      enhancedRights: victim.enhancedRights,
      restricted: victim.restricted,
      wrapped: victimKey.wrapped,
    })
    .from(victim)
    .innerJoin(victimKey, and(eq(victimKey.serviceId, victim.serviceId), eq(victimKey.victimId, victim.id)))
    .where(and(eq(victim.serviceId, serviceId), eq(victim.id, victimId)));
  if (!row) return null;
  const sealer = sealerFrom(serviceId, victimId, row.wrapped);
  const { sealedBirthDate, enhancedRights, restricted } = row;
  const birthDate =
    sealedBirthDate &&
    sealer.open({ table: 'victim', column: 'sealed_birth_date', row: victimId }, sealedBirthDate);
  return { birthDate, enhancedRights, restricted };
}
