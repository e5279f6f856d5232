import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../tests/support/house.ts';
import { answering, messagesIn, paperIn, wednesdayNoon } from '../tests/support/messages-in.ts';
import type { ReachablePerson } from '../tests/support/reachable-person.ts';
import { sendDue } from './deliver.server.ts';
import type { MessageFacts } from './messages/facts.ts';
import { messageOf, messagesInTrouble, retryMessage } from './outbox.server.ts';
import { expireMessages, reapLeases } from './waiting.server.ts';

const house = aHouse();
const { db, queue, newPerson, stateOf, tasksOf, emptyQueue } = messagesIn(house);

describe('a message leaves', () => {
  test('when everything says yes, and staff can see how, and what it said', async () => {
    const person = await newPerson();
    const id = await queue(person);
    const paper = paperIn();
    await sendDue(house.here.id, { at: wednesdayNoon, ...paper });
    const [sheet] = await paper.read();
    expect(sheet).toMatchObject({
      id,
      channel: 'text',
      to: person.mobile.value,
      from: '+447700900999',
      language: 'en',
    });
    const seen = await transactionAs(house.here.worker, (tx) => messageOf(tx, id));
    expect(seen).toMatchObject({
      state: 'accepted',
      attempts: 1,
      tries: [{ number: 1, outcome: 'accepted' }],
    });
    expect(seen?.body?.text).toBe(sheet?.body);
    expect(await transactionAs(house.elsewhere.worker, (tx) => messageOf(tx, id))).toBeNull();
  });

  test('in the language its person reads when it leaves, not when it was written', async () => {
    const person = await newPerson();
    await queue(person);
    await db()`update contact_preference set language_written = 'pl' where victim_id = ${person.victimId}`;
    const paper = paperIn();
    await sendDue(house.here.id, { at: wednesdayNoon, ...paper });
    expect((await paper.read())[0]).toMatchObject({ language: 'pl' });
  });
});

describe('a sentence of news', () => {
  const sentence: MessageFacts = {
    kind: 'update',
    content: 'sentence',
    sentenceKey: 'finished',
    phone: '01632 960001',
  };
  const sayTo = async (change: (person: ReachablePerson) => Promise<unknown>) => {
    const person = await newPerson();
    await db()`update contact_preference set text_content = 'sentence' where victim_id = ${person.victimId}`;
    await queue(person, sentence);
    await change(person);
    const paper = paperIn();
    await sendDue(house.here.id, { at: wednesdayNoon, ...paper });
    return (await paper.read())[0]?.body;
  };
  test('goes to a number that is theirs alone, if they want that', async () => {
    expect(await sayTo(async () => undefined)).toContain('It has now come to an end');
  });
  test.each([
    [
      'once the number is shared',
      (p: ReachablePerson) => db()`update contact_point set shared = true where id = ${p.mobile.id}`,
    ],
    [
      'once they want only a nudge',
      (p: ReachablePerson) =>
        db()`update contact_preference set text_content = 'nudge' where victim_id = ${p.victimId}`,
    ],
  ])('becomes a nudge %s', async (_, change) => {
    expect(await sayTo(change)).toContain('There is something new for you');
  });
});

describe('when the provider', () => {
  test('is busy, the message waits its turn and goes later', async () => {
    const id = await queue(await newPerson());
    await sendDue(house.here.id, {
      at: wednesdayNoon,
      ...answering({ state: 'again', code: '20429', afterSeconds: 120 }),
    });
    expect(await stateOf(id)).toMatchObject({ state: 'queued', failure_code: '20429', wiped: false });
    const paper = paperIn();
    await sendDue(house.here.id, { at: new Date('2026-11-25T12:01:59Z'), ...paper });
    expect(await paper.read()).toEqual([]);
    await sendDue(house.here.id, { at: new Date('2026-11-25T12:02:01Z'), ...paper });
    expect(await paper.read()).toHaveLength(1);
  });

  test('refuses the number, the number is noted as bad and the worker gets a task', async () => {
    const person = await newPerson();
    const id = await queue(person);
    await sendDue(house.here.id, {
      at: wednesdayNoon,
      ...answering({ state: 'failed', code: '21211', permanent: true }),
    });
    expect(await stateOf(id)).toMatchObject({ state: 'failed', failure_code: '21211' });
    expect(await tasksOf(person)).toEqual(['message_failed']);
    const [point] = await db()`select bad_at from contact_point where id = ${person.mobile.id}`;
    expect(point?.bad_at).not.toBeNull();
    const [due] =
      await db()`select due_what, staff_id from victim_case c join task t on t.case_id = c.id where c.id = ${person.caseId}`;
    expect(due).toMatchObject({ due_what: 'task', staff_id: house.here.worker.staffId });
  });

  test('says the number opted out there, it is stopped here as well', async () => {
    const person = await newPerson();
    await queue(person);
    await sendDue(house.here.id, {
      at: wednesdayNoon,
      ...answering({ state: 'failed', code: '21610', permanent: true }),
    });
    expect(await tasksOf(person)).toEqual(expect.arrayContaining(['texts_stopped']));
    const [row] =
      await db()`select reason from suppression s join contact_point p using (service_id, kind, blind_index) where p.id = ${person.mobile.id}`;
    expect(row?.reason).toBe('stop');
  });

  test('leaves us not knowing, nothing is sent again until a person decides', async () => {
    const person = await newPerson();
    const id = await queue(person);
    await sendDue(house.here.id, {
      at: wednesdayNoon,
      ...answering({ state: 'unknown', code: 'ECONNRESET' }),
    });
    expect(await stateOf(id)).toMatchObject({ state: 'unknown', unkept: false });
    const paper = paperIn();
    await sendDue(house.here.id, { at: new Date('2026-11-25T18:00:00Z'), ...paper });
    expect(await paper.read()).toEqual([]);
    const again = await transactionAs(house.here.worker, (tx) => retryMessage(tx, id));
    expect(await transactionAs(house.here.worker, (tx) => retryMessage(tx, id))).toBeNull();
    expect(await stateOf(String(again))).toMatchObject({ state: 'queued' });
    const trouble = await transactionAs(house.here.worker, messagesInTrouble);
    expect(trouble.map((one) => one.id)).not.toContain(id);
    await emptyQueue();
  });
});

test('a text is given no longer to arrive than the safe time goes on, and no longer than four hours', async () => {
  const [person, other] = [await newPerson(), await newPerson()];
  await db()`insert into safe_window values (${person.serviceId}, ${person.victimId}, 3, '11:00', '12:40')`;
  await queue(person);
  await queue(other);
  const asked = answering({ state: 'accepted', providerId: 'SM1' });
  await sendDue(house.here.id, { at: wednesdayNoon, ...asked });
  const secondsOf = ({ mobile }: ReachablePerson) =>
    asked.given.find((one) => one.to === mobile.value)?.validForSeconds;
  // Ten of them belong to the call, and the rest to a machine with much to do.
  expect(secondsOf(person)).toBeLessThan(40 * 60 - 10);
  expect(secondsOf(person)).toBeGreaterThan(38 * 60);
  expect(secondsOf(other)).toBeLessThan(4 * 60 * 60 - 10);
  expect(secondsOf(other)).toBeGreaterThan(4 * 60 * 60 - 120);
  expect(asked.given[0]?.callbackUrl).toMatch(/\/twilio\/status\/[\w-]{32}$/);
});

test('a process that died while sending leaves a message of which nobody says that it went', async () => {
  const person = await newPerson();
  const id = await queue(person);
  await db()`update message set state = 'submitting', attempts = 1, lease_until = '2026-11-25T12:02:00Z' where id = ${id}`;
  const reap = (at: string) =>
    transactionAs({ role: 'sender', serviceId: house.here.id }, (tx) => reapLeases(tx, new Date(at)));
  expect(await reap('2026-11-25T12:01:59Z')).toBe(0);
  expect(await reap('2026-11-25T12:02:00Z')).toBe(1);
  expect(await stateOf(id)).toMatchObject({ state: 'unknown', failure_code: 'lease_ended' });
});

test('what outlived its time ends, and what has time left does not', async () => {
  const [late, early] = [await queue(await newPerson()), await queue(await newPerson())];
  await db()`update message set expires_at = '2026-11-25' where id = ${late}`;
  await transactionAs({ role: 'sender', serviceId: house.here.id }, (tx) =>
    expireMessages(tx, wednesdayNoon),
  );
  expect(await stateOf(late)).toMatchObject({ state: 'expired' });
  expect(await stateOf(early)).toMatchObject({ state: 'queued' });
  await emptyQueue();
});
