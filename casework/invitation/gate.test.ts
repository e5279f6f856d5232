import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { auditOf, rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someone } from '../../tests/support/people.ts';
import { answer, oneOf, presentOf } from '../../tests/support/someone.ts';
import { choiceHistoryOf } from '../choice/store.server.ts';
import { holdOf } from '../hold/store.server.ts';
import { tasksOpen } from '../task/store.server.ts';
import { openCard, refuseByCard } from './gate.server.ts';
import { invitationsOf, issueInvitation } from './store.server.ts';

const house = aHouse();

async function carded(word = 'Blue Kettle') {
  const who = await someone(house.here.worker);
  const card = await transactionAs(house.here.worker, (tx) =>
    issueInvitation(tx, who.victimId, { how: 'letter', word }),
  );
  return { ...who, ...card, word };
}
const stateOf = async (victimId: string) =>
  (await transactionAs(house.here.worker, (tx) => invitationsOf(tx, victimId))).map((one) => one.state);
const tasksFor = async (victimId: string) =>
  (await transactionAs(house.here.worker, (tx) => tasksOpen(tx, { mine: true, victimId }))).map(
    (one) => one.kind,
  );
const expire = (victimId: string) =>
  rows(
    house.database,
    (sql) => sql`update invitation set expires_at = now() - interval '1 day' where victim_id = ${victimId}`,
  );
const words = { key: 'card.no', text: 'No, thank you', reviewState: 'source' as const };

describe('a card', () => {
  test('opens with its locator, secret and the agreed word, however they are typed', async () => {
    const { victimId, locator, secret, me } = await carded();
    const typed = {
      locator: ` ${locator.toLowerCase()} `,
      secret: `${secret.slice(0, 4)}-${secret.slice(4)}`,
      word: ' BLUE  kettle ',
    };
    expect(await openCard(typed)).toEqual({ serviceId: me.serviceId, victimId, firstTime: true });
    expect(await openCard(typed)).toMatchObject({ firstTime: false });
    expect(await stateOf(victimId)).toEqual(['opened']);
    expect(await auditOf(house.database, victimId)).toContain('invitation.opened');
  });

  test('does not open with a wrong word, a wrong secret or a locator that is nobody’s', async () => {
    const { locator, secret, word, victimId } = await carded();
    expect(await openCard({ locator, secret: 'ZZZZZZZZ', word })).toBeNull();
    expect(await openCard({ locator: '', secret, word })).toBeNull();
    expect(await openCard({ locator, secret, word: 'red kettle' })).toBeNull();
    expect(await stateOf(victimId)).toEqual(['issued']);
  });

  test('does not open once it has expired in the post, but goes on opening once it is theirs', async () => {
    const [waiting, theirs] = [await carded(), await carded()];
    await openCard(theirs);
    await Promise.all([expire(waiting.victimId), expire(theirs.victimId)]);
    expect(await openCard(waiting)).toBeNull();
    expect(await openCard(theirs)).toMatchObject({ victimId: theirs.victimId });
  });

  test('stops opening when another is issued', async () => {
    const old = await carded();
    const fresh = await transactionAs(house.here.worker, (tx) =>
      issueInvitation(tx, old.victimId, { how: 'hand', word: 'new word' }),
    );
    expect(await openCard(old)).toBeNull();
    expect(await openCard({ ...fresh, word: 'new word' })).toMatchObject({ firstTime: true });
    expect(await stateOf(old.victimId)).toEqual(['opened', 'replaced']);
  });

  test('is not slowed by a stranger without its secret, however often they try, but the worker is told once', async () => {
    const card = await carded();
    for (let turn = 0; turn < 7; turn += 1) await openCard({ ...card, secret: 'ZZZZZZZZ' });
    expect(await tasksFor(card.victimId)).toEqual(['wrong_card_tries']);
    expect(await openCard(card)).toMatchObject({ victimId: card.victimId });
  });

  test('makes whoever holds it and guesses at the word wait, and then opens again', async () => {
    const card = await carded();
    await rows(
      house.database,
      (sql) => sql`update invitation set wrong_words = 6 where victim_id = ${card.victimId}`,
    );
    await openCard({ ...card, word: 'guess' });
    expect(await openCard(card)).toBeNull();
    await rows(
      house.database,
      (sql) =>
        sql`update invitation set slow_until = now() - interval '1 second' where victim_id = ${card.victimId}`,
    );
    expect(await openCard(card)).toMatchObject({ victimId: card.victimId });
  });

  test('answers one guess of many that its holder sends at once', async () => {
    const card = await carded();
    await rows(
      house.database,
      (sql) => sql`update invitation set wrong_words = 6 where victim_id = ${card.victimId}`,
    );
    await Promise.all(Array.from({ length: 8 }, (_, n) => openCard({ ...card, word: `guess ${n}` })));
    const kept = await rows(
      house.database,
      (sql) => sql`select wrong_words, wrong_tries from invitation where victim_id = ${card.victimId}`,
    );
    expect(kept).toEqual([{ wrong_words: 7, wrong_tries: 1 }]);
    expect(await openCard(card)).toBeNull();
  });

  test('is kept only hashed', async () => {
    const card = await carded();
    const [kept] = await rows(
      house.database,
      (sql) => sql`select secret_hash, word_hash from invitation where victim_id = ${card.victimId}`,
    );
    expect(JSON.stringify(kept)).not.toMatch(new RegExp(`${card.secret}|kettle`));
  });

  test('is issued by those who may open the case, and by nobody else', async () => {
    const { victimId, me } = await carded();
    const issuing = (actor: typeof house.here.worker) =>
      transactionAs(actor, (tx) => issueInvitation(tx, victimId, { how: 'hand', word: 'other' }));
    await expect(issuing(house.elsewhere.worker)).rejects.toThrow();
    await expect(issuing(house.here.auditor)).rejects.toThrow('42501');
    const hashes = transactionAs(me, (tx) => tx.execute('select secret_hash from invitation'));
    await expect(hashes).rejects.toThrow('42501');
  });
});

describe('the card alone', () => {
  test('says no without a word: everything is paused, the no is in the ledger, the worker checks', async () => {
    const { locator, secret, victimId, me } = await carded();
    await refuseByCard({ locator, secret, language: 'en', words });
    expect(await transactionAs(me, (tx) => holdOf(tx, victimId))).toMatchObject({
      held: true,
      reason: 'card_refused',
    });
    const [last] = await transactionAs(me, (tx) => choiceHistoryOf(tx, victimId));
    expect(last).toMatchObject({
      purpose: 'contact',
      state: 'declined',
      how: 'card',
      words: 'No, thank you',
    });
    expect(await tasksFor(victimId)).toContain('asked_on_card');
    expect(await stateOf(victimId)).toEqual(['refused']);
  });

  test('says it once, and can still be opened by whoever changes their mind', async () => {
    const card = await carded();
    for (let turn = 0; turn < 3; turn += 1) await refuseByCard({ ...card, language: 'en', words });
    const asked = (await tasksFor(card.victimId)).filter((kind) => kind === 'asked_on_card');
    expect(asked).toHaveLength(1);
    expect(await openCard(card)).toMatchObject({ firstTime: true });
  });

  test('says no again for whoever had said yes since, though everything is still paused', async () => {
    const card = await carded();
    const { victimId, me } = card;
    await refuseByCard({ ...card, language: 'en', words });
    const contact = async () => oneOf(await presentOf(card), 'contact//');
    await answer(card, 'contact//', 'agreed');
    expect(await transactionAs(me, (tx) => holdOf(tx, victimId))).toMatchObject({ reason: 'card_refused' });
    await rows(house.database, (sql) => sql`update task set done_at = now() where victim_id = ${victimId}`);
    expect(await tasksFor(victimId)).not.toContain('asked_on_card');
    await refuseByCard({ ...card, language: 'en', words });
    expect((await contact()).state).toBe('withdrawn');
    const said = await transactionAs(me, (tx) => choiceHistoryOf(tx, victimId));
    expect(said[0]).toMatchObject({ purpose: 'contact', state: 'withdrawn', how: 'card' });
    expect(await tasksFor(victimId)).toContain('asked_on_card');
    expect(await transactionAs(me, (tx) => holdOf(tx, victimId))).toMatchObject({ reason: 'card_refused' });
  });

  test('says nothing for someone without its secret, and answers them the same', async () => {
    const { locator, victimId, me } = await carded();
    const answers = await Promise.all([
      refuseByCard({ locator, secret: 'ZZZZZZZZ', language: 'en', words }),
      refuseByCard({ locator: 'ZZZZ', secret: 'ZZZZZZZZ', language: 'en', words }),
    ]);
    expect(answers).toEqual([undefined, undefined]);
    expect(await transactionAs(me, (tx) => holdOf(tx, victimId))).toEqual({ held: false });
    expect(await stateOf(victimId)).toEqual(['issued']);
  });
});
