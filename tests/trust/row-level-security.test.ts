import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Row, rowFor, type Table, tablesOf } from '../support/catalogue.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { closedTo, type Population, populate } from '../support/populate.ts';

type Actor = { role: string; serviceId: string; victimId: string; staffId: string };
type Verb = 'select' | 'update' | 'delete' | 'insert';
type Tally = { operations: number; own: number; foreign: string[] };

const verbs: Verb[] = ['select', 'update', 'delete', 'insert'];
// Open on purpose: a service's public details to the process that serves all of them, and a request for a code, which
// the portal makes for every service without knowing anyone.
const openOnPurpose = new Set([
  'service/sender/select',
  'code_request/visitor/insert',
  'card_code_request/visitor/insert',
]);

// A manager lets people into cases that are closed to the manager, but only of their own service.
const openToManagers = new Set(['case_allowance/manager']);

let sql: postgres.Sql;
let superuser: postgres.Sql;
let tables: Table[];
let people: Population;
let grants: Set<string>;

beforeAll(async () => {
  const database = await freshDatabase();
  superuser = postgres(database.superuserUrl, { max: 1, connection: { client_min_messages: 'warning' } });
  sql = postgres(database.everyActorUrl, { max: 8 });
  tables = await tablesOf(superuser);
  people = await populate(superuser, tables, 3);
  const rows = await superuser<
    { grantee: string; table_name: string; column_name: string; privilege_type: string }[]
  >`
    select grantee, table_name, column_name, privilege_type from information_schema.column_privileges where table_schema = 'public'
    union select grantee, table_name, '', privilege_type from information_schema.table_privileges where table_schema = 'public'`;
  grants = new Set(
    rows.map((it) => `${it.table_name}/${it.grantee}/${it.privilege_type.toLowerCase()}/${it.column_name}`),
  );
});
afterAll(async () => {
  await sql.end();
  await superuser.end();
});

function actors(): Actor[] {
  const nobody = { victimId: '', staffId: '' };
  return people.services.flatMap((serviceId) => [
    ...people.victims
      .filter((it) => it.service_id === serviceId)
      .map((it) => ({ role: 'victim', serviceId, victimId: it.victim_id, staffId: '' })),
    ...people.staff
      .filter((it) => it.service_id === serviceId)
      .map(({ staff_id, role }) => ({
        role: { worker: 'staff', manager: 'manager', analyst: 'reporter', auditor: 'auditor' }[role] ?? '',
        serviceId,
        victimId: '',
        staffId: staff_id,
      })),
    ...people.staff
      .filter((it) => it.service_id === serviceId && ['worker', 'manager'].includes(it.role))
      .map(({ staff_id }) => ({ role: 'deputy', serviceId, victimId: '', staffId: staff_id })),
    ...['visitor', 'sender', 'webhook'].map((role) => ({ role, serviceId, ...nobody })),
  ]);
}

/** Whose row it is, said apart from the policies: the service must match, then the person, then what staff may open. */
function isOwn(actor: Actor, table: string, row: Row): boolean {
  const victim = table === 'victim' ? row.id : row.victim_id;
  if (row.service_id !== undefined && row.service_id !== actor.serviceId) return false;
  if (table === 'service' && row.id !== actor.serviceId) return false;
  if (actor.role === 'victim')
    return [victim, row.person_id, row.author_id].every((it) => (it ?? actor.victimId) === actor.victimId);
  if (!actor.staffId) return true;
  if (table === 'staff_conflict' || table === 'staff_credential') return row.staff_id === actor.staffId;
  if (table === 'words_example') return row.staff_id === actor.staffId;
  if (table === 'session' || table === 'idempotency_key') return row.person_id === actor.staffId;
  return !closedTo(people, actor.serviceId).some((it) => it.victim_id === victim);
}

const granted = (table: Table, actor: Actor, verb: Verb) =>
  table.columns
    .map(({ name }) => name)
    .filter((name) => grants.has(`${table.name}/${actor.role}/${verb}/${name}`));

class Undone extends Error {}

async function rolledBack<T>(
  actor: Actor,
  work: (tx: postgres.TransactionSql) => Promise<T>,
): Promise<T | string> {
  let result: T | string = '';
  const undo = sql.begin(async (tx) => {
    await tx`select set_config('role', ${actor.role}, true), set_config('app.service_id', ${actor.serviceId}, true),
      set_config('app.victim_id', ${actor.victimId}, true), set_config('app.person_id', ${actor.victimId}, true),
      set_config('app.staff_id', ${actor.staffId}, true)`;
    result = await work(tx);
    throw new Undone();
  });
  await undo.catch((error: unknown) => {
    if (error instanceof postgres.PostgresError) result = error.code;
    else if (!(error instanceof Undone)) throw error;
  });
  return result;
}

const marked = (columns: readonly string[]) =>
  columns.filter((name) => ['id', 'service_id', 'victim_id', 'person_id', 'staff_id'].includes(name));
const ownRows = new Map<string, number>();

async function ownCount(actor: Actor, table: Table): Promise<number> {
  const key = JSON.stringify([actor, table.name]);
  const known = ownRows.get(key);
  if (known !== undefined) return known;
  const rows = await superuser<Row[]>`select * from ${superuser(table.name)}`;
  const count = rows.filter((row) => isOwn(actor, table.name, row)).length;
  ownRows.set(key, count);
  return count;
}

async function select(actor: Actor, table: Table, tally: Tally) {
  const columns = granted(table, actor, 'select');
  const rows = await rolledBack(
    actor,
    (tx) => tx<Row[]>`select ${columns.length > 0 ? tx(columns) : tx`*`} from ${tx(table.name)}`,
  );
  if (typeof rows === 'string') return expect([table.name, columns, rows]).toEqual([table.name, [], '42501']);
  const readable = marked(columns).length > 0 ? rows.filter((row) => !isOwn(actor, table.name, row)) : [];
  tally.own += rows.length - readable.length;
  if (readable.length > 0) tally.foreign.push(`${table.name}/${actor.role}/select`);
}

// Without a WHERE no column is read, so nothing but the policy of the verb itself stands between an actor and a row.
async function blindly(verb: 'update' | 'delete', actor: Actor, table: Table, tally: Tally) {
  const column = granted(table, actor, 'update')[0] ?? table.columns[0]?.name ?? '';
  const value = column === 'lock' ? 0 : (rowFor(table, {})[column] ?? null);
  const touched = await rolledBack(actor, async (tx) => {
    const done =
      verb === 'delete'
        ? await tx`delete from ${tx(table.name)}`
        : await tx`update ${tx(table.name)} set ${tx({ [column]: value as string })}`;
    return done.count;
  });
  if (typeof touched !== 'number') return;
  const own = await ownCount(actor, table);
  tally.own += Math.min(own, touched);
  if (touched > own) tally.foreign.push(`${table.name}/${actor.role}/${verb}`);
}

async function insertForeign(actor: Actor, table: Table, tally: Tally) {
  const ids = table.columns.map(({ name }) => name);
  const perPerson = ids.includes('victim_id') && !openToManagers.has(`${table.name}/${actor.role}`);
  const stranger = people.victims.find((it) =>
    perPerson ? !isOwn(actor, 'message', it) : it.service_id !== actor.serviceId,
  );
  if (!stranger || !ids.includes('service_id')) return;
  const staff = people.staff.find((it) => it.service_id === stranger.service_id);
  const of = {
    ...stranger,
    person_id: stranger.victim_id,
    staff_id: staff?.staff_id,
    actor_role: actor.role,
  };
  // Where only some columns may be written, a row with more is refused by the grant before any policy is asked.
  const may = granted(table, actor, 'insert');
  const whole = Object.fromEntries(
    Object.entries(rowFor(table, of)).filter(([name]) => may.length === 0 || may.includes(name)),
  );
  const refused = await rolledBack(
    actor,
    (tx) => tx`insert into ${tx(table.name)} ${tx(whole as Record<string, string>)}`,
  );
  if (refused !== '42501') tally.foreign.push(`${table.name}/${actor.role}/insert`);
}

async function operate(verb: Verb, actor: Actor, table: Table, tally: Tally) {
  tally.operations += 1;
  if (verb === 'select') await select(actor, table, tally);
  else if (verb === 'insert') await insertForeign(actor, table, tally);
  else await blindly(verb, actor, table, tally);
}

type Operation = [Verb, Actor, Table];
const everyOperation = (): Operation[] =>
  actors().flatMap((actor) =>
    tables.flatMap((table) => verbs.map((verb): Operation => [verb, actor, table])),
  );

async function run(operations: Operation[], tally: Tally): Promise<Tally> {
  const waiting = operations.values();
  await Promise.all(
    [1, 2, 3, 4, 5, 6, 7, 8].map(async () => {
      for (const [verb, actor, table] of waiting) await operate(verb, actor, table, tally);
    }),
  );
  tally.foreign = tally.foreign.filter((it) => !openOnPurpose.has(it));
  return tally;
}

describe('row-level security', () => {
  it('shows 24,000 operations of every actor on every table their own rows and nobody else’s', async () => {
    const once = everyOperation();
    const many = Array.from({ length: 24_000 }, (_, index) => once[index % once.length] as Operation);
    const tally = await run(many, { operations: 0, own: 0, foreign: [] });
    expect([...new Set(tally.foreign)]).toEqual([]);
    expect(tally.operations).toBe(24_000);
    expect(tally.own).toBeGreaterThanOrEqual(10_000);
    expect(once.length).toBeLessThanOrEqual(24_000);
  });

  it('notices any one policy that is loosened', async () => {
    const policies = await superuser<
      {
        name: string;
        table: string;
        roles: string[];
        command: string;
        using: string | null;
        check: string | null;
      }[]
    >`
      select policyname as name, tablename as "table", roles::text[] as roles, cmd as command, qual as "using", with_check as "check"
      from pg_policies where schemaname = 'public'`;
    const unnoticed: string[] = [];
    const known = actors();
    for (const policy of policies) {
      const concerned = known.filter((actor) => policy.roles.includes(actor.role));
      const table = tables.find((it) => it.name === policy.table);
      const open = [policy.using, policy.check].every((rule) => rule === null || rule === 'true');
      if (concerned.length === 0 || !table || open) continue;
      const to = (using: string | null, check: string | null) =>
        superuser.unsafe(
          `alter policy "${policy.name}" on "${policy.table}" ${using ? `using (${using})` : ''} ${check ? `with check (${check})` : ''}`,
        );
      await to(policy.using && 'true', policy.check && 'true');
      const operations = concerned.flatMap((actor) => verbs.map((verb): Operation => [verb, actor, table]));
      const tally = await run(operations, { operations: 0, own: 0, foreign: [] });
      await to(policy.using, policy.check);
      if (tally.foreign.length === 0) unnoticed.push(`${policy.table}: ${policy.name}`);
    }
    expect(unnoticed).toEqual([]);
  });
});
