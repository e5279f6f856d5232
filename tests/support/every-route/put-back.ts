import type postgres from 'postgres';
import { sealerFrom } from '#db/sealing.server.ts';

type Said = { place: string; words: string };
export type Remembered = {
  /** Whether anything at all was written since it was remembered or put back. */
  isChanged(): Promise<boolean>;
  /** Puts back every table that was written to, as it was. */
  putBack(): Promise<void>;
  /** What every sealed field says that was not there before, by where it stands. */
  saidSince(): Promise<Said[]>;
};

type Table = { name: string; identity: boolean; sealed: string[] };
type Row = { row: string; service: string; victim: string; bytes: Buffer; wrapped: Buffer };

const marking = `
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
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attname like 'sealed%' and 2 = (
        select count(*) from pg_attribute k where k.attrelid = c.oid and k.attname in ('id', 'victim_id'))) as sealed
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`;
  await superuser.unsafe(marking);
  for (const { name } of tables)
    await superuser.unsafe(`create table kept.${name} as table public.${name};
      create trigger written after insert or update or delete on public.${name} for each statement execute function kept.mark()`);
  const written = async () => {
    const names = await superuser<{ name: string }[]>`select name from kept.written`;
    return tables.filter(({ name }) => names.some((one) => one.name === name));
  };
  return {
    isChanged: async () => (await written()).length > 0,
    putBack: async () => {
      const back = (await written()).map(({ name, identity }) => {
        const always = identity ? 'overriding system value ' : '';
        return `delete from public.${name}; insert into public.${name} ${always}table kept.${name};`;
      });
      await superuser.unsafe(`begin; set local session_replication_role = replica; ${back.join('\n')}
        delete from kept.written; commit`);
    },
    saidSince: async () => {
      const said = (await written()).flatMap(({ name, sealed }) => [
        ...sealed.map((column) => openedSince(superuser, name, column)),
        ...(name === 'kept_answer'
          ? [openedSince(superuser, name, 'sealed_fields', 'victim_id || path')]
          : []),
      ]);
      return (await Promise.all(said)).flat();
    },
  };
}

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
