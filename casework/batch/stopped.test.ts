import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { sendDue } from '#messaging/deliver.server.ts';
import { cancelMessage, messagesInTrouble, retryMessage } from '#messaging/outbox.server.ts';
import type { Outcome, Provider } from '#messaging/providers/provider.ts';
import { lookForTexts } from '#messaging/reconcile.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { newsByLetter, someoneWithAnAddress } from '../../tests/support/letters.ts';
import { answering, messagesIn, wednesdayNoon } from '../../tests/support/messages-in.ts';
import { afterTenMinutes, confirmed, peopleOfOneIncident, saved } from '../../tests/support/several.ts';
import { textsTaken } from '../../tests/support/texts-taken.ts';
import { clearanceOf, sayNotAboutThem, takeBackHeld } from '../leak/finding.server.ts';
import { knowIdentifier } from '../leak/store.server.ts';
import { nextStepsOf } from '../message/rules.ts';
import { publishCleared, takeBackCleared } from '../update/cleared.server.ts';
import { stopBatch } from './confirm.server.ts';
import { progressOf } from './store.server.ts';
import { tellSeveral } from './tell.server.ts';

const house = aHouse();
const { db, tasksOf, emptyQueue } = messagesIn(house);
const me = () => house.here.worker;
const accepted: Outcome = { state: 'accepted', providerId: 'SM1' };
const minutesOn = (minutes: number) => new Date(wednesdayNoon.getTime() + minutes * 60_000);
const stop = (batchId: string) => transactionAs(me(), (tx) => stopBatch(tx, batchId));
const progress = (batchId: string) => transactionAs(me(), (tx) => progressOf(tx, batchId));

beforeEach(() => emptyQueue());

/** A set whose ten minutes have passed; `before` may change what is true of its people once it was confirmed. */
async function begun(people: number, before: (incidentId: string) => Promise<unknown> = async () => null) {
  const it = await peopleOfOneIncident(db(), me(), people);
  const batchId = await saved(me(), it);
  await confirmed(me(), batchId, people);
  await afterTenMinutes(db(), batchId);
  await before(it.incidentId);
  await tellSeveral(house.here.id);
  await db()`update message set created_at = '2026-11-20', not_before = '2026-11-20', expires_at = '2027-01-01' where batch_id = ${batchId}`;
  return { ...it, batchId };
}

/** One person's text of a set; their e-mail was stopped before. */
async function oneText() {
  const { batchId, people } = await begun(1);
  await db()`update message set state = 'cancelled', cancelled_reason = 'staff' where batch_id = ${batchId} and channel = 'email'`;
  const [message] = await db()<
    { id: string }[]
  >`select id from message where batch_id = ${batchId} and channel = 'text'`;
  const [person] = people;
  if (!message || !person) throw new Error('There is a text');
  return { batchId, person, id: message.id };
}

const standing = async (id: string) => {
  const [row] =
    await db()`select state, cancelled_reason as why, sealed_facts is null as wiped from message where id = ${id}`;
  return row;
};
const later = async () => {
  const provider = answering(accepted);
  await sendDue(house.here.id, { at: minutesOn(24 * 60), ...provider });
  return provider.given;
};

describe('a message that is being handed over while its set is stopped', () => {
  const handedOver = async (outcome: Outcome) => {
    const { batchId, id, person } = await oneText();
    const submit = async () => {
      await stop(batchId);
      return outcome;
    };
    const provider: Provider = { name: 'twilio', submit, close: async () => undefined };
    await sendDue(house.here.id, { at: wednesdayNoon, providerFor: () => provider });
    return { batchId, id, person };
  };

  test('does not come back to be sent again', async () => {
    const { batchId, id } = await handedOver({ state: 'again', code: '20429', afterSeconds: 1 });
    expect(await standing(id)).toEqual({ state: 'cancelled', why: 'set_stopped', wiped: true });
    expect(await later()).toEqual([]);
    expect(await progress(batchId)).toMatchObject({ gone: 0, stillHere: 0, stopped: 2, inTrouble: 0 });
  });

  test('and has left is said to have left', async () => {
    const { batchId, id } = await handedOver(accepted);
    expect(await standing(id)).toMatchObject({ state: 'accepted', why: 'set_stopped' });
    expect(await progress(batchId)).toMatchObject({ gone: 1, stopped: 1 });
  });

  test('and could not be sent is nothing that staff must see to', async () => {
    const { id, person } = await handedOver({ state: 'failed', code: '30007', permanent: true });
    expect(await standing(id)).toMatchObject({ state: 'failed', why: 'set_stopped' });
    expect(await tasksOf(person)).toEqual([]);
  });

  test('is not printed where it was a letter on its way to the desk', async () => {
    const { batchId } = await begun(1);
    const reader = await someoneWithAnAddress(me());
    const id = await newsByLetter(me(), reader);
    await db()`update message set batch_id = ${batchId}, created_at = '2026-11-20', not_before = '2026-11-20' where id = ${id}`;
    const submit: Provider['submit'] = async ({ messageId }) => {
      await stop(batchId);
      return { state: 'accepted', providerId: messageId };
    };
    const desk: Provider = { name: 'paper', submit, close: async () => undefined };
    await sendDue(house.here.id, { at: wednesdayNoon, providerFor: () => desk });
    expect(await standing(id)).toEqual({ state: 'cancelled', why: 'set_stopped', wiped: true });
  });
});

describe('a text that was lost before its set was stopped', () => {
  async function lost(arrived: boolean) {
    await db()`update message set next_look_at = null`;
    const { batchId, id, person } = await oneText();
    const taken = textsTaken(minutesOn(0));
    taken.answer = arrived ? 'taken_unsaid' : 'not_taken_unsaid';
    await sendDue(house.here.id, { at: minutesOn(0), providerFor: taken.providerFor });
    taken.answer = 'taken';
    expect(await standing(id)).toMatchObject({ state: 'unknown' });
    await stop(batchId);
    expect(await standing(id)).toEqual({ state: 'unknown', why: 'set_stopped', wiped: false });
    const look = (minutes: number) =>
      lookForTexts(house.here.id, { at: minutesOn(minutes), providerFor: taken.providerFor });
    return { batchId, id, person, taken, look };
  }
  const inTrouble = async () => (await transactionAs(me(), messagesInTrouble)).map(({ id }) => id);

  test('does not go once more, and is over once nothing of it is found', async () => {
    const { batchId, id, person, taken, look } = await lost(false);
    expect(await progress(batchId)).toMatchObject({ gone: 0, stopped: 1, inTrouble: 1 });
    expect(await inTrouble()).toContain(id);
    for (const minutes of [2, 14, 17, 30]) await look(minutes);
    expect([taken.texts, await later()]).toEqual([[], []]);
    expect(await standing(id)).toMatchObject({ state: 'dead', why: 'set_stopped' });
    expect(await progress(batchId)).toMatchObject({ gone: 0, stopped: 2, inTrouble: 0 });
    expect([await tasksOf(person), await inTrouble()]).toEqual([[], expect.not.arrayContaining([id])]);
  });

  test('is said to have gone where it had', async () => {
    const { batchId, id, look } = await lost(true);
    await look(2);
    expect(await standing(id)).toMatchObject({ state: 'sent' });
    expect(await progress(batchId)).toMatchObject({ gone: 1, stopped: 1 });
  });

  test('is for staff to ring about where nobody can say, until they have dealt with it, and is not sent again', async () => {
    const { id, person, taken, look } = await lost(true);
    taken.answers = false;
    for (const minutes of [2, 15, 243]) await look(minutes);
    expect(await tasksOf(person)).toEqual(['message_unknown']);
    expect(await inTrouble()).toContain(id);
    const message = {
      kind: 'update',
      channel: 'text',
      state: 'unknown',
      cancelledReason: 'set_stopped',
    } as const;
    expect(nextStepsOf(message)).toEqual(['phone', 'other_channel', 'dealt_with']);
    expect(await transactionAs(me(), (tx) => retryMessage(tx, id))).toBeNull();
    expect(await transactionAs(me(), (tx) => cancelMessage(tx, id))).toBe(true);
    expect(await standing(id)).toMatchObject({ state: 'unknown', why: 'staff' });
    expect(await inTrouble()).not.toContain(id);
  });
});

describe('a text of a set that could not be delivered', () => {
  async function failed() {
    const { batchId, id } = await oneText();
    await db()`update message set state = 'failed', failure_code = '30007' where id = ${id}`;
    return { batchId, id };
  }
  const again = (id: string) => transactionAs(me(), (tx) => retryMessage(tx, id));

  test('and was sent again by staff does not leave once the set is stopped', async () => {
    const { batchId, id } = await failed();
    const once = String(await again(id));
    expect(await progress(batchId)).toMatchObject({ gone: 0, stillHere: 1, stopped: 1, inTrouble: 0 });
    await stop(batchId);
    await db()`update message set not_before = '2026-11-20', expires_at = '2027-01-01' where id = ${once}`;
    expect(await later()).toEqual([]);
    expect(await standing(once)).toEqual({ state: 'cancelled', why: 'set_stopped', wiped: true });
    expect(await progress(batchId)).toMatchObject({ gone: 0, stillHere: 0, stopped: 2, inTrouble: 0 });
  });

  test('may be sent again a second time while the set goes on, and each time only one of it is counted', async () => {
    const { batchId, id } = await failed();
    const once = String(await again(id));
    await db()`update message set state = 'failed', failure_code = '30007' where id = ${once}`;
    expect(await again(id)).toBeNull();
    expect(await again(once)).not.toBeNull();
    expect(await progress(batchId)).toMatchObject({ stillHere: 1, stopped: 1, inTrouble: 0 });
  });

  test('is not sent again by anyone after the set was stopped', async () => {
    const { batchId, id } = await failed();
    await stop(batchId);
    expect(await again(id)).toBeNull();
    expect(await standing(id)).toMatchObject({ state: 'failed', why: null });
    expect(await progress(batchId)).toMatchObject({ stillHere: 0, stopped: 1, inTrouble: 1 });
  });

  test('and is being sent again at the moment of a stop is stopped with the others', async () => {
    const { batchId, id } = await failed();
    const ended: { stop?: Promise<boolean> } = {};
    const once = await transactionAs(me(), async (tx) => {
      const made = await retryMessage(tx, id);
      ended.stop = stop(batchId);
      await pause(100);
      return made;
    });
    expect(await ended.stop).toBe(true);
    expect(await standing(String(once))).toMatchObject({ state: 'cancelled', why: 'set_stopped' });
  });
});

describe('an update whose words were held back at somebody’s turn', () => {
  async function held() {
    const { batchId, people } = await begun(1, (incidentId) =>
      transactionAs(me(), (tx) =>
        knowIdentifier(tx, incidentId, { kind: 'child_nickname', words: 'Friday', ambiguous: true }),
      ),
    );
    const victimId = String(people[0]?.victimId);
    await db()`update contact_preference set channels = '{text,email}' where victim_id = ${victimId}`;
    const [update] = await db()<{ id: string }[]>`select id from case_update where victim_id = ${victimId}`;
    const { leakId } = await transactionAs(me(), (tx) => clearanceOf(tx, 'update', String(update?.id)));
    const became = async () => {
      const [row] = await db()`select state from case_update where victim_id = ${victimId}`;
      const messages =
        await db()`select state, batch_id from message where victim_id = ${victimId} order by channel`;
      return {
        update: row?.state,
        messages: messages.map(({ state, batch_id }) => [state, batch_id === batchId]),
      };
    };
    return { batchId, leakId: String(leakId), became };
  }
  const clear = (leakId: string) =>
    transactionAs(me(), async (tx) => publishCleared(tx, await sayNotAboutThem(tx, leakId)));

  test('is never published once the set is stopped, though somebody clears the words', async () => {
    const { batchId, leakId, became } = await held();
    expect(await progress(batchId)).toMatchObject({ told: 0, waits: 1, takenBack: 0 });
    await stop(batchId);
    await clear(leakId);
    expect(await became()).toEqual({ update: 'taken_back', messages: [] });
    expect(await progress(batchId)).toMatchObject({ told: 0, waits: 0, takenBack: 1 });
  });

  test('may be taken back by whoever held it after that as well', async () => {
    const { batchId, leakId, became } = await held();
    await stop(batchId);
    await transactionAs(me(), async (tx) => takeBackCleared(tx, await takeBackHeld(tx, leakId)));
    expect(await became()).toMatchObject({ update: 'taken_back' });
  });

  test('leaves as one of the set once its words are cleared, so that a stop still reaches it', async () => {
    const { batchId, leakId, became } = await held();
    await clear(leakId);
    const ofTheSet = (state: string) => [state, true];
    expect(await became()).toEqual({
      update: 'published',
      messages: [ofTheSet('queued'), ofTheSet('queued')],
    });
    expect(await progress(batchId)).toMatchObject({ told: 1, waits: 0 });
    await stop(batchId);
    expect(await became()).toMatchObject({ messages: [ofTheSet('cancelled'), ofTheSet('cancelled')] });
  });
});

test('a stop comes through while many are being handed over and written down, and nothing of the set waits after it', async () => {
  for (const ms of [0, 15, 40]) {
    const { batchId } = await begun(10);
    const submit: Provider['submit'] = async ({ messageId, channel }) => {
      await pause(Math.random() * 20);
      if (channel === 'text') return { state: 'again', code: '20429', afterSeconds: 1 };
      return { state: 'accepted', providerId: messageId };
    };
    const provider: Provider = { name: 'twilio', submit, close: async () => undefined };
    const sending = sendDue(house.here.id, { at: wednesdayNoon, limit: 40, providerFor: () => provider });
    await pause(ms);
    expect(await stop(batchId)).toBe(true);
    await sending;
    const { stillHere, gone, stopped, inTrouble } = await progress(batchId);
    expect({ stillHere, inTrouble, all: gone + stopped }).toEqual({ stillHere: 0, inTrouble: 0, all: 20 });
    expect(await later()).toEqual([]);
  }
});

test('PostgreSQL lets nothing that was stopped wait to leave again, whoever writes', async () => {
  const { batchId, id } = await oneText();
  await stop(batchId);
  for (const state of ['queued', 'held', 'scheduled'])
    await expect(
      db()`update message set state = ${state}, held_reason = 'hold' where id = ${id}`,
    ).rejects.toThrow('stopped_stays_stopped');
});
