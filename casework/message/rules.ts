import { type FailureClass, isAboutUs, twilioFailure } from '#messaging/attempt/rules.ts';
import { saysNoSuchAddress } from '#messaging/mail-in/rules.ts';
import {
  bringsSecret,
  isStillHere,
  type Lane,
  lanes,
  type MessageState,
  mayBeRefusedSeconds,
} from '#messaging/message/rules.ts';

export type WhyFailed =
  | FailureClass
  | 'lease_ended'
  | 'unreadable'
  | 'returned'
  | 'mailbox'
  | 'mailbox_later'
  | 'other';

const ourOwn: Readonly<Record<string, WhyFailed>> = {
  lease_ended: 'lease_ended',
  unreadable: 'unreadable',
  returned: 'returned',
};

// Codes of SMTP have three figures or are a status such as 5.1.1, and those of Twilio have five.
const mailServerRefused = /^5(\d\d|(\.\d{1,3}){2})$/;
const mailServerGaveUp = /^4(\.\d{1,3}){2}$/;

/** What a failure code says about, in a word that has words of its own; null without a code. */
export function whyFailed(code: string | null): WhyFailed | null {
  if (code === null || code === '') return null;
  if (saysNoSuchAddress(code)) return 'address';
  if (isAboutUs(code)) return 'ours';
  if (mailServerRefused.test(code)) return 'mailbox';
  if (mailServerGaveUp.test(code)) return 'mailbox_later';
  return ourOwn[code] ?? (/^\d{5}$/.test(code) ? twilioFailure(Number(code)) : null) ?? 'other';
}

export const nextSteps = ['again', 'card', 'phone', 'other_channel', 'dealt_with', 'stop'] as const;
export type NextStep = (typeof nextSteps)[number];

const inTrouble: readonly NextStep[] = ['phone', 'other_channel', 'dealt_with'];
const wanted: readonly MessageState[] = [
  'failed',
  'undelivered',
  'unconfirmed',
  'unknown',
  'expired',
  'dead',
];
const perhapsArrived: readonly MessageState[] = ['unconfirmed', 'unknown'];

type Message = { kind: string; channel: string; state: MessageState; cancelledReason: string | null };

/**
 * What staff can do about a message. Ringing comes first where nobody can say whether it went or arrived: sending again might tell
 * the same person the same thing twice. A letter with a card in it is never sent again, for its secret is nowhere: another
 * card is. What was dealt with asks for nothing more. What was stopped with its set when it may have arrived already is never
 * sent again, and somebody may have to hear why.
 */
export function nextStepsOf(message: Message): NextStep[] {
  if (isStillHere(message)) return ['stop'];
  if (message.cancelledReason === 'set_stopped' && perhapsArrived.includes(message.state))
    return [...inTrouble];
  if (!wanted.includes(message.state) || message.cancelledReason !== null) return [];
  const again = message.kind === 'invitation' && bringsSecret(message) ? 'card' : 'again';
  return perhapsArrived.includes(message.state) ? [...inTrouble, again] : [again, ...inTrouble];
}

/** Why no words are kept of a message: it brought a code, or a card; null where they are kept once they were made. */
export function notKeptBecause(message: Pick<Message, 'kind' | 'channel'>): 'code' | 'card' | null {
  if (!bringsSecret(message)) return null;
  return message.kind === 'invitation' ? 'card' : 'code';
}

const longestWaitSeconds = 600;

/** Whether a message that could leave now has waited for so long that staff must hear of it. */
export const waitsTooLong = (seconds: number): boolean => seconds > longestWaitSeconds;

/** What waits in one lane of a channel because its provider does not take it; none waits any more where a code ran out. */
export type RefusedLane = {
  channel: 'text' | 'email';
  lane: number;
  since: Date;
  seconds: number;
  waiting: number;
};
export type Refused = {
  channel: RefusedLane['channel'];
  since: Date;
  waiting: number;
  /** Longer than what waits must be looked at by whoever reads of messages. */
  late: boolean;
  /** Longer than its lane allows: everyone must hear of it. */
  tooLong: boolean;
};

const laneNames = Object.keys(lanes).filter((name): name is Lane => name in lanes);
const isTooLong = ({ lane, seconds }: RefusedLane) =>
  laneNames.some((name) => lanes[name] === lane && seconds > mayBeRefusedSeconds[name]);

/** The channels whose provider takes nothing of some of what is tried: since when, how many wait, and for how long it matters. */
export function refusedOf(refused: readonly RefusedLane[]): Refused[] {
  return (['text', 'email'] as const).flatMap((channel) => {
    const [first, ...others] = refused
      .filter((one) => one.channel === channel)
      .toSorted((one, other) => +one.since - +other.since);
    if (!first) return [];
    const all = [first, ...others];
    return {
      channel,
      since: first.since,
      waiting: all.reduce((sum, { waiting }) => sum + waiting, 0),
      late: waitsTooLong(first.seconds),
      tooLong: all.some(isTooLong),
    };
  });
}
