import { beforeEach, describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { messagesIn } from '../../tests/support/messages-in.ts';
import { queueAge } from './queue.server.ts';

const house = aHouse();
const { db, newPerson, queue, emptyQueue } = messagesIn(house);
const age = (actor = house.here.worker) => transactionAs(actor, queueAge);
beforeEach(() => emptyQueue());

/** A text that could have left so long ago, for somebody of the first service. */
async function waiting(minutes: number, state: 'queued' | 'held' = 'queued'): Promise<Date> {
  const id = await queue(await newPerson());
  const [row] = await db()<{ not_before: Date }[]>`
    update message set not_before = clock_timestamp() - make_interval(mins => ${minutes}), expires_at = clock_timestamp() + interval '1 day',
      state = ${state}, held_reason = ${state === 'held' ? 'window' : null}
    where id = ${id} returning not_before`;
  if (!row) throw new Error('It was queued');
  return row.not_before;
}

describe('how long messages wait that could leave', () => {
  test('is counted from the oldest, and is late past ten minutes', async () => {
    await waiting(2);
    const nine = await waiting(9);
    expect(await age()).toEqual({ since: nine, late: false });
    const eleven = await waiting(11);
    expect(await age()).toEqual({ since: eleven, late: true });
  });

  test('does not count what may not leave yet, what ran out and what waits at another time', async () => {
    expect(await age()).toBeNull();
    await waiting(60, 'held');
    await waiting(-5);
    await waiting(60);
    await db()`update message set expires_at = clock_timestamp() where state = 'queued' and not_before < clock_timestamp()`;
    expect(await age()).toBeNull();
  });

  test('is told to a worker also where the person is closed to them, and says nothing of anyone', async () => {
    const since = await waiting(11);
    await db()`update victim set restricted = true`;
    expect(await age()).toEqual({ since, late: true });
    expect(await age(house.here.manager)).toEqual({ since, late: true });
  });

  test('is told to nobody of another service, and to no auditor', async () => {
    await waiting(11);
    expect(await age(house.elsewhere.worker)).toBeNull();
    await expect(age(house.here.auditor)).rejects.toThrow('42501');
  });
});
