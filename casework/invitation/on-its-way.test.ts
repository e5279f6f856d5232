import { beforeEach, describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { sendDue } from '#messaging/deliver.server.ts';
import type { Outcome, Provider } from '#messaging/providers/provider.ts';
import { reapLeases } from '#messaging/waiting.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { cardByLetter, comesToBePrinted, someoneWithAnAddress } from '../../tests/support/letters.ts';
import { messagesIn, wednesdayNoon } from '../../tests/support/messages-in.ts';

const house = aHouse();
const { db, emptyQueue } = messagesIn(house);
const me = () => house.here.worker;

type Found = { state: string; why: string | null; wiped: boolean };
const cardsOf = ({ victimId }: { victimId: string }) =>
  db()<Found[]>`select state, cancelled_reason as why, sealed_facts is null as wiped from message
    where victim_id = ${victimId} and kind = 'invitation' order by created_at`;

/** Hands the letters that wait over to somebody with whom this happens meanwhile, and who then answers so. */
async function handedOver(meanwhile: () => Promise<unknown>, outcome: Outcome): Promise<void> {
  const submit = async () => {
    await meanwhile();
    return outcome;
  };
  const desk: Provider = { name: 'paper', submit, close: async () => undefined };
  await db()`update message set not_before = '2026-11-20', expires_at = '2027-01-01' where state = 'queued'`;
  await sendDue(house.here.id, { at: wednesdayNoon, providerFor: () => desk });
}

beforeEach(() => emptyQueue());

describe('a card that is replaced while its letter is on its way to be printed', () => {
  test.each<[string, Outcome]>([
    ['comes to the desk', { state: 'accepted', providerId: 'here' }],
    ['has to be taken there again', { state: 'again', code: 'too_late', afterSeconds: 1, here: true }],
  ])('is not printed where it %s: only the one that took its place is', async (_, outcome) => {
    const who = await someoneWithAnAddress(me());
    await cardByLetter(me(), who);
    await handedOver(() => cardByLetter(me(), who), outcome);
    const replaced = { state: 'cancelled', why: 'replaced', wiped: true };
    expect(await cardsOf(who)).toEqual([replaced, { state: 'queued', why: null, wiped: false }]);
    await comesToBePrinted(me());
    expect(await cardsOf(who)).toEqual([replaced, { state: 'accepted', why: null, wiped: false }]);
  });
});

describe('a letter with a card whose process was still for so long that it was taken for lost', () => {
  const taken = (outcome: Outcome) => async () => {
    const who = await someoneWithAnAddress(me());
    await cardByLetter(me(), who);
    const lost = () =>
      transactionAs({ role: 'sender', serviceId: house.here.id }, (tx) =>
        reapLeases(tx, new Date('2026-11-25T12:03:00Z')),
      );
    await handedOver(lost, outcome);
    return { who, cards: await cardsOf(who) };
  };
  const tooLate = taken({ state: 'again', code: 'too_late', afterSeconds: null, here: true });

  test('did not go, and does not wait with nothing in it: staff see it and print another', async () => {
    const { who, cards } = await tooLate();
    expect(cards).toEqual([{ state: 'failed', why: null, wiped: true }]);
    const tasks = await db()`select kind from task where victim_id = ${who.victimId}`;
    expect(tasks.map(({ kind }) => kind)).toEqual(['message_unknown']);
  });

  test('keeps no other message back', async () => {
    await tooLate();
    const empty =
      await db()`select id from message where state in ('queued', 'held') and sealed_facts is null`;
    expect(empty).toEqual([]);
  });
});
