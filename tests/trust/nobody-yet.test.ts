import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { describe, expect, test } from 'vitest';
import { aHouse } from '../support/house.ts';
import { messagesIn } from '../support/messages-in.ts';

const house = aHouse();
const { db, newPerson, queue } = messagesIn(house);
const denied = '42501';

describe('the login of a process, before it is anybody', () => {
  const logins = () => {
    const { portalUrl, backofficeUrl, workerUrl } = house.database;
    return { heard_portal: portalUrl, heard_backoffice: backofficeUrl, heard_worker: workerUrl };
  };
  const asLogin = async <T>(url: string, ask: (sql: postgres.Sql) => Promise<T>): Promise<T> => {
    const sql = postgres(url, { max: 1 });
    return ask(sql).finally(() => sql.end());
  };
  const receipt = (sql: postgres.Sql, word: Buffer) => sql<{ taken: boolean }[]>`
    select take_receipt(${word}, 'twilio', 'SM1', 'delivered', null, 'delivered', '{accepted}', null) as taken`;

  test('the worker takes a receipt in for whoever the word is of, and is nobody again after it', async () => {
    const person = await newPerson();
    const [id, other] = [await queue(person), await queue(person)];
    await db()`update message set state = 'accepted', sealed_facts = null where id in ${db()([id, other])}`;
    const word = randomBytes(32);
    await db()`insert into attempt (service_id, message_id, number, provider, started_at, callback_hash)
      values (${person.serviceId}, ${id}, 1, 'twilio', now(), ${word})`;
    await asLogin(logins().heard_worker, async (sql) => {
      expect(await receipt(sql, randomBytes(32))).toEqual([{ taken: false }]);
      expect(await receipt(sql, word)).toEqual([{ taken: true }]);
      const [who] =
        await sql`select current_user as name, current_setting('app.service_id', true) as service`;
      expect(who).toEqual({ name: 'heard_worker', service: '' });
      await expect(sql`select from message`).rejects.toMatchObject({ code: denied });
      await expect(
        sql`select keep_receipt(${other}, 'twilio', null, 'delivered', null, 'delivered', '{accepted}', null)`,
      ).rejects.toMatchObject({ code: denied });
    });
    const states = await db()`select id, state from message where victim_id = ${person.victimId}`;
    expect(new Map(states.map((one) => [one.id, one.state]))).toEqual(
      new Map([
        [id, 'delivered'],
        [other, 'accepted'],
      ]),
    );
  });

  test('no other process may, and no login may call anything else by its name', async () => {
    for (const url of [logins().heard_portal, logins().heard_backoffice])
      await expect(asLogin(url, (sql) => receipt(sql, randomBytes(32)))).rejects.toMatchObject({
        code: denied,
      });
    const theirs = await db()`
      select grantee::regrole::text as login, proname as name from pg_proc, aclexplode(proacl)
      where grantee <> 0 and grantee::regrole::text = any (${Object.keys(logins())})`;
    expect([...theirs]).toEqual([{ login: 'heard_worker', name: 'take_receipt' }]);
  });
});
