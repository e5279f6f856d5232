import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import postgres from 'postgres';
import { expect, it } from 'vitest';
import { tablesOf } from '../tests/support/catalogue.ts';
import { freshDatabase } from '../tests/support/fresh-database.ts';
import * as audit from './schema/audit.ts';
import * as batch from './schema/batch.ts';
import * as cases from './schema/case.ts';
import * as choice from './schema/choice.ts';
import * as extracts from './schema/extract.ts';
import * as feedback from './schema/feedback.ts';
import * as gettingIn from './schema/getting-in.ts';
import * as leak from './schema/leak.ts';
import * as letters from './schema/letters.ts';
import * as message from './schema/message.ts';
import * as reach from './schema/reach.ts';
import * as sending from './schema/sending.ts';
import * as service from './schema/service.ts';
import * as staff from './schema/staff.ts';
import * as statement from './schema/statement.ts';
import * as template from './schema/template.ts';
import * as timetable from './schema/timetable.ts';
import * as victim from './schema/victim.ts';
import * as youSaid from './schema/you-said.ts';

const declared = [
  audit,
  batch,
  cases,
  choice,
  extracts,
  feedback,
  gettingIn,
  leak,
  letters,
  message,
  reach,
  sending,
  service,
  staff,
  statement,
  template,
  timetable,
  victim,
  youSaid,
]
  .flatMap((file) => Object.values(file))
  .filter((it) => is(it, PgTable))
  .map((table) => getTableConfig(table));

it('is the same in TypeScript and in PostgreSQL: tables, columns, what may be null, closed vocabularies', async () => {
  const sql = postgres((await freshDatabase()).superuserUrl, { max: 1 });
  const tables = await tablesOf(sql);
  await sql.end();
  // "lock" is there for FOR SHARE alone; TypeScript never names it.
  const built = tables.flatMap(({ name, columns }) =>
    columns
      .filter((it) => it.name !== 'lock')
      .map((it) => `${name}.${it.name} ${it.nullable ? 'null' : 'given'}`),
  );
  const written = declared.flatMap(({ name, columns }) =>
    columns.map((it) => `${name}.${it.name} ${it.notNull ? 'given' : 'null'}`),
  );
  expect(written.toSorted()).toEqual(built.toSorted());
  for (const { name, columns } of declared) {
    for (const { name: column, enumValues } of columns.filter((it) => it.dataType !== 'array')) {
      const words =
        tables.find((it) => it.name === name)?.columns.find((it) => it.name === column)?.words ?? [];
      if (enumValues && words.length > 0)
        expect([column, ...enumValues].toSorted()).toEqual([column, ...words].toSorted());
    }
  }
});
