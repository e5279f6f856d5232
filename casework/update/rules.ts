import { Temporal } from 'temporal-polyfill';
import { type ContactAttempt, wasSpoken } from '../contact-attempt/rules.ts';
import { isWorkingDay, localDate, zone } from '../working-day/rules.ts';

export const updateStates = ['waiting_for_call', 'published', 'taken_back'] as const;
export type UpdateState = (typeof updateStates)[number];

/** The ways by which a message can bring news. */
export const messageChannels = ['text', 'email', 'letter'] as const;
export type MessageChannel = (typeof messageChannels)[number];

export const releaseRefusals = ['needs_call', 'nobody_to_ask', 'leak'] as const;
export type ReleaseRefusal = (typeof releaseRefusals)[number];

/** `happenedOn` is the milestone's date in London; `releasedBy` the manager who decided that no call is needed. */
export type HardNews = { phoneFirst: boolean; happenedOn: string; releasedBy: string | null };
export type Release = { may: true; why: null } | { may: false; why: ReleaseRefusal };

const late = 15;

/** Whether whoever reads hard news at this moment can ask us about it that day or on the next. */
export function canBeAsked(at: Date): boolean {
  const there = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  const today = there.toPlainDate();
  const asksTomorrow = isWorkingDay(today.add({ days: 1 }).toString());
  return isWorkingDay(today.toString()) && (there.hour < late || asksTomorrow);
}

// Nobody was told before it happened, whatever the log says of an earlier call.
const wasTold = (toldIn: ContactAttempt | null, happenedOn: string) =>
  toldIn !== null && wasSpoken(toldIn) && localDate(toldIn.at) >= happenedOn;

/**
 * Whether an update may reach the portal, a text or an e-mail. Hard news waits until the person was told this very news by
 * voice (`toldIn`) or a manager releases it, and never comes when nobody can be asked about it soon: on no weekend and no bank
 * holiday, nor after 15:00 on the day before one.
 */
export function mayRelease(update: HardNews, toldIn: ContactAttempt | null, at: Date): Release {
  if (!update.phoneFirst) return { may: true, why: null };
  const told = update.releasedBy !== null || wasTold(toldIn, update.happenedOn);
  if (!told) return { may: false, why: 'needs_call' };
  return canBeAsked(at) ? { may: true, why: null } : { may: false, why: 'nobody_to_ask' };
}
