import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { type StaffActor, StatementRefusedError, transactionAs } from '#db/transaction.server.ts';
import { messagesOf } from '#messaging/outbox.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someone } from '../../tests/support/people.ts';
import { someoneReachedBy } from '../../tests/support/reached-by.ts';
import { answerTo, say } from '../../tests/support/told-us.ts';
import { caseOf } from '../case/store.server.ts';
import { closeFeedback, feedbackOf, giveToOwner, whoMayAnswer } from '../feedback/inbox.server.ts';
import { ownFeedback, somebodyMayAnswer } from '../feedback/store.server.ts';
import { pauseEverything } from '../hold/store.server.ts';
import { findingsWaiting, releaseLeak, takeBackHeld } from '../leak/finding.server.ts';
import { knowIdentifier } from '../leak/store.server.ts';
import { ChangedMeanwhileError } from '../refusals.ts';
import { draftTakenBack, sendCleared } from './cleared.server.ts';
import { judgeReply, readReplies, repliesUnread } from './own.server.ts';
import { noticeWay } from './rules.ts';
import { noticesOf, sendReply } from './send.server.ts';
import { draftReply, repliesTo } from './store.server.ts';

const house = aHouse();
let people = 0;
const reached = () =>
  someoneReachedBy(
    house.here.worker,
    { name: 'Leila Karimi', callMe: 'Leila' },
    { mobile: `+4477009008${10 + ++people}`, email: `leila${people}@example.org` },
  );

describe('an answer', () => {
  test('is on the person’s page, and a message that says nothing is on its way', async () => {
    const who = await reached();
    const id = await say(who);
    const sent = await answerTo(house.here.manager, id, 'We will ring you on Monday.');
    expect(sent).toMatchObject({ state: 'sent', notice: { may: true, channel: 'text' } });
    const messages = await transactionAs(house.here.worker, (tx) => messagesOf(tx, who.victimId));
    expect(messages).toMatchObject([{ kind: 'reply', channel: 'text', state: 'queued' }]);
    expect(await transactionAs(who.me, repliesUnread)).toEqual([{ feedbackId: id }]);
    const [read] = await transactionAs(who.me, (tx) => readReplies(tx, id));
    expect(read).toMatchObject({ words: 'We will ring you on Monday.', writer: 'Tom' });
    expect(await transactionAs(who.me, repliesUnread)).toEqual([]);
  });

  test('is on the page alone where somebody wants none, is paused or cannot be reached', async () => {
    const [unasked, paused] = [await reached(), await reached()];
    const [first, second] = [await say(unasked, { wantsAnswer: false }), await say(paused)];
    await transactionAs(house.here.worker, (tx) => pauseEverything(tx, paused.victimId, 'safety', null));
    expect(await answerTo(house.here.manager, first)).toMatchObject({ notice: { why: 'not_wanted' } });
    expect(await answerTo(house.here.manager, second)).toMatchObject({ notice: { why: 'paused' } });
    const alone = await someone(house.here.worker);
    expect(await answerTo(house.here.manager, await say(alone))).toMatchObject({ notice: { why: 'no_way' } });
    for (const { victimId } of [unasked, paused, alone])
      expect(await transactionAs(house.here.worker, (tx) => messagesOf(tx, victimId))).toEqual([]);
  });

  test('is nobody else’s to read', async () => {
    const [who, other] = [await reached(), await reached()];
    const id = await say(who);
    await answerTo(house.here.manager, id);
    expect(await transactionAs(other.me, (tx) => readReplies(tx, id))).toEqual([]);
  });

  test('that names the child is held, and leaves when a manager who did not write it releases it', async () => {
    const who = await reached();
    await transactionAs(house.here.worker, async (tx) => {
      const it = await caseOf(tx, who.caseId);
      if (it) await knowIdentifier(tx, it.incident.id, { kind: 'child_name', words: 'Kayden Walsh' });
    });
    const id = await say(who);
    const held = await answerTo(house.here.worker, id, 'Kayden Walsh has moved.');
    expect(held.state).toBe('held');
    expect(await transactionAs(who.me, (tx) => readReplies(tx, id))).toEqual([]);
    const again = await transactionAs(house.here.worker, (tx) => sendReply(tx, held.replyId));
    expect(again.state).toBe('held');
    const [finding] = (await transactionAs(house.here.manager, findingsWaiting)).filter(
      ({ subjectId }) => subjectId === held.replyId,
    );
    if (!finding) throw new Error('Nothing was held');
    await transactionAs(house.here.manager, async (tx) =>
      sendCleared(tx, await releaseLeak(tx, finding.leakId, 'She asked for exactly this')),
    );
    const [read] = await transactionAs(who.me, (tx) => readReplies(tx, id));
    expect(read).toMatchObject({ words: 'Kayden Walsh has moved.', writer: 'Amira' });
    const told = await transactionAs(house.here.worker, (tx) => noticesOf(tx, held.replyId));
    expect(told).toMatchObject([{ channel: 'text', state: 'queued' }]);
    const { ownerId } = await transactionAs(house.here.manager, (tx) => feedbackOf(tx, id));
    expect(ownerId).toBe(house.here.worker.staffId);
  });

  test('that was held is not sent where the matter was closed meanwhile, and is a draft again when taken back', async () => {
    const [who, other] = [await reached(), await reached()];
    const heldFor = async (one: typeof who) => {
      await transactionAs(house.here.worker, async (tx) => {
        const it = await caseOf(tx, one.caseId);
        if (it) await knowIdentifier(tx, it.incident.id, { kind: 'child_name', words: 'Kayden Walsh' });
      });
      const id = await say(one);
      const { replyId } = await answerTo(house.here.worker, id, 'Kayden Walsh has moved.');
      const waiting = await transactionAs(house.here.manager, findingsWaiting);
      const finding = waiting.find(({ subjectId }) => subjectId === replyId);
      if (!finding) throw new Error('Nothing was held');
      return { id, replyId, leakId: finding.leakId };
    };
    const [closed, taken] = [await heldFor(who), await heldFor(other)];
    await transactionAs(house.here.manager, async (tx) => {
      const { version } = await feedbackOf(tx, closed.id);
      await closeFeedback(tx, closed.id, version);
      await sendCleared(tx, await releaseLeak(tx, closed.leakId, 'Asked for'));
      await draftTakenBack(tx, await takeBackHeld(tx, taken.leakId));
    });
    expect(await transactionAs(who.me, (tx) => readReplies(tx, closed.id))).toEqual([]);
    const [again] = await transactionAs(house.here.worker, (tx) => repliesTo(tx, taken.id));
    expect(again).toMatchObject({ state: 'draft', replyId: taken.replyId });
    const tried = await transactionAs(house.here.worker, (tx) => sendReply(tx, taken.replyId));
    expect(tried.state).toBe('held');
  });
});

describe('an answer that comes second', () => {
  const written = { words: 'We will ring you.', english: null, reviewState: 'own_words' as const };
  const drafted = (by: StaffActor, id: string) => transactionAs(by, (tx) => draftReply(tx, id, written));
  const send = (by: StaffActor, replyId: string) => transactionAs(by, (tx) => sendReply(tx, replyId));
  const { worker, manager } = { worker: () => house.here.worker, manager: () => house.here.manager };

  test('is not sent: not beside a colleague’s, and not once they said that theirs answers it', async () => {
    const who = await reached();
    const id = await say(who);
    const late = await drafted(worker(), id);
    await answerTo(manager(), id);
    await expect(send(worker(), late)).rejects.toThrow(ChangedMeanwhileError);
    await transactionAs(who.me, (tx) => judgeReply(tx, id, 'answers'));
    await expect(send(worker(), late)).rejects.toThrow(ChangedMeanwhileError);
    expect((await transactionAs(manager(), (tx) => feedbackOf(tx, id))).state).toBe('closed');
    expect(await transactionAs(who.me, (tx) => readReplies(tx, id))).toHaveLength(1);
    expect(await transactionAs(worker(), (tx) => messagesOf(tx, who.victimId))).toHaveLength(1);
  });

  test('is not sent by whoever’s first was none, whoever has the matter now', async () => {
    const who = await reached();
    const id = await say(who);
    const { replyId: first } = await answerTo(worker(), id);
    const second = await drafted(worker(), id);
    expect(second).not.toBe(first);
    await transactionAs(who.me, (tx) => judgeReply(tx, id, 'does_not_answer'));
    const { version } = await transactionAs(manager(), (tx) => feedbackOf(tx, id));
    await transactionAs(manager(), (tx) => giveToOwner(tx, id, manager().staffId, version));
    await expect(send(worker(), second)).rejects.toThrow(StatementRefusedError);
    expect((await transactionAs(manager(), (tx) => feedbackOf(tx, id))).state).toBe('not_answered');
    expect(await transactionAs(who.me, (tx) => readReplies(tx, id))).toHaveLength(1);
  });
});

describe('“that does not answer it”', () => {
  test('opens the matter again for somebody else than who answered', async () => {
    const who = await reached();
    const id = await say(who);
    await answerTo(house.here.worker, id);
    await transactionAs(who.me, (tx) => judgeReply(tx, id, 'does_not_answer'));
    const [mine] = await transactionAs(who.me, ownFeedback);
    expect(mine?.state).toBe('not_answered');
    const again = await transactionAs(house.here.worker, (tx) => feedbackOf(tx, id));
    expect(again).toMatchObject({ state: 'not_answered', ownerId: null });
    await expect(answerTo(house.here.worker, id)).rejects.toThrow(StatementRefusedError);
    const take = transactionAs(house.here.manager, (tx) =>
      giveToOwner(tx, id, house.here.worker.staffId, again.version),
    );
    await expect(take).rejects.toThrow(StatementRefusedError);
    expect((await answerTo(house.here.manager, id)).state).toBe('sent');
    await transactionAs(who.me, (tx) => judgeReply(tx, id, 'answers'));
    expect((await transactionAs(house.here.manager, (tx) => feedbackOf(tx, id))).state).toBe('closed');
  });

  test('is said once of each answer', async () => {
    const who = await reached();
    const id = await say(who);
    await answerTo(house.here.worker, id);
    await transactionAs(who.me, (tx) => judgeReply(tx, id, 'answers'));
    await expect(transactionAs(who.me, (tx) => judgeReply(tx, id, 'does_not_answer'))).rejects.toThrow();
  });
});

describe('an answer to what was not for their worker', () => {
  test('is not known to that worker: no answer, no word of one, nothing held', async () => {
    const who = await reached();
    await transactionAs(house.here.worker, async (tx) => {
      const it = await caseOf(tx, who.caseId);
      if (it) await knowIdentifier(tx, it.incident.id, { kind: 'child_name', words: 'Kayden Walsh' });
    });
    const id = await say(who, { notMyWorker: true });
    await answerTo(house.here.manager, id);
    const second = await say(who, { notMyWorker: true });
    expect((await answerTo(house.here.manager, second, 'Kayden Walsh moved')).state).toBe('held');
    const known = await transactionAs(house.here.worker, async (tx) => ({
      messages: await messagesOf(tx, who.victimId),
      replies: await repliesTo(tx, id),
      held: (await findingsWaiting(tx)).filter(({ victimId }) => victimId === who.victimId),
      notices: await tx.execute(sql`select * from reply_notice where victim_id = ${who.victimId}`),
    }));
    expect(known).toEqual({ messages: [], replies: [], held: [], notices: [] });
    const manager = await transactionAs(house.here.manager, (tx) => messagesOf(tx, who.victimId));
    expect(manager).toMatchObject([{ kind: 'reply' }]);
    expect(await transactionAs(who.me, (tx) => readReplies(tx, id))).toHaveLength(1);
  });
});

describe('who may answer next, once an answer was none', () => {
  const failed = async (notMyWorker: boolean) => {
    const who = await reached();
    const id = await say(who, { notMyWorker });
    await answerTo(house.here.manager, id);
    await transactionAs(who.me, (tx) => judgeReply(tx, id, 'does_not_answer'));
    const ids = await transactionAs(house.here.manager, (tx) => whoMayAnswer(tx, id));
    return { ids, somebody: await transactionAs(who.me, (tx) => somebodyMayAnswer(tx, id)) };
  };

  test('is a colleague, and not who answered before', async () => {
    const { ids, somebody } = await failed(false);
    expect([...ids]).toEqual([house.here.worker.staffId]);
    expect(somebody).toBe(true);
  });

  test('is nobody where it is not for the worker and no other manager is here, and they are told', async () => {
    const { ids, somebody } = await failed(true);
    expect([...ids]).toEqual([]);
    expect(somebody).toBe(false);
  });

  test('is not said of what somebody else told us', async () => {
    const id = await say(await reached());
    const other = await reached();
    expect(await transactionAs(other.me, (tx) => somebodyMayAnswer(tx, id))).toBe(false);
  });
});

test('somebody whose every number is suppressed is told so, with the phone only where it may be rung', () => {
  const shut = (why: 'suppressed' | 'not_agreed') =>
    (['text', 'email', 'letter'] as const).map((channel) => ({
      ...{ channel, usable: false as const, why, contactPointId: null },
    }));
  const phone = { channel: 'phone' as const, usable: true as const, why: null, contactPointId: 'p' };
  const of = { hold: { held: false }, wantsAnswer: true };
  expect(noticeWay({ ...of, channels: shut('suppressed') })).toEqual({
    ...{ may: false, why: 'suppressed', ring: false },
  });
  expect(noticeWay({ ...of, channels: [...shut('not_agreed'), phone] })).toEqual({
    ...{ may: false, why: 'no_way', ring: true },
  });
});
