import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import * as support from '../../tests/support/someone.ts';
import { openCase } from '../case/store.server.ts';
import { NotThereError } from '../refusals.ts';
import * as choices from './store.server.ts';

const house = aHouse();
const { answer, onThePage, oneOf, presentOf, withWords, words } = support;
const someone = () => support.someone(house.here.worker);
const waitingText = (person: support.Person) => support.waitingText(house.here.worker, person);
const tasksOf = (person: support.Person) => support.tasksFor(house.here.worker, person);
const statesOf = async (person: support.Person) =>
  (await support.messagesFor(house.here.worker, person)).map(({ state }) => state);
const historyOf = (person: support.Person) =>
  transactionAs(person.me, (tx) => choices.choiceHistoryOf(tx, person.victimId));
const ledgerOf = (person: support.Person) =>
  transactionAs(person.me, (tx) => choices.verifyChoices(tx, person.victimId));

describe('someone whose case was opened', () => {
  let sam: support.Person;
  beforeAll(async () => {
    sam = await someone();
  });

  test('has every question before them, and none of them answered for them', async () => {
    const present = await presentOf(sam);
    expect(present).toHaveLength(25);
    expect(new Set(present.map(({ state }) => state))).toEqual(new Set(['unanswered']));
    expect(oneOf(present, 'contact//text').caseId).toBeNull();
    expect(oneOf(present, 'updates/progress/').caseId).toBe(sam.caseId);
    expect(await ledgerOf(sam)).toEqual({ whole: true, entries: 0 });
  });

  test('is not asked everything about themselves again when another case is opened', async () => {
    const { worker } = house.here;
    const two = await someone();
    await transactionAs(worker, (tx) =>
      openCase(tx, {
        ...{ victimId: two.victimId, workerId: worker.staffId, receivedFrom: 'court' },
        ...{ detailsReceivedAt: new Date(), incident: { kind: 'theft', happenedOn: null, children: [] } },
      }),
    );
    const present = await presentOf(two);
    expect(present.filter((one) => one.purpose === 'contact')).toHaveLength(5);
    expect(present.filter((one) => one.purpose === 'updates')).toHaveLength(10);
  });

  test('answers, and the ledger holds what they were asked, how and where, and follows', async () => {
    await answer(sam, 'updates/progress/', 'agreed', 'May we tell you how it is going?');
    expect(oneOf(await presentOf(sam), 'updates/progress/')).toMatchObject({
      state: 'agreed',
      stage: 'first_contact',
      caseId: sam.caseId,
    });
    const [entry] = await historyOf(sam);
    expect(entry).toMatchObject({
      ...{ purpose: 'updates', topic: 'progress', state: 'agreed', how: 'portal', answeredAs: 'self' },
      ...{ words: 'May we tell you how it is going?', reviewState: 'source', language: 'en' },
    });
    expect(await ledgerOf(sam)).toEqual({ whole: true, entries: 1 });
  });

  test('says no to what they agreed and that is a withdrawal; to what they never agreed, a refusal', async () => {
    await answer(sam, 'updates/progress/', 'declined');
    await answer(sam, 'feedback//', 'declined');
    const present = await presentOf(sam);
    expect(oneOf(present, 'updates/progress/').state).toBe('withdrawn');
    expect(oneOf(present, 'feedback//').state).toBe('declined');
  });

  test('has nothing kept when any part of their answer fails', async () => {
    const before = await historyOf(sam);
    const { id } = oneOf(await presentOf(sam), 'updates/decision/');
    const both = [id, randomUUID()].map((one) => ({ id: one, answer: 'agreed' as const, words: words('x') }));
    await expect(
      transactionAs(sam.me, (tx) => choices.answerChoices(tx, sam.victimId, both, onThePage)),
    ).rejects.toThrow(NotThereError);
    const failing = transactionAs(sam.me, async (tx) => {
      await choices.answerChoices(tx, sam.victimId, both.slice(0, 1), onThePage);
      throw new Error('the page broke');
    });
    await expect(failing).rejects.toThrow('the page broke');
    expect(await historyOf(sam)).toEqual(before);
    expect(oneOf(await presentOf(sam), 'updates/decision/').state).toBe('unanswered');
  });

  test('may be answered for by their worker, who is named in it, and by no colleague elsewhere', async () => {
    const { id } = oneOf(await presentOf(sam), 'views/being_asked/');
    const said = [{ id, answer: 'agreed' as const, words: words('May we ask what you think?') }];
    const { worker } = house.here;
    const byPhone = { ...onThePage, how: 'phone' as const };
    await transactionAs(worker, (tx) =>
      choices.answerChoices(tx, sam.victimId, said, { ...byPhone, askedBy: worker.staffId }),
    );
    expect((await historyOf(sam))[0]).toMatchObject({
      how: 'phone',
      askedBy: worker.staffId,
      state: 'agreed',
    });
    const stranger = house.elsewhere.worker;
    await expect(
      transactionAs(stranger, (tx) => choices.answerChoices(tx, sam.victimId, said, byPhone)),
    ).rejects.toThrow(NotThereError);
  });

  test('is neither seen nor answered for by another person harmed', async () => {
    const { me } = await someone();
    const { id } = oneOf(await presentOf(sam), 'updates/decision/');
    expect(await transactionAs(me, (tx) => choices.choicesOf(tx, sam.victimId))).toEqual([]);
    expect(await transactionAs(me, (tx) => choices.choiceHistoryOf(tx, sam.victimId))).toEqual([]);
    await expect(
      transactionAs(me, (tx) =>
        choices.answerChoices(tx, sam.victimId, [{ id, answer: 'agreed', words: words('x') }], onThePage),
      ),
    ).rejects.toThrow(NotThereError);
  });
});

describe('how involved', () => {
  test('is one answer to several questions, and a lower one takes back what belonged to a higher', async () => {
    const sam = await someone();
    const say = (level: 'involved' | 'outcome') =>
      transactionAs(sam.me, (tx) => choices.answerInvolvement(tx, sam.victimId, level, withWords));
    await say('involved');
    expect(oneOf(await presentOf(sam), 'views/being_asked/').state).toBe('agreed');
    await say('outcome');
    const present = await presentOf(sam);
    expect(oneOf(present, 'updates/finished/').state).toBe('agreed');
    expect(oneOf(present, 'updates/progress/').state).toBe('withdrawn');
    expect(oneOf(present, 'views/being_asked/').state).toBe('withdrawn');
    expect(oneOf(present, 'publication//').state).toBe('unanswered');
    expect(await ledgerOf(sam)).toMatchObject({ whole: true });
  });
});

describe('a text that waits', () => {
  test('is stopped by withdrawing its topic, and the person is told so and sent nothing', async () => {
    const sam = await someone();
    await answer(sam, 'updates/progress/', 'agreed');
    await waitingText(sam);
    const result = await answer(sam, 'updates/progress/', 'declined');
    expect(result).toEqual({ stopped: [{ channel: 'text', kind: 'update' }], left: [] });
    expect(await statesOf(sam)).toEqual(['cancelled']);
    expect(await tasksOf(sam)).toEqual([]);
  });

  test('is stopped by switching its channel off, and goes on when another topic is refused', async () => {
    const sam = await someone();
    await waitingText(sam);
    await answer(sam, 'updates/safety/', 'declined');
    await answer(sam, 'contact//email', 'declined');
    expect(await statesOf(sam)).toEqual(['queued']);
    await answer(sam, 'contact//text', 'declined');
    expect(await statesOf(sam)).toEqual(['cancelled']);
  });

  test('and has gone by then is told of, with when', async () => {
    const sam = await someone();
    await waitingText(sam);
    await transactionAs({ role: 'sender', serviceId: house.here.id }, (tx) =>
      tx.execute(sql`update message set state = 'submitting', claimed_at = clock_timestamp(),
        lease_until = clock_timestamp() + interval '1 minute' where victim_id = ${sam.victimId}`),
    );
    const result = await answer(sam, 'updates/progress/', 'declined');
    expect(result.stopped).toEqual([]);
    expect(result.left).toEqual([{ channel: 'text', kind: 'update', at: expect.any(Date) }]);
  });
});

test('withdrawing everything takes back every yes, refuses contact, stops what waits and tells the worker', async () => {
  const sam = await someone();
  await transactionAs(sam.me, (tx) => choices.answerInvolvement(tx, sam.victimId, 'informed', withWords));
  await waitingText(sam);
  const result = await transactionAs(sam.me, (tx) => choices.withdrawEverything(tx, sam.victimId, withWords));
  expect(result.stopped).toHaveLength(1);
  expect(result.duties).toEqual(['serious_danger', 'breach_notice']);
  expect(await statesOf(sam)).toEqual(['cancelled']);
  const present = await presentOf(sam);
  expect(present.filter(({ state }) => state === 'agreed')).toEqual([]);
  expect(oneOf(present, 'contact//').state).toBe('withdrawn');
  expect(oneOf(present, 'restorative/letter/').state).toBe('unanswered');
  expect(await tasksOf(sam)).toEqual(['choice_changed']);
});

test('refusing what was never agreed is an answer like any other and raises no task', async () => {
  const sam = await someone();
  await transactionAs(sam.me, (tx) => choices.answerInvolvement(tx, sam.victimId, 'nothing', withWords));
  expect(oneOf(await presentOf(sam), 'contact//').state).toBe('declined');
  expect(await tasksOf(sam)).toEqual([]);
});

test('what staff take down at someone’s word raises no task: the worker was there', async () => {
  const sam = await someone();
  const { worker } = house.here;
  await transactionAs(worker, (tx) =>
    choices.withdrawEverything(tx, sam.victimId, { ...withWords, how: 'phone', askedBy: worker.staffId }),
  );
  expect(await tasksOf(sam)).toEqual([]);
});
