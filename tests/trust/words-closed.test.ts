import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aHouse } from '../support/house.ts';
import { type SomeonesCase, someone } from '../support/people.ts';
import { send, takeDown, write } from '../support/statements.ts';

const house = aHouse();
type Person = { role: string; serviceId: string; victimId?: string; personId?: string; staffId?: string };

let author: SomeonesCase;
let anyone: postgres.Sql;
let owner: postgres.Sql;
let superuser: postgres.Sql;
let ids: { sent: string; toConfirm: string };

beforeAll(async () => {
  const { database, here } = house;
  anyone = postgres(database.everyActorUrl, { max: 4, connection: { client_min_messages: 'warning' } });
  owner = postgres(database.ownerUrl, { max: 1, connection: { client_min_messages: 'warning' } });
  superuser = postgres(database.superuserUrl, { max: 1 });
  author = await someone(here.worker);
  await write(author, 'What was sent.');
  await send(author);
  const { statementId } = await takeDown(here.worker, author, 'What was said.');
  await write(author, 'Nobody reads this.');
  await write(author, 'Nor this, from the other page.');
  const [one] = await superuser<{ id: string }[]>`select id from statement where state = 'sent'`;
  ids = { sent: one?.id ?? '', toConfirm: statementId };
});
afterAll(() => Promise.all([anyone.end(), owner.end(), superuser.end()]));

class Undone extends Error {}

/** What a statement gives to somebody: how many rows, or the SQLSTATE it is refused with. Nothing of it is kept. */
async function asThem({ role, serviceId, ...who }: Person, statement: string): Promise<number | string> {
  let result: number | string = 0;
  const undo = anyone.begin(async (tx) => {
    await tx`select set_config('role', ${role}, true), set_config('app.service_id', ${serviceId}, true),
      set_config('app.victim_id', ${who.victimId ?? ''}, true), set_config('app.person_id', ${who.personId ?? ''}, true),
      set_config('app.staff_id', ${who.staffId ?? ''}, true)`;
    result = (await tx.unsafe(statement)).count;
    throw new Undone();
  });
  await undo.catch((error: unknown) => {
    if (error instanceof postgres.PostgresError) result = error.code;
    else if (!(error instanceof Undone)) throw error;
  });
  return result;
}

/** Everyone but the author, who may be told by the same ids: their parent, another person, all staff, every process. */
function others(): [string, Person][] {
  const { here, elsewhere } = house;
  const { me, victimId } = author;
  const stranger = crypto.randomUUID();
  const [serviceId, roles] = [here.id, ['visitor', 'sender', 'webhook', 'reporter']];
  return [
    ['someone who acts for them', { ...me, personId: stranger }],
    ['the person, with nobody signed in', { role: 'victim', serviceId, victimId }],
    ['another person', { role: 'victim', serviceId, victimId: stranger, personId: stranger }],
    [
      'another person, acting as the author',
      { role: 'victim', serviceId, victimId: stranger, personId: victimId },
    ],
    ['their worker', here.worker],
    ['a manager', here.manager],
    ['an auditor', here.auditor],
    ['a worker elsewhere', elsewhere.worker],
    ...roles.map((role): [string, Person] => [
      role,
      { role, serviceId, victimId, personId: victimId, staffId: here.worker.staffId },
    ]),
  ];
}

const closed = (result: number | string) => result === 0 || result === '42501';

describe('a draft that was not sent', () => {
  test('is there: two texts, and its author reads both', async () => {
    expect(await asThem(author.me, 'select sealed_words from statement_draft')).toBe(1);
    expect(await asThem(author.me, 'select sealed_words from draft_beside')).toBe(1);
  });

  test('is read, changed, moved and taken away by nobody but its author', async () => {
    const tried = others().flatMap(([name, who]) =>
      ['statement_draft', 'draft_beside'].flatMap((table) =>
        [
          `select * from ${table}`,
          `select id from ${table}`,
          `select sealed_words from ${table} for update`,
          `update ${table} set sealed_words = sealed_words`,
          `update ${table} set author_id = gen_random_uuid()`,
          `delete from ${table}`,
          `select to_jsonb(it) from ${table} it`,
        ].map(async (statement) => [name, statement, await asThem(who, statement)] as const),
      ),
    );
    const answers = await Promise.all(tried);
    expect(answers.filter(([, , result]) => !closed(result))).toEqual([]);
    expect(answers.length).toBe(12 * 2 * 7);
  });

  test('is not read by the owner of the tables either, nor by what looks things up', async () => {
    expect(await owner`select * from statement_draft`).toHaveLength(0);
    expect(await owner`select * from draft_beside`).toHaveLength(0);
    const mightier = await superuser<{ name: string }[]>`
      select p.proname as name from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.prosecdef and pg_get_functiondef(p.oid) ~ 'statement_draft|draft_beside'`;
    expect(mightier).toEqual([]);
    const granted = await superuser<{ grantee: string }[]>`
      select distinct grantee from information_schema.column_privileges
      where table_name in ('statement_draft', 'draft_beside') and grantee not in ('heard_owner', 'postgres')`;
    expect(granted.map(({ grantee }) => grantee)).toEqual(['victim']);
  });

  test('is not opened even by whoever holds every other row: its words are sealed', async () => {
    const rows = await superuser<{ sealed_words: Buffer }[]>`
      select sealed_words from statement_draft union all select sealed_words from draft_beside`;
    for (const { sealed_words } of rows)
      expect(sealed_words.toString('latin1')).not.toMatch(/Nobody|Nor this/);
  });
});

const receipts = async () =>
  (await superuser<{ count: number }[]>`select count(*)::int as count from statement_reading`)[0]?.count;

describe('what was sent', () => {
  test('is selected by no member of staff, however they ask', async () => {
    const tricks = [
      'select sealed_words from statement',
      'select * from statement',
      'select length(sealed_words) from statement',
      'select id from statement order by sealed_words',
      "select id from statement where sealed_words <> ''",
      'update statement set version = version returning sealed_words',
      'update statement set version = version where sealed_words is not null',
      'select to_jsonb(s) from statement s',
      'copy statement to stdout',
    ];
    for (const [name, who] of others().filter(([, { role }]) => role !== 'victim'))
      for (const trick of tricks)
        expect([name, trick, await asThem(who, trick)]).toEqual([name, trick, '42501']);
  });

  test('is not changed by anyone, and a receipt is neither made up nor taken away', async () => {
    const tricks = [
      `update statement set sealed_words = ''`,
      `update statement set used_at = now()`,
      `delete from statement`,
      `delete from statement_reading`,
      `update statement_reading set at = now()`,
      `insert into statement_reading (service_id, victim_id, statement_id, staff_id, role, why)
        select '${house.here.id}', '${author.victimId}', '${ids.sent}', '${house.here.worker.staffId}', 'worker', 'brief'`,
      'truncate statement_reading',
    ];
    for (const [name, who] of [...others(), ['the author', author.me] as const])
      for (const trick of tricks)
        expect([name, trick, await asThem(who, trick)]).toEqual([name, trick, '42501']);
  });

  test('is opened by the one function there is, and every opening leaves its receipt', async () => {
    const { worker } = house.here;
    const before = await receipts();
    await anyone.begin(async (tx) => {
      await tx`select set_config('role', 'staff', true), set_config('app.service_id', ${worker.serviceId}, true), set_config('app.staff_id', ${worker.staffId}, true)`;
      const [opened] = await tx<{ words: Buffer }[]>`select read_statement(${ids.sent}, 'brief') as words`;
      expect(opened?.words.length).toBeGreaterThan(30);
    });
    expect(await receipts()).toBe((before ?? 0) + 1);
  });

  test('is not opened by others, for another reason, or before the person confirmed it', async () => {
    const before = await receipts();
    const words = (id: string, why = 'brief') =>
      `select read_statement('${id}', '${why}') as words where read_statement('${id}', '${why}') is not null`;
    const { worker, manager } = house.here;
    for (const [name, who] of others().filter(([, it]) => it !== worker && it !== manager))
      expect([name, closed(await asThem(who, words(ids.sent)))]).toEqual([name, true]);
    expect(await asThem(manager, words(ids.toConfirm))).toBe(0);
    expect(await asThem(worker, words(ids.toConfirm))).toBe(1);
    expect(await asThem(worker, words(ids.sent, 'curiosity'))).toBe('23514');
    expect(await receipts()).toBe(before);
  });
});

describe('what the database holds to by itself', () => {
  test('words that were sent stay as they are, even for a superuser', async () => {
    await expect(superuser`update statement set sealed_words = '' where id = ${ids.sent}`).rejects.toThrow(
      'never changed',
    );
    await expect(superuser`update statement set word_count = 1 where id = ${ids.sent}`).rejects.toThrow(
      'never changed',
    );
    await expect(superuser`delete from statement_reading`).rejects.toThrow('append-only');
  });

  test('what was used is not withdrawn', async () => {
    const used = superuser.begin(async (tx) => {
      await tx`update statement set used_at = now() where id = ${ids.sent}`;
      await tx`update statement set state = 'withdrawn', withdrawn_at = now() where id = ${ids.sent}`;
    });
    await expect(used).rejects.toThrow('was used stays');
  });

  test('staff do not confirm as the person, and the person not as staff', async () => {
    const confirm = (how: string) =>
      `update statement set state = 'sent', sent_at = now(), confirmed_how = ${how} where id = '${ids.toConfirm}'`;
    expect(await asThem(house.here.worker, confirm("'portal'"))).toBe('23001');
    expect(await asThem(author.me, confirm("'read_back'"))).toBe('23001');
    expect(await asThem(author.me, confirm('null'))).toBe('23001');
    expect(await asThem(author.me, confirm("'portal'"))).toBe(1);
    expect(await asThem(house.here.worker, confirm("'read_back'"))).toBe(1);
  });

  test('nobody is let read it whom the ledger does not say yes to', async () => {
    const add = (audience: string) =>
      `insert into statement_audience (service_id, statement_id, victim_id, audience)
        values ('${house.here.id}', '${ids.sent}', '${author.victimId}', '${audience}')`;
    expect(await asThem(author.me, add('child'))).toBe('42501');
    expect(await asThem(house.here.worker, add('child'))).toBe('42501');
    expect(await asThem(author.me, add('panel'))).toBe('23505');
  });
});
