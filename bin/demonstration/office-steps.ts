import type { NewLock } from '#casework/channel-lock/form.server.ts';
import { lockChannel } from '#casework/channel-lock/store.server.ts';
import { declareConflict } from '#casework/conflict/store.server.ts';
import type { AttemptChannel, AttemptOutcome } from '#casework/contact-attempt/rules.ts';
import { recordAttempt } from '#casework/contact-attempt/store.server.ts';
import { confirmContactPoint, contactPointsOf } from '#casework/contact-point/store.server.ts';
import type { HoldReason } from '#casework/hold/store.server.ts';
import { pauseEverything } from '#casework/hold/store.server.ts';
import { issueInvitation } from '#casework/invitation/store.server.ts';
import type { MilestoneKind } from '#casework/milestone/rules.ts';
import { recordMilestone } from '#casework/milestone/store.server.ts';
import { type TakenDown, takeDownOnThePhone } from '#casework/phone-call/store.server.ts';
import type { TaskKind } from '#casework/task/rules.ts';
import { raiseTask } from '#casework/task/store.server.ts';
import type { MessageChannel } from '#casework/update/rules.ts';
import { writeUpdate } from '#casework/update/store.server.ts';
import { endOfDay } from '#casework/working-day/rules.ts';
import { type StaffActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { at, inDays, promised, workingDayAgo } from './moments.ts';
import type { Someone, Step } from './person.ts';
import type { StaffName } from './staff.ts';
import { drafted, readOut } from './words.ts';

type ByStaff = (tx: Tx<StaffActor>, who: Someone) => Promise<unknown>;

const step = (play: Step['play']): Step => ({ door: 'office', play });
const byWorker = (work: ByStaff): Step =>
  step(async (who) => {
    await transactionAs(who.worker, (tx) => work(tx, who));
  });

type Attempt = { ago: number; wall: string; note?: string };

/** The worker tried to reach them. */
export const tried = (
  channel: AttemptChannel,
  outcome: AttemptOutcome,
  { ago, wall, note = '' }: Attempt,
): Step =>
  byWorker((tx, { caseId }) =>
    recordAttempt(tx, caseId, {
      ...{ channel, outcome, direction: 'out', at: at(ago, wall), interpreter: false, note },
    }),
  );

async function pointOf(tx: Tx<StaffActor>, victimId: string, kind: 'mobile' | 'email'): Promise<string> {
  const point = (await contactPointsOf(tx, victimId)).find((one) => one.kind === kind);
  if (!point) throw new Error(`Nobody gave this person's ${kind}`);
  return point.id;
}

/** The worker had an answer from this number or address: it is theirs. */
export const confirmed = (kind: 'mobile' | 'email'): Step =>
  byWorker(async (tx, { victimId }) => confirmContactPoint(tx, victimId, await pointOf(tx, victimId, kind)));

/** The worker locked a way of reaching them. */
export const locked = (channel: NewLock['channel'], reason: NewLock['reason'], note = ''): Step =>
  byWorker((tx, { victimId }) => lockChannel(tx, victimId, { channel, reason, note }));

/** The worker gave or sent them a card, with the word they agreed on. */
export const card = (how: 'letter' | 'hand'): Step =>
  step(async (who) => {
    const { victimId, person, worker } = who;
    who.card = await transactionAs(worker, (tx) => issueInvitation(tx, victimId, { how, word: person.word }));
  });

type Call = Pick<TakenDown, 'level' | 'channels'> &
  Partial<Pick<TakenDown, 'how' | 'answeredAs' | 'windows' | 'voicemail' | 'textContent'>> &
  Attempt;

/** The worker spoke with them, took down what they want, and a card was made with the word they agreed on. */
export const spoke = ({ ago, wall, note: _, ...said }: Call): Step =>
  step(async (who) => {
    const { person, caseId, victimId, worker, workerName } = who;
    const { written: language, spoken: languageSpoken, mobile, word } = person;
    const interpreter = languageSpoken !== 'en';
    const { card: made } = await transactionAs(worker, async (tx) =>
      takeDownOnThePhone(tx, caseId, {
        ...{ how: 'phone', direction: 'out', answeredAs: 'self', at: at(ago, wall), windows: [] },
        ...{ interpreterPresent: interpreter, interpreter, callMe: null },
        ...{ card: { word, how: 'letter' }, told: [] },
        ...{ language, languageSpoken, languageWritten: language, words: readOut(language, workerName) },
        spokenOn: mobile ? await pointOf(tx, victimId, 'mobile') : null,
        ...said,
      }),
    );
    who.card = made;
  });

type News = { ago: number; nextInDays: number | null; by: MessageChannel[]; filling?: string };

/** Something happened in the case and the worker wrote of it, in the person's language. */
export const told = (kind: MilestoneKind, { ago, nextInDays, by, filling = '' }: News): Step =>
  byWorker(async (tx, { caseId, person }) => {
    const happenedOn = workingDayAgo(ago);
    const language = person.written;
    const draft = drafted(language, { kind, happenedOn, filling });
    const { milestoneId, topic } = await recordMilestone(tx, caseId, { kind, happenedOn });
    return writeUpdate(tx, caseId, {
      ...{ milestoneId, topic, language, channels: by, ...draft },
      nextBy: nextInDays === null ? null : promised(nextInDays),
      reviewState: language === 'en' ? 'own_words' : 'machine',
    });
  });

/** Everything was paused, for so many days. */
export const paused = (reason: HoldReason, days: number): Step =>
  byWorker((tx, { victimId }) => pauseEverything(tx, victimId, reason, endOfDay(inDays(days))));

/** The worker was given something to do. */
export const owed = (kind: TaskKind): Step =>
  byWorker((tx, { victimId, caseId }) => raiseTask(tx, { victimId, caseId, kind }));

/** A colleague said that they know this person: the case is closed to them. */
export const knownTo = (colleague: StaffName): Step =>
  step(({ colleagues, victimId }) =>
    transactionAs(colleagues[colleague].actor, (tx) => declareConflict(tx, victimId)),
  );
