import postgres from 'postgres';
import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { type Person, someone } from '../../tests/support/someone.ts';
import { answersKept, type Fields, keepAnswers } from './store.server.ts';

const house = aHouse();
const path = '/change/contact';
const keep = ({ me, victimId }: Person, fields: Fields) =>
  transactionAs(me, (tx) => keepAnswers(tx, victimId, path, fields));
const take = ({ me, victimId }: Person, from = path) =>
  transactionAs(me, (tx) => answersKept(tx, victimId, from));

describe('answers in hand when a session ends', () => {
  test('come back as they were, on their own page, however often they look', async () => {
    const sam = await someone(house.here.worker);
    const fields: Fields = [
      ['channels', 'text'],
      ['channels', 'email'],
      ['callMe', 'سام'],
    ];
    await keep(sam, [['callMe', 'before']]);
    await keep(sam, fields);
    expect(await take(sam, '/updates')).toBeNull();
    expect(await take(sam)).toEqual(fields);
    expect(await take(sam)).toEqual(fields);
  });

  test('are gone twenty minutes later', async () => {
    const sam = await someone(house.here.worker);
    await keep(sam, [['callMe', 'Sam']]);
    const superuser = postgres(house.database.superuserUrl, { max: 1 });
    await superuser`update kept_answer set kept_at = clock_timestamp() - interval '20 minutes' where victim_id = ${sam.victimId}`;
    await superuser.end();
    expect(await take(sam)).toBeNull();
  });

  test('are not in the database in words, and nobody else takes them', async () => {
    const [sam, robin] = [await someone(house.here.worker), await someone(house.here.worker)];
    await keep(sam, [['callMe', 'unmistakable']]);
    expect(await transactionAs(robin.me, (tx) => answersKept(tx, sam.victimId, path))).toBeNull();
    const superuser = postgres(house.database.superuserUrl, { max: 1 });
    const rows =
      await superuser`select encode(sealed_fields, 'escape') as sealed from kept_answer where victim_id = ${sam.victimId}`;
    await superuser.end();
    expect(JSON.stringify(rows)).not.toContain('unmistakable');
    expect(await take(sam)).toEqual([['callMe', 'unmistakable']]);
  });
});
