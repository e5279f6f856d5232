import type { TFunction } from 'i18next';
import type { AddressedMessage } from '#casework/message/store.server.ts';

type Message = Pick<AddressedMessage, 'channel' | 'state'>;

// What is printed here is taken by nobody else and heard of by nobody: its states mean something of their own.
const ofLetters = ['accepted', 'sent', 'undelivered'] as const;
const ofLetter = ({ channel, state }: Message) =>
  channel === 'letter' ? ofLetters.find((one) => one === state) : undefined;

/** Where a message is, in two or three words. */
export function stateWords(t: TFunction, message: Message): string {
  const letter = ofLetter(message);
  return letter ? t(`message.ofLetter.state.${letter}`) : t(`message.state.${message.state}`);
}

// What was stopped or dealt with on its way keeps its state, and does not go again.
const ofStopped = ['submitting', 'unknown', 'dead'] as const;

/** The same as a sentence or two. */
export function stateMeans(
  t: TFunction,
  message: Message & Pick<AddressedMessage, 'cancelledReason'>,
): string {
  const letter = ofLetter(message);
  const stopped = message.cancelledReason && ofStopped.find((one) => one === message.state);
  if (stopped) return t(`message.ofStopped.${stopped}`);
  return letter ? t(`message.ofLetter.means.${letter}`) : t(`message.means.${message.state}`);
}
