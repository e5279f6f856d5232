import { statementsOfCase } from '#casework/statement/own.server.ts';
import { confirmStatement } from '#casework/statement/store.server.ts';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import type { SomeonesCase } from '../support/people.ts';
import { mayRead, takeDown } from '../support/statements.ts';

const sentence = 'میں رات کو سو نہیں سکتا اور گھر سے نکلتے ہوئے ڈر لگتا ہے۔ ';

/** Words as staff see them: some that wait for the person to confirm them, and three thousand of Urdu that were sent. */
export async function wordsAtTheDesk(worker: StaffActor, who: SomeonesCase) {
  const { statementId: urduId } = await takeDown(worker, who, sentence.repeat(231), mayRead([]), 'ur');
  return transactionAs(worker, async (tx) => {
    await confirmStatement(tx, urduId);
    const statements = await statementsOfCase(tx, who.caseId);
    const idOf = (state: string) => statements.find((one) => one.state === state)?.statementId ?? '';
    return { urduId, takenDownId: idOf('to_confirm'), takenBackId: idOf('withdrawn') };
  });
}
