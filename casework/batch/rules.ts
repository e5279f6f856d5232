import type { ChoiceState } from '../choice/rules.ts';
import { type MilestoneKind, milestones } from '../milestone/rules.ts';
import type { MessageChannel } from '../update/rules.ts';

export const batchAudiences = ['incident', 'milestone'] as const;
export type BatchAudience = (typeof batchAudiences)[number];

/** What several people may be told of at once: nothing that a voice gives first. */
export const batchKinds = [
  'decision',
  'panel',
  'order_started',
  'order_review',
  'order_finished',
  'restorative_step',
  'other',
] as const satisfies readonly MilestoneKind[];
export type BatchKind = (typeof batchKinds)[number];

/** The kind as one that may be told to several people, or null for hard news: PostgreSQL takes none of it either. */
export function batchKindOf(kind: MilestoneKind): BatchKind | null {
  return milestones[kind].phoneFirst ? null : (batchKinds.find((one) => one === kind) ?? null);
}

/** Why somebody of an incident is not told with the others. */
export const leftOutReasons = [
  'not_open',
  'closed',
  'twice',
  'contact_no',
  'withdrawn',
  'declined',
  'no_choice',
  'paused',
  'told_already',
  'no_words',
  'suppressed',
  'locked',
  'no_channel',
  'no_safe_time',
  'went_wrong',
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/** Why a person's way is shut, of each of the three ways; null where it is open. */
type Ways = Readonly<Record<MessageChannel, string | null>>;

/** Everything that decides whether somebody is in, as it is at one moment. */
export type Standing = {
  closed: boolean;
  contact: ChoiceState;
  topic: ChoiceState;
  held: boolean;
  toldAlready: boolean;
  hasWords: boolean;
  ways: Ways;
  hasSafeTime: boolean;
};

const isNo = (state: ChoiceState) => state === 'declined' || state === 'withdrawn';

const withoutYes = {
  agreed: null,
  declined: 'declined',
  withdrawn: 'withdrawn',
  unanswered: 'no_choice',
  lapsed: 'no_choice',
  invalidated: 'no_choice',
} satisfies Record<ChoiceState, LeftOutReason | null>;

const shut = (ways: Ways, reason: string) => Object.values(ways).some((why) => why === reason);

function noWay(ways: Ways): LeftOutReason | null {
  if (Object.values(ways).some((why) => why === null)) return null;
  if (shut(ways, 'suppressed')) return 'suppressed';
  return shut(ways, 'locked') || shut(ways, 'watched') ? 'locked' : 'no_channel';
}

/** Why somebody is left out, the first reason that counts, or null where they are in. A person's own no comes first. */
export function whyLeftOut(standing: Standing): LeftOutReason | null {
  if (standing.closed) return 'closed';
  if (isNo(standing.contact)) return 'contact_no';
  const notAgreed = withoutYes[standing.topic];
  if (notAgreed) return notAgreed;
  if (standing.held) return 'paused';
  if (standing.toldAlready) return 'told_already';
  if (!standing.hasWords) return 'no_words';
  return noWay(standing.ways) ?? (standing.hasSafeTime ? null : 'no_safe_time');
}

type Seen = { language: string; channels: readonly string[] };

const samplesShown = 3;
const lookOf = ({ language, channels }: Seen) => `${language} ${channels.join(' ')}`;

/** Up to three of them who show the most: each language and way once before any comes again. */
export function samplesOf<T extends Seen>(people: readonly T[]): T[] {
  const firsts = people.filter(
    (one, place) => people.findIndex((other) => lookOf(other) === lookOf(one)) === place,
  );
  const byLanguage = firsts.filter(
    (one, place) => firsts.findIndex(({ language }) => language === one.language) === place,
  );
  return [...new Set([...byLanguage, ...firsts, ...people])].slice(0, samplesShown);
}

/** For more people than this whoever confirms shows again who they are; for more than the second somebody else says yes too. */
export const stepUpOver = 25;
export const secondPersonOver = 200;
export const heldMinutes = 10;
/** How long a set that was looked at may be confirmed, and confirmed, may be agreed to by a second person. */
export const goodForHours = 24;

export const needsOf = (people: number) => ({
  stepUp: people > stepUpOver,
  second: people > secondPersonOver,
});

export const batchStates = [
  'saved',
  'lapsed',
  'needs_second',
  'holding',
  'going',
  'ended',
  'stopped',
] as const;
export type BatchState = (typeof batchStates)[number];

export type Moments = {
  savedAt: Date;
  confirmedAt: Date | null;
  startsAt: Date | null;
  stoppedAt: Date | null;
  endedAt: Date | null;
};

const isOver = (since: Date, now: Date) => now.getTime() - since.getTime() > goodForHours * 3_600_000;

/** How a set stands at a moment. */
export function batchStateOf(at: Moments, now: Date): BatchState {
  if (at.stoppedAt) return 'stopped';
  if (at.endedAt) return 'ended';
  if (at.startsAt) return at.startsAt > now ? 'holding' : 'going';
  if (isOver(at.confirmedAt ?? at.savedAt, now)) return 'lapsed';
  return at.confirmedAt ? 'needs_second' : 'saved';
}
