import { createHash } from 'node:crypto';
import type postgres from 'postgres';
import { verifyChoices } from '#casework/choice/store.server.ts';
import { verifyAudit } from '#db/audit.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { rows } from './audit-of.ts';
import type { House, TestService } from './house.ts';

export type HeldAnswer = {
  question: string;
  state: string;
  language: string;
  review_state: string;
  how: string;
  answered_as: string;
  key: string;
  words: string;
  hash: string;
};
export type HeldMessage = {
  kind: string;
  channel: string;
  state: string;
  held_reason: string | null;
  cancelled_reason: string | null;
  provider: string | null;
  attempts: number;
  kept_facts: boolean;
};

const questionOf = (sql: postgres.Sql) =>
  sql`concat_ws('/', purpose, nullif(topic, ''), nullif(channel, ''))`;

/** What PostgreSQL holds of the one person of a case, looked at past row-level security. */
export function whatIsHeld({ database }: House, caseId: string) {
  return {
    victimId: () =>
      rows(database, async (sql) => {
        const [found] = await sql<
          { victim_id: string }[]
        >`select victim_id from victim_case where id = ${caseId}`;
        if (!found) throw new Error('There is no such case');
        return found.victim_id;
      }),
    clocks: () =>
      rows(database, async (sql) => {
        const [found] = await sql<Record<string, Date | string | null>[]>`
          select details_received_at, first_contact_due_at, forty_eight_hours_at, first_attempt_at, contact_made_at, due_at, due_what
          from victim_case where id = ${caseId}`;
        return found;
      }),
    /** Every entry of the ledger, oldest first, with the words that were seen. */
    ledger: () =>
      rows(
        database,
        (sql) => sql<HeldAnswer[]>`
          select ${questionOf(sql)} as question, choice.state, choice.language, choice.review_state, how, answered_as,
            wording.key, wording.words, encode(wording_hash, 'hex') as hash
          from choice join wording on wording.hash = choice.wording_hash
          where victim_id = (select victim_id from victim_case where id = ${caseId}) order by sequence`,
      ),
    /** Each question that was ever answered, as it stands. */
    present: () =>
      rows(database, async (sql) => {
        const present = await sql<{ question: string; state: string }[]>`
          select ${questionOf(sql)} as question, state from choice_now
          where victim_id = (select victim_id from victim_case where id = ${caseId}) and state <> 'unanswered'`;
        return Object.fromEntries(present.map(({ question, state }) => [question, state]));
      }),
    /** Every message, oldest first. */
    messages: () =>
      rows(
        database,
        (sql) => sql<HeldMessage[]>`
          select kind, channel, state, held_reason, cancelled_reason, provider, attempts, sealed_facts is not null as kept_facts
          from message where victim_id = (select victim_id from victim_case where id = ${caseId}) order by created_at, channel desc`,
      ),
    updates: () =>
      rows(
        database,
        (sql) => sql<{ topic: string; state: string; language: string; read: boolean }[]>`
          select topic, state, language, first_read_at is not null as read from case_update
          where case_id = ${caseId} order by created_at`,
      ),
  };
}

/** The hash a ledger entry must carry for the words that were seen. */
export const hashOfWords = ({ key, language, words }: HeldAnswer): string =>
  createHash('sha256').update(`${key}|${language}|${words}`).digest('hex');

/** Whether the person's own chain and the service's audit both hold, recomputed from their first entries. */
export async function chainsHold({ worker, auditor }: TestService, victimId: string) {
  const ledger = await transactionAs(worker, (tx) => verifyChoices(tx, victimId));
  const audit = await transactionAs(auditor, verifyAudit);
  return { ledger: ledger.whole, audit: audit.brokenAt === null };
}
