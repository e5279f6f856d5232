import { eq, sql } from 'drizzle-orm';
import { contactPreference } from '#db/schema/reach.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import type { Stopped } from '#messaging/outbox.server.ts';
import type { Adjustment } from '../adjustment/form.server.ts';
import { adjustmentsOf } from '../adjustment/store.server.ts';
import { type ChannelLock, channelLocksOf } from '../channel-lock/store.server.ts';
import { lockPresent } from '../choice/answer.server.ts';
import type { Asked } from '../choice/ledger.server.ts';
import type { AfterNo, Channel, ChoiceState } from '../choice/rules.ts';
import { answerChoices, type ChoiceNow, choicesOf } from '../choice/store.server.ts';
import { type ContactPointShown, contactPointsOf } from '../contact-point/store.server.ts';
import { type Hold, holdOf } from '../hold/store.server.ts';
import { ChangedMeanwhileError, NotThereError } from '../refusals.ts';
import { closesAt, maySendAt, nextOpening, nextSending, type SafeWindow } from '../safe-window/rules.ts';
import { safeWindowsOf } from '../safe-window/store.server.ts';
import { raiseTask } from '../task/store.server.ts';
import { bankHolidays } from '../working-day/rules.ts';
import { type ChannelRule, channelRules } from './channel-rules.server.ts';
import { type TextContent, textContentFor } from './rules.ts';

type Row = typeof contactPreference.$inferSelect;
/** How someone wants to be contacted. `channels` in their order; `languageSpoken` as said, `languageWritten` one of ours. */
export type ContactPreference = Omit<Row, 'serviceId' | 'victimId'>;
/** What changes, the rest stays. `version`, where given, is the one the form was made from. */
export type ContactPreferenceChange = Partial<Omit<ContactPreference, 'answeredAt'>>;

/** How someone wants to be contacted. Throws NotThereError when the person is not open to this actor. */
export async function contactPreferenceOf(tx: Tx, victimId: string): Promise<ContactPreference> {
  const { channels, textContent, languageSpoken, languageWritten, format } = contactPreference;
  const { voicemail, interpreter, answeredAt, version } = contactPreference;
  const [row] = await tx
    .select({
      ...{ channels, textContent, languageSpoken, languageWritten, format },
      ...{ voicemail, interpreter, answeredAt, version },
    })
    .from(contactPreference)
    .where(eq(contactPreference.victimId, victimId));
  if (!row) throw new NotThereError();
  return row;
}

/**
 * Changes how someone is contacted. A channel in the list is a yes in the ledger, one taken out of it a withdrawal, with
 * the words that asked; what waited on a channel now off is stopped, and the answer says what and what had gone. Nothing
 * is sent to any device because of it. Throws ChangedMeanwhileError when someone else was quicker than `version`, and
 * NotThereError when the person is not open to this actor.
 */
export async function changeContactPreference(
  tx: Tx,
  victimId: string,
  change: ContactPreferenceChange,
  asked: Asked,
): Promise<Stopped> {
  const { version, channels, ...rest } = change;
  // Whoever changes the same person's choices or preference waits here, so that the version is still the one compared.
  await lockPresent(tx, victimId);
  const before = await contactPreferenceOf(tx, victimId);
  if (version !== undefined && version !== before.version) throw new ChangedMeanwhileError();
  const stopped = await answerChannels(tx, victimId, channels, asked);
  const inStep = channels ? { ...rest, channels: [...new Set(channels)] } : rest;
  await tx
    .update(contactPreference)
    .set({ ...inStep, answeredAt: sql`clock_timestamp()`, version: sql`${contactPreference.version} + 1` })
    .where(eq(contactPreference.victimId, victimId));
  const cutOff = before.channels.length > 0 && channels?.length === 0;
  if (cutOff && tx.actor.role === 'victim') await raiseTask(tx, { victimId, kind: 'choice_changed' });
  tx.record({
    action: 'contact_preference.changed',
    subjectId: victimId,
    details: { channels: channels ? channels.join(' ') : null },
  });
  return stopped;
}

// A channel that was never agreed and is not in the list is not answered: silence is neither yes nor no.
function answerTo(choice: ChoiceNow, wanted: ReadonlySet<Channel>): 'agreed' | 'declined' | null {
  if (choice.purpose !== 'contact' || choice.channel === '') return null;
  const agreed = choice.state === 'agreed';
  if (wanted.has(choice.channel) === agreed) return null;
  return agreed ? 'declined' : 'agreed';
}

async function answerChannels(
  tx: Tx,
  victimId: string,
  channels: readonly Channel[] | undefined,
  { words, ...asked }: Asked,
): Promise<Stopped> {
  const wanted = new Set(channels);
  const present = channels ? await choicesOf(tx, victimId) : [];
  const answers = present.flatMap((choice) => {
    const answer = answerTo(choice, wanted);
    return answer ? [{ id: choice.id, answer, words }] : [];
  });
  return answerChoices(tx, victimId, answers, asked);
}

/** Everything in force about contacting someone, for staff who are about to: hints of numbers, never the whole. */
export type ContactRules = {
  preference: ContactPreference;
  /** Their answer to being contacted at all, and what they asked for after a no. */
  contact: { state: ChoiceState; afterNo: AfterNo | null };
  /** Every channel once, in their order and then ours, each usable or with the reason why not. */
  channels: ChannelRule[];
  /** What a text may really say to the number it would go to. */
  textContent: TextContent;
  points: ContactPointShown[];
  windows: SafeWindow[];
  openNow: boolean;
  /** When it is next safe: now, while it is. */
  nextOpening: Date;
  /** When a message may next leave, with time to be read before it closes; null where no safe time is long enough. */
  nextSending: Date | null;
  closesAt: Date | null;
  adjustments: Adjustment[];
  hold: Hold;
  /** What staff have locked, whatever the person said. */
  locks: ChannelLock[];
  anyShared: boolean;
  anyWatched: boolean;
  lastAnsweredAt: Date | null;
};

/** The contact rules of a person at a moment. Throws NotThereError when the person is not open to this actor. */
export async function contactRulesOf(
  tx: Tx<StaffActor>,
  victimId: string,
  now = new Date(),
): Promise<ContactRules> {
  const preference = await contactPreferenceOf(tx, victimId);
  const [present, points, windows, adjustments, hold, locks] = await Promise.all([
    choicesOf(tx, victimId),
    contactPointsOf(tx, victimId),
    safeWindowsOf(tx, victimId),
    adjustmentsOf(tx, victimId),
    holdOf(tx, victimId),
    channelLocksOf(tx, victimId),
  ]);
  const channels = channelRules({
    preferred: preference.channels,
    present,
    points,
    adjustments,
    held: hold.held,
    locks,
  });
  const textTo = channels.find(({ channel }) => channel === 'text')?.contactPointId;
  const textPoint = points.find(({ id }) => id === textTo);
  return {
    ...{ preference, channels, points, windows, adjustments, hold, locks },
    contact: contactItself(present),
    textContent: textPoint ? textContentFor(preference.textContent, alone(textPoint)) : 'nudge',
    openNow: maySendAt(windows, now, bankHolidays),
    nextOpening: nextOpening(windows, now, bankHolidays),
    nextSending: nextSending(windows, now, bankHolidays),
    closesAt: closesAt(windows, now, bankHolidays),
    anyShared: points.some(({ shared, anothersToo }) => shared || anothersToo),
    anyWatched: points.some(({ watched }) => watched),
    lastAnsweredAt: latest([preference.answeredAt, ...present.map(({ changedAt }) => changedAt)]),
  };
}

const alone = (point: ContactPointShown) => ({ ...point, shared: point.shared || point.anothersToo });

function contactItself(present: readonly ChoiceNow[]): ContactRules['contact'] {
  const contact = present.find(({ purpose, channel }) => purpose === 'contact' && channel === '');
  return contact
    ? { state: contact.state, afterNo: contact.afterNo }
    : { state: 'unanswered', afterNo: null };
}

const latest = (moments: readonly (Date | null)[]) =>
  moments.reduce((last, at) => (at && (!last || at > last) ? at : last), null);
