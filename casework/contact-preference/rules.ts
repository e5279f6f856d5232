import { type Channel, type ChoiceState, channels } from '../choice/rules.ts';
import type { ContactPointKind } from '../contact-point/rules.ts';

export const textContents = ['nudge', 'sentence'] as const;
export type TextContent = (typeof textContents)[number];

export const unusableReasons = [
  'hold',
  'not_agreed',
  'no_contact_point',
  'bad',
  'suppressed',
  'not_verified',
] as const;
export type UnusableReason = (typeof unusableReasons)[number];

export const doubts = ['age', 'failures'] as const;
export type Doubt = (typeof doubts)[number];

/** What is known of one number or address; `suppressed` means that nothing at all may go there. */
export type KnownContactPoint = {
  id: string;
  kind: ContactPointKind;
  verified: boolean;
  /** Why it counts as unverified for news, though it was verified once: long ago, or what went there lately did not arrive. */
  doubt: Doubt | null;
  bad: boolean;
  shared: boolean;
  watched: boolean;
  suppressed: boolean;
};

export type ChannelUse =
  | { channel: Channel; usable: true; why: null; contactPointId: string }
  | { channel: Channel; usable: false; why: UnusableReason; contactPointId: null };

/** Everything a channel depends on: the person's order, their yes or no to each, where it leads, and any hold. */
export type Reach = {
  preferred: readonly Channel[];
  choices: Readonly<Record<Channel, ChoiceState>>;
  contactPoints: readonly KnownContactPoint[];
  held: boolean;
};

const leadsTo = { text: 'mobile', phone: 'mobile', email: 'email', letter: 'address' } satisfies Record<
  Channel,
  ContactPointKind
>;

// A voice on the telephone finds out for itself who answers, and a letter carries a name; these two cannot.
const mustBeVerified = { text: true, email: true, phone: false, letter: false } satisfies Record<
  Channel,
  boolean
>;

function problemOf(channel: Channel, point: KnownContactPoint): UnusableReason | null {
  if (point.bad) return 'bad';
  // STOP ends texts, not calls: a suppressed number may still be rung by someone who was asked to ring.
  if (point.suppressed && channel !== 'phone') return 'suppressed';
  return mustBeVerified[channel] && !point.verified ? 'not_verified' : null;
}

function useOf(channel: Channel, reach: Reach): ChannelUse {
  const unusable = (why: UnusableReason): ChannelUse => ({
    channel,
    usable: false,
    why,
    contactPointId: null,
  });
  if (reach.held) return unusable('hold');
  if (reach.choices[channel] !== 'agreed') return unusable('not_agreed');
  const points = reach.contactPoints.filter((point) => point.kind === leadsTo[channel]);
  const good = points.find((point) => problemOf(channel, point) === null);
  if (good) return { channel, usable: true, why: null, contactPointId: good.id };
  const [problem = 'no_contact_point'] = points
    .map((point) => problemOf(channel, point))
    .filter((why) => why !== null);
  return unusable(problem);
}

/** Every channel once, in the person's order and then ours, each usable or with the reason why not. */
export function channelsFor(reach: Reach): ChannelUse[] {
  const inOrder = [...new Set([...reach.preferred, ...channels])];
  return inOrder.map((channel) => useOf(channel, reach));
}

/** What a text may say: a sentence of news only if the person chose it and the number is theirs alone, beyond doubt. */
export function textContentFor(
  wanted: TextContent,
  point: Pick<KnownContactPoint, 'verified' | 'doubt' | 'shared' | 'watched'>,
): TextContent {
  const theirsAlone = point.verified && point.doubt === null && !point.shared && !point.watched;
  return theirsAlone ? wanted : 'nudge';
}
