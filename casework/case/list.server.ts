import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { victimCase } from '#db/schema/case.ts';
import { staff } from '#db/schema/staff.ts';
import { victim, victimKey } from '#db/schema/victim.ts';
import { sealerFrom } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { firstNameOf } from '../staff/store.server.ts';
import type { DueWhat, Stage } from './rules.ts';

/** A line of the case list. `name` is opened here: SQL can neither read nor sort it. */
export type CaseDue = {
  caseId: string;
  victimId: string;
  reference: string;
  name: string;
  stage: Stage;
  dueAt: Date;
  dueWhat: DueWhat;
  firstContactDueAt: Date;
  fortyEightHoursAt: Date;
  firstAttemptAt: Date | null;
  contactMadeAt: Date | null;
  workerId: string;
  worker: string;
};

/** Where the last page ended, or null for the first one. */
export type ListEnd = { dueAt: Date; id: string };

const columns = {
  caseId: victimCase.id,
  victimId: victimCase.victimId,
  reference: victimCase.reference,
  stage: victimCase.stage,
  dueAt: victimCase.dueAt,
  dueWhat: victimCase.dueWhat,
  firstContactDueAt: victimCase.firstContactDueAt,
  fortyEightHoursAt: victimCase.fortyEightHoursAt,
  firstAttemptAt: victimCase.firstAttemptAt,
  contactMadeAt: victimCase.contactMadeAt,
  workerId: victimCase.workerId,
  sealedName: victim.sealedName,
  wrapped: victimKey.wrapped,
  sealedFirstName: staff.sealedFirstName,
};

const beyond = ({ dueAt, id }: ListEnd) =>
  sql`(${victimCase.dueAt}, ${victimCase.id}) > (${dueAt.toISOString()}::timestamptz, ${id}::uuid)`;

/** Open cases, the first due first, in one statement however long the list is. `mine` are those I am the worker of. */
export async function casesDue(
  tx: Tx<StaffActor>,
  { after, mine, limit }: { after: ListEnd | null; mine: boolean; limit: number },
): Promise<CaseDue[]> {
  const { serviceId, staffId } = tx.actor;
  const rows = await tx
    .select(columns)
    .from(victimCase)
    .innerJoin(victim, and(eq(victim.serviceId, victimCase.serviceId), eq(victim.id, victimCase.victimId)))
    .innerJoin(
      victimKey,
      and(eq(victimKey.serviceId, victimCase.serviceId), eq(victimKey.victimId, victimCase.victimId)),
    )
    .innerJoin(staff, and(eq(staff.serviceId, victimCase.serviceId), eq(staff.id, victimCase.workerId)))
    .where(
      and(
        eq(victimCase.serviceId, serviceId),
        isNull(victimCase.closedAt),
        mine ? eq(victimCase.workerId, staffId) : undefined,
        after ? beyond(after) : undefined,
      ),
    )
    .orderBy(asc(victimCase.dueAt), asc(victimCase.id))
    .limit(limit);
  return rows.map(({ sealedName, wrapped, sealedFirstName, ...row }) => ({
    ...row,
    name: sealerFrom(serviceId, row.victimId, wrapped).open(
      { table: 'victim', column: 'sealed_name', row: row.victimId },
      sealedName,
    ),
    worker: firstNameOf(serviceId, row.workerId, sealedFirstName),
  }));
}
