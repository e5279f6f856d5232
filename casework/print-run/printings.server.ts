import { and, asc, eq } from 'drizzle-orm';
import { printing } from '#db/schema/letters.ts';
import { staff } from '#db/schema/staff.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { firstNameOf } from '../staff/store.server.ts';

export type Printing = { letters: number; at: Date; by: string };

/** Each time a run was printed, the first first: when, how many letters, and the first name of who did it. */
export async function printingsOf(tx: Tx<StaffActor>, runId: string): Promise<Printing[]> {
  const { serviceId } = tx.actor;
  const rows = await tx
    .select({
      ...{ letters: printing.letters, at: printing.printedAt, staffId: printing.printedBy },
      sealedFirstName: staff.sealedFirstName,
    })
    .from(printing)
    .innerJoin(staff, and(eq(staff.serviceId, printing.serviceId), eq(staff.id, printing.printedBy)))
    .where(and(eq(printing.serviceId, serviceId), eq(printing.runId, runId)))
    .orderBy(asc(printing.printedAt), asc(printing.id));
  return rows.map(({ staffId, sealedFirstName, ...one }) => ({
    ...one,
    by: firstNameOf(serviceId, staffId, sealedFirstName),
  }));
}
