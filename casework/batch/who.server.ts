import { and, asc, eq, isNotNull, ne, or, type SQL } from 'drizzle-orm';
import { batchPerson } from '#db/schema/batch.ts';
import { victimCase } from '#db/schema/case.ts';
import { victim, victimKey } from '#db/schema/victim.ts';
import { sealerFrom } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';

type Row = typeof batchPerson.$inferSelect;
/** Somebody of a set, with their name open. `reference` is their case's. */
export type Who = Pick<
  Row,
  'victimId' | 'caseId' | 'why' | 'language' | 'channels' | 'outcome' | 'leftOutWhy'
> & {
  name: string;
  reference: string;
};

const shownAtOnce = 200;

async function selected(tx: Tx<StaffActor>, batchId: string, which: SQL | undefined): Promise<Who[]> {
  const { serviceId } = tx.actor;
  const { victimId, caseId, why, language, channels, outcome, leftOutWhy } = batchPerson;
  const rows = await tx
    .select({
      ...{ victimId, caseId, why, language, channels, outcome, leftOutWhy },
      ...{ reference: victimCase.reference, sealedName: victim.sealedName, wrapped: victimKey.wrapped },
    })
    .from(batchPerson)
    .innerJoin(victimCase, and(eq(victimCase.serviceId, serviceId), eq(victimCase.id, caseId)))
    .innerJoin(victim, and(eq(victim.serviceId, serviceId), eq(victim.id, victimId)))
    .innerJoin(victimKey, and(eq(victimKey.serviceId, serviceId), eq(victimKey.victimId, victimId)))
    .where(and(eq(batchPerson.serviceId, serviceId), eq(batchPerson.batchId, batchId), which))
    .orderBy(asc(victimCase.reference))
    .limit(shownAtOnce + 1);
  return rows.map(({ sealedName, wrapped, ...row }) => {
    const place = { table: 'victim', column: 'sealed_name', row: row.victimId };
    return { ...row, name: sealerFrom(serviceId, row.victimId, wrapped).open(place, sealedName) };
  });
}

/** Who of a set is not told with the others, and why: as it was seen, and since. `more` where they are more than two hundred. */
export async function whoIsLeftOut(
  tx: Tx<StaffActor>,
  batchId: string,
): Promise<{ people: Who[]; more: boolean }> {
  const { why, outcome } = batchPerson;
  const found = await selected(tx, batchId, or(isNotNull(why), and(isNotNull(outcome), ne(outcome, 'told'))));
  return { people: found.slice(0, shownAtOnce), more: found.length > shownAtOnce };
}

/** The three of a set who show what the others would get. */
export const whoShows = (tx: Tx<StaffActor>, batchId: string): Promise<Who[]> =>
  selected(tx, batchId, eq(batchPerson.sample, true));
