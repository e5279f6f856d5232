import type postgres from 'postgres';

/**
 * Keeps PostgreSQL from counting what is in its tables, as it does by itself at some moment and then chooses other ways: what a
 * test says of rows that nobody has counted is true to its end.
 */
export async function leaveUncounted(sql: postgres.Sql): Promise<void> {
  await sql`do $$ declare one regclass; begin
    for one in select relid from pg_stat_user_tables where schemaname = 'public' loop
      execute format('alter table %s set (autovacuum_enabled = false)', one);
    end loop;
  end $$`;
}
