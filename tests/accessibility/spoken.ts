import { expectDecision } from '#casework/decision/store.server.ts';
import { answerAudiences } from '#casework/statement/draft.server.ts';
import { statementsOf } from '#casework/statement/own.server.ts';
import { readStatement } from '#casework/statement/reading.server.ts';
import { withdrawStatement } from '#casework/statement/store.server.ts';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import type { SomeonesCase } from '../support/people.ts';
import { mayRead, send, takeDown, write } from '../support/statements.ts';
import { passOnWords } from './used-words.ts';

/** Words that nobody but their author and whoever opened them with a receipt may ever read. */
export const spokenWords = {
  sent: 'I walk home past the quince tree no longer.',
  draft: 'I count the steps up to the belfry.',
};

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/**
 * Gives someone something of every kind to see on the pages of their words: sent and opened, taken back, taken down and not
 * confirmed, a draft that two pages wrote, and a decision that is coming.
 */
export async function speak(worker: StaffActor, who: SomeonesCase): Promise<Record<string, string>> {
  await write(who, spokenWords.sent, 'feelings');
  await send(who, mayRead(['panel'], ['child']));
  await write(who, 'Said too soon.');
  await send(who, mayRead(['child']));
  const [second, first] = await transactionAs(who.me, statementsOf);
  if (!first || !second) throw new Error('nothing was sent');
  await transactionAs(worker, (tx) => readStatement(tx, first.statementId, 'prepare_extract'));
  await transactionAs(who.me, (tx) => withdrawStatement(tx, second.statementId));
  await takeDown(worker, who, 'What was said on the phone.');
  const used = await passOnWords(worker, who);
  await write(who, spokenWords.draft, 'days');
  await write(who, 'The same, from another page.', 'days');
  await transactionAs(who.me, (tx) =>
    answerAudiences(tx, who.caseId, 'en', [
      { audience: 'panel', answer: 'agreed' },
      { audience: 'child', answer: 'declined' },
    ]),
  );
  await transactionAs(worker, (tx) =>
    expectDecision(tx, who.caseId, { kind: 'panel', wordsNeededBy: inDays(9), heldOn: inDays(12) }),
  );
  return { statementId: first.statementId, ...used };
}
