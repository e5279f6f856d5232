import { giveBrief, makeBrief } from '#casework/brief/store.server.ts';
import { expectDecision, recordDecisionHeld } from '#casework/decision/store.server.ts';
import { statementsOf } from '#casework/statement/own.server.ts';
import { writeVoiceNote } from '#casework/voice-note/store.server.ts';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import { answerTo, propose } from '../support/extracts.ts';
import type { SomeonesCase } from '../support/people.ts';
import { mayRead, send, write } from '../support/statements.ts';

/** What was cut from somebody's words, and what they were told of a decision: theirs and their staff's alone. */
export const usedSaid = {
  words: 'I keep the gooseberries indoors.',
  note: 'They moved the bench by the mulberry.',
};

async function lastStatement({ me }: SomeonesCase): Promise<string> {
  const statements = await transactionAs(me, statementsOf);
  const [last] = statements.toSorted((a, b) => b.number - a.number);
  if (!last) throw new Error('Nothing was sent');
  return last.statementId;
}

async function proposed(worker: StaffActor, statementId: string): Promise<string> {
  const made = await propose(worker, statementId, usedSaid.words);
  if ('problem' in made) throw new Error(made.problem);
  return made.extractId;
}

/**
 * Uses some of someone's words: an extract that waits for them, one they approved and a panel was given, and what
 * difference it made to a decision that was held.
 */
export async function passOnWords(worker: StaffActor, who: SomeonesCase) {
  await write(who, `${usedSaid.words} I count the plums.`);
  await send(who, mayRead(['panel']));
  const usedStatementId = await lastStatement(who);
  const extractId = await proposed(worker, usedStatementId);
  await answerTo(who, 1, usedSaid.words);
  const proposedExtractId = await proposed(worker, usedStatementId);
  const briefId = await transactionAs(worker, async (tx) => {
    const made = await makeBrief(tx, extractId, 'pdf');
    await giveBrief(tx, made.briefId, { role: 'panel_member', name: 'Rowan Lind' });
    return made.briefId;
  });
  const decisionId = await transactionAs(worker, async (tx) => {
    const day = new Date().toISOString().slice(0, 10);
    const made = await expectDecision(tx, who.caseId, {
      kind: 'out_of_court',
      wordsNeededBy: day,
      heldOn: day,
    });
    await recordDecisionHeld(tx, made.decisionId);
    await writeVoiceNote(tx, made.decisionId, {
      ...{ words: usedSaid.note, english: null, reviewState: 'own_words' },
    });
    return made.decisionId;
  });
  return { usedStatementId, extractId, proposedExtractId, briefId, heldDecisionId: decisionId };
}
