import { randomUUID } from 'node:crypto';
import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { victimCase } from '#db/schema/case.ts';
import { choice, choiceNow, wording } from '#db/schema/choice.ts';
import type { Tx } from '#db/transaction.server.ts';
import type { Stopped } from '#messaging/outbox.server.ts';
import { recallWords } from '../extract/recall.server.ts';
import { NotThereError } from '../refusals.ts';
import { endAudiences } from '../statement/audience.server.ts';
import { raiseTask } from '../task/store.server.ts';
import {
  type ChoiceAnswer,
  changeOf,
  countsOf,
  endOfLedger,
  isSudden,
  keepChannelsInStep,
  lockPresent,
  nothingStopped,
  stagesOf,
  stopWaiting,
  writePresent,
} from './answer.server.ts';
import {
  type Asked,
  appendToLedger,
  firstFault,
  type LedgerFault,
  linkedEntries,
  type SaidState,
  type WordsShown,
} from './ledger.server.ts';
import {
  type AfterNo,
  type Capacity,
  type ChoiceKey,
  type ChoiceState,
  type Duty,
  duties,
  type InvolvementLevel,
  involvement,
  type Purpose,
  standingQuestions,
  type WayAnswered,
} from './rules.ts';

/**
 * A choice as it stands. `caseId` is null for what is asked once of a person; `stage` is where it was answered; `open`
 * until its case is closed.
 */
export type ChoiceNow = ChoiceKey & {
  id: string;
  caseId: string | null;
  state: ChoiceState;
  afterNo: AfterNo | null;
  changedAt: Date | null;
  stage: string | null;
  open: boolean;
};

/** An entry of the ledger with the words that were seen. */
export type PastChoice = ChoiceKey & {
  id: string;
  caseId: string | null;
  state: SaidState;
  afterNo: AfterNo | null;
  at: Date;
  stage: string;
  how: WayAnswered;
  askedBy: string | null;
  answeredAs: Capacity;
  language: string;
  format: string;
  words: string | null;
  wordsKey: string | null;
  reviewState: WordsShown['reviewState'] | null;
};

const perCase = {
  contact: false,
  updates: true,
  restorative: true,
  views: true,
  support: true,
  sharing: true,
  feedback: false,
  publication: false,
  co_production: false,
} satisfies Record<Purpose, boolean>;

/** Puts every question of a case, and of the person, before them: unanswered. What is already there stays as it is. */
export async function openChoices(tx: Tx, victimId: string, caseId: string): Promise<void> {
  const { serviceId } = tx.actor;
  if (!serviceId) throw new Error('A choice belongs to a service');
  const rows = standingQuestions.map((question) => ({
    serviceId,
    id: randomUUID(),
    victimId,
    caseId: perCase[question.purpose] ? caseId : null,
    ...question,
  }));
  await tx.insert(choiceNow).values(rows).onConflictDoNothing();
}

const nameOf = (key: ChoiceKey) => `${key.purpose}/${key.topic}/${key.channel}`;
const asOrdered = standingQuestions.map(nameOf);

/** Everything a person was or can be asked, as it stands now: their own choices first, then those of each case, oldest first. */
export async function choicesOf(tx: Tx, victimId: string): Promise<ChoiceNow[]> {
  const { id, caseId, purpose, topic, channel, state, afterNo, changedAt } = choiceNow;
  const rows = await tx
    .select({
      ...{ id, caseId, purpose, topic, channel, state, afterNo, changedAt },
      stage: choice.stage,
      open: sql<boolean>`${victimCase.closedAt} is null`,
    })
    .from(choiceNow)
    .leftJoin(choice, and(eq(choice.serviceId, choiceNow.serviceId), eq(choice.id, choiceNow.choiceId)))
    .leftJoin(
      victimCase,
      and(eq(victimCase.serviceId, choiceNow.serviceId), eq(victimCase.id, choiceNow.caseId)),
    )
    .where(eq(choiceNow.victimId, victimId))
    .orderBy(sql`${victimCase.createdAt} nulls first`, asc(choiceNow.caseId));
  const cases = [...new Set(rows.map((row) => row.caseId))];
  return rows.toSorted(
    (a, b) =>
      cases.indexOf(a.caseId) - cases.indexOf(b.caseId) ||
      asOrdered.indexOf(nameOf(a)) - asOrdered.indexOf(nameOf(b)),
  );
}

/** Everything a person ever answered, newest first, each with the exact words they saw or heard. */
export async function choiceHistoryOf(tx: Tx, victimId: string): Promise<PastChoice[]> {
  const { id, caseId, purpose, topic, channel, state, afterNo, at, stage } = choice;
  const { how, askedBy, answeredAs, language, format, reviewState } = choice;
  return tx
    .select({
      ...{ id, caseId, purpose, topic, channel, state, afterNo, at, stage },
      ...{ how, askedBy, answeredAs, language, format, reviewState },
      words: wording.words,
      wordsKey: wording.key,
    })
    .from(choice)
    .leftJoin(wording, eq(wording.hash, choice.wordingHash))
    .where(eq(choice.victimId, victimId))
    .orderBy(desc(choice.sequence));
}

/**
 * Answers questions: a no to what was agreed is a withdrawal. What waited on it is stopped in the same transaction, and
 * the answer says what was stopped and what had already gone. Nothing is sent to any device because of it.
 * Throws NotThereError for a choice that is not this person's.
 */
export async function answerChoices(
  tx: Tx,
  victimId: string,
  answers: readonly ChoiceAnswer[],
  asked: Omit<Asked, 'words'>,
): Promise<Stopped> {
  if (answers.length === 0) return nothingStopped;
  const present = await lockPresent(tx, victimId);
  const stageOf = await stagesOf(tx, victimId);
  const lastAnswers = [...new Map(answers.map((one) => [one.id, one])).values()];
  const changes = lastAnswers.map((one) => changeOf(one, present, stageOf));
  const said = changes.map((change) => change.said);
  const { serviceId, ...last } = await endOfLedger(tx, victimId);
  const entries = linkedEntries({ serviceId, victimId }, said, asked, last);
  await writePresent(tx, changes, entries, last.at);
  await appendToLedger(tx, entries, said, asked.language);
  await keepChannelsInStep(tx, victimId, changes);
  const stopped = await stopWaiting(tx, victimId, changes);
  const no = said.filter(({ state }) => state !== 'agreed');
  await endAudiences(tx, victimId, no);
  await recallWords(tx, victimId, no);
  if (tx.actor.role === 'victim' && changes.some(isSudden))
    await raiseTask(tx, { victimId, kind: 'choice_changed' });
  tx.record({ action: 'choice.answered', subjectId: victimId, details: countsOf(changes, stopped) });
  return stopped;
}

/** Takes one choice back; what was never agreed is declined. Throws NotThereError as answerChoices does. */
export function withdrawChoice(tx: Tx, victimId: string, id: string, asked: Asked): Promise<Stopped> {
  return answerChoices(tx, victimId, [{ id, answer: 'declined', words: asked.words }], asked);
}

// Contact was refused, so an invitation is no duty any more; danger and a breach still are, and by voice.
const dutiesAfterEverything = duties.filter((duty) => duty !== 'invitation_before_refusal');

/**
 * Takes back every yes and refuses contact itself. What nobody asked yet stays unanswered. Gives back what was stopped,
 * and the closed list of what no choice switches off.
 */
export async function withdrawEverything(
  tx: Tx,
  victimId: string,
  asked: Asked,
): Promise<Stopped & { duties: readonly Duty[] }> {
  const choices = await choicesOf(tx, victimId);
  const answers = choices
    .filter((one) => one.state === 'agreed' || (one.purpose === 'contact' && one.channel === ''))
    .map(({ id }) => ({ id, answer: 'declined' as const, words: asked.words }));
  return { ...(await answerChoices(tx, victimId, answers, asked)), duties: dutiesAfterEverything };
}

const decisive = new Set(involvement.involved.map(nameOf));

/**
 * Answers "how involved" as the questions it stands for, in every open case. A yes that belongs to another level and not
 * to this one is taken back; whatever else it does not name stays as it is. Throws NotThereError where nothing was opened.
 */
export async function answerInvolvement(
  tx: Tx,
  victimId: string,
  level: InvolvementLevel,
  asked: Asked,
): Promise<Stopped> {
  const yes = new Set(involvement[level].filter((one) => one.answer === 'agree').map(nameOf));
  const no = new Set(involvement[level].filter((one) => one.answer === 'decline').map(nameOf));
  const answerTo = (one: ChoiceNow) => {
    if (yes.has(nameOf(one))) return 'agreed';
    const takenBack = decisive.has(nameOf(one)) && one.state === 'agreed';
    return no.has(nameOf(one)) || takenBack ? 'declined' : null;
  };
  const answers = (await choicesOf(tx, victimId)).flatMap((one) => {
    const answer = one.open ? answerTo(one) : null;
    return answer ? [{ id: one.id, answer, words: asked.words } as const] : [];
  });
  if (answers.length === 0) throw new NotThereError();
  return answerChoices(tx, victimId, answers, asked);
}

/** `at` is the id of the first entry, or present choice, that does not hold. */
export type LedgerCheck =
  | { whole: true; entries: number }
  | { whole: false; entries: number; fault: LedgerFault; at: string };

/** Recomputes a person's ledger from its first entry, and holds their present choices against the last of each. */
export async function verifyChoices(tx: Tx, victimId: string): Promise<LedgerCheck> {
  const entries = await tx
    .select({ entry: choice, words: { key: wording.key, language: wording.language, words: wording.words } })
    .from(choice)
    .leftJoin(wording, eq(wording.hash, choice.wordingHash))
    .where(eq(choice.victimId, victimId))
    .orderBy(asc(choice.sequence));
  const present = await tx.select().from(choiceNow).where(eq(choiceNow.victimId, victimId));
  const fault =
    firstFault(entries) ??
    presentFault(
      present,
      entries.map(({ entry }) => entry),
    );
  return fault
    ? { whole: false, entries: entries.length, ...fault }
    : { whole: true, entries: entries.length };
}

type Present = typeof choiceNow.$inferSelect;
type Entry = typeof choice.$inferSelect;

function presentFault(present: Present[], entries: Entry[]): { fault: LedgerFault; at: string } | null {
  const differs = present.find((now) => {
    const last = entries.findLast((entry) => entry.caseId === now.caseId && nameOf(entry) === nameOf(now));
    if (!last) return now.choiceId !== null || now.state !== 'unanswered';
    return now.choiceId !== last.id || now.state !== last.state || now.afterNo !== last.afterNo;
  });
  return differs ? { fault: 'present_differs', at: differs.id } : null;
}
