import { type DueState, type DueWhat, dueOf, neverDue } from '#casework/case/rules.ts';
import { firstContactClocks } from '#casework/working-day/rules.ts';
import { backofficeWords } from '#locales/backoffice-words.ts';
import { dayIn, type Moment, momentOf, nearDay } from './moments.server.ts';

const { t } = backofficeWords;

/** What a badge shows; null where nothing is due. */
export type DueShown = { state: Exclude<DueState, 'nothing'>; word: string; dateTime: string } | null;

const waitsForNothing = {
  closedAt: null,
  firstAttemptAt: new Date(0),
  contactMadeAt: null,
  concernUnreadSince: null,
  replyDueAt: null,
  nextUpdateBy: null,
};

const stateAt = (by: Date, now: Date) =>
  dueOf({ ...waitsForNothing, firstContactDueAt: by, taskDueAt: by }, now).state;

/** Word and date of something due. An unread concern is due from the moment it came. */
export function dueShown(what: DueWhat, by: Date, now = new Date()): DueShown {
  const state = what === 'safety' ? 'overdue' : stateAt(by, now);
  if (what === 'nothing' || state === 'nothing' || by >= neverDue) return null;
  const key = what === 'safety' ? 'unread' : state;
  return { state, word: t(`dueWord.${key}`, { day: nearDay(by, now) }), dateTime: by.toISOString() };
}

/** Both first-contact clocks, what became of them, and why one ends before the other. */
export type FirstContactShown = {
  due: Moment;
  late: boolean;
  fortyEight: Moment;
  why: string;
  tried: string | null;
};

type Clocks = {
  firstContactDueAt: Date;
  fortyEightHoursAt: Date;
  firstAttemptAt: Date | null;
  contactMadeAt: Date | null;
};

const twoDaysMs = 48 * 3_600_000;

// How many working days a service gives itself is its own affair, and may have changed since the details came.
function whyTheyDiffer({ firstContactDueAt, fortyEightHoursAt }: Clocks) {
  const received = new Date(fortyEightHoursAt.getTime() - twoDaysMs);
  let days = 1;
  while (firstContactClocks(received, days).dueAt < firstContactDueAt) days += 1;
  return firstContactClocks(received, days).whyTheyDiffer;
}

/** The end of the last working day for a first attempt and the plain 48 hours, side by side. */
export function firstContactShown(clocks: Clocks, now = new Date()): FirstContactShown {
  const { firstContactDueAt, fortyEightHoursAt, firstAttemptAt, contactMadeAt } = clocks;
  const why = t(`firstContact.why.${whyTheyDiffer(clocks) ?? 'same'}`);
  const kept = (by: Date): 'yes' | 'no' => (firstAttemptAt && firstAttemptAt <= by ? 'yes' : 'no');
  const [inTime, within48] = [kept(firstContactDueAt), kept(fortyEightHoursAt)];
  return {
    due: { text: dayIn(firstContactDueAt), dateTime: firstContactDueAt.toISOString() },
    late: firstAttemptAt === null && contactMadeAt === null && firstContactDueAt < now,
    fortyEight: momentOf(fortyEightHoursAt),
    why,
    tried: firstAttemptAt
      ? [
          t(`firstContact.tried.${inTime}.${within48}`, { moment: momentOf(firstAttemptAt).text }),
          ...(inTime === within48 ? [] : [why]),
        ].join(' ')
      : contactMadeAt && t('firstContact.theyCame', { moment: momentOf(contactMadeAt).text }),
  };
}
