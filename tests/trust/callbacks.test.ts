import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import twilio from 'twilio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textsReceived } from '../../casework/inbound-text/store.server.ts';
import { blindIndex, sealerOfService } from '../../db/sealing.server.ts';
import { type StaffActor, transactionAs } from '../../db/transaction.server.ts';
import { aHouse } from '../support/house.ts';
import { messagesIn } from '../support/messages-in.ts';
import { dramaNumber, type ReachablePerson, reachablePerson } from '../support/reachable-person.ts';
import {
  account,
  type Posted,
  post,
  publicUrl,
  signed,
  startWorker,
  type WorkerProcess,
} from '../support/worker-process.ts';

const house = aHouse();
const { db, queue, stateOf, tasksOf } = messagesIn(house);

let worker: WorkerProcess;
beforeAll(async () => {
  worker = await startWorker(house.database);
});
afterAll(() => worker.stop());

/** Someone who is safe at any hour, so that this test may run at any. */
async function safeAlways(
  staff: StaffActor = house.here.worker,
  mobile = dramaNumber(),
): Promise<ReachablePerson> {
  const person = await reachablePerson(db(), staff, mobile);
  for (const weekday of [1, 2, 3, 4, 5, 6, 7])
    await db()`insert into safe_window values (${person.serviceId}, ${person.victimId}, ${weekday}, '00:00', '24:00')`;
  return person;
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(20);
  }
}

/** A text that really left, and where Twilio was told to report on it. */
async function aTextThatLeft() {
  const person = await safeAlways();
  const id = await queue(person);
  const asked = await until(async () => worker.asked.find((one) => one.To === person.mobile.value));
  await until(async () => ((await stateOf(id))?.state === 'accepted' ? true : undefined));
  const [row] = await db()`select provider_id from message where id = ${id}`;
  return {
    person,
    id,
    sid: String(row?.provider_id),
    path: new URL(String(asked.StatusCallback)).pathname,
    asked,
  };
}
const receiptsOf = async (id: string) =>
  (await db()`select raw_state from receipt where message_id = ${id}`).length;
const entries = async () => Number((await db()`select count(*) as n from audit_entry`)[0]?.n);

describe('a text', () => {
  test('leaves through Twilio, and what becomes of it comes back, once, in whatever order', async () => {
    const { id, sid, path, asked, person } = await aTextThatLeft();
    expect(asked).toMatchObject({ To: person.mobile.value, From: '+447700900999' });
    expect(Number(asked.ValidityPeriod)).toBeGreaterThan(14_300);
    expect(asked.StatusCallback).toMatch(new RegExp(`^${publicUrl}/twilio/status/`));
    const say = (MessageStatus: string) => post(worker, signed(path, { MessageSid: sid, MessageStatus }));
    expect(await say('delivered')).toBe(204);
    expect(await stateOf(id)).toMatchObject({ state: 'delivered' });
    expect(await say('sent')).toBe(204);
    expect(await stateOf(id)).toMatchObject({ state: 'delivered' });
    const [before, kept] = [
      await db()`select version, settled_at from message where id = ${id}`,
      await receiptsOf(id),
    ];
    expect(await say('delivered')).toBe(204);
    expect(await db()`select version, settled_at from message where id = ${id}`).toEqual(before);
    expect([kept, await receiptsOf(id)]).toEqual([2, 2]);
  });

  test('that did not arrive is the worker’s to know, once', async () => {
    const { id, sid, path, person } = await aTextThatLeft();
    const failed = signed(path, { MessageSid: sid, MessageStatus: 'undelivered', ErrorCode: '30005' });
    for (let time = 0; time < 3; time += 1) expect(await post(worker, failed)).toBe(204);
    expect(await stateOf(id)).toMatchObject({ state: 'undelivered', failure_code: '30005' });
    expect(await tasksOf(person)).toEqual(['message_failed']);
    const [point] = await db()`select bad_at from contact_point where id = ${person.mobile.id}`;
    expect(point?.bad_at).not.toBeNull();
  });

  test('may be reported on before we know that it was taken', async () => {
    const { id, sid, path } = await aTextThatLeft();
    await db()`update message set state = 'submitting', provider_id = null, lease_until = now() + interval '1 hour' where id = ${id}`;
    expect(await post(worker, signed(path, { MessageSid: sid, MessageStatus: 'sent' }))).toBe(204);
    expect(await stateOf(id)).toMatchObject({ state: 'sent' });
  });
});

describe('a callback', () => {
  const strangerToken = () => randomBytes(16).toString('hex');
  const forgeries: Record<string, (good: Posted) => Posted> = {
    'nobody signed': (good) => ({ ...good, signature: null }),
    'signed with nothing': (good) => ({ ...good, signature: '' }),
    'a stranger signed': (good) => ({
      ...good,
      signature: twilio.getExpectedTwilioSignature(strangerToken(), `${publicUrl}${good.path}`, good.form),
    }),
    'changed after it was signed': (good) => ({ ...good, form: { ...good.form, MessageStatus: 'failed' } }),
    'added to after it was signed': (good) => ({
      ...good,
      form: { ...good.form, ErrorCode: strangerToken() },
    }),
    'signed for another message': (good) => ({
      ...good,
      signature: signed(`/twilio/status/${strangerToken()}`, good.form).signature,
    }),
    'about somebody else’s account': (good) => {
      const form = { ...good.form, AccountSid: `AC${strangerToken()}` };
      const signature = twilio.getExpectedTwilioSignature(account.token, `${publicUrl}${good.path}`, form);
      return { ...good, form, signature };
    },
    'signed for the address behind our door': (good) => ({
      ...good,
      signature: twilio.getExpectedTwilioSignature(account.token, `${worker.url}${good.path}`, good.form),
    }),
  };

  test.each(Object.entries(forgeries))(
    '%s is refused fifteen times over, and nothing is kept',
    async (_, forge) => {
      const { id, sid, path } = await aTextThatLeft();
      const good = signed(path, { MessageSid: sid, MessageStatus: 'delivered' });
      const stop = signed('/twilio/inbound', { From: dramaNumber(), Body: 'STOP', MessageSid: sid });
      const before = [await stateOf(id), await receiptsOf(id)];
      for (let time = 0; time < 15; time += 1) {
        expect(await post(worker, forge(good))).toBe(403);
        if (time % 5 === 0) expect(await post(worker, forge(stop))).toBe(403);
      }
      expect([await stateOf(id), await receiptsOf(id)]).toEqual(before);
      expect(await post(worker, good)).toBe(204);
    },
  );

  test('about a message nobody knows is not found, and one that is too large is refused unread', async () => {
    const unknown = signed(`/twilio/status/${strangerToken()}`, { MessageSid: 'SM1', MessageStatus: 'sent' });
    expect(await post(worker, unknown)).toBe(404);
    expect(await post(worker, signed('/twilio/else', {}))).toBe(404);
    for (const length of [70_000, 5_000_000, 5_000_000])
      expect(await post(worker, signed('/twilio/inbound', { Body: 'x'.repeat(length) }))).toBe(413);
  });
});

test('what Twilio tells us while the database does not answer is asked for again, and kept when it does', async () => {
  const { id, sid, path } = await aTextThatLeft();
  const delivered = signed(path, { MessageSid: sid, MessageStatus: 'delivered' });
  await db().begin(async (tx) => {
    await tx`lock table message in access exclusive mode`;
    expect(await post(worker, delivered)).toBe(503);
  });
  expect(await receiptsOf(id)).toBe(0);
  expect(await post(worker, delivered)).toBe(204);
  expect(await stateOf(id)).toMatchObject({ state: 'delivered' });
});

const texting = (From: string, Body: string, To = '+447700900999') =>
  signed('/twilio/inbound', { From, To, Body, MessageSid: `SM${randomBytes(16).toString('hex')}` });

describe('somebody who answers STOP', () => {
  const suppressedFor = async ({ serviceId, mobile }: ReachablePerson) => {
    const index = blindIndex(serviceId, 'mobile', mobile.value);
    const [row] =
      await db()`select suppressed_at from suppression where service_id = ${serviceId} and kind = 'mobile' and blind_index = ${index}`;
    return row?.suppressed_at !== null;
  };

  test('gets no text any more from any service; what waits is stopped; each worker is told once; START changes nothing', async () => {
    const number = dramaNumber();
    const [person, lodger] = [await safeAlways(undefined, number), await safeAlways(undefined, number)];
    const neighbour = await safeAlways(house.elsewhere.worker, number);
    await db()`update hold set held = true, reason = 'staff' where victim_id in ${db()([person.victimId, lodger.victimId])}`;
    const [text, email] = [await queue(person), await queue(person, undefined, 'email')];
    const stop = texting(number, 'stop texting me please');
    expect(await post(worker, stop)).toBe(204);
    for (const one of [person, lodger, neighbour]) {
      expect(await suppressedFor(one)).toBe(true);
      expect(await tasksOf(one)).toEqual(['texts_stopped']);
    }
    expect(await stateOf(text)).toMatchObject({ state: 'cancelled', wiped: true });
    expect((await stateOf(email))?.state).not.toBe('cancelled');
    const [choice] = await db()`select state from choice_now where id = ${person.choices.text}`;
    expect(choice?.state).toBe('agreed');

    const before = await entries();
    expect(await post(worker, stop)).toBe(204);
    expect([await tasksOf(person), await entries()]).toEqual([['texts_stopped'], before]);

    expect(await post(worker, texting(number, 'START'))).toBe(204);
    expect(await suppressedFor(person)).toBe(true);
    expect(await tasksOf(person)).toEqual(['texts_stopped', 'reply_needed']);
    expect(await post(worker, texting(number, 'STOP'))).toBe(204);
    expect(await tasksOf(person)).toEqual(['texts_stopped', 'reply_needed']);
    const later = await queue(person);
    await db()`update hold set held = false, reason = null where victim_id = ${person.victimId}`;
    await until(async () => ((await stateOf(later))?.state === 'held' ? true : undefined));
    expect(worker.asked.filter((one) => one.To === number)).toEqual([]);
  });

  test('among other words is read by a person, and by nobody in the database', async () => {
    const person = await safeAlways();
    const words = `please don't stop the updates, I live at ${randomBytes(6).toString('hex')}`;
    expect(await post(worker, texting(person.mobile.value, words))).toBe(204);
    expect(await suppressedFor(person)).toBe(false);
    expect(await tasksOf(person)).toEqual(['reply_needed']);
    const [row] =
      await db()`select id, sealed_body from inbound where class = 'other' order by at desc limit 1`;
    expect(Buffer.from(row?.sealed_body).includes(words.slice(-12))).toBe(false);
    const place = { table: 'inbound', column: 'sealed_body', row: String(row?.id) };
    expect(() => sealerOfService(house.here.id).open(place, row?.sealed_body)).toThrow();
    const read = await transactionAs(house.here.worker, (tx) => textsReceived(tx, person.victimId));
    expect(read.map((text) => text.words)).toEqual([words]);
  });

  test('from a number nobody knows leaves nothing behind', async () => {
    const [before] = await db()`select count(*) as n from inbound`;
    expect(await post(worker, texting('+447700900998', 'STOP'))).toBe(204);
    expect(await db()`select count(*) as n from inbound`).toEqual([before]);
  });
});

describe('somebody two services know, who texts the number of one', () => {
  const numbers = { here: '+447700900911', elsewhere: '+447700900912' };
  const heardBy = ({ serviceId, victimId }: ReachablePerson) =>
    transactionAs(serviceId === house.here.id ? house.here.worker : house.elsewhere.worker, async (tx) =>
      (await textsReceived(tx, victimId)).map((text) => text.words),
    );
  const theirTextsComeFrom = async (here: string, elsewhere: string) => {
    await db()`update service set texts_from = ${here} where id = ${house.here.id}`;
    await db()`update service set texts_from = ${elsewhere} where id = ${house.elsewhere.id}`;
  };
  const ownNumbers = () => theirTextsComeFrom(numbers.here, numbers.elsewhere);
  const knownToBoth = async () => {
    const number = dramaNumber();
    return [await safeAlways(undefined, number), await safeAlways(house.elsewhere.worker, number)] as const;
  };

  test('is read there, and the other is told nothing', async () => {
    await ownNumbers();
    const [one, other] = await knownToBoth();
    expect(await post(worker, texting(one.mobile.value, 'He is outside', numbers.here))).toBe(204);
    expect([await heardBy(one), await tasksOf(one)]).toEqual([['He is outside'], ['reply_needed']]);
    const kept =
      await db()`select id from inbound where service_id = ${other.serviceId} and from_index = ${blindIndex(other.serviceId, 'mobile', other.mobile.value)}`;
    expect([kept.length, await tasksOf(other)]).toEqual([0, []]);
  });

  test('but is heard by both when it is STOP, or when the number belongs to neither', async () => {
    await ownNumbers();
    const [one, other] = await knownToBoth();
    expect(await post(worker, texting(one.mobile.value, 'He is outside', '+447700900998'))).toBe(204);
    for (const person of [one, other])
      expect([await heardBy(person), await tasksOf(person)]).toEqual([['He is outside'], ['reply_needed']]);
    expect(await post(worker, texting(one.mobile.value, 'STOP', numbers.here))).toBe(204);
    for (const person of [one, other]) {
      expect(await heardBy(person)).toEqual(['STOP', 'He is outside']);
      expect((await tasksOf(person)).toSorted()).toEqual(['reply_needed', 'texts_stopped']);
    }
  });

  test('is read where texts leave from the number of the house, and not where they leave from another', async () => {
    const [one, other] = await knownToBoth();
    await theirTextsComeFrom('Riverside', '+447700900998');
    expect(await post(worker, texting(one.mobile.value, 'Ring me', '+447700900998'))).toBe(204);
    expect([await heardBy(one), await heardBy(other)]).toEqual([['Ring me'], ['Ring me']]);
    await theirTextsComeFrom('Riverside', numbers.elsewhere);
    expect(await post(worker, texting(one.mobile.value, 'He is outside', '+447700900998'))).toBe(204);
    expect([await heardBy(one), await heardBy(other)]).toEqual([['He is outside', 'Ring me'], ['Ring me']]);
  });
});

test('the worker finishes what it has begun and ends when it is asked to', async () => {
  const another = await startWorker(house.database);
  // A worker that is ready may say for a moment that it is not, where the machine is short of time.
  for (const path of ['/healthz', '/readyz', '/version'])
    await expect.poll(async () => (await fetch(`${another.url}${path}`)).status).toBe(200);
  expect(await another.stop()).toBe(0);
});
