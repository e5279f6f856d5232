import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { victimCase } from '#db/schema/case.ts';
import { printedLetter, printRun } from '#db/schema/letters.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { keepAsItIs, type LetterOfRun, letterPosted, lettersOfRun } from '#messaging/letters.server.ts';
import { messageServiceOf } from '#messaging/message-service.server.ts';
import { recordAttempt } from '../contact-attempt/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { localDate } from '../working-day/rules.ts';
import { typedMoment } from '../working-day/typed.ts';
import { type RunLetter, runLetter } from './letter-shown.server.ts';

type Run = Pick<
  typeof printRun.$inferSelect,
  'letters' | 'madeBy' | 'madeAt' | 'postedOn' | 'postedAt' | 'undoneAt'
> & { runId: string };
export type RunState = 'open' | 'posted' | 'undone';
export type RunShown = Run & { state: RunState };
export type RunInFull = RunShown & {
  /** Those that this member of staff may open, in the order in which they are printed. */
  members: RunLetter[];
  /** How many more there are: whoever may open them all has to finish the run. */
  notForMe: number;
};

const columns = {
  ...{ runId: printRun.id, letters: printRun.letters, madeBy: printRun.madeBy, madeAt: printRun.madeAt },
  ...{ postedOn: printRun.postedOn, postedAt: printRun.postedAt, undoneAt: printRun.undoneAt },
};
const stateOf = ({ postedAt, undoneAt }: Run): RunState =>
  postedAt ? 'posted' : undoneAt ? 'undone' : 'open';
const shown = (run: Run): RunShown => ({ ...run, state: stateOf(run) });

/** The newest thirty runs of the service, those not posted yet first. */
export async function runsMade(tx: Tx<StaffActor>): Promise<RunShown[]> {
  const rows = await tx
    .select(columns)
    .from(printRun)
    .where(eq(printRun.serviceId, tx.actor.serviceId))
    .orderBy(sql`coalesce(${printRun.postedAt}, ${printRun.undoneAt}) is not null`, desc(printRun.madeAt))
    .limit(30);
  return rows.map(shown);
}

/** A run with its letters as they stand now; null where there is none. Reading it is an entry in the audit. */
export async function runOf(tx: Tx<StaffActor>, runId: string): Promise<RunInFull | null> {
  const { serviceId } = tx.actor;
  const [run] = await tx
    .select(columns)
    .from(printRun)
    .where(and(eq(printRun.serviceId, serviceId), eq(printRun.id, runId)));
  if (!run) return null;
  const letters = await lettersOfRun(tx, runId);
  tx.record({ action: 'print_run.read', subjectId: null, details: { runId, shown: letters.length } });
  return {
    ...shown(run),
    members: letters.map((one) => runLetter(serviceId, one)),
    notForMe: run.letters - letters.length,
  };
}

const openIn = (tx: Tx<StaffActor>, runId: string) =>
  and(
    eq(printedLetter.serviceId, tx.actor.serviceId),
    eq(printedLetter.runId, runId),
    isNull(printedLetter.outcome),
  );

type Outcome = NonNullable<LetterOfRun['outcome']>;

const settledAs = (tx: Tx<StaffActor>, outcome: Outcome) => ({
  ...{ outcome, settledBy: tx.actor.staffId },
  settledAt: sql`clock_timestamp()`,
});

/**
 * Notes what became of a letter that is not posted with its run, once: it was taken out, because something stops it or because
 * it was not printed and waits for the next run; or it had left, printed, before anybody knew, and then it stands in the log as
 * any letter does. Throws NotThereError where it is not in the run, or nothing of that is so.
 */
export async function settleApart(
  tx: Tx<StaffActor>,
  runId: string,
  messageId: string,
  outcome: 'taken_out' | 'left',
): Promise<void> {
  await lockedRun(tx, runId);
  const letter = (await lettersOfRun(tx, runId)).find(({ id }) => id === messageId);
  if (letter?.outcome === outcome) return;
  if (!letter || letter.outcome !== null || !mayBeSettled[outcome](letter)) throw new NotThereError();
  if (outcome === 'left') {
    await letterPosted(tx, letter, await messageServiceOf(tx));
    await logged(tx, [letter], new Date());
  }
  await tx
    .update(printedLetter)
    .set(settledAs(tx, outcome))
    .where(and(openIn(tx, runId), eq(printedLetter.messageId, messageId)));
  tx.record({ action: `letter.${outcome}`, subjectId: letter.victimId, details: { runId, messageId } });
}

const mayBeSettled = {
  taken_out: ({ stops, printed }) => stops !== null || printed !== 'yes',
  left: ({ stops, printed }) => stops !== null && printed !== 'no',
} satisfies Partial<Record<Outcome, (letter: LetterOfRun) => boolean>>;

// Whoever presses twice waits here, and finds what the first press did.
async function lockedRun(tx: Tx<StaffActor>, runId: string): Promise<RunInFull> {
  await tx.execute(sql`
    select from print_run where service_id = ${tx.actor.serviceId} and id = ${runId} for update`);
  const run = await runOf(tx, runId);
  if (!run) throw new NotThereError();
  return run;
}

/** Ends a run that was not posted: its letters wait to be printed again. Throws NotThereError where it was posted or is not all theirs. */
export async function undoRun(tx: Tx<StaffActor>, runId: string): Promise<void> {
  if ((await lockedRun(tx, runId)).state === 'undone') return;
  await endRun(tx, runId, { undoneBy: tx.actor.staffId, undoneAt: sql`clock_timestamp()` });
  const back = await tx
    .update(printedLetter)
    .set(settledAs(tx, 'undone'))
    .where(openIn(tx, runId))
    .returning({ messageId: printedLetter.messageId });
  tx.record({ action: 'print_run.undone', subjectId: null, details: { runId, letters: back.length } });
}

// Only whoever may open every letter of a run may end it: the database lets nobody else.
async function endRun(
  tx: Tx<StaffActor>,
  runId: string,
  change: Parameters<ReturnType<typeof tx.update<typeof printRun>>['set']>[0],
): Promise<void> {
  const ended = await tx
    .update(printRun)
    .set({ ...change, version: sql`${printRun.version} + 1` })
    .where(
      and(
        eq(printRun.serviceId, tx.actor.serviceId),
        eq(printRun.id, runId),
        isNull(printRun.postedAt),
        isNull(printRun.undoneAt),
      ),
    )
    .returning({ id: printRun.id });
  if (ended.length === 0) throw new NotThereError();
}

export type Posted =
  | { done: true; letters: number }
  /** Nothing was marked: it was not made yet on that day, letters have to come out of the pile first, or are not printed. */
  | { done: false; why: 'early' | 'takeOut' | 'notPrinted' };

/**
 * Marks a run as posted on a day, YYYY-MM-DD: its messages are sent, the secrets of its cards forgotten, and an attempt stands
 * in the log of every open case. Where somebody has said no since it was printed, or may not be written to for any other reason,
 * or a letter was never printed, or in other words than it would be made of now, nothing is marked. Pressed twice it is posted once. Throws NotThereError where it was undone or is not all theirs.
 */
export async function postRun(tx: Tx<StaffActor>, runId: string, on: string): Promise<Posted> {
  const run = await lockedRun(tx, runId);
  if (run.state === 'posted') return { done: true, letters: 0 };
  if (on < localDate(run.madeAt)) return { done: false, why: 'early' };
  await keepAsItIs(tx, [...new Set(run.members.map(({ victimId }) => victimId))]);
  const going = (await lettersOfRun(tx, runId)).filter(({ outcome }) => outcome === null);
  if (going.some(({ stops }) => stops !== null)) return { done: false, why: 'takeOut' };
  if (going.some(({ printed }) => printed !== 'yes')) return { done: false, why: 'notPrinted' };
  await endRun(tx, runId, { postedOn: on, postedBy: tx.actor.staffId, postedAt: sql`clock_timestamp()` });
  if (going.length > 0) await markPosted(tx, runId, going, on);
  tx.record({ action: 'print_run.posted', subjectId: null, details: { runId, letters: going.length, on } });
  return { done: true, letters: going.length };
}

async function markPosted(tx: Tx<StaffActor>, runId: string, going: readonly LetterOfRun[], on: string) {
  const service = await messageServiceOf(tx);
  for (const letter of going)
    if (!(await letterPosted(tx, letter, service)))
      throw new Error('A letter was stopped while its run was posted');
  await tx.update(printedLetter).set(settledAs(tx, 'posted')).where(openIn(tx, runId));
  await logged(
    tx,
    going,
    on === localDate(new Date()) ? new Date() : (typedMoment(on, '12:00') ?? new Date()),
  );
}

async function logged(tx: Tx<StaffActor>, letters: readonly LetterOfRun[], at: Date): Promise<void> {
  for (const caseId of await openCasesOf(tx, [...new Set(letters.map(({ victimId }) => victimId))]))
    await recordAttempt(tx, caseId, {
      ...{ channel: 'letter', direction: 'out', outcome: 'letter_sent', at, interpreter: false, note: '' },
    });
}

/** The cases of these people that are not closed: what is posted to someone is an attempt in each of them. */
export async function openCasesOf(tx: Tx<StaffActor>, victimIds: readonly string[]): Promise<string[]> {
  const rows = await tx
    .select({ id: victimCase.id })
    .from(victimCase)
    .where(
      and(
        eq(victimCase.serviceId, tx.actor.serviceId),
        inArray(victimCase.victimId, [...victimIds]),
        isNull(victimCase.closedAt),
      ),
    );
  return rows.map(({ id }) => id);
}
