import { beforeEach, describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { sendDue } from '#messaging/deliver.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { messagesIn, nudge, paperIn, wednesdayNoon } from '../../tests/support/messages-in.ts';
import { pauseSending, resumeSending, sendingPauseOf } from './store.server.ts';

const house = aHouse();
const { db, newPerson, queue, stateOf, emptyQueue } = messagesIn(house);
beforeEach(async () => {
  await emptyQueue();
  await db()`delete from sending_pause`;
});
const pause = (what: 'all' | 'several', actor = house.here.manager) =>
  transactionAs(actor, (tx) => pauseSending(tx, what));
const resume = (actor = house.here.manager) => transactionAs(actor, resumeSending);
const paused = (actor = house.here.worker) => transactionAs(actor, sendingPauseOf);

describe('a manager who pauses everything', () => {
  test('stops what waits but no code, and it leaves when they let it go on', async () => {
    const person = await newPerson();
    const text = await queue(person, nudge);
    const code = await queue(person, { kind: 'sign_in_code', code: '123456' });
    expect(await pause('all')).toBe(true);
    const paper = paperIn();
    await sendDue(house.here.id, { at: wednesdayNoon, ...paper });
    expect(await stateOf(text)).toMatchObject({ state: 'queued' });
    expect(await stateOf(code)).toMatchObject({ state: 'accepted' });
    expect(await resume()).toBe(true);
    await sendDue(house.here.id, { at: wednesdayNoon, ...paper });
    expect(await stateOf(text)).toMatchObject({ state: 'accepted' });
  });

  test('is named to everyone of the staff, with what and since when, and to nobody of another service', async () => {
    await pause('all');
    for (const actor of [house.here.worker, house.here.manager, house.here.auditor])
      expect(await paused(actor)).toMatchObject({ what: 'all', by: 'Tom', since: expect.any(Date) });
    expect(await paused(house.elsewhere.manager)).toBeNull();
  });

  test('does it once, and changes its extent by one more pause', async () => {
    expect([await pause('several'), await pause('several')]).toEqual([true, false]);
    expect(await pause('all')).toBe(true);
    expect(await paused()).toMatchObject({ what: 'all' });
    expect([await resume(), await resume()]).toEqual([true, false]);
    expect(await paused()).toBeNull();
    const said = await db()<{ action: string }[]>`
      select action from audit_entry where service_id = ${house.here.id} and action like 'sending.%' order by sequence desc limit 4`;
    expect(said.map(({ action }) => action)).toEqual([
      'sending.resumed',
      'sending.paused',
      'sending.resumed',
      'sending.paused',
    ]);
  });
});

describe('whoever is no manager', () => {
  test.each(['worker', 'auditor'] as const)('cannot pause as %s, nor let go on', async (who) => {
    await expect(pause('all', house.here[who])).rejects.toThrow('42501');
    await pause('all');
    await expect(resume(house.here[who])).rejects.toThrow('42501');
    expect(await paused()).toMatchObject({ what: 'all' });
  });

  test('cannot let another service go on', async () => {
    await pause('all');
    expect(await resume(house.elsewhere.manager)).toBe(false);
    expect(await paused()).toMatchObject({ what: 'all' });
  });
});
