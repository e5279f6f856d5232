import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../tests/support/house.ts';
import { messagesIn, nudge, paperIn, wednesdayNight, wednesdayNoon } from '../tests/support/messages-in.ts';
import type { ReachablePerson } from '../tests/support/reachable-person.ts';
import { sendDue } from './deliver.server.ts';
import { gates, type MessageKind, messageKinds } from './message/rules.ts';
import type { MessageFacts } from './messages/facts.ts';
import { cancelMessage, messagesOf } from './outbox.server.ts';

const house = aHouse();
const { db, queue, newPerson, stateOf, hold, emptyQueue } = messagesIn(house);

test('what PostgreSQL asks of each kind is what the rules say', async () => {
  const rows =
    await db()`select kind, needs_choice as "needsChoice", refused_by_no as "refusedByNo", keeps_windows as "keepsWindows",
    ignores_hold as "ignoresHold", ignores_suppression as "ignoresSuppression", priority::int,
    (extract(epoch from lifetime) / 60)::int as "lifetimeMinutes" from message_kind order by kind`;
  const expected = [...messageKinds].sort().map((kind: MessageKind) => ({ kind, ...gates[kind] }));
  expect(rows.map((row) => ({ ...row }))).toEqual(expected);
});

const changes: [string, string, (person: ReachablePerson) => Promise<unknown>][] = [
  [
    'said STOP',
    'suppressed',
    (
      p,
    ) => db()`update suppression set suppressed_at = now(), reason = 'stop' where kind = 'mobile' and service_id = ${p.serviceId}
    and blind_index = (select blind_index from contact_point where id = ${p.mobile.id})`,
  ],
  [
    'has not answered about decisions',
    'choice',
    (p) => db()`update choice_now set state = 'unanswered' where id = ${p.choices.decision}`,
  ],
  [
    'has not answered about texts',
    'choice',
    (p) => db()`update choice_now set state = 'unanswered' where id = ${p.choices.text}`,
  ],
  [
    'asked for a pause',
    'hold',
    (p) => db()`update hold set held = true, reason = 'asked_to_pause' where victim_id = ${p.victimId}`,
  ],
  [
    'gave up the number',
    'no_channel',
    (p) => db()`update contact_point set ended_at = now() where id = ${p.mobile.id}`,
  ],
  [
    'has a number that reaches nobody',
    'no_channel',
    (p) => db()`update contact_point set bad_at = now() where id = ${p.mobile.id}`,
  ],
  [
    'has a phone somebody else watches',
    'no_channel',
    (p) => db()`update contact_point set watched = true where id = ${p.mobile.id}`,
  ],
  [
    'never confirmed the number',
    'no_channel',
    (p) => db()`update contact_point set verified_at = null where id = ${p.mobile.id}`,
  ],
  [
    'wants no texts at all',
    'no_channel',
    (p) =>
      db()`insert into adjustment (service_id, victim_id, kind) values (${p.serviceId}, ${p.victimId}, 'no_texts')`,
  ],
];

describe('nothing leaves for someone who', () => {
  test.each(changes)('%s, and staff see why: %s', async (_, reason, change) => {
    const person = await newPerson();
    const id = await queue(person);
    await change(person);
    const paper = paperIn();
    await sendDue(house.here.id, { at: wednesdayNoon, ...paper });
    expect(await paper.read()).toEqual([]);
    await hold(wednesdayNoon);
    expect(await stateOf(id)).toMatchObject({ state: 'held', held_reason: reason });
    await emptyQueue();
  });

  test('is asleep, until the morning, and then it leaves by itself', async () => {
    const id = await queue(await newPerson());
    const paper = paperIn();
    await sendDue(house.here.id, { at: wednesdayNight, ...paper });
    await hold(wednesdayNight);
    expect(await stateOf(id)).toMatchObject({ state: 'held', held_reason: 'quiet_hours' });
    await hold(new Date('2026-11-26T08:05:00Z'));
    await sendDue(house.here.id, { at: new Date('2026-11-26T08:05:00Z'), ...paper });
    expect(await stateOf(id)).toMatchObject({ state: 'accepted', held_reason: null });
    expect(await paper.read()).toHaveLength(1);
  });

  test('is safe only until noon, from half past eleven', async () => {
    const person = await newPerson();
    await db()`insert into safe_window values (${person.serviceId}, ${person.victimId}, 3, '10:00', '12:00')`;
    const id = await queue(person);
    const paper = paperIn();
    await sendDue(house.here.id, { at: new Date('2026-11-25T11:31:00Z'), ...paper });
    await hold(new Date('2026-11-25T11:31:00Z'));
    expect(await stateOf(id)).toMatchObject({ state: 'held', held_reason: 'window' });
    await hold(new Date('2026-12-02T11:30:00Z'));
    await sendDue(house.here.id, { at: new Date('2026-12-02T11:30:00Z'), ...paper });
    expect(await stateOf(id)).toMatchObject({ state: 'accepted' });
  });

  test('took their yes back since: it is stopped for good', async () => {
    const person = await newPerson();
    const id = await queue(person);
    await db()`update choice_now set state = 'withdrawn', changed_at = now() where id = ${person.choices.decision}`;
    await hold(wednesdayNoon);
    expect(await stateOf(id)).toMatchObject({ state: 'cancelled', wiped: true });
  });
});

describe('an invitation', () => {
  const invitation: MessageFacts = { kind: 'invitation', form: 'notice', locator: 'K7Q2' };
  const invite = async (contact: string) => {
    const person = await newPerson();
    await db()`update choice_now set state = ${contact}, changed_at = '2026-11-19' where victim_id = ${person.victimId}
      and purpose = 'contact' and channel = ''`;
    const id = await queue(person, invitation, 'email');
    const paper = paperIn();
    await sendDue(house.here.id, { at: wednesdayNoon, ...paper });
    await hold(wednesdayNoon);
    return { state: await stateOf(id), sheets: await paper.read() };
  };
  test('goes to someone nobody has asked yet', async () => {
    expect(await invite('unanswered')).toMatchObject({
      state: { state: 'accepted' },
      sheets: [{ channel: 'email' }],
    });
  });
  test.each(['declined', 'withdrawn'])('does not go to someone who has %s contact', async (said) => {
    expect(await invite(said)).toMatchObject({ state: { state: 'held', held_reason: 'choice' }, sheets: [] });
    await emptyQueue();
  });
});

test('a no to any contact stops what was agreed before it', async () => {
  const person = await newPerson();
  const id = await queue(person);
  await db()`update choice_now set state = 'withdrawn', changed_at = now() where id = ${person.choices.contact}`;
  const paper = paperIn();
  await sendDue(house.here.id, { at: wednesdayNoon, ...paper });
  expect(await paper.read()).toEqual([]);
  await hold(wednesdayNoon);
  expect(await stateOf(id)).toMatchObject({ state: 'cancelled' });
});

test('nobody is written to because somebody else said yes', async () => {
  const [person, other] = [await newPerson(), await newPerson()];
  const id = await queue(person);
  const byTheirs = db()`update message set topic_choice_id = ${other.choices.decision} where id = ${id}`;
  await expect(byTheirs).rejects.toMatchObject({ code: '23503' });
  await db().begin(async (unchecked) => {
    await unchecked`set local session_replication_role = replica`;
    await unchecked`update message set topic_choice_id = ${other.choices.decision} where id = ${id}`;
  });
  const paper = paperIn();
  await sendDue(house.here.id, { at: wednesdayNoon, ...paper });
  expect(await paper.read()).toEqual([]);
  await emptyQueue();
});

describe('a code somebody asks for', () => {
  const code: MessageFacts = { kind: 'sign_in_code', code: '123456' };
  test('arrives at night, on a watched phone, during a pause; its words and facts are kept nowhere', async () => {
    const person = await newPerson();
    await db()`update hold set held = true, reason = 'asked_to_pause' where victim_id = ${person.victimId}`;
    await db()`update contact_point set watched = true where id = ${person.mobile.id}`;
    const id = await queue(person, code);
    const paper = paperIn();
    await sendDue(house.here.id, { at: wednesdayNight, ...paper });
    expect((await paper.read())[0]?.body).toContain('123456');
    expect(await stateOf(id)).toMatchObject({ state: 'accepted', wiped: true, unkept: true });
  });
  test('never goes to a number that said STOP', async () => {
    const person = await newPerson();
    await db()`update suppression set suppressed_at = now(), reason = 'stop' where blind_index = (select blind_index from contact_point where id = ${person.mobile.id})`;
    await queue(person, code);
    const paper = paperIn();
    await sendDue(house.here.id, { at: wednesdayNoon, ...paper });
    expect(await paper.read()).toEqual([]);
    await emptyQueue();
  });
});

test('one service never sends, holds, ends or sees what belongs to another', async () => {
  const person = await newPerson(house.elsewhere.worker);
  const id = await queue(person, nudge, 'text', house.elsewhere.worker);
  const paper = paperIn();
  expect(await sendDue(house.here.id, { at: wednesdayNoon, ...paper })).toBe(0);
  expect(await hold(wednesdayNight)).toBe(0);
  expect(await transactionAs(house.here.worker, (tx) => messagesOf(tx, person.victimId))).toEqual([]);
  expect(await transactionAs(house.here.worker, (tx) => cancelMessage(tx, id))).toBe(false);
  expect(await stateOf(id)).toMatchObject({ state: 'queued' });
  expect(await sendDue(house.elsewhere.id, { at: wednesdayNoon, ...paper })).toBe(1);
});

test('a sender reads nothing of a message without saying for which service', async () => {
  await queue(await newPerson());
  const rows = await transactionAs({ role: 'sender', serviceId: '' }, (tx) =>
    tx.execute(sql`select id from message`),
  );
  expect(rows).toHaveLength(0);
  await emptyQueue();
});
