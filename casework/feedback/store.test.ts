import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { type StaffActor, StatementRefusedError, type Tx, transactionAs } from '#db/transaction.server.ts';
import { messagesOf } from '#messaging/outbox.server.ts';
import { auditOf } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someone } from '../../tests/support/people.ts';
import { say, sayAnonymously } from '../../tests/support/told-us.ts';
import { ChangedMeanwhileError, NotThereError } from '../refusals.ts';
import { inboxFilters } from './form.server.ts';
import {
  closeFeedback,
  feedbackDue,
  feedbackInbox,
  feedbackOf,
  giveToOwner,
  tagFeedback,
  tagsInUse,
} from './inbox.server.ts';
import { ownFeedback, ownWords, somebodyButMyWorker, takeDownFeedback } from './store.server.ts';

const house = aHouse();
const everything = inboxFilters.parse({ state: 'all' });

const seenBy = async (who: 'worker' | 'manager', where: 'here' | 'elsewhere' = 'here') => {
  const lines = await transactionAs(house[where][who], (tx) => feedbackInbox(tx, everything));
  return lines.map(({ feedbackId }) => feedbackId);
};

describe('what somebody tells us', () => {
  test('is theirs to read again, and their worker’s to read, with an entry in the audit', async () => {
    const who = await someone(house.here.worker);
    const id = await say(who, { words: 'Nobody rang me back.' });
    const [mine] = await transactionAs(who.me, ownFeedback);
    expect(mine).toMatchObject({ number: 1, feedbackId: id, state: 'new', about: 'contact' });
    expect(await transactionAs(who.me, (tx) => ownWords(tx, id))).toEqual({
      ...{ words: 'Nobody rang me back.', language: 'en' },
    });
    const read = await transactionAs(house.here.worker, (tx) => feedbackOf(tx, id));
    expect(read).toMatchObject({ words: 'Nobody rang me back.', name: 'Sam Field' });
    expect(await auditOf(house.database, who.victimId)).toContain('feedback.read');
  });

  test('is nobody’s of another service, nor another person’s', async () => {
    const [who, other] = [await someone(house.here.worker), await someone(house.here.worker)];
    const id = await say(who);
    expect(await seenBy('manager', 'elsewhere')).not.toContain(id);
    expect(await transactionAs(other.me, ownFeedback)).toEqual([]);
    const read = transactionAs(house.elsewhere.worker, (tx) => feedbackOf(tx, id));
    await expect(read).rejects.toThrow(NotThereError);
  });

  test('may be taken down on the phone, even by the worker it is about, who does not see it again', async () => {
    const who = await someone(house.here.worker);
    const id = randomUUID();
    const { stillSeen } = await transactionAs(house.here.worker, (tx) =>
      takeDownFeedback(tx, who.caseId, id, {
        ...{ about: 'worker', words: 'You never listen.', notMyWorker: true, wantsAnswer: true },
        ...{ how: 'phone', language: 'en' },
      }),
    );
    expect(stillSeen).toBe(false);
    expect(await seenBy('worker')).not.toContain(id);
    expect(await seenBy('manager')).toContain(id);
  });
});

describe('what is not for their worker', () => {
  test('is a manager’s and no worker’s: not in the inbox, not by its id, not by SQL', async () => {
    const who = await someone(house.here.worker);
    const id = await say(who, { notMyWorker: true });
    expect(await seenBy('manager')).toContain(id);
    expect(await seenBy('worker')).not.toContain(id);
    await expect(transactionAs(house.here.worker, (tx) => feedbackOf(tx, id))).rejects.toThrow(NotThereError);
    const counted = await transactionAs(house.here.worker, (tx) =>
      tx.execute<{ n: number }>(
        sql`select count(*)::int as n from feedback where victim_id = ${who.victimId}`,
      ),
    );
    expect(counted[0]?.n).toBe(0);
  });

  test('is kept from a manager who is, or was, that person’s worker', async () => {
    const who = await someone({ ...house.here.worker });
    const his = await someone(house.here.manager);
    const [id, about] = [await say(who, { notMyWorker: true }), await say(his, { notMyWorker: true })];
    expect(await seenBy('manager')).toContain(id);
    expect(await seenBy('manager')).not.toContain(about);
    const give = transactionAs(house.here.manager, (tx) => giveToOwner(tx, id, house.here.worker.staffId, 1));
    await expect(give).rejects.toThrow(StatementRefusedError);
  });

  test('is said beforehand to reach somebody, and to reach nobody where the only manager is their worker', async () => {
    const [hers, his] = [await someone(house.here.worker), await someone(house.here.manager)];
    expect(await transactionAs(hers.me, somebodyButMyWorker)).toBe(true);
    expect(await transactionAs(his.me, somebodyButMyWorker)).toBe(false);
  });

  test('leaves the case list and the messages of the worker as they were', async () => {
    const who = await someone(house.here.worker);
    const look = () =>
      transactionAs(house.here.worker, async (tx) => [
        await messagesOf(tx, who.victimId),
        await tx.execute(sql`select due_at, due_what from victim_case where id = ${who.caseId}`),
        await tx.execute(sql`select * from task where victim_id = ${who.victimId}`),
      ]);
    const before = await look();
    await say(who, { notMyWorker: true });
    expect(await look()).toEqual(before);
  });
});

describe('what nobody gives a name for', () => {
  test('is kept without a person, and any colleague may read it', async () => {
    const { id, taken } = await sayAnonymously(house.here.id, 'The waiting room is cold.');
    expect(taken).toBe(true);
    const read = await transactionAs(house.here.worker, (tx) => feedbackOf(tx, id));
    expect(read).toMatchObject({ victimId: null, name: null, words: 'The waiting room is cold.' });
  });

  test('is taken twenty times in ten minutes, whoever sends it, and then no more', async () => {
    const tried: boolean[] = [];
    for (let n = 0; n < 21; n += 1) tried.push((await sayAnonymously(house.elsewhere.id)).taken);
    expect(tried).toEqual([...Array.from({ length: 20 }, () => true), false]);
  });
});

describe('two colleagues at one time', () => {
  test('may not undo each other: the second changes nothing and learns why', async () => {
    const id = await say(await someone(house.here.worker));
    const { worker, manager } = house.here;
    const seen = (await transactionAs(manager, (tx) => feedbackOf(tx, id))).version;
    await transactionAs(worker, (tx) => giveToOwner(tx, id, worker.staffId, seen));
    const tries: ((tx: Tx<StaffActor>) => Promise<void>)[] = [
      (tx) => closeFeedback(tx, id, seen),
      (tx) => tagFeedback(tx, id, ['late'], seen),
      (tx) => giveToOwner(tx, id, null, seen),
    ];
    for (const late of tries)
      await expect(transactionAs(manager, late)).rejects.toThrow(ChangedMeanwhileError);
    const now = await transactionAs(manager, (tx) => feedbackOf(tx, id));
    expect(now).toMatchObject({ state: 'assigned', ownerId: worker.staffId, tags: [] });
  });

  test('may follow each other, each with what stands now in view', async () => {
    const id = await say(await someone(house.here.worker));
    await transactionAs(house.here.worker, (tx) => tagFeedback(tx, id, ['letters'], 1));
    await transactionAs(house.here.manager, (tx) => closeFeedback(tx, id, 2));
    const now = await transactionAs(house.here.worker, (tx) => feedbackOf(tx, id));
    expect(now).toMatchObject({ state: 'closed', tags: ['letters'], version: 3 });
  });
});

describe('what is to be answered soon', () => {
  test('is said to whoever has it and, where nobody has, to everybody; never to the worker it is kept from', async () => {
    const { worker, manager } = house.here;
    const [open, his, kept, closed] = [
      await say(await someone(worker)),
      await say(await someone(worker)),
      await say(await someone(worker), { notMyWorker: true }),
      await say(await someone(worker)),
    ];
    await transactionAs(manager, async (tx) => {
      await giveToOwner(tx, his, manager.staffId, 1);
      await closeFeedback(tx, closed, 1);
    });
    const dueFor = async (who: StaffActor, by: Date, mine = true) => {
      const lines = await transactionAs(who, (tx) => feedbackDue(tx, { by, mine }));
      return [open, his, kept, closed].filter((id) => lines.some(({ feedbackId }) => feedbackId === id));
    };
    const later = new Date(Date.now() + 60 * 86_400_000);
    expect(await dueFor(worker, later)).toEqual([open]);
    expect(await dueFor(manager, later)).toEqual([open, his, kept]);
    expect(await dueFor(worker, later, false)).toEqual([open, his]);
    expect(await dueFor(manager, new Date())).toEqual([]);
  });
});

describe('the inbox', () => {
  test('is narrowed by who has it and by its tags', async () => {
    const id = await say(await someone(house.here.worker));
    await transactionAs(house.here.worker, async (tx) => {
      await giveToOwner(tx, id, house.here.worker.staffId, 1);
      await tagFeedback(tx, id, ['ring back', 'letters'], 2);
    });
    const found = await transactionAs(house.here.worker, async (tx) => ({
      mine: await feedbackInbox(tx, inboxFilters.parse({ owner: 'mine', tag: 'ring back' })),
      nobodys: await feedbackInbox(tx, inboxFilters.parse({ owner: 'nobody', tag: 'ring back' })),
      tags: await tagsInUse(tx),
    }));
    expect(found.mine).toMatchObject([{ feedbackId: id, state: 'assigned', tags: ['letters', 'ring back'] }]);
    expect(found.nobodys).toEqual([]);
    expect(found.tags).toEqual(['letters', 'ring back']);
  });
});
