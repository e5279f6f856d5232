import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export type Logins = { portal: string; backoffice: string; worker: string };

/**
 * Brings a database to today's shape: roles, the passwords of the three logins, tables, policies. Safe to repeat.
 * `ownerUrl` is the owner's connection (CREATEROLE); the logins' URLs carry the passwords they shall have.
 */
export async function migrate({ ownerUrl, logins }: { ownerUrl: string; logins: Logins }): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, connection: { client_min_messages: 'warning' } });
  try {
    // Two processes that migrate at once take turns.
    await sql`select pg_advisory_lock(7163)`;
    await sql.unsafe(await readFile(here('./roles.sql'), 'utf8'));
    for (const url of Object.values(logins)) await setPassword(sql, url);
    await runMigrations(drizzle(sql), {
      migrationsFolder: here('./migrations'),
      migrationsSchema: 'migration',
    });
  } finally {
    await sql.end();
  }
}

async function setPassword(sql: postgres.Sql, url: string): Promise<void> {
  const { username, password } = new URL(url);
  const [statement] = await sql<{ ready: string }[]>`
    select format('alter role %I with password %L', ${username}::text, ${decodeURIComponent(password)}::text) as ready`;
  if (statement) await sql.unsafe(statement.ready);
}

/** Tells the database the bank holidays of England and Wales, which its default hours leave out. */
export async function setBankHolidays(
  ownerUrl: string,
  holidays: readonly { date: string; title: string }[],
): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1 });
  try {
    const rows = holidays.map(({ date, title }) => ({ day: date, title }));
    await sql`insert into bank_holiday ${sql(rows, 'day', 'title')} on conflict (day) do update set title = excluded.title`;
  } finally {
    await sql.end();
  }
}
