import { sql as query } from 'drizzle-orm';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import { rows } from './audit-of.ts';
import type { House } from './house.ts';
import type { SomeonesCase } from './people.ts';

export type HeldStatement = {
  id: string;
  state: string;
  how: string;
  language: string;
  confirmed_how: string | null;
  taken_by: string | null;
};

/** What PostgreSQL holds of what someone said, for whom, and who opened it, looked at past row-level security. */
export const wordsHeld = ({ database }: House, { caseId }: SomeonesCase) =>
  rows(database, async (sql) => ({
    statements: await sql<HeldStatement[]>`
      select id, state, how, language, confirmed_how, taken_by from statement
      where case_id = ${caseId} order by number`,
    audiences: await sql<{ audience: string }[]>`
      select audience from statement_audience a join statement s on s.id = a.statement_id
      where s.case_id = ${caseId} and a.ended_at is null order by audience`,
    receipts: await sql<{ role: string; why: string; staff_id: string }[]>`
      select r.role, r.why, r.staff_id from statement_reading r join statement s on s.id = r.statement_id
      where s.case_id = ${caseId} order by r.at`,
  }));

/** The id of what someone said last. */
export async function lastStatement(house: House, who: SomeonesCase): Promise<string> {
  const last = (await wordsHeld(house, who)).statements.at(-1);
  if (!last) throw new Error('They have not said anything');
  return last.id;
}

/** Whether somebody gets words by asking the database for them, past every page. */
export async function getsWordsBySql(actor: StaffActor, statementId: string): Promise<boolean> {
  const [row] = await transactionAs(actor, (tx) =>
    tx.execute<{ words: Buffer | null }>(
      query`select read_statement(${statementId}::uuid, 'safety') as words`,
    ),
  );
  return Boolean(row?.words);
}
