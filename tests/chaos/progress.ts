import type postgres from 'postgres';

/** How far the whole is, from 0 to 1: the share of `messages` that somebody claimed, or that were stopped. Null while nobody can say. */
export async function progress(db: postgres.Sql, messages: number): Promise<number | null> {
  const [row] = await db<{ past: number }[]>`
    select count(*)::int as past from message where claimed_at is not null or state in ('cancelled', 'held')`.then(
    (rows) => rows,
    () => [],
  );
  return row ? row.past / messages : null;
}
