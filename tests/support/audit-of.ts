import postgres from 'postgres';
import type { FreshDatabase } from './fresh-database.ts';

/** What the audit holds about one person, oldest first. */
export async function auditOf(database: FreshDatabase, subjectId: string): Promise<string[]> {
  return rows(database, async (sql) => {
    const entries = await sql<{ action: string }[]>`
      select action from audit_entry where subject_id = ${subjectId} order by sequence`;
    return entries.map((entry) => entry.action);
  });
}

/** Looks into the database past row-level security, as only a test may. */
export async function rows<T>(database: FreshDatabase, look: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const client = postgres(database.superuserUrl, { max: 1, connection: { client_min_messages: 'warning' } });
  try {
    return await look(client);
  } finally {
    await client.end();
  }
}
