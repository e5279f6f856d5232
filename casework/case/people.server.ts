import { and, eq, inArray } from 'drizzle-orm';
import { victimCase } from '#db/schema/case.ts';
import { victim, victimKey } from '#db/schema/victim.ts';
import { sealerFrom } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';

/** Someone by name, with every case of theirs, the oldest first. */
export type PersonWithCases = { name: string; cases: { caseId: string; reference: string }[] };

/** People with their cases, by victim id: only those this actor may open. One statement however many are asked for. */
export async function peopleWithCases(
  tx: Tx<StaffActor>,
  victimIds: readonly string[],
): Promise<Map<string, PersonWithCases>> {
  const { serviceId } = tx.actor;
  const people = new Map<string, PersonWithCases>();
  if (victimIds.length === 0) return people;
  const rows = await tx
    .select({
      victimId: victim.id,
      sealedName: victim.sealedName,
      wrapped: victimKey.wrapped,
      caseId: victimCase.id,
      reference: victimCase.reference,
    })
    .from(victim)
    .innerJoin(victimKey, and(eq(victimKey.serviceId, victim.serviceId), eq(victimKey.victimId, victim.id)))
    .innerJoin(
      victimCase,
      and(eq(victimCase.serviceId, victim.serviceId), eq(victimCase.victimId, victim.id)),
    )
    .where(and(eq(victim.serviceId, serviceId), inArray(victim.id, [...new Set(victimIds)])))
    .orderBy(victimCase.createdAt);
  for (const { victimId, sealedName, wrapped, ...one } of rows) {
    const known = people.get(victimId);
    if (known) known.cases.push(one);
    else {
      const place = { table: 'victim', column: 'sealed_name', row: victimId };
      const name = sealerFrom(serviceId, victimId, wrapped).open(place, sealedName);
      people.set(victimId, { name, cases: [one] });
    }
  }
  return people;
}
