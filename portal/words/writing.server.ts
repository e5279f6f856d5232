import { data } from 'react-router';
import { casesOfVictim, type OwnCase } from '#casework/case/store.server.ts';
import type { ChoiceNow } from '#casework/choice/store.server.ts';
import { nextNeeded } from '#casework/decision/rules.ts';
import { type Decision, decisionsOf } from '#casework/decision/store.server.ts';
import { mayBeAnswered } from '#casework/extract/rules.ts';
import { extractsOf } from '#casework/extract/store.server.ts';
import { type Draft, draftOf } from '#casework/statement/draft.server.ts';
import { statementsOf } from '#casework/statement/own.server.ts';
import { kindOf, type StatementKind } from '#casework/statement/rules.ts';
import { victimOf } from '#casework/victim/store.server.ts';
import { notesWait } from '#casework/voice-note/store.server.ts';
import { localDate } from '#casework/working-day/rules.ts';
import type { Tx, VictimActor } from '#db/transaction.server.ts';

/**
 * What the pages for writing stand on. `about` is the reference of the case where the person has several, else null, and
 * `others` those of the rest.
 */
export type Writing = {
  current: OwnCase;
  about: string | null;
  others: string[];
  kind: StatementKind;
  draft: Draft | null;
};

/** The case somebody writes about, by the address of the page, and what they have written so far. */
export async function writingIn(tx: Tx<VictimActor>, request: Request): Promise<Writing> {
  const cases = await casesOfVictim(tx);
  const asked = new URL(request.url).searchParams.get('about');
  const current = cases.find(({ reference }) => reference === asked) ?? cases[0];
  const person = await victimOf(tx, tx.actor.victimId);
  if (!current || !person) throw data(null, { status: 404 });
  const about = cases.length > 1 ? current.reference : null;
  const others = cases.filter((one) => one !== current).map(({ reference }) => reference);
  return { current, about, others, kind: kindOf(person.basis), draft: await draftOf(tx, current.caseId) };
}

/** The decision of a case that needs somebody's words first, if one is coming. */
export async function neededIn(tx: Tx<VictimActor>, caseId: string): Promise<Decision | null> {
  return nextNeeded(await decisionsOf(tx, { caseId }), localDate(new Date()));
}

export type WordsAtHome = {
  needed: Decision | null;
  draft: boolean;
  sent: boolean;
  toConfirm: number | null;
  /** Numbers of extracts that wait for a yes or no. */
  toAnswer: number[];
  difference: boolean;
};

/** What the home page says of somebody's words, or null where nothing makes them a question yet. */
export async function wordsAtHome(
  tx: Tx<VictimActor>,
  current: OwnCase | null,
  choices: readonly ChoiceNow[],
): Promise<WordsAtHome | null> {
  if (!current) return null;
  const needed = await neededIn(tx, current.caseId);
  const statements = await statementsOf(tx);
  const draft = (await draftOf(tx, current.caseId)) !== null;
  const asked = choices.some(
    ({ purpose, topic, state }) => purpose === 'views' && topic === 'being_asked' && state === 'agreed',
  );
  if (!asked && !needed && !draft && statements.length === 0) return null;
  const toConfirm = statements.find(({ state }) => state === 'to_confirm')?.number ?? null;
  const toAnswer = (await extractsOf(tx)).filter((it) => it.state === 'proposed' && mayBeAnswered(it));
  return {
    ...{ needed, draft, sent: statements.length > 0, toConfirm, difference: await notesWait(tx) },
    toAnswer: toAnswer.map(({ number }) => number),
  };
}
