import { beforeEach, describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { rows } from '../../tests/support/audit-of.ts';
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
import { changeAdjustments } from '../adjustment/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { localDate } from '../working-day/rules.ts';
import { lettersWaiting, makeRun } from './making.server.ts';
import { printRunLetters } from './print.server.ts';
import { postRun, settleApart } from './store.server.ts';

const house = aHouse();
const me = () => house.here.worker;
const post = (runId: string) => transactionAs(me(), (tx) => postRun(tx, runId, localDate(new Date())));
const apart = (runId: string, id: string, outcome: 'taken_out' | 'left') =>
  transactionAs(me(), (tx) => settleApart(tx, runId, id, outcome));
const lettersAgain = (victimId: string) => transactionAs(me(), (tx) => changeAdjustments(tx, victimId, []));

/** What PostgreSQL holds of a pile: what became of each letter, its message, whether a secret is kept, and what the log says. */
const held = (runId: string) =>
  rows(
    house.database,
    (sql) => sql`
      select l.outcome, m.state, m.sealed_facts is not null as "kept", l.printed_at is not null as "printed",
        (select count(*)::int from contact_attempt a where a.victim_id = l.victim_id) as attempts
      from printed_letter l join message m on m.service_id = l.service_id and m.id = l.message_id
      where l.run_id = ${runId} order by l.number`,
  );

/** A pile of two letters, one of news and one with a card, printed while whoever is invited wanted no letters. */
async function printedWithoutTheCard() {
  const [told, invited] = [await someoneWithAnAddress(me()), await someoneWithAnAddress(me())];
  await newsByLetter(me(), told);
  await cardByLetter(me(), invited);
  await comesToBePrinted(me());
  const runId = String(await transactionAs(me(), makeRun));
  await noLetters(me(), invited);
  expect((await printed(me(), runId, 'all'))?.letters).toHaveLength(1);
  const card = (await seenBy(me(), runId)).members.find(({ brings }) => brings === 'card');
  return { runId, invited, cardId: String(card?.messageId) };
}

beforeEach(() =>
  rows(
    house.database,
    (sql) =>
      sql`update message set state = 'cancelled', cancelled_reason = 'staff' where state <> 'cancelled'`,
  ),
);

describe('a letter that was left out when its pile was printed', () => {
  test('is not posted with the others once its person wants letters again, and keeps its card', async () => {
    const { runId, invited } = await printedWithoutTheCard();
    await lettersAgain(invited.victimId);
    expect(await post(runId)).toEqual({ done: false, why: 'notPrinted' });
    expect(await held(runId)).toEqual([
      { outcome: null, state: 'accepted', kept: true, printed: true, attempts: 0 },
      { outcome: null, state: 'accepted', kept: true, printed: false, attempts: 0 },
    ]);
  });

  test('is printed by itself, and then posted with the others', async () => {
    const { runId, invited, cardId } = await printedWithoutTheCard();
    await lettersAgain(invited.victimId);
    const missing = await printed(me(), runId, 'not_printed');
    expect(missing?.made.map(({ messageId }) => messageId)).toEqual([cardId]);
    expect(await printed(me(), runId, 'not_printed')).toBeNull();
    expect(await post(runId)).toEqual({ done: true, letters: 2 });
    expect(await held(runId)).toEqual([
      { outcome: 'posted', state: 'sent', kept: true, printed: true, attempts: 1 },
      { outcome: 'posted', state: 'sent', kept: false, printed: true, attempts: 1 },
    ]);
  });

  test('may be left for the next pile, and waits there with its card', async () => {
    const { runId, invited, cardId } = await printedWithoutTheCard();
    await lettersAgain(invited.victimId);
    await apart(runId, cardId, 'taken_out');
    expect(await post(runId)).toEqual({ done: true, letters: 1 });
    const { letters } = await transactionAs(me(), lettersWaiting);
    expect(letters).toMatchObject([{ messageId: cardId, stops: null }]);
    expect((await held(runId)).at(1)).toMatchObject({ outcome: 'taken_out', state: 'accepted', kept: true });
  });

  test('comes out while its person wants none, and cannot be said to have gone already', async () => {
    const { runId, cardId } = await printedWithoutTheCard();
    expect(await post(runId)).toEqual({ done: false, why: 'takeOut' });
    await expect(apart(runId, cardId, 'left')).rejects.toThrow(NotThereError);
    await apart(runId, cardId, 'taken_out');
    expect(await post(runId)).toEqual({ done: true, letters: 1 });
  });
});

describe('a letter that was printed', () => {
  test('does not come out of a pile by a press when nothing stops it', async () => {
    const { runId } = await printedWithoutTheCard();
    const there = (await seenBy(me(), runId)).members.find((one) => one.printed === 'yes');
    await expect(apart(runId, String(there?.messageId), 'taken_out')).rejects.toThrow(NotThereError);
  });
});

describe('a pile of which nobody printed anything', () => {
  const pileOfOne = async () => {
    await newsByLetter(me(), await someoneWithAnAddress(me()));
    await comesToBePrinted(me());
    return String(await transactionAs(me(), makeRun));
  };

  test('is not posted, nor one whose PDF could not be made', async () => {
    const runId = await pileOfOne();
    expect(await post(runId)).toEqual({ done: false, why: 'notPrinted' });
    await transactionAs(me(), (tx) => printRunLetters(tx, runId, 'all'));
    expect(await post(runId)).toEqual({ done: false, why: 'notPrinted' });
    await printed(me(), runId, 'all');
    expect(await post(runId)).toEqual({ done: true, letters: 1 });
  });

  test('is not posted by whoever writes past the pages: PostgreSQL takes it from nobody', async () => {
    const runId = await pileOfOne();
    const now = new Date();
    const posted = (outcome: string) =>
      rows(house.database, async (sql) => {
        await sql`update message set state = 'sent' where id in (select message_id from printed_letter where run_id = ${runId})`;
        await sql`update printed_letter set outcome = ${outcome}, settled_by = ${me().staffId}, settled_at = ${now}
          where run_id = ${runId}`;
      });
    for (const outcome of ['posted', 'left'])
      await expect(posted(outcome)).rejects.toThrow('printed_before_posted');
    await posted('taken_out');
  });

  test('stays as it was printed once it is posted', async () => {
    const runId = await pileOfOne();
    await printed(me(), runId, 'all');
    await post(runId);
    const again = rows(
      house.database,
      (sql) => sql`update printed_letter set printed_version = 'another' where run_id = ${runId}`,
    );
    await expect(again).rejects.toThrow('what became of a letter stays');
  });
});
