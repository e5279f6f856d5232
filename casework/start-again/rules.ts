import type { WayAnswered } from '../choice/rules.ts';
import type { ContactPointKind } from '../contact-point/rules.ts';

/** How somebody asked us for messages again. A START by itself restores nothing: a person reads it, and this is what they note. */
export const waysAskedAgain = [
  'phone',
  'visit',
  'letter',
  'paper',
  'text',
  'email',
] as const satisfies readonly WayAnswered[];
export type WayAskedAgain = (typeof waysAskedAgain)[number];

export const stopReasons = ['stop', 'wrong_person', 'opt_out_link', 'returned', 'staff'] as const;
export type StopReason = (typeof stopReasons)[number];

export const whysNot = ['not_stopped', 'wrong_person', 'not_by_them', 'not_alone'] as const;
export type WhyNot = (typeof whysNot)[number];

/** What is known of one number or address that is in use; `stopped` is why nothing goes there, null while something may. */
export type Standing = {
  kind: ContactPointKind;
  stopped: StopReason | null;
  shared: boolean;
  anothersToo: boolean;
};

// Only what the person stopped is theirs to start: whoever said that a number is not theirs is answered at it still.
const notTheirs = {
  stop: null,
  opt_out_link: null,
  wrong_person: 'wrong_person',
  returned: 'not_by_them',
  staff: 'not_by_them',
} as const satisfies Record<StopReason, WhyNot | null>;

/** Why messages to a number or address may not be started again because its person asks, or null where they may. */
export function whyNotAgain({ kind, stopped, shared, anothersToo }: Standing): WhyNot | null {
  if (kind === 'address' || stopped === null) return 'not_stopped';
  if (notTheirs[stopped]) return notTheirs[stopped];
  // It may have been the other one who stopped it.
  return shared || anothersToo ? 'not_alone' : null;
}
