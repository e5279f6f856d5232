import type { StaffActor, Tx } from '#db/transaction.server.ts';
import {
  cancelMessage,
  type MessageInFull,
  type MessageShown,
  messageOf,
  messagesInTrouble,
  messagesOf,
  retryMessage,
} from '#messaging/outbox.server.ts';
import { type PersonWithCases, peopleWithCases } from '../case/people.server.ts';
import { NotThereError } from '../refusals.ts';

export type AddressedMessage<M = MessageShown> = M & { to: PersonWithCases };

function addressed<M extends { victimId: string }>(
  message: M,
  people: Map<string, PersonWithCases>,
): AddressedMessage<M> {
  const to = people.get(message.victimId);
  if (!to) throw new NotThereError();
  return { ...message, to };
}

const shownAtOnce = 100;

/**
 * Messages nobody can count on and nobody has dealt with, the longest waiting first, with whom they were for. `next` is where
 * the rest goes on, for `after`; null where these are all.
 */
export async function troubledMessages(
  tx: Tx<StaffActor>,
  after = '',
): Promise<{ messages: AddressedMessage[]; next: string | null }> {
  const found = await messagesInTrouble(tx, after, shownAtOnce + 1);
  const messages = found.slice(0, shownAtOnce);
  const people = await peopleWithCases(
    tx,
    messages.map(({ victimId }) => victimId),
  );
  tx.record({ action: 'message.trouble_read', subjectId: null, details: { shown: messages.length } });
  const next = found.length > shownAtOnce ? (messages.at(-1)?.id ?? null) : null;
  return { messages: messages.map((message) => addressed(message, people)), next };
}

/** What was ever to be sent to someone, newest first. Their case is read with it, which is its entry in the audit. */
export function messagesTo(tx: Tx<StaffActor>, victimId: string): Promise<MessageShown[]> {
  return messagesOf(tx, victimId);
}

/** One message with its attempts, its receipts and the words as sent; null when it is not there for them. */
export async function messageInFull(
  tx: Tx<StaffActor>,
  messageId: string,
): Promise<AddressedMessage<MessageInFull> | null> {
  const message = await messageOf(tx, messageId);
  return message && addressed(message, await peopleWithCases(tx, [message.victimId]));
}

/** Sends what is in trouble once more and gives back the new message's id; null when there is nothing to send again. */
export function sendAgain(tx: Tx<StaffActor>, messageId: string): Promise<string | null> {
  return retryMessage(tx, messageId);
}

/** Stops what is still here, or notes that staff dealt with what is in trouble in another way. False when it is neither. */
export function dealWith(tx: Tx<StaffActor>, messageId: string): Promise<boolean> {
  return cancelMessage(tx, messageId);
}
