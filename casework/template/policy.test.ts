import { beforeEach, expect, test } from 'vitest';
import { asOwner } from '#db/set-up.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { policyInPence } from '../service/policy.server.ts';
import { wordsRule } from './policy.server.ts';

const house = aHouse();
const begin = (name: string, from: string, value: string) =>
  asOwner(house.database.ownerUrl, (owner) =>
    owner.execute(`insert into policy values ('${house.here.id}', '${name}', '${from}', '${value}')`),
  );
const rule = () => transactionAs(house.here.worker, wordsRule);
const price = () => transactionAs(house.here.worker, (tx) => policyInPence(tx, 'text_part_pence'));

beforeEach(() => rows(house.database, (db) => db`delete from policy`));

test('words leave unapproved until a service says otherwise, and its staff are told from which day', async () => {
  expect(await rule()).toEqual({ approvedOnly: false, changes: null });
  await begin('message_words', '2199-01-01', '"approved"');
  expect(await rule()).toEqual({
    approvedOnly: false,
    changes: { approvedOnly: true, at: new Date('2199-01-01') },
  });
});

test('the newest day that has begun counts, also where it takes the rule away again', async () => {
  await begin('message_words', '2020-01-01', '"approved"');
  expect(await rule()).toEqual({ approvedOnly: true, changes: null });
  await begin('message_words', '2021-01-01', '"any"');
  expect(await rule()).toEqual({ approvedOnly: false, changes: null });
});

test('what a part of a text costs is the price of today, and nothing where nobody set one', async () => {
  expect(await price()).toBeNull();
  await begin('text_part_pence', '2020-01-01', '3.95');
  await begin('text_part_pence', '2199-01-01', '9');
  expect(await price()).toBe(3.95);
});
