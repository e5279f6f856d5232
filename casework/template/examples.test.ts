import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { staffEmailIndex } from '#db/sealing.server.ts';
import { StatementRefusedError, transactionAs } from '#db/transaction.server.ts';
import type { Which } from '#messaging/messages/example.server.ts';
import { rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { answering } from '../../tests/support/messages-in.ts';
import { askForExample, examplesOf, sendExamples } from './examples.server.ts';
import { exampleForm, nameOf } from './form.server.ts';

const house = aHouse();
const urduNudge: Which = { template: 'update.nudge', channel: 'text', language: 'ur' };
const ask = (words: Which = urduNudge, email = house.here.worker.email) =>
  transactionAs(house.here.worker, (tx) => askForExample(tx, { words, email }));
const mine = () => transactionAs(house.here.worker, examplesOf);
const sendBy = async (outcome: Parameters<typeof answering>[0], serviceId = house.here.id) => {
  const provider = answering(outcome);
  await sendExamples(serviceId, provider.providerFor());
  return provider.given;
};
const accepted = { state: 'accepted', providerId: 'mail-1' } as const;

beforeEach(async () => {
  await rows(house.database, (db) => db`delete from words_example`);
});

describe('a copy of some words', () => {
  test('goes to whoever asked, says that it is an example, and their address is kept no longer', async () => {
    expect(await ask()).toBe('asked');
    const [given] = await sendBy(accepted);
    expect(given).toMatchObject({
      ...{ channel: 'email', to: house.here.worker.email, from: 'Riverside', language: 'ur', html: null },
      ...{ subject: 'ٹیکسٹ کا نمونہ', callbackUrl: null },
    });
    expect(given?.text).toMatch(/^یہ ایک نمونہ ہے۔.*\n\nآپ کے لیے کچھ نیا ہے۔/u);
    expect(await mine()).toMatchObject([{ ...urduNudge, state: 'sent' }]);
    const [kept] = await rows(house.database, (db) => db`select sealed_to from words_example`);
    expect(kept).toEqual({ sealed_to: null });
  });

  test('of an e-mail looks like the e-mail, and its subject says that it is an example', async () => {
    await ask({ template: 'question', channel: 'email', language: 'en' });
    const [given] = await sendBy(accepted);
    expect(given?.subject).toBe('Example: A question for you');
    expect(given?.html).toContain('<title>Example: A question for you</title>');
  });

  test('goes once, whatever became of it', async () => {
    await ask();
    expect(await sendBy({ state: 'unknown', code: 'ECONNRESET' })).toHaveLength(1);
    expect(await sendBy(accepted)).toEqual([]);
    expect(await mine()).toMatchObject([{ state: 'failed' }]);
  });

  test('that a process had taken and never settled is not sent again', async () => {
    await ask();
    await rows(
      house.database,
      (db) => db`update words_example set state = 'sending', sending_at = now() - interval '6 minutes'`,
    );
    expect(await sendBy(accepted)).toEqual([]);
    expect(await mine()).toMatchObject([{ state: 'failed' }]);
  });

  test('is sent by its own service alone', async () => {
    await ask();
    expect(await sendBy(accepted, house.elsewhere.id)).toEqual([]);
  });

  test('is asked for twenty times an hour, and then not', async () => {
    for (let asked = 0; asked < 20; asked += 1) expect(await ask()).toBe('asked');
    expect(await ask()).toBe('too_many');
  });
});

describe('nobody else', () => {
  test('is ever sent one: not a colleague, not a person', async () => {
    for (const email of [house.here.manager.email, 'kasia@example.org']) {
      expect(await ask(urduNudge, email)).toBe('not_yours');
    }
    expect(await mine()).toEqual([]);
  });

  test('is sent one by SQL written by hand either: the address must be, by its hash, the one they sign in with', async () => {
    const { id, worker, manager } = house.here;
    const insert = (staffId: string, email: string) =>
      transactionAs(worker, (tx) =>
        tx.execute(sql`
          insert into words_example (service_id, id, staff_id, to_index, sealed_to, template, channel, language)
          values (${id}, ${randomUUID()}, ${staffId}, ${staffEmailIndex(email)}, ${Buffer.from('x')}, 'reply', 'text', 'en')`),
      );
    await expect(insert(worker.staffId, manager.email)).rejects.toThrow();
    await expect(insert(manager.staffId, manager.email)).rejects.toThrow(StatementRefusedError);
    await expect(insert(worker.staffId, 'kasia@example.org')).rejects.toThrow();
  });

  test('sees what a colleague asked for', async () => {
    await ask();
    expect(await transactionAs(house.here.manager, examplesOf)).toEqual([]);
  });
});

test('an address is taken as it was typed, and nothing but an address', () => {
  const typed = (email: string) => exampleForm.safeParse({ words: nameOf(urduNudge), email });
  expect(typed(' Amira@Rivermead.Example ')).toMatchObject({ data: { email: 'amira@rivermead.example' } });
  expect(typed('amira').success).toBe(false);
  expect(typed('').success).toBe(false);
});
