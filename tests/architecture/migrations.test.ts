import { describe, expect, test } from 'vitest';
import { filesBelow, textOf } from '../support/source-tree.ts';

const name = String.raw`(?:public\.)?"?([a-z_][\w.]*)"?`;
const create = new RegExp(
  String.raw`\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?${name}`,
  'gi',
);
const partition = new RegExp(String.raw`${create.source}\s+partition\s+of`, 'gi');
const plain = (sql: string) => sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, '');
const loop = /\bforeach\s+\w+\s+in\s+array\s+array\s*\[([^\]]*)\]\s*loop([\s\S]*?)\bend\s+loop/gi;
const unrolled = (sql: string) =>
  sql.replace(loop, (_, names: string, body: string) =>
    Array.from(names.matchAll(/'([^']+)'/g), ([, table = '']) => body.replaceAll('%I', table)).join('\n'),
  );
const named = (sql: string, pattern: RegExp) => Array.from(sql.matchAll(pattern), ([, table = '']) => table);
const secured = (verb: string) =>
  new RegExp(String.raw`\balter\s+table\s+(?:only\s+)?${name}[^;]*?\b${verb}\s+row\s+level\s+security`, 'gi');

/** The tables of some migrations, and those whose rows are not locked, even to their owner. */
function openTables(migrations: string): { tables: string[]; open: string[] } {
  const sql = unrolled(plain(migrations));
  const partitions = named(sql, partition);
  const tables = named(sql, create).filter((table) => !partitions.includes(table));
  const [enabled, forced] = [named(sql, secured('enable')), named(sql, secured('force'))];
  return { tables, open: tables.filter((table) => !enabled.includes(table) || !forced.includes(table)) };
}

describe('row-level security', () => {
  const files = filesBelow('db/migrations').filter((path) => path.endsWith('.sql'));
  const { tables, open } = openTables(files.map(textOf).join('\n'));

  test(`is enabled and forced on every table the migrations make, all ${tables.length}`, () => {
    expect(tables.length).toBeGreaterThanOrEqual(20);
    expect(open).toEqual([]);
  });

  test('is missed on a table that has none, or that spares its owner', () => {
    const sql = `create table a (id uuid); alter table a enable row level security; alter table a force row level security;
      create table if not exists "b" (id uuid); alter table b enable row level security;
      CREATE TABLE c (id uuid); -- alter table c enable row level security; alter table c force row level security;
      create table d (id uuid); alter table d enable row level security, force row level security;
      create table e (id uuid); create table f (id uuid); create table g (id uuid);
      do $$ begin
        foreach one in array array['e', 'f'] loop
          execute format('alter table %I enable row level security', one);
          execute format('alter table %I force row level security', one);
        end loop;
        foreach one in array array['g'] loop execute format('create policy own on %I', one); end loop;
      end $$;`;
    expect(openTables(sql)).toEqual({ tables: ['a', 'b', 'c', 'd', 'e', 'f', 'g'], open: ['b', 'c', 'g'] });
  });
});
