import { and, eq, sql } from 'drizzle-orm';
import { batch } from '#db/schema/batch.ts';
import { milestone } from '#db/schema/case.ts';
import {
  DatabaseUnavailableError,
  type ProcessActor,
  type StaffActor,
  StatementRefusedError,
  type Tx,
  transactionAs,
} from '#db/transaction.server.ts';
import { recordMilestone } from '../milestone/store.server.ts';
import type { MessageChannel } from '../update/rules.ts';
import { writeUpdate } from '../update/store.server.ts';
import type { BatchWords } from './form.server.ts';
import { type About, type PersonAsked, standingNow } from './people.server.ts';
import type { LeftOutReason } from './rules.ts';
import { wordsKept } from './words.server.ts';

// Whoever stops a set waits for those being told at that moment, so they are fewer where telling takes long.
const atOnce = 10;
const shouldTakeMs = 400;
const longestMs = 10_000;

type Due = { id: string; savedBy: string };
type Turn = { victimId: string; caseId: string; channels: MessageChannel[] };
type Set = About & { batchId: string; nextBy: string | null; words: BatchWords[] };

const deputyOf = (serviceId: string, staffId: string): StaffActor => ({ role: 'deputy', serviceId, staffId });

/**
 * Tells the people of every set of a service whose ten minutes have passed, some at a time, each time as the deputy of who
 * confirmed it. Ends before long, and goes on at the next turn. Gives back how many people it came to. What fails with one set
 * or one person keeps no other from their turn, and is thrown at the end.
 */
export async function tellSeveral(serviceId: string): Promise<number> {
  const due = await transactionAs<ProcessActor, Due[]>({ role: 'sender', serviceId }, (tx) =>
    tx.execute(sql`
      select id, saved_by as "savedBy" from batch
      where service_id = app_service() and confirmed_at is not null and starts_at <= clock_timestamp()
        and stopped_at is null and ended_at is null
      order by starts_at, id`),
  );
  const until = performance.now() + longestMs;
  const failed: unknown[] = [];
  let came = 0;
  for (const set of due) came += await tellUntil(serviceId, set, until, (error) => void failed.push(error));
  if (failed.length > 0) throw failed[0];
  return came;
}

async function tellUntil(
  serviceId: string,
  { id, savedBy }: Due,
  until: number,
  fail: (error: unknown) => void,
): Promise<number> {
  const deputy = deputyOf(serviceId, savedBy);
  const passedOver: PassedOver[] = [];
  let [came, goOn, limit] = [0, true, atOnce];
  do {
    const began = performance.now();
    const turn: AtTurn = { passedOver, whose: null };
    const refused: { error?: unknown } = {};
    const some = await transactionAs(deputy, (tx) => tellSome(tx, id, limit, turn)).catch(
      (error: unknown) => {
        refused.error = error;
        fail(error);
      },
    );
    limit = performance.now() - began > shouldTakeMs ? Math.ceil(limit / 2) : Math.min(limit + 1, atOnce);
    came += some ?? 0;
    // Whoever it failed with is passed over, so that everybody else has their turn.
    goOn = some === undefined ? turn.whose !== null : some > 0;
    if (some === undefined && turn.whose !== null)
      passedOver.push({ victimId: turn.whose, isTheirs: !isOfTheMoment(refused.error) });
  } while (goOn && performance.now() < until);
  for (const { victimId, isTheirs } of passedOver)
    if (isTheirs) await transactionAs(deputy, (tx) => giveUp(tx, id, victimId)).catch(fail);
  return came;
}

// PostgreSQL was away or busy, or two waited for each other: that says nothing of whoever's turn it was.
const isOfTheMoment = (error: unknown): boolean =>
  error instanceof DatabaseUnavailableError ||
  (error instanceof StatementRefusedError && error.sqlState.startsWith('40'));

// It is tried again at every turn, for what fails may pass: words that cannot be sealed just now fail for all of them. After an
// hour the set says so of whoever is left, for staff to tell them.
async function giveUp(tx: Tx<StaffActor>, batchId: string, victimId: string): Promise<void> {
  const givenUp = await tx.execute(sql`
    update batch_person p set outcome = 'left_out', left_out_why = 'went_wrong', done_at = clock_timestamp() from batch b
    where p.service_id = app_service() and p.batch_id = ${batchId} and p.victim_id = ${victimId} and p.why is null and p.outcome is null
      and b.service_id = p.service_id and b.id = p.batch_id and b.starts_at < clock_timestamp() - interval '1 hour'
    returning p.case_id`);
  if (givenUp.length > 0)
    tx.record({ action: 'batch.told', subjectId: victimId, details: { batchId, told: 0, notTold: 1 } });
}

type PassedOver = { victimId: string; isTheirs: boolean };
type AtTurn = {
  /** Not these people, this time. */
  passedOver: readonly Pick<PassedOver, 'victimId'>[];
  /** Whose turn it is: where it fails, with whom. */
  whose: string | null;
};

/**
 * Tells the next few people of a set, under everything that decides it at this moment; gives back how many it came to, and
 * ends the set when nobody is left. Nothing where it does not go on, or is being stopped or told at this moment.
 */
export async function tellSome(
  tx: Tx<StaffActor>,
  batchId: string,
  limit = atOnce,
  turn: AtTurn = { passedOver: [], whose: null },
): Promise<number> {
  const set = await lockedSet(tx, batchId);
  if (!set) return 0;
  const turns = await tx.execute<Turn>(sql`
    select victim_id as "victimId", case_id as "caseId", channels from batch_person
    where service_id = app_service() and batch_id = ${batchId} and why is null and outcome is null
      and victim_id <> all (${`{${turn.passedOver.map(({ victimId }) => victimId).join(',')}}`}::uuid[])
    order by victim_id limit ${limit} for update`);
  if (turns.length === 0) return turn.passedOver.length === 0 ? endSet(tx, batchId) : 0;
  await lockChoices(tx, turns);
  const standing = await standingNow(
    tx,
    set,
    turns.map(({ caseId }) => caseId),
  );
  let told = 0;
  for (const one of turns) {
    turn.whose = one.victimId;
    const now = standing.find(({ caseId }) => caseId === one.caseId);
    told += await tellOne(tx, set, one, now);
  }
  turn.whose = null;
  const details = { batchId, told, notTold: turns.length - told };
  tx.record({ action: 'batch.told', subjectId: set.incidentId, details });
  return turns.length;
}

// Who stops waits for this lock, or has it: nothing is told after a stop was kept.
async function lockedSet(tx: Tx<StaffActor>, batchId: string): Promise<Set | null> {
  const { incidentId, audience, kind, happenedOn, topic, nextBy } = batch;
  const [row] = await tx
    .select({ incidentId, audience, kind, happenedOn, topic, nextBy })
    .from(batch)
    .where(
      and(
        eq(batch.serviceId, tx.actor.serviceId),
        eq(batch.id, batchId),
        sql`${batch.startsAt} <= clock_timestamp() and ${batch.stoppedAt} is null and ${batch.endedAt} is null`,
      ),
    )
    .for('no key update', { skipLocked: true });
  if (!row) return null;
  const words = await wordsKept(tx, batchId);
  return { ...row, batchId, words, languages: words.map(({ language }) => language) };
}

async function endSet(tx: Tx<StaffActor>, batchId: string): Promise<0> {
  await tx.execute(sql`
    update batch set ended_at = clock_timestamp(), version = version + 1 where service_id = app_service() and id = ${batchId}`);
  tx.record({ action: 'batch.ended', subjectId: null, details: { batchId } });
  return 0;
}

// Everything they may be changing at this instant has been changed, or waits until they are told.
const lockChoices = (tx: Tx<StaffActor>, turns: readonly Turn[]) =>
  tx.execute(sql`
    select from choice_now where service_id = app_service()
      and victim_id = any (${`{${turns.map(({ victimId }) => victimId).join(',')}}`}::uuid[])
      and purpose in ('contact', 'updates') order by id for share`);

type ToSay = { words: BatchWords; channels: MessageChannel[] };

// What was seen and what is true now: in their language of today, by the ways that were seen and are open still.
function turnNow(set: Set, turn: Turn, now: PersonAsked | undefined): ToSay | LeftOutReason {
  if (!now) return 'not_open';
  if (now.why) return now.why;
  const words = set.words.find(({ language }) => language === now.language);
  const channels = now.channels.filter((way) => turn.channels.includes(way));
  if (!words) return 'no_words';
  return channels.length === 0 ? 'no_channel' : { words, channels };
}

async function tellOne(
  tx: Tx<StaffActor>,
  set: Set,
  turn: Turn,
  now: PersonAsked | undefined,
): Promise<0 | 1> {
  const say = turnNow(set, turn, now);
  if (typeof say === 'string') {
    await keepOutcome(tx, set, turn, { outcome: 'left_out', why: say, updateId: null });
    return 0;
  }
  const { topic, nextBy, batchId } = set;
  const { words, channels } = say;
  const milestoneId = await milestoneFor(tx, set, turn.caseId);
  const update = { ...words, topic, nextBy, milestoneId, channels };
  const { state, updateId } = await writeUpdate(tx, turn.caseId, update, batchId);
  const outcome = state === 'published' ? 'told' : 'waits';
  await keepOutcome(tx, set, turn, { outcome, why: null, updateId });
  return outcome === 'told' ? 1 : 0;
}

async function milestoneFor(tx: Tx<StaffActor>, { kind, happenedOn }: Set, caseId: string): Promise<string> {
  const [known] = await tx
    .select({ id: milestone.id })
    .from(milestone)
    .where(
      and(
        eq(milestone.serviceId, tx.actor.serviceId),
        eq(milestone.caseId, caseId),
        eq(milestone.kind, kind),
        eq(milestone.happenedOn, happenedOn),
      ),
    )
    .limit(1);
  return known ? known.id : (await recordMilestone(tx, caseId, { kind, happenedOn })).milestoneId;
}

type Became = {
  outcome: 'told' | 'waits' | 'left_out';
  why: LeftOutReason | null;
  updateId: string | null;
};

const keepOutcome = (tx: Tx<StaffActor>, { batchId }: Set, { caseId }: Turn, became: Became) =>
  tx.execute(sql`
    update batch_person set outcome = ${became.outcome}, left_out_why = ${became.why}, update_id = ${became.updateId},
      done_at = clock_timestamp()
    where service_id = app_service() and batch_id = ${batchId} and case_id = ${caseId}`);
