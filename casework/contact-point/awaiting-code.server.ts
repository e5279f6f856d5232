import { and, eq, isNull, sql } from 'drizzle-orm';
import { contactPoint, startedAgain } from '#db/schema/reach.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';

/** The numbers and addresses of someone that were started again, and to which nothing but a code goes until one was typed. */
export async function awaitingCode(tx: Tx<StaffActor>, victimId: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ id: contactPoint.id })
    .from(contactPoint)
    .innerJoin(
      startedAgain,
      and(
        eq(startedAgain.serviceId, contactPoint.serviceId),
        eq(startedAgain.victimId, contactPoint.victimId),
        eq(startedAgain.contactPointId, contactPoint.id),
      ),
    )
    .where(
      and(
        eq(contactPoint.victimId, victimId),
        isNull(contactPoint.endedAt),
        isNull(contactPoint.verifiedAt),
        // Stopped again, it waits for no code.
        sql`not exists (select from suppression s where s.service_id = ${contactPoint.serviceId} and s.kind = ${contactPoint.kind}
          and s.blind_index = ${contactPoint.blindIndex} and s.suppressed_at is not null)`,
      ),
    );
  return rows.map(({ id }) => id);
}
