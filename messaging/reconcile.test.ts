import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../tests/support/house.ts';
import { messagesIn, nudge } from '../tests/support/messages-in.ts';
import type { ReachablePerson } from '../tests/support/reachable-person.ts';
import { type TextsTaken, textsTaken } from '../tests/support/texts-taken.ts';
import { sendDue } from './deliver.server.ts';
import type { MessageFacts } from './messages/facts.ts';
import { lookForTexts } from './reconcile.server.ts';
import { reapLeases } from './waiting.server.ts';

const house = aHouse();
const { db, newPerson, queue, stateOf, tasksOf, emptyQueue } = messagesIn(house);

const start = new Date('2026-11-25T12:00:00Z').getTime();
const after = (minutes: number) => new Date(start + minutes * 60_000);
const look = (taken: TextsTaken, minutes: number) =>
  lookForTexts(house.here.id, { at: after(minutes), providerFor: taken.providerFor });
const reply: MessageFacts = { kind: 'reply', phone: '01632 960001' };
const code: MessageFacts = { kind: 'sign_in_code', code: '123456' };

/** A text whose answer was lost at noon, whether or not Twilio took it. */
async function lostAtNoon(arrived: boolean, facts: MessageFacts = nudge) {
  await emptyQueue();
  await db()`update message set next_look_at = null`;
  const taken = textsTaken(after(0));
  const person = await newPerson();
  const id = await queue(person, facts);
  taken.answer = arrived ? 'taken_unsaid' : 'not_taken_unsaid';
  await sendDue(house.here.id, { at: after(0), providerFor: taken.providerFor });
  taken.answer = 'taken';
  expect(await stateOf(id)).toMatchObject({ state: 'unknown' });
  return { taken, person, id };
}
const sendAgain = (taken: TextsTaken, minutes: number) =>
  sendDue(house.here.id, { at: after(minutes), providerFor: taken.providerFor });
const to = (taken: TextsTaken, { mobile }: ReachablePerson) =>
  taken.texts.filter((one) => one.to === mobile.value).length;

describe('a text whose answer was lost', () => {
  test('is left alone for two minutes, and then found where Twilio has it', async () => {
    const { taken, person, id } = await lostAtNoon(true);
    expect(await look(taken, 1.9)).toBe(0);
    expect(await look(taken, 2)).toBe(1);
    expect(await stateOf(id)).toMatchObject({ state: 'sent' });
    await sendAgain(taken, 60);
    expect([to(taken, person), await tasksOf(person)]).toEqual([1, []]);
  });

  test('goes once more after a quarter of an hour when Twilio never had it, and not before', async () => {
    const { taken, person, id } = await lostAtNoon(false);
    for (const minutes of [2, 5, 8, 11, 14]) {
      expect(await look(taken, minutes)).toBe(1);
      expect(await stateOf(id)).toMatchObject({ state: 'unknown' });
      await sendAgain(taken, minutes);
    }
    expect(to(taken, person)).toBe(0);
    await look(taken, 17);
    await sendAgain(taken, 17);
    expect(await stateOf(id)).toMatchObject({ state: 'accepted' });
    expect([to(taken, person), await tasksOf(person)]).toEqual([1, []]);
  });

  test('does not go a third time: staff ring', async () => {
    const { taken, person, id } = await lostAtNoon(false);
    await look(taken, 15);
    taken.answer = 'not_taken_unsaid';
    await sendAgain(taken, 15);
    taken.answer = 'taken';
    await look(taken, 30);
    await sendAgain(taken, 30);
    expect(await stateOf(id)).toMatchObject({ state: 'unknown' });
    expect([to(taken, person), await tasksOf(person)]).toEqual([0, ['message_unknown']]);
    expect(await look(taken, 600)).toBe(0);
  });

  test('does not go once more after its person took their yes back', async () => {
    const { taken, person, id } = await lostAtNoon(false);
    await db()`update choice_now set state = 'withdrawn', changed_at = now() where id = ${person.choices.decision}`;
    await look(taken, 15);
    await sendAgain(taken, 15);
    expect([to(taken, person), (await stateOf(id))?.state]).toEqual([0, 'queued']);
  });

  test('is rung about when it was an answer, and dropped when it was a code', async () => {
    const { taken, person, id } = await lostAtNoon(false, reply);
    await look(taken, 15);
    await sendAgain(taken, 15);
    expect([to(taken, person), await tasksOf(person)]).toEqual([0, ['message_unknown']]);
    expect(await stateOf(id)).toMatchObject({ state: 'unknown' });
    const asked = await lostAtNoon(false, code);
    await look(asked.taken, 15);
    expect(await stateOf(asked.id)).toMatchObject({ state: 'dead', wiped: true });
    expect(await tasksOf(asked.person)).toEqual([]);
  });

  test('is not sent again because Twilio could not be asked', async () => {
    const { taken, person, id } = await lostAtNoon(false);
    taken.answers = false;
    for (const minutes of [2, 15, 60, 239]) await look(taken, minutes);
    expect([await stateOf(id), await tasksOf(person)]).toMatchObject([{ state: 'unknown' }, []]);
    await look(taken, 243);
    expect(await tasksOf(person)).toEqual(['message_unknown']);
  });

  test('is told apart from another to the same number, or else a person is asked', async () => {
    const { taken, person, id } = await lostAtNoon(true);
    const other = await queue(person);
    taken.answer = 'not_taken_unsaid';
    await sendDue(house.here.id, { at: after(0), providerFor: taken.providerFor });
    for (const minutes of [2, 15, 18]) await look(taken, minutes);
    for (const one of [id, other]) expect(await stateOf(one)).toMatchObject({ state: 'unknown' });
    expect(to(taken, person)).toBe(1);
    expect(new Set(await tasksOf(person))).toEqual(new Set(['message_unknown']));
  });

  test('may be heard of by its first address when it is about to go once more', async () => {
    const { taken, id } = await lostAtNoon(false);
    await look(taken, 15);
    const [first] = await db()`select callback_hash from attempt where message_id = ${id}`;
    const [known] = await db()`select message_id from message_of_callback(${first?.callback_hash})`;
    expect(known?.message_id).toBe(id);
  });
});

test('a text that died with its process is looked for as well', async () => {
  const { taken, person, id } = await lostAtNoon(true);
  await db()`update message set state = 'submitting', lease_until = ${after(2)} where id = ${id}`;
  await transactionAs({ role: 'sender', serviceId: house.here.id }, (tx) => reapLeases(tx, after(2)));
  expect(await stateOf(id)).toMatchObject({ state: 'unknown', failure_code: 'lease_ended' });
  expect(await tasksOf(person)).toEqual([]);
  await look(taken, 4);
  expect(await stateOf(id)).toMatchObject({ state: 'sent' });
});

describe('a text that was taken and of which nothing more is heard', () => {
  async function silent() {
    await emptyQueue();
    await db()`update message set next_look_at = null`;
    const taken = textsTaken(after(0));
    const person = await newPerson();
    const id = await queue(person);
    await sendAgain(taken, 0);
    return { taken, person, id };
  }

  test('is asked about after a quarter of an hour, and then every hour', async () => {
    const { taken, id } = await silent();
    expect([await look(taken, 14), await look(taken, 15), await look(taken, 74)]).toEqual([0, 1, 0]);
    expect(await stateOf(id)).toMatchObject({ state: 'sent' });
    taken.say('delivered');
    expect(await look(taken, 75)).toBe(1);
    expect(await stateOf(id)).toMatchObject({ state: 'delivered' });
    expect(await look(taken, 10_000)).toBe(0);
  });

  test('is given up after three days: staff see that nobody can say whether it arrived', async () => {
    const { taken, person, id } = await silent();
    await look(taken, 15);
    await look(taken, 71 * 60);
    expect([await stateOf(id), await tasksOf(person)]).toMatchObject([{ state: 'sent' }, []]);
    await look(taken, 72 * 60);
    expect(await stateOf(id)).toMatchObject({ state: 'unconfirmed' });
    expect([await tasksOf(person), await look(taken, 99_999)]).toEqual([['message_unknown'], 0]);
  });
});
