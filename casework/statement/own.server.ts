import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { staff } from '#db/schema/staff.ts';
import { statement, statementAudience, statementReading } from '#db/schema/statement.ts';
import { sealerOf } from '#db/sealing.server.ts';
import type { StaffActor, Tx, VictimActor } from '#db/transaction.server.ts';
import { firstNameOf } from '../staff/store.server.ts';
import type { Audience, Part, StatementKind, StatementState, WhyRead } from './rules.ts';
import { openedParts } from './words.server.ts';

type Row = typeof statement.$inferSelect;

/** What was said, with whom it is for; never its words. `takenBy` is set where staff took it down. */
export type KnownStatement = {
  statementId: string;
  caseId: string;
  number: number;
  kind: StatementKind;
  state: StatementState;
  how: Row['how'];
  capacity: Row['capacity'];
  language: string;
  wordCount: number;
  takenBy: string | null;
  createdAt: Date;
  sentAt: Date | null;
  confirmedHow: Row['confirmedHow'];
  withdrawnAt: Date | null;
  usedAt: Date | null;
  audiences: { audience: Audience; chosenAt: Date; endedAt: Date | null }[];
  readings: number;
};

const columns = {
  statementId: statement.id,
  caseId: statement.caseId,
  number: statement.number,
  kind: statement.kind,
  state: statement.state,
  how: statement.how,
  capacity: statement.capacity,
  language: statement.language,
  wordCount: statement.wordCount,
  takenBy: statement.takenBy,
  createdAt: statement.createdAt,
  sentAt: statement.sentAt,
  confirmedHow: statement.confirmedHow,
  withdrawnAt: statement.withdrawnAt,
  usedAt: statement.usedAt,
};

type Reader = Tx<StaffActor> | Tx<VictimActor>;

async function known(tx: Reader, whose: ReturnType<typeof eq>): Promise<KnownStatement[]> {
  const { serviceId } = tx.actor;
  // Named in full: within a select of one table a column is written without its table, and would be the receipt's own.
  const readings = sql<number>`(
    select count(*)::int from statement_reading r
    where r.service_id = statement.service_id and r.statement_id = statement.id)`;
  const rows = await tx
    .select({ ...columns, readings })
    .from(statement)
    .where(and(eq(statement.serviceId, serviceId), whose))
    .orderBy(desc(statement.createdAt));
  const chosen = await tx
    .select({
      statementId: statementAudience.statementId,
      audience: statementAudience.audience,
      chosenAt: statementAudience.chosenAt,
      endedAt: statementAudience.endedAt,
    })
    .from(statementAudience)
    .innerJoin(
      statement,
      and(
        eq(statement.serviceId, statementAudience.serviceId),
        eq(statement.id, statementAudience.statementId),
      ),
    )
    .where(and(eq(statementAudience.serviceId, serviceId), whose))
    .orderBy(asc(statementAudience.audience));
  return rows.map((row) => ({
    ...row,
    audiences: chosen
      .filter(({ statementId }) => statementId === row.statementId)
      .map(({ statementId: _, ...audience }) => audience),
  }));
}

/** Everything said in a person's name that whoever is signed in may see, the newest first. */
export const statementsOf = (tx: Tx<VictimActor>): Promise<KnownStatement[]> =>
  known(tx, eq(statement.victimId, tx.actor.victimId));

/** What was said in a case, the newest first: states and counts, never words. */
export const statementsOfCase = (tx: Tx<StaffActor>, caseId: string): Promise<KnownStatement[]> =>
  known(tx, eq(statement.caseId, caseId));

/** One statement without its words, as a page shows it before it asks why they are opened; null when it is not open to them. */
export async function statementKnown(
  tx: Tx<StaffActor>,
  statementId: string,
): Promise<(KnownStatement & { victimId: string }) | null> {
  const [found] = await known(tx, eq(statement.id, statementId));
  if (!found) return null;
  const [whose] = await tx
    .select({ victimId: statement.victimId })
    .from(statement)
    .where(and(eq(statement.serviceId, tx.actor.serviceId), eq(statement.id, statementId)));
  return whose ? { ...found, ...whose } : null;
}

/** An opening by staff, as the person is told of it: a first name, in what role, why and when. */
export type Reading = { firstName: string; role: string; why: WhyRead; at: Date };

/** Every opening of a statement, the newest first. */
export async function readingsOf(tx: Reader, statementId: string): Promise<Reading[]> {
  const { serviceId } = tx.actor;
  const rows = await tx
    .select({
      staffId: statementReading.staffId,
      role: statementReading.role,
      why: statementReading.why,
      at: statementReading.at,
      sealedFirstName: staff.sealedFirstName,
    })
    .from(statementReading)
    .innerJoin(
      staff,
      and(eq(staff.serviceId, statementReading.serviceId), eq(staff.id, statementReading.staffId)),
    )
    .where(and(eq(statementReading.serviceId, serviceId), eq(statementReading.statementId, statementId)))
    .orderBy(desc(statementReading.at));
  return rows.map(({ staffId, sealedFirstName, ...row }) => ({
    ...row,
    firstName: firstNameOf(serviceId, staffId, sealedFirstName),
  }));
}

export type OwnStatement = KnownStatement & { parts: Part[]; opened: Reading[] };

/** One of their own by its number, with the words as they were sent and who opened them; null where it is not theirs. */
export async function ownStatement(tx: Tx<VictimActor>, number: number): Promise<OwnStatement | null> {
  const { serviceId, victimId } = tx.actor;
  const found = (await statementsOf(tx)).find((one) => one.number === number);
  if (!found) return null;
  const [kept] = await tx
    .select({ sealedWords: statement.sealedWords })
    .from(statement)
    .where(and(eq(statement.serviceId, serviceId), eq(statement.id, found.statementId)));
  if (!kept) return null;
  const parts = openedParts(await sealerOf(tx, victimId), found.statementId, kept.sealedWords);
  return { ...found, parts, opened: await readingsOf(tx, found.statementId) };
}
