import { Temporal } from 'temporal-polyfill';
import { type ContactAttempt, wasSpoken } from '../contact-attempt/rules.ts';
import { localDate, zone } from '../working-day/rules.ts';

export const updateStates = ['waiting_for_call', 'published', 'taken_back'] as const;
export type UpdateState = (typeof updateStates)[number];

/** The ways by which a message can bring news. */
export const messageChannels = ['text', 'email', 'letter'] as const;
export type MessageChannel = (typeof messageChannels)[number];

export const releaseRefusals = ['needs_call', 'friday_afternoon', 'leak'] as const;
export type ReleaseRefusal = (typeof releaseRefusals)[number];

/** `happenedOn` is the milestone's date in London; `releasedBy` the manager who decided that no call is needed. */
export type HardNews = { phoneFirst: boolean; happenedOn: string; releasedBy: string | null };
export type Release = { may: true; why: null } | { may: false; why: ReleaseRefusal };

const friday = 5;
const lateOnFriday = 15;

function isLateOnFriday(at: Date): boolean {
  const there = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  return there.dayOfWeek === friday && there.hour >= lateOnFriday;
}

// Nobody was told before it happened, whatever the log says of an earlier call.
const wasTold = (toldIn: ContactAttempt | null, happenedOn: string) =>
  toldIn !== null && wasSpoken(toldIn) && localDate(toldIn.at) >= happenedOn;

/**
 * Whether an update may reach the portal, a text or an e-mail. Hard news waits until the person was told this very news by
 * voice (`toldIn`) or a manager releases it, and never comes on a Friday after 15:00, when nobody could be asked until Monday.
 */
export function mayRelease(update: HardNews, toldIn: ContactAttempt | null, at: Date): Release {
  if (!update.phoneFirst) return { may: true, why: null };
  if (isLateOnFriday(at)) return { may: false, why: 'friday_afternoon' };
  const told = update.releasedBy !== null || wasTold(toldIn, update.happenedOn);
  return told ? { may: true, why: null } : { may: false, why: 'needs_call' };
}
