import type postgres from 'postgres';
import { sealerFrom } from '#db/sealing.server.ts';

type Said = { place: string; words: string };
export type Remembered = {
  /** What was written since it was remembered or put back; null if nothing at all was. */
  changed(): Promise<Changed | null>;
};
export type Changed = {
  /** Puts back every row that was written to, as it was. */
  putBack(): Promise<void>;
  /** What every sealed field says that was not there before, by where it stands. */
  saidSince(): Promise<Said[]>;
};

type Table = { name: string; key: string[]; identity: boolean; sealed: string[] };
type Row = { row: string; service: string; victim: string; bytes: Buffer; wrapped: Buffer };

// That somebody was seen just now is written once in a while: until then is longer than a test takes.
const marking = `
  update session set seen_at = clock_timestamp() + interval '1 hour';
  create schema kept;
  create table kept.written (name text primary key);
  create function kept.mark() returns trigger language plpgsql security definer as $$ begin
    insert into kept.written values (tg_table_name) on conflict do nothing; return null; end $$`;

/**
 * Remembers everything a database holds: what is written to may be put back as it was, past whatever keeps words from being
 * changed or taken away, and what was sealed since can be opened as only who holds all keys could.
 */
export async function remembered(superuser: postgres.Sql): Promise<Remembered> {
  const tables = await superuser<Table[]>`
    select c.relname as name, exists (select from pg_attribute a where a.attrelid = c.oid and a.attidentity <> '') as identity,
      array(select a.attname::text from pg_attribute a join pg_index i on i.indrelid = c.oid and i.indisprimary
        where a.attrelid = c.oid and a.attnum = any(i.indkey)) as key,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attname like 'sealed%' and 2 = (
        select count(*) from pg_attribute k where k.attrelid = c.oid and k.attname in ('id', 'victim_id'))) as sealed
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`;
  await superuser.unsafe(marking);
  for (const { name } of tables)
    await superuser.unsafe(`create table kept.${name} as table public.${name};
      create trigger written after insert or update or delete on public.${name} for each row execute function kept.mark()`);
  // Without being told how little it holds, PostgreSQL plans as for very much.
  await superuser`analyze`;
  const now = () => superuser<{ xid: string }[]>`select pg_current_xact_id()::text as xid`;
  let since = (await now())[0]?.xid;
  return {
    changed: async () => {
      const names = (await superuser<{ name: string }[]>`select name from kept.written`).map(
        ({ name }) => name,
      );
      const written = tables.filter(({ name }) => names.includes(name));
      if (written.length === 0) return null;
      return {
        putBack: async () => {
          const back = written.map((table) => rowsBack(table, String(since)));
          await superuser.unsafe(`begin; set local session_replication_role = replica; ${back.join('\n')}
            delete from kept.written; commit`);
          since = (await now())[0]?.xid;
        },
        saidSince: async () =>
          (await Promise.all(written.flatMap((table) => openedIn(superuser, table)))).flat(),
      };
    },
  };
}

/** Takes away every row that was written since, and puts in every row that is not there: rows are few, but tables are not. */
function rowsBack({ name, key, identity }: Table, since: string): string {
  const always = identity ? 'overriding system value ' : '';
  return `delete from public.${name} where xmin::text::bigint > ${since};
    insert into public.${name} ${always}select kept.* from kept.${name} kept left join public.${name} here using (${key.join()})
    where here.${key[0]} is null;`;
}

const openedIn = (superuser: postgres.Sql, { name, sealed }: Table) => [
  ...sealed.map((column) => openedSince(superuser, name, column)),
  ...(name === 'kept_answer' ? [openedSince(superuser, name, 'sealed_fields', 'victim_id || path')] : []),
];

async function openedSince(
  superuser: postgres.Sql,
  table: string,
  column: string,
  row = 'id::text',
): Promise<Said[]> {
  const words = (schema: string) =>
    `select service_id, victim_id, ${row} as row, ${column} as bytes from ${schema}.${table}`;
  const rows = await superuser.unsafe<Row[]>(`
    select since.row, service_id as service, victim_id as victim, since.bytes, k.wrapped
    from (${words('public')} except ${words('kept')}) since join victim_key k using (service_id, victim_id)
    where since.bytes is not null`);
  return rows.map(({ row: id, service, victim, bytes, wrapped }) => ({
    place: `${table}.${column}`,
    words: sealerFrom(service, victim, wrapped).open({ table, column, row: id }, bytes),
  }));
}
