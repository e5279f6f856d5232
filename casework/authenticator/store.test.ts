import { generateSync } from 'otplib';
import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { auditOf, rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someone } from '../../tests/support/people.ts';
import { openCard } from '../invitation/gate.server.ts';
import { issueInvitation } from '../invitation/store.server.ts';
import * as authenticators from './store.server.ts';

const house = aHouse();
const word = 'blue kettle';
// Half a minute may end between making a code and trying it, so none is older than the moment it is tried in.
const codeAt = (secret: string, stepsAway = 0) =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + stepsAway * 30 });

async function withCard() {
  const who = await someone(house.here.worker);
  const card = await transactionAs(house.here.worker, (tx) =>
    issueInvitation(tx, who.victimId, { how: 'hand', word }),
  );
  await openCard({ ...card, word });
  return { ...who, locator: card.locator };
}

async function withAuthenticator() {
  const who = await withCard();
  const { secret, uri } = await transactionAs(who.me, (tx) =>
    authenticators.beginAuthenticator(tx, who.victimId),
  );
  const confirmed = await transactionAs(who.me, (tx) =>
    authenticators.confirmAuthenticator(tx, who.victimId, codeAt(secret)),
  );
  expect(confirmed).toBe(true);
  const signIn = (but: { locator?: string; word?: string; code?: string } = {}) =>
    authenticators.signInByAuthenticator({ locator: who.locator, word, code: codeAt(secret, 1), ...but });
  return { ...who, secret, uri, signIn };
}

describe('someone with an authenticator', () => {
  test('comes back by it, and each code works once', async () => {
    const { signIn, victimId, me } = await withAuthenticator();
    const both = await Promise.all([signIn(), signIn()]);
    expect(both.filter(Boolean)).toEqual([{ serviceId: me.serviceId, victimId }]);
    expect(await auditOf(house.database, victimId)).toContain('authenticator.used');
  });

  test('does not get in with a wrong word, a wrong code or a card that is nobody’s', async () => {
    const { signIn } = await withAuthenticator();
    expect(await signIn({ locator: '0O0O' })).toBeNull();
    expect(await signIn({ word: 'red kettle' })).toBeNull();
    expect(await signIn({ code: '12' })).toBeNull();
  });

  test('is not kept out by a stranger who has the locator and keeps trying', async () => {
    const { signIn } = await withAuthenticator();
    await Promise.all(Array.from({ length: 8 }, () => signIn({ word: 'guess', code: '000000' })));
    expect(await signIn()).not.toBeNull();
  });

  test('makes whoever knows the word and guesses at codes wait', async () => {
    const { signIn, victimId } = await withAuthenticator();
    // The sixth makes them wait a minute, which no machine is slow enough to sit out.
    await rows(
      house.database,
      (sql) => sql`update invitation set wrong_words = 6 where victim_id = ${victimId}`,
    );
    await signIn({ code: '12' });
    expect(await signIn()).toBeNull();
    await rows(
      house.database,
      (sql) => sql`update invitation set slow_until = null where victim_id = ${victimId}`,
    );
    expect(await signIn()).not.toBeNull();
  });

  test('has one of many codes answered that are sent at once by someone who knows the word', async () => {
    const { signIn, victimId } = await withAuthenticator();
    await rows(
      house.database,
      (sql) => sql`update invitation set wrong_words = 6 where victim_id = ${victimId}`,
    );
    const guesses = Array.from({ length: 7 }, () => signIn({ code: '12' }));
    const answers = await Promise.all([...guesses, signIn()]);
    const [kept] = await rows(
      house.database,
      (sql) => sql<{ count: number }[]>`
        select wrong_words as count from invitation where victim_id = ${victimId}`,
    );
    // Whichever came first: a guess, and then the right code waits too; or the right one, and the count began again.
    expect(answers.some(Boolean)).toBe(Number(kept?.count) < 7);
  });

  test('is not kept waiting by a wrong code once a right one let them in', async () => {
    const { signIn, victimId } = await withAuthenticator();
    await rows(
      house.database,
      (sql) => sql`update invitation set wrong_words = 6, wrong_tries = 3 where victim_id = ${victimId}`,
    );
    expect(await signIn()).not.toBeNull();
    const kept = await rows(
      house.database,
      (sql) => sql`select wrong_words, wrong_tries, slow_until from invitation where victim_id = ${victimId}`,
    );
    expect(kept).toEqual([{ wrong_words: 0, wrong_tries: 0, slow_until: null }]);
  });

  test('has nobody’s name in their app', async () => {
    const { uri, locator } = await withAuthenticator();
    expect(uri).toContain(`otpauth://totp/Riverside:${locator}?`);
    expect(uri).not.toMatch(/Sam|Field/);
  });
});

describe('an authenticator', () => {
  test('that was not confirmed, or was ended, signs nobody in', async () => {
    const who = await withCard();
    const { secret } = await transactionAs(who.me, (tx) =>
      authenticators.beginAuthenticator(tx, who.victimId),
    );
    const signIn = () =>
      authenticators.signInByAuthenticator({ locator: who.locator, word, code: codeAt(secret) });
    expect(await signIn()).toBeNull();
    expect(await transactionAs(who.me, (tx) => authenticators.hasAuthenticator(tx, who.victimId))).toBe(
      false,
    );
    await rows(
      house.database,
      (sql) => sql`update invitation set slow_until = null where victim_id = ${who.victimId}`,
    );
    await transactionAs(who.me, (tx) =>
      authenticators.confirmAuthenticator(tx, who.victimId, codeAt(secret)),
    );
    await transactionAs(who.me, (tx) => authenticators.endAuthenticator(tx, who.victimId));
    expect(await signIn()).toBeNull();
  });

  test('is nobody else’s to begin or to see, and not the staff’s', async () => {
    const [one, other] = [await withAuthenticator(), await withCard()];
    const begin = transactionAs(other.me, (tx) => authenticators.beginAuthenticator(tx, one.victimId));
    await expect(begin).rejects.toThrow();
    expect(await transactionAs(other.me, (tx) => authenticators.hasAuthenticator(tx, one.victimId))).toBe(
      false,
    );
    const peek = transactionAs(house.here.manager, (tx) =>
      tx.execute('select sealed_secret from authenticator'),
    );
    await expect(peek).rejects.toThrow('42501');
  });
});
