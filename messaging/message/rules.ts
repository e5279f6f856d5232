export const messageKinds = [
  'invitation',
  'sign_in_code',
  'verify_code',
  'update',
  'question',
  'feedback_request',
  'reply',
  'stop_confirmation',
] as const;
export type MessageKind = (typeof messageKinds)[number];

/** Six digits somebody asked for: no message of ours to them, and nobody is told when one does not arrive. */
export const isCode = ({ kind }: { kind: string }): boolean =>
  kind === 'sign_in_code' || kind === 'verify_code';

/** Whether a message brings what opens something: of it neither words nor facts are kept once it is out of our hands. */
export const bringsSecret = (message: { kind: string; channel: string }): boolean =>
  isCode(message) || (message.kind === 'invitation' && message.channel === 'letter');

export const messageStates = [
  'draft',
  'approved',
  'scheduled',
  'queued',
  'submitting',
  'accepted',
  'sent',
  'unconfirmed',
  'delivered',
  'undelivered',
  'failed',
  'held',
  'unknown',
  'expired',
  'cancelled',
  'dead',
] as const;
export type MessageState = (typeof messageStates)[number];

export const heldReasons = [
  'window',
  'quiet_hours',
  'nobody_to_ask',
  'choice',
  'suppressed',
  'no_channel',
  'hold',
  'leak',
  'second_person',
  'words',
] as const;
export type HeldReason = (typeof heldReasons)[number];

export const cancelledReasons = [
  'choice_withdrawn',
  'channel_off',
  'stopped',
  'staff',
  'replaced',
  'card_opened',
  'set_stopped',
] as const;
export type CancelledReason = (typeof cancelledReasons)[number];

/**
 * Whose turn comes first. A message's `priority` in the database is the number of its lane: that of its kind, but `several`
 * for whatever goes to several people at once. A code is never one of several.
 */
export const lanes = { code: 0, urgent: 1, routine: 2, several: 3 } as const;
export type Lane = keyof typeof lanes;

/** While something waits in every lane, so many of each leave together: what comes last comes too. */
export const shares = { code: 8, urgent: 4, routine: 2, several: 1 } as const satisfies Record<Lane, number>;

/** For how long a provider may refuse what waits in a lane, for reasons that are not its person's, until everyone of the staff is told. */
export const mayBeRefusedSeconds = {
  code: 5 * 60,
  urgent: 4 * 60 * 60,
  routine: 72 * 60 * 60,
  several: 72 * 60 * 60,
} as const satisfies Record<Lane, number>;

/**
 * What a kind needs before it may leave. `needsChoice`: a live yes to its topic and channel. `refusedByNo`: a no to
 * contact stops it. `keepsWindows`: safe windows, or the default hours. `priority` is its lane.
 */
export type Gates = {
  needsChoice: boolean;
  refusedByNo: boolean;
  keepsWindows: boolean;
  ignoresHold: boolean;
  ignoresSuppression: boolean;
  priority: number;
  lifetimeMinutes: number;
};

const day = 24 * 60;
const none = {
  needsChoice: false,
  refusedByNo: false,
  keepsWindows: false,
  ignoresHold: false,
  ignoresSuppression: false,
};
const requestedCode: Gates = { ...none, ignoresHold: true, priority: lanes.code, lifetimeMinutes: 10 };
const withLiveChoice = { ...none, needsChoice: true, refusedByNo: true, keepsWindows: true };

/** The closed table of gates. PostgreSQL holds the same one: it is what the claim obeys. */
export const gates = {
  sign_in_code: requestedCode,
  verify_code: requestedCode,
  reply: { ...none, keepsWindows: true, priority: lanes.urgent, lifetimeMinutes: 14 * day },
  invitation: {
    ...none,
    refusedByNo: true,
    keepsWindows: true,
    priority: lanes.routine,
    lifetimeMinutes: 21 * day,
  },
  update: { ...withLiveChoice, priority: lanes.routine, lifetimeMinutes: 14 * day },
  question: { ...withLiveChoice, priority: lanes.routine, lifetimeMinutes: 14 * day },
  feedback_request: { ...withLiveChoice, priority: lanes.routine, lifetimeMinutes: 14 * day },
  // The one text that follows STOP: it answers at once or not at all.
  stop_confirmation: {
    ...none,
    keepsWindows: true,
    ignoresHold: true,
    ignoresSuppression: true,
    priority: lanes.urgent,
    lifetimeMinutes: 10,
  },
} satisfies Record<MessageKind, Gates>;

// A receipt can overtake the answer it belongs to, or come after a message went back to the queue:
// so it may move anything that could have left.
const byReceipt = ['accepted', 'sent', 'delivered', 'undelivered', 'failed'] as const;

/** Every move there is. Sending something again is another message, so what has ended has ended. */
export const moves = {
  draft: ['approved', 'cancelled'],
  approved: ['scheduled', 'queued', 'held', 'cancelled'],
  scheduled: ['queued', 'held', 'expired', 'cancelled'],
  queued: ['submitting', 'held', 'expired', 'cancelled', 'dead', ...byReceipt],
  held: ['queued', 'submitting', 'expired', 'cancelled', 'dead', ...byReceipt],
  submitting: ['queued', 'unknown', ...byReceipt],
  unknown: ['queued', 'expired', 'dead', ...byReceipt],
  accepted: ['sent', 'unconfirmed', 'delivered', 'undelivered', 'failed'],
  sent: ['unconfirmed', 'delivered', 'undelivered', 'failed'],
  unconfirmed: ['delivered', 'undelivered', 'failed'],
  delivered: [],
  undelivered: [],
  failed: [],
  expired: [],
  cancelled: [],
  dead: byReceipt,
} satisfies Record<MessageState, readonly MessageState[]>;

/** Whether a message may go from one state to another. */
export function mayMove(from: MessageState, to: MessageState): boolean {
  const allowed: readonly MessageState[] = moves[from];
  return allowed.includes(to);
}

/** The states that a withdrawal still stops: nothing of them has left. */
export const stillHere = [
  'draft',
  'approved',
  'scheduled',
  'queued',
  'held',
] as const satisfies readonly MessageState[];

/** Whether staff print a message: it stays in our hands until they post it, and is made of its facts each time it is printed. */
export const isPrintedHere = ({ channel, provider }: { channel: string; provider: string }): boolean =>
  channel === 'letter' && provider === 'paper';

type Where = { channel: string; state: MessageState };

/**
 * Whether it is a letter that was taken to be printed here and is not posted yet: it has left nobody's hands but ours.
 */
export const liesHere = ({ channel, state }: Where): boolean => channel === 'letter' && state === 'accepted';

/** Whether a withdrawal still stops a message: nothing of it has left, not even in an envelope. */
export function isStillHere(message: Where): boolean {
  const here: readonly MessageState[] = stillHere;
  return here.includes(message.state) || liesHere(message);
}

export type ProviderState = (typeof byReceipt)[number];
