import type { Adjustment } from '../adjustment/form.server.ts';
import type { ChannelLock } from '../channel-lock/store.server.ts';
import type { Channel, ChoiceState } from '../choice/rules.ts';
import type { ChoiceNow } from '../choice/store.server.ts';
import { type ChannelUse, channelsFor, type KnownContactPoint } from './rules.ts';

/**
 * Whether a channel can be used and why not; three reasons are not the channel's own but the person's or their safety's.
 * `pastLock` is where a message would go that two people agree on all the same: null where more stands in its way.
 */
export type ChannelRule =
  | ChannelUse
  | { channel: Channel; usable: false; why: 'adjustment'; contactPointId: null }
  | {
      channel: Channel;
      usable: false;
      why: 'watched' | 'locked';
      contactPointId: null;
      pastLock: string | null;
    };

const ruledOut = {
  text: 'no_texts',
  email: null,
  phone: 'no_phone_calls',
  letter: 'no_letters',
} satisfies Record<Channel, Adjustment['kind'] | null>;

const unanswered: Record<Channel, ChoiceState> = {
  text: 'unanswered',
  email: 'unanswered',
  phone: 'unanswered',
  letter: 'unanswered',
};

type Known = {
  preferred: readonly Channel[];
  present: readonly Pick<ChoiceNow, 'purpose' | 'channel' | 'state'>[];
  points: readonly KnownContactPoint[];
  adjustments: readonly Pick<Adjustment, 'kind'>[];
  held: boolean;
  locks: readonly Pick<ChannelLock, 'channel'>[];
};

/**
 * Every channel in the person's order and then ours. A watched number may still be rung, by someone who asks who is
 * listening; nothing written goes there.
 */
export function channelRules({ preferred, present, points, adjustments, held, locks }: Known): ChannelRule[] {
  const answered = present.filter(({ purpose, channel }) => purpose === 'contact' && channel !== '');
  const choices = {
    ...unanswered,
    ...Object.fromEntries(answered.map(({ channel, state }) => [channel, state])),
  };
  const reach = { preferred, choices, held };
  const unwatched = channelsFor({ ...reach, contactPoints: points.filter(({ watched }) => !watched) });
  return channelsFor({ ...reach, contactPoints: points }).map((use) => {
    const { channel } = use;
    const ofTheirs = unwatched.find((one) => one.channel === channel) ?? use;
    const why = locks.some((lock) => lock.channel === channel) ? 'locked' : 'watched';
    const shut = {
      ...{ channel, usable: false as const, why, contactPointId: null },
      pastLock: ofTheirs.contactPointId ?? use.contactPointId,
    } satisfies ChannelRule;
    const noneToVerify = why === 'locked' || ofTheirs.why === 'no_contact_point';
    // To ask for a number to be verified that is read by someone else would be to ask for a text to it.
    if (use.why === 'not_verified' && noneToVerify) return shut;
    if (!use.usable) return use;
    if (adjustments.some(({ kind }) => kind === ruledOut[channel]))
      return { channel, usable: false, why: 'adjustment', contactPointId: null };
    if (why === 'locked') return shut;
    if (channel === 'phone') return use;
    return ofTheirs.usable ? ofTheirs : shut;
  });
}
