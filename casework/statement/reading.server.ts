import { and, desc, eq, sql } from 'drizzle-orm';
import { statementReading } from '#db/schema/statement.ts';
import { sealerFrom, sealerOf } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { NotThereError } from '../refusals.ts';
import { type KnownStatement, statementKnown } from './own.server.ts';
import type { Part, WhyRead } from './rules.ts';
import { openedParts } from './words.server.ts';

/**
 * Opens someone's words, which leaves a receipt that the person sees: no words without one. Throws NotThereError where
 * the statement is not open to this member of staff, was withdrawn, or waits for the person to confirm it.
 */
export async function readStatement(
  tx: Tx<StaffActor>,
  statementId: string,
  why: WhyRead,
): Promise<KnownStatement & { victimId: string; parts: Part[] }> {
  const known = await statementKnown(tx, statementId);
  const [opened] = await tx.execute<{ words: Buffer | null }>(
    sql`select read_statement(${statementId}::uuid, ${why}) as words`,
  );
  if (!known || !opened?.words) throw new NotThereError();
  tx.record({ action: 'statement.read', subjectId: known.victimId, details: { statementId, why } });
  const parts = openedParts(await sealerOf(tx, known.victimId), statementId, opened.words);
  return { ...known, readings: known.readings + 1, parts };
}

/** The receipt that this member of staff last left on a statement, or null: their page keeps it while it is open. */
export async function receiptOf(tx: Tx<StaffActor>, statementId: string): Promise<string | null> {
  const { serviceId, staffId } = tx.actor;
  const { serviceId: service, statementId: statement, staffId: by, id, at } = statementReading;
  const [last] = await tx
    .select({ id })
    .from(statementReading)
    .where(and(eq(service, serviceId), eq(statement, statementId), eq(by, staffId)))
    .orderBy(desc(at))
    .limit(1);
  return last ? last.id : null;
}

/**
 * The words that were opened to cut from and still stand on the same page: one showing, one receipt. Null where the receipt
 * is not of this member of staff, or is two hours old.
 */
export async function statementShown(
  tx: Tx<StaffActor>,
  statementId: string,
  receipt: string,
): Promise<Awaited<ReturnType<typeof readStatement>> | null> {
  const known = await statementKnown(tx, statementId);
  const [shown] = await tx.execute<{ words: Buffer | null }>(
    sql`select shown_statement(${statementId}::uuid, ${receipt}::uuid) as words`,
  );
  if (!known || !shown?.words) return null;
  tx.record({ action: 'statement.shown', subjectId: known.victimId, details: { statementId, receipt } });
  return { ...known, parts: openedParts(await sealerOf(tx, known.victimId), statementId, shown.words) };
}

/** Words nobody has opened yet. `neededBy` is the day (YYYY-MM-DD) they are needed for a decision that is coming, or null. */
export type Unread = {
  statementId: string;
  victimId: string;
  caseId: string;
  reference: string;
  number: number;
  sentAt: Date;
  neededBy: string | null;
  mine: boolean;
  name: string;
};

type Row = {
  statement_id: string;
  victim_id: string;
  case_id: string;
  reference: string;
  number: number;
  sent_at: string;
  needed_by: string | null;
  mine: boolean;
  sealed_name: Buffer;
  wrapped: Buffer;
};

/** What was sent and not opened since: first what a decision needs soonest, then the longest waiting. */
export async function statementsToRead(tx: Tx<StaffActor>): Promise<Unread[]> {
  const { serviceId, staffId } = tx.actor;
  const rows = await tx.execute<Row>(sql`
    select s.id as statement_id, s.victim_id, s.case_id, c.reference, s.number, s.sent_at, c.worker_id = ${staffId}::uuid as mine,
      (select min(d.words_needed_by)::text from decision d
       where d.service_id = s.service_id and d.case_id = s.case_id and d.held_at is null) as needed_by,
      v.sealed_name, k.wrapped
    from statement s
    join victim_case c on c.service_id = s.service_id and c.id = s.case_id
    join victim v on v.service_id = s.service_id and v.id = s.victim_id
    join victim_key k on k.service_id = s.service_id and k.victim_id = s.victim_id
    where s.service_id = ${serviceId}::uuid and s.state = 'sent'
      and not exists (select from statement_reading r
        where r.service_id = s.service_id and r.statement_id = s.id and r.at >= s.sent_at)
    order by needed_by nulls last, s.sent_at
    limit 200`);
  return rows.map((row) => ({
    statementId: row.statement_id,
    victimId: row.victim_id,
    caseId: row.case_id,
    reference: row.reference,
    number: row.number,
    sentAt: new Date(row.sent_at),
    neededBy: row.needed_by,
    mine: row.mine,
    name: sealerFrom(serviceId, row.victim_id, row.wrapped).open(
      { table: 'victim', column: 'sealed_name', row: row.victim_id },
      row.sealed_name,
    ),
  }));
}
