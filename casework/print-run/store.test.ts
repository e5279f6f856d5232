import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { contactAttempt, task } from '#db/schema/case.ts';
import { message } from '#db/schema/message.ts';
import { contactPoint } from '#db/schema/reach.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import {
  cardByLetter,
  comesToBePrinted,
  newsByLetter,
  noLetters,
  printed,
  seenBy,
  someoneWithAnAddress,
} from '../../tests/support/letters.ts';
import { answer } from '../../tests/support/someone.ts';
import { declareConflict } from '../conflict/store.server.ts';
import { addContactPoint, confirmContactPoint } from '../contact-point/store.server.ts';
import { pauseEverything } from '../hold/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { localDate } from '../working-day/rules.ts';
import { lettersWaiting, makeRun } from './making.server.ts';
import { printingsOf } from './printings.server.ts';
import { letterReturned } from './returned.server.ts';
import { postRun, settleApart, undoRun } from './store.server.ts';

const house = aHouse();
const today = localDate(new Date());
const me = () => house.here.worker;

const make = () => transactionAs(me(), makeRun);
const print = (runId: string, letter?: string) => printed(me(), runId, letter ? { letter } : 'all');
const post = (runId: string, on = today) => transactionAs(me(), (tx) => postRun(tx, runId, on));
const printAndPost = async (runId: string) => {
  await print(runId);
  return post(runId);
};
const waiting = async () => (await transactionAs(me(), lettersWaiting)).letters;
const undo = (runId: string) => transactionAs(me(), (tx) => undoRun(tx, runId));

async function messageBy(id: string) {
  const [row] = await transactionAs(me(), (tx) => tx.select().from(message).where(eq(message.id, id)));
  return row;
}

const logOf = (caseId: string) =>
  transactionAs(me(), (tx) =>
    tx
      .select({ outcome: contactAttempt.outcome, direction: contactAttempt.direction })
      .from(contactAttempt)
      .where(eq(contactAttempt.caseId, caseId)),
  );

/** A run with a letter of news to one person, and nothing else waiting. */
async function oneLetter() {
  const who = await someoneWithAnAddress(me());
  const id = await newsByLetter(me(), who);
  await comesToBePrinted(me());
  const runId = await make();
  if (!runId) throw new Error('There was nothing to print');
  return { who, id, runId };
}

async function aCardInARun() {
  const who = await someoneWithAnAddress(me());
  const { locator, secret } = await cardByLetter(me(), who);
  await comesToBePrinted(me());
  const runId = await make();
  if (!runId) throw new Error('There was nothing to print');
  const [member] = (await seenBy(me(), runId)).members;
  return { who, locator, secret, runId, id: String(member?.messageId) };
}

describe('a letter somebody agreed to', () => {
  test('comes to be printed, is printed once for all and is sent when it is posted', async () => {
    const { id, runId, who } = await oneLetter();
    expect(await waiting()).toEqual([]);
    const made = await print(runId);
    expect(made?.letters).toHaveLength(1);
    expect(made?.letters[0]?.address).toEqual(['Sam Field', '4 Greengage Lane', 'Rivermead', 'RM1 2AB']);
    expect((await messageBy(id))?.state).toBe('accepted');
    expect(await post(runId)).toEqual({ done: true, letters: 1 });
    expect((await messageBy(id))?.state).toBe('sent');
    expect(await logOf(who.caseId)).toEqual([{ outcome: 'letter_sent', direction: 'out' }]);
  });

  test('is printed again while it is not posted, and every printing is kept with who did it', async () => {
    const { id, runId } = await oneLetter();
    await print(runId);
    await print(runId, id);
    const kept = await transactionAs(me(), (tx) => printingsOf(tx, runId));
    expect(kept.map(({ letters, by }) => [letters, by])).toEqual([
      [1, 'Amira'],
      [1, 'Amira'],
    ]);
    await post(runId);
    expect(await print(runId)).toBeNull();
  });

  test('waits again when its run is undone, and gets another reference', async () => {
    const { id, runId } = await oneLetter();
    const [before] = (await seenBy(me(), runId)).members;
    await undo(runId);
    expect((await waiting()).map(({ messageId }) => messageId)).toEqual([id]);
    await expect(post(runId)).rejects.toThrow(NotThereError);
    const again = await make();
    const [after] = (await seenBy(me(), String(again))).members;
    expect(after?.reference).not.toBe(before?.reference);
    await printAndPost(String(again));
  });

  test('is in one run when two make one at once', async () => {
    const who = await someoneWithAnAddress(me());
    await newsByLetter(me(), who);
    await comesToBePrinted(me());
    const made = await Promise.all([make(), make()]);
    expect(made.filter((one) => one !== null)).toHaveLength(1);
    await printAndPost(String(made.find((one) => one !== null)));
  });
});

describe('somebody who says no', () => {
  test('is not posted what was printed before: their letter has to come out first', async () => {
    const { who, id, runId } = await oneLetter();
    await print(runId);
    await answer(who, 'updates/progress/', 'declined');
    expect((await messageBy(id))?.state).toBe('cancelled');
    const [member] = (await seenBy(me(), runId)).members;
    expect(member?.stops).toBe('stopped');
    expect(await post(runId)).toMatchObject({ done: false });
    expect(await print(runId)).toBeNull();
    await transactionAs(me(), (tx) => settleApart(tx, runId, id, 'taken_out'));
    expect(await post(runId)).toEqual({ done: true, letters: 0 });
    expect((await messageBy(id))?.state).toBe('cancelled');
  });

  test('to letters alone, or pauses everything, keeps theirs back until it is true no more', async () => {
    const { who, id, runId } = await oneLetter();
    await noLetters(me(), who);
    expect((await seenBy(me(), runId)).members[0]?.stops).toBe('no_channel');
    expect(await post(runId)).toMatchObject({ done: false });
    await undo(runId);
    expect((await waiting()).map(({ stops }) => stops)).toEqual(['no_channel']);
    expect(await make()).toBeNull();
    await transactionAs(me(), (tx) => pauseEverything(tx, who.victimId, 'asked_to_pause', null));
    expect(await make()).toBeNull();
    await answer(who, 'contact//letter', 'declined');
    expect((await messageBy(id))?.state).toBe('cancelled');
    expect(await waiting()).toEqual([]);
  });
});

describe('a letter that had left when its person said no', () => {
  const hadLeft = (runId: string, id: string) =>
    transactionAs(me(), (tx) => settleApart(tx, runId, id, 'left'));

  test('is said to have gone: it stands in the log, and what was stopped stays stopped', async () => {
    const { who, id, runId } = await oneLetter();
    await print(runId);
    await answer(who, 'updates/progress/', 'declined');
    await hadLeft(runId, id);
    await hadLeft(runId, id);
    expect(await post(runId)).toEqual({ done: true, letters: 0 });
    expect((await seenBy(me(), runId)).members[0]?.outcome).toBe('left');
    expect((await messageBy(id))?.state).toBe('cancelled');
    expect(await logOf(who.caseId)).toEqual([{ outcome: 'letter_sent', direction: 'out' }]);
  });

  test('is sent where it was only paused, and waits for nobody to print it again', async () => {
    const { who, id, runId } = await oneLetter();
    await print(runId);
    await noLetters(me(), who);
    await hadLeft(runId, id);
    expect((await messageBy(id))?.state).toBe('sent');
    await undo(runId);
    expect(await waiting()).toEqual([]);
  });

  test('is not one that nothing stops', async () => {
    const { id, runId } = await oneLetter();
    await expect(hadLeft(runId, id)).rejects.toThrow(NotThereError);
    await printAndPost(runId);
  });
});

describe('a card in a letter', () => {
  test('can be printed again until it is posted; then its secret is nowhere', async () => {
    const { locator, secret, id, runId } = await aCardInARun();
    for (const made of [await print(runId), await print(runId)])
      expect(made?.letters[0]?.card?.facts.map(({ value }) => value)).toEqual([
        locator,
        `${secret.slice(0, 4)}-${secret.slice(4)}`,
      ]);
    await post(runId);
    expect(await messageBy(id)).toMatchObject({ state: 'sent', sealedFacts: null, sealedBody: null });
  });

  test('is not posted once another card took its place', async () => {
    const { who, runId } = await aCardInARun();
    await cardByLetter(me(), who);
    expect((await seenBy(me(), runId)).members[0]?.stops).toBe('stopped');
    expect(await post(runId)).toMatchObject({ done: false });
    await undo(runId);
    await comesToBePrinted(me());
    await printAndPost(String(await make()));
  });
});

describe('a letter that came back', () => {
  const returned = (reference: string, on = today) =>
    transactionAs(me(), (tx) =>
      letterReturned(tx, { reference: reference.replace('-', ''), on, why: 'gone_away' }),
    );

  test('did not arrive: its address is bad, the log says so and the worker has to look', async () => {
    const { who, id, runId } = await oneLetter();
    const reference = String((await seenBy(me(), runId)).members[0]?.reference);
    expect(await returned(reference)).toEqual({ known: false, why: 'unknown' });
    await printAndPost(runId);
    expect(await returned(reference)).toMatchObject({ known: true, toldBy: null });
    expect(await returned(reference)).toEqual({ known: false, why: 'already' });
    expect(await messageBy(id)).toMatchObject({ state: 'undelivered', failureCode: 'returned' });
    const [point] = await transactionAs(me(), (tx) =>
      tx.select().from(contactPoint).where(eq(contactPoint.id, who.addressId)),
    );
    expect(point?.badAt).not.toBeNull();
    const tasks = await transactionAs(me(), (tx) =>
      tx.select({ kind: task.kind }).from(task).where(eq(task.victimId, who.victimId)),
    );
    expect(tasks).toContainEqual({ kind: 'letter_returned' });
  });

  test('is said by a text to whoever agreed to texts, once', async () => {
    const { who, runId } = await oneLetter();
    await transactionAs(me(), async (tx) => {
      const mobile = { kind: 'mobile', value: '+447700900811', source: 'police' } as const;
      const { id } = await addContactPoint(tx, who.victimId, { ...mobile, shared: false, watched: false });
      await confirmContactPoint(tx, who.victimId, id);
    });
    await answer(who, 'contact//text', 'agreed');
    await printAndPost(runId);
    const reference = String((await seenBy(me(), runId)).members[0]?.reference);
    expect(await returned(reference)).toMatchObject({ known: true, toldBy: 'text' });
    const texts = await transactionAs(me(), (tx) =>
      tx
        .select({ kind: message.kind, state: message.state })
        .from(message)
        .where(and(eq(message.victimId, who.victimId), eq(message.channel, 'text'))),
    );
    expect(texts).toEqual([{ kind: 'update', state: 'queued' }]);
  });

  test('is unknown to another service', async () => {
    const { runId } = await oneLetter();
    const reference = String((await seenBy(me(), runId)).members[0]?.reference).replace('-', '');
    await printAndPost(runId);
    const there = await transactionAs(house.elsewhere.worker, (tx) =>
      letterReturned(tx, { reference, on: today, why: 'not_said' }),
    );
    expect(there).toEqual({ known: false, why: 'unknown' });
  });
});

test('a colleague with a conflict sees that there is a letter and not whose, and cannot post it', async () => {
  const { who, runId } = await oneLetter();
  await transactionAs(house.here.manager, (tx) => declareConflict(tx, who.victimId));
  expect(await seenBy(house.here.manager, runId)).toMatchObject({ letters: 1, members: [], notForMe: 1 });
  await expect(transactionAs(house.here.manager, (tx) => postRun(tx, runId, today))).rejects.toThrow(
    NotThereError,
  );
  await expect(transactionAs(house.here.manager, (tx) => undoRun(tx, runId))).rejects.toThrow(NotThereError);
  await printAndPost(runId);
});
