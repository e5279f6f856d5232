import { and, eq, inArray, sql } from 'drizzle-orm';
import { invitation } from '#db/schema/getting-in.ts';
import { verifySecret } from '#db/secret.server.ts';
import { asVisitor, type Tx, transactionAs, type VictimActor } from '#db/transaction.server.ts';
import { cancelWaiting } from '#messaging/outbox.server.ts';
import type { Asked } from '../choice/ledger.server.ts';
import { answerChoices, choicesOf } from '../choice/store.server.ts';
import { holdOf, pauseEverything } from '../hold/store.server.ts';
import { raiseTask } from '../task/store.server.ts';
import { locatorFrom, plainSymbols, plainWord } from './card.ts';
import { answerSteadily } from './steady-answer.server.ts';

type CardRow = {
  service_id: string;
  invitation_id: string;
  victim_id: string;
  secret_hash: string;
  word_hash: string | null;
  state: typeof invitation.$inferSelect.state;
  expires_at: string;
  slow_until: string | null;
};

const toldAtTries = 5;
// A card that once said no still opens: whoever changes their mind, or never said it themselves, gets in.
const usable: readonly CardRow['state'][] = ['issued', 'opened', 'refused'];

// The alphabet of locators has no hyphen, so this one finds nobody and takes as long.
const nobody = '----';
/** The locator to look for, or one that is nobody's. */
export const locatorOrNobody = (typed: string): string => locatorFrom(typed) ?? nobody;

/** The card of a locator as typed, while it may be used. */
export async function cardOf(typed: string): Promise<CardRow | null> {
  const locator = locatorOrNobody(typed);
  const [card] = await asVisitor(null, (tx) => tx.execute<CardRow>(sql`select * from card_of(${locator})`));
  return card && mayBeUsed(card) ? card : null;
}

// An opened card is the person's own for good; one that waits in the post is not.
const mayBeUsed = (card: CardRow) =>
  usable.includes(card.state) && (card.state === 'opened' || new Date(card.expires_at) > new Date());

export const actorOf = (card: { service_id: string; victim_id: string }): VictimActor => ({
  role: 'victim',
  serviceId: card.service_id,
  victimId: card.victim_id,
  personId: card.victim_id,
});

/**
 * Counts a try and gives back how many there were; null for a card that is nobody's, or slowed by a wrong word just now.
 * One by whoever `hadTheSecret` is counted before what they typed is answered, and cleared if it was right.
 */
export async function countTry(locator: string, hadTheSecret: boolean): Promise<number | null> {
  return asVisitor(null, async (tx) => {
    const [row] = await tx.execute<{ tries: number | null }>(
      sql`select count_wrong_card(${locator}, ${hadTheSecret}) as tries`,
    );
    return row?.tries ?? null;
  });
}

/** Gives the worker a task at the fifth wrong try of a card. */
export async function tellAtTheFifth(tries: number | null, locator: string): Promise<void> {
  if (tries !== toldAtTries) return;
  const card = await cardOf(locator);
  if (!card) return;
  await transactionAs(actorOf(card), (tx) =>
    raiseTask(tx, { victimId: card.victim_id, kind: 'wrong_card_tries' }),
  );
}

/**
 * Counts a wrong try of a card, and at the fifth gives its worker a task. `hadTheSecret` slows the next try; without it
 * nothing is slowed, so that no stranger can keep a person waiting.
 */
export async function countWrongTry(typed: string, hadTheSecret: boolean): Promise<void> {
  const locator = locatorOrNobody(typed);
  await tellAtTheFifth(await countTry(locator, hadTheSecret), locator);
}

/** While a wrong word slows a card down, even the right one does not open it; a minute at the longest. */
export const isSlowed = (slowUntil: string | null) => slowUntil !== null && new Date(slowUntil) > new Date();

export type OpenedCard = { serviceId: string; victimId: string; firstTime: boolean };

/**
 * Opens a card: locator, secret and the agreed word together, however they were typed. Null for every other case, with
 * the same work and after the same time. The first opening makes it the person's own card.
 */
export function openCard(typed: {
  locator: string;
  secret: string;
  word: string;
}): Promise<OpenedCard | null> {
  return answerSteadily(opened(typed));
}

async function opened(typed: { locator: string; secret: string; word: string }): Promise<OpenedCard | null> {
  const card = await cardOf(typed.locator);
  const [secretRight, wordRight] = await Promise.all([
    verifySecret(plainSymbols(typed.secret), card?.secret_hash ?? null),
    verifySecret(plainWord(typed.word), card?.word_hash ?? null),
  ]);
  if (!card || !secretRight) {
    await countWrongTry(typed.locator, false);
    return null;
  }
  if (isSlowed(card.slow_until)) return null;
  // The try is taken before the word counts: of many guesses sent at once, only the first is answered.
  const tries = await countTry(locatorOrNobody(typed.locator), true);
  if (tries === null || !wordRight) {
    await tellAtTheFifth(tries, locatorOrNobody(typed.locator));
    return null;
  }
  const kept = await transactionAs(actorOf(card), (tx) => keepOpened(tx, card.invitation_id));
  return kept
    ? { serviceId: card.service_id, victimId: card.victim_id, firstTime: card.state !== 'opened' }
    : null;
}

/** What a card says of wrong tries once its owner is in. */
export const untried = { wrongTries: 0, wrongWords: 0, slowUntil: null };

/** Makes a card the person's own, if it still may be used; what waited to bring it is stopped. */
export async function keepOpened(tx: Tx<VictimActor>, invitationId: string): Promise<boolean> {
  const kept = await tx
    .update(invitation)
    .set({
      state: 'opened',
      openedAt: sql`coalesce(${invitation.openedAt}, clock_timestamp())`,
      ...untried,
    })
    .where(and(eq(invitation.id, invitationId), inArray(invitation.state, [...usable])))
    .returning({ id: invitation.id });
  if (kept.length === 0) return false;
  const { victimId } = tx.actor;
  // Whoever is in needs no letter, and no word that one is coming.
  await cancelWaiting(tx, victimId, { all: true, kind: 'invitation' }, 'card_opened');
  tx.record({ action: 'invitation.opened', subjectId: victimId, details: { invitationId } });
  return true;
}

/** The card's locator and secret, and the words of the page that asked, for the ledger. */
export type CardRefusal = {
  locator: string;
  secret: string;
  language: Asked['language'];
  words: Asked['words'];
};

/**
 * "No, thank you", by the card alone. Pauses everything, records the no and asks the worker to check once, safely. Says
 * nothing about whether there was anyone to say no for: it always resolves, with the same work and after the same time.
 */
export async function refuseByCard(typed: CardRefusal): Promise<void> {
  await answerSteadily(refused(typed));
}

async function refused({ locator, secret, language, words }: CardRefusal): Promise<void> {
  const card = await cardOf(locator);
  const right = await verifySecret(plainSymbols(secret), card?.secret_hash ?? null);
  if (!card || !right) return countWrongTry(locator, false);
  await transactionAs(actorOf(card), (tx) => keepRefusal(tx, card, { language, words }));
}

async function keepRefusal(
  tx: Tx<VictimActor>,
  card: CardRow,
  { language, words }: Pick<CardRefusal, 'language' | 'words'>,
): Promise<void> {
  const { victimId } = tx.actor;
  const before = await holdOf(tx, victimId);
  const choices = await choicesOf(tx, victimId);
  const contact = choices.filter(({ purpose, channel }) => purpose === 'contact' && channel === '');
  const paused = before.held && before.reason === 'card_refused';
  // Between two presses of the card they may have said yes elsewhere: then this no is a new one.
  if (paused && contact.every(({ state }) => state === 'declined' || state === 'withdrawn')) return;
  if (!before.held || before.reason === 'asked_to_pause')
    await pauseEverything(tx, victimId, 'card_refused', null);
  await answerChoices(
    tx,
    victimId,
    contact.map(({ id }) => ({ id, answer: 'declined', words })),
    { how: 'card', askedBy: null, answeredAs: 'self', language, format: 'standard' },
  );
  await tx
    .update(invitation)
    .set({ state: 'refused' })
    .where(and(eq(invitation.id, card.invitation_id), eq(invitation.state, 'issued')));
  await raiseTask(tx, { victimId, kind: 'asked_on_card' });
  tx.record({
    action: 'invitation.refused',
    subjectId: victimId,
    details: { invitationId: card.invitation_id },
  });
}
