import { beforeEach, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { messagesIn } from '../../tests/support/messages-in.ts';
import { afterTenMinutes, confirmed, peopleOfOneIncident, saved } from '../../tests/support/several.ts';
import { lockChannel } from '../channel-lock/store.server.ts';
import { channelsPastLock, writePastLock } from '../update/past-lock.server.ts';
import { updateOf } from '../update/store.server.ts';
import { stopBatch } from './confirm.server.ts';
import { progressOf } from './store.server.ts';
import { tellSeveral } from './tell.server.ts';

const house = aHouse();
const { db, emptyQueue } = messagesIn(house);
const me = () => house.here.worker;
const stop = (batchId: string) => transactionAs(me(), (tx) => stopBatch(tx, batchId));

beforeEach(() => emptyQueue());

/** An update that somebody was told with others, by e-mail alone, for texts to them were locked when their turn came. */
async function toldWithoutText() {
  const it = await peopleOfOneIncident(db(), me(), 1);
  const batchId = await saved(me(), it);
  await confirmed(me(), batchId, 1);
  await afterTenMinutes(db(), batchId);
  const victimId = String(it.people[0]?.victimId);
  await transactionAs(me(), (tx) =>
    lockChannel(tx, victimId, { channel: 'text', reason: 'asked', note: '' }),
  );
  await tellSeveral(house.here.id);
  const [update] = await db()<{ id: string }[]>`select id from case_update where victim_id = ${victimId}`;
  const updateId = String(update?.id);
  const pastLock = () =>
    transactionAs(house.here.manager, async (tx) => {
      const seen = await updateOf(tx, updateId);
      return seen && channelsPastLock(tx, seen);
    });
  const write = () => transactionAs(house.here.manager, (tx) => writePastLock(tx, updateId, 'text'));
  return { batchId, pastLock, write };
}

test('a text past a lock, of news that several were told, is stopped with its set', async () => {
  const { batchId, pastLock, write } = await toldWithoutText();
  expect(await pastLock()).toEqual(['text']);
  const id = await write();
  expect(await transactionAs(me(), (tx) => progressOf(tx, batchId))).toMatchObject({ stillHere: 2 });
  await stop(batchId);
  const [text] = await db()`select state, cancelled_reason as why from message where id = ${id}`;
  expect(text).toEqual({ state: 'cancelled', why: 'set_stopped' });
});

test('a text past a lock is not written, nor offered, once the set was stopped', async () => {
  const { batchId, pastLock, write } = await toldWithoutText();
  await stop(batchId);
  expect([await pastLock(), await write()]).toEqual([[], null]);
  const texts = await db()`select 1 from message where batch_id = ${batchId} and channel = 'text'`;
  expect(texts).toEqual([]);
});
