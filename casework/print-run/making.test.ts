import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { sealerOf } from '#db/sealing.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { sealFacts } from '#messaging/sealed-message.server.ts';
import { rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import {
  comesToBePrinted,
  newsByLetter,
  noLetters,
  seenBy,
  someoneWithAnAddress,
} from '../../tests/support/letters.ts';
import { answer } from '../../tests/support/someone.ts';
import { lettersWaiting, makeRun } from './making.server.ts';

const house = aHouse();
const me = () => house.here.worker;
const waiting = () => transactionAs(me(), lettersWaiting);
const make = () => transactionAs(me(), makeRun);

async function letterHere(address?: string) {
  const who = await someoneWithAnAddress(me(), address);
  const id = await newsByLetter(me(), who);
  await comesToBePrinted(me());
  return { who, id };
}

/** So many more letters like one that lies here, each of which has waited longer. */
async function manyLike({ who, id }: Awaited<ReturnType<typeof letterHere>>, many: number): Promise<void> {
  const sealer = await transactionAs(me(), (tx) => sealerOf(tx, who.victimId));
  const facts = { kind: 'update', content: 'nudge', phone: '01632 960001' } as const;
  const copies = Array.from({ length: many }, () => {
    const copy = randomUUID();
    return { id: copy, facts: sealFacts(sealer, copy, facts).toString('base64') };
  });
  await rows(
    house.database,
    (sql) => sql`
      insert into message select (json_populate_record(m, json_build_object('id', copy.id,
        'sealed_facts', '\\x' || encode(decode(copy.facts, 'base64'), 'hex'), 'created_at', m.created_at - interval '1 day'))).*
      from message m, json_to_recordset(${JSON.stringify(copies)}::text::json) as copy(id uuid, facts text) where m.id = ${id}`,
  );
}

beforeEach(() =>
  rows(
    house.database,
    (sql) =>
      sql`update message set state = 'cancelled', cancelled_reason = 'staff' where state <> 'cancelled'`,
  ),
);

describe('somebody who says no while a pile is made', () => {
  test('does not wait for it, and their letter cannot be posted with it', async () => {
    const { who, id } = await letterHere();
    const runId = await transactionAs(me(), async (tx) => {
      const made = await makeRun(tx);
      await answer(who, 'updates/progress/', 'declined');
      return made;
    });
    const [held] = await rows(house.database, (sql) => sql`select state from message where id = ${id}`);
    expect(held).toEqual({ state: 'cancelled' });
    expect((await seenBy(me(), String(runId))).members).toMatchObject([{ stops: 'stopped', printed: 'no' }]);
  });

  test('and was first is not in it', async () => {
    const { who } = await letterHere();
    const { id } = await letterHere();
    await answer(who, 'updates/progress/', 'declined');
    expect((await seenBy(me(), String(await make()))).members).toMatchObject([{ messageId: id }]);
  });
});

test('a colleague who makes a pile at the same moment waits for the first, and gets none of its letters', async () => {
  const { id } = await letterHere();
  const isWaiting = () =>
    rows(house.database, async (sql) => {
      const [found] = await sql`select count(*)::int as many from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      expect(found?.many).toBe(1);
    });
  const piles: Promise<string | null>[] = [];
  await transactionAs(me(), async (tx) => {
    piles.push(Promise.resolve(await makeRun(tx)), transactionAs(house.here.manager, makeRun));
    await vi.waitFor(isWaiting, 20_000);
  });
  const [first, second] = await Promise.all(piles);
  expect(second).toBeNull();
  expect((await seenBy(me(), String(first))).members).toMatchObject([{ messageId: id }]);
});

describe('more letters than one pile holds', () => {
  test('go into it a hundred at a time, those first that have waited longest', async () => {
    const one = await letterHere();
    await manyLike(one, 100);
    const first = await seenBy(me(), String(await make()));
    expect(first.members).toHaveLength(100);
    expect(first.members.map(({ messageId }) => messageId)).not.toContain(one.id);
    expect((await seenBy(me(), String(await make()))).members).toMatchObject([{ messageId: one.id }]);
    expect(await make()).toBeNull();
  });

  test('are shown as many as anybody reads, and it is said how many more there are', async () => {
    const one = await letterHere();
    expect((await waiting()).more).toEqual({ letters: 0, atLeast: false });
    await manyLike(one, 208);
    const { letters, more } = await waiting();
    expect([letters.length, more]).toEqual([200, { letters: 9, atLeast: false }]);
  });

  test('are counted up to a thousand behind those shown, and no further', async () => {
    await manyLike(await letterHere(), 1200);
    expect((await waiting()).more).toEqual({ letters: 1000, atLeast: true });
  });
});

describe('letters that nobody can post', () => {
  test('keep no letter back that can be, however many wait before it', async () => {
    const unfit = await letterHere(`${'Long'.repeat(12)} Lane, Rivermead`);
    await manyLike(unfit, 210);
    const { id } = await letterHere();
    expect((await seenBy(me(), String(await make()))).members).toMatchObject([{ messageId: id }]);
  });

  test('stand on the page beside those that can, however many they are', async () => {
    const kept = await letterHere();
    await manyLike(kept, 300);
    await noLetters(me(), kept.who);
    const { id } = await letterHere();
    const { letters, more } = await waiting();
    expect(letters.filter(({ stops }) => stops === null)).toMatchObject([{ messageId: id }]);
    expect(letters.filter(({ stops }) => stops === 'no_channel')).toHaveLength(100);
    expect(more).toEqual({ letters: 201, atLeast: false });
  });
});
