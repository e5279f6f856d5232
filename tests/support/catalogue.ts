import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type postgres from 'postgres';

export type Column = {
  name: string;
  type: string;
  nullable: boolean;
  generated: boolean;
  words: readonly string[];
};
export type Table = { name: string; columns: readonly Column[] };
export type Row = Record<string, unknown>;

/** Every table of the schema with its columns and the closed vocabularies its CHECKs allow. */
export async function tablesOf(sql: postgres.Sql): Promise<Table[]> {
  const columns = await sql<(Column & { table: string })[]>`
    select c.relname as "table", a.attname as name, format_type(a.atttypid, null) as type, not a.attnotnull as nullable,
      a.attidentity <> '' as generated
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped order by 1, a.attnum`;
  const checks = await sql<{ table: string; rule: string }[]>`
    select c.relname as "table", pg_get_constraintdef(k.oid) as rule
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'c' and k.connamespace = 'public'::regnamespace`;
  const wordsOf = (table: string, column: string) => {
    const check = checks.find(
      (it) => it.table === table && it.rule.startsWith(`CHECK ((${column} = ANY (ARRAY[`),
    );
    return [...(check?.rule.matchAll(/'([^']*)'::text/g) ?? [])].map((match) => match[1] ?? '');
  };
  const names = [...new Set(columns.map((column) => column.table))];
  return names.map((name) => ({
    name,
    columns: columns
      .filter((column) => column.table === name)
      .map((column) => ({ ...column, words: wordsOf(name, column.name) })),
  }));
}

const plain: Record<string, () => unknown> = {
  uuid: randomUUID,
  bytea: () => randomBytes(32),
  'timestamp with time zone': () => new Date(Date.now() + 86_400_000).toISOString(),
  date: () => `${2030 + Math.floor(Math.random() * 900)}-01-01`,
  'time without time zone': () => `0${Math.floor(Math.random() * 9)}:${10 + Math.floor(Math.random() * 49)}`,
  interval: () => '1 day',
  boolean: () => false,
  integer: () => 1,
  smallint: () => 1,
  bigint: () => Math.floor(Math.random() * 1e12),
  jsonb: () => ({}),
  'text[]': () => [],
  'uuid[]': () => [],
  text: () => randomUUID(),
};

// A person sees what was sent and staff change what was not, so there are some of both.
let replies = 0;

// What a CHECK asks beyond a list of words.
const particular: Record<string, (of: Row) => unknown> = {
  'service.slug': () => `s-${randomBytes(4).toString('hex')}`,
  'invitation.locator': () =>
    createHash('sha256').update(randomUUID()).digest('hex').slice(0, 4).toUpperCase(),
  'decision.words_needed_by': () => '2029-01-01',
  'batch.confirmed_at': () => '2026-01-01T09:00:00Z',
  'batch_person.why': () => null,
  'contact_preference.language_written': () => 'en',
  'session.site': () => 'portal',
  'case_update.state': () => 'published',
  'case_update.published_at': () => new Date().toISOString(),
  'feedback.key_kind': ({ victim_id }) => (victim_id ? 'victim' : 'service'),
  'feedback_tag.tag': () => randomBytes(4).toString('hex'),
  'reply_template.key': () => randomBytes(4).toString('hex'),
  'feedback.state': () => 'answered',
  'reply.state': () => (++replies % 2 === 0 ? 'draft' : 'sent'),
  'reply.sent_at': () => (replies % 2 === 0 ? null : new Date().toISOString()),
  'satisfaction_answer.score': () => 3,
  'voice_note.told_at': () => new Date().toISOString(),
  'message.kind': () => 'verify_code',
  'message.template': () => 'verify_code',
  'words_request.version': () => randomBytes(6).toString('hex'),
  'words_taken_back.answer': () => 'approved',
  'words_example.sealed_to': () => randomBytes(32),
  'message.state': () => 'queued',
  'safety_concern.taken_by': () => 'portal',
  // Always the same moment: a case may not be put off, and a policy is tried by writing what is there already.
  'victim_case.due_at': () => '2999-01-01T00:00:00Z',
  'suppression.suppressed_at': () => null,
  'printed_letter.reference': () => randomBytes(3).toString('hex').toUpperCase(),
};

/** A row the table's own rules accept, belonging to whom `of` says; keys of others are kept where named. */
export function rowFor(table: Table, of: Row): Row {
  const row: Row = {};
  for (const { name, type, nullable, generated, words } of table.columns) {
    const special = particular[`${table.name}.${name}`];
    if (generated || name === 'lock') continue;
    if (name in of) row[name] = of[name];
    else if (special) row[name] = special(of);
    else if (!nullable) row[name] = words[0] ?? plain[type]?.();
  }
  return row;
}
