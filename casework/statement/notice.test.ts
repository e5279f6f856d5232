import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { messagesOf } from '#messaging/outbox.server.ts';
import { answerTo, propose } from '../../tests/support/extracts.ts';
import { aHouse } from '../../tests/support/house.ts';
import { answer, someone } from '../../tests/support/people.ts';
import { someoneReachedBy } from '../../tests/support/reached-by.ts';
import { mayRead, send, write } from '../../tests/support/statements.ts';
import { caseOf } from '../case/store.server.ts';
import { findingsWaiting, releaseLeak } from '../leak/finding.server.ts';
import { knowIdentifier } from '../leak/store.server.ts';
import { tellOfCleared } from './cleared.server.ts';
import { wordsNotice } from './notice.server.ts';
import { statementsOf } from './own.server.ts';

const house = aHouse();
let people = 0;

async function whoIsReached(words = 'I do not sleep.') {
  const { worker } = house.here;
  people += 1;
  const reach = { mobile: `+4477009007${10 + people}`, email: `reached${people}@example.org` };
  const who = await someoneReachedBy(worker, { name: 'Nadia Mensah', callMe: 'Nadia' }, reach);
  await write(who, words);
  await send(who, mayRead(['panel']));
  const [statement] = await transactionAs(who.me, statementsOf);
  const waiting = async () =>
    (await transactionAs(worker, (tx) => messagesOf(tx, who.victimId))).map(
      ({ kind, channel, state, cancelledReason }) => `${kind} ${channel} ${state} ${cancelledReason ?? ''}`,
    );
  return { ...who, worker, statementId: statement?.statementId ?? '', waiting };
}

describe('that words wait for somebody', () => {
  test('is told them once by their first way that is safe, and no more once they have answered', async () => {
    const { worker, statementId, waiting, me } = await whoIsReached();
    await propose(worker, statementId, 'I do not sleep.');
    expect(await waiting()).toEqual(['question text queued ']);
    await answerTo({ me }, 1, null);
    expect(await waiting()).toEqual(['question text cancelled replaced']);
  });

  test('is not told any more once they took back their yes to those readers', async () => {
    const who = await whoIsReached();
    await propose(who.worker, who.statementId, 'I do not sleep.');
    await answer(who, ['views/panel/'], 'declined');
    expect(await who.waiting()).toEqual(['question text cancelled choice_withdrawn']);
  });

  test('is not told while something in the words may name the child, and is when a manager lets them go', async () => {
    const { worker, statementId, waiting, caseId } = await whoIsReached('Kayden looked at me.');
    await transactionAs(worker, async (tx) => {
      const it = await caseOf(tx, caseId);
      if (!it) throw new Error('There is a case');
      await knowIdentifier(tx, it.incident.id, { kind: 'child_name', words: 'Kayden Walsh' });
    });
    await propose(worker, statementId, 'Kayden looked at me.');
    expect(await waiting()).toEqual([]);
    const [finding] = await transactionAs(worker, findingsWaiting);
    await transactionAs(house.here.manager, async (tx) =>
      tellOfCleared(tx, await releaseLeak(tx, finding?.leakId ?? '', 'They know each other by name.')),
    );
    expect(await waiting()).toEqual(['question text queued ']);
  });

  test('is told nobody who has no safe way, and staff read why', async () => {
    const who = await someone(house.here.worker);
    const notice = await transactionAs(house.here.worker, (tx) => wordsNotice(tx, who.victimId));
    expect(notice).toMatchObject({ may: false, why: 'no_way' });
  });
});
