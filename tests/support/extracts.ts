import { answerExtract } from '#casework/extract/answer.server.ts';
import type { Proposal } from '#casework/extract/form.server.ts';
import { proposeExtract } from '#casework/extract/propose.server.ts';
import { extractOf, ownExtract } from '#casework/extract/store.server.ts';
import { statementsOf } from '#casework/statement/own.server.ts';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import { type SomeonesCase, someone } from './people.ts';
import { mayRead, send, write } from './statements.ts';

const question = {
  key: 'test.extract',
  text: 'May these words go to the panel?',
  reviewState: 'source',
} as const;

/** Someone who sent these words to the panel. */
export async function whoSent(worker: StaffActor, words: string) {
  const who = await someone(worker);
  await write(who, words);
  await send(who, mayRead(['panel']));
  const [statement] = await transactionAs(who.me, statementsOf);
  if (!statement) throw new Error('Nothing was sent');
  return { ...who, statementId: statement.statementId };
}

/** Has a worker propose words of theirs for the panel. */
export const propose = (
  worker: StaffActor,
  statementId: string,
  words: string,
  changed: Partial<Proposal> = {},
) =>
  transactionAs(worker, (tx) =>
    proposeExtract(tx, statementId, { audience: 'panel', decisionId: null, words, ...changed }),
  );

/** Has someone answer an extract of their words on their own page: yes to these words, or (null) no. */
export const answerTo = ({ me }: Pick<SomeonesCase, 'me'>, number: number, words: string | null) =>
  transactionAs(me, async (tx) => {
    const found = await ownExtract(tx, number);
    if (!found?.mayBeAnswered) return null;
    const answer =
      words === null ? ({ answer: 'refused' } as const) : ({ answer: 'approved', words } as const);
    return answerExtract(tx, found, answer, {
      ...{
        how: 'portal',
        askedBy: null,
        answeredAs: 'self',
        language: 'en',
        format: 'standard',
        words: question,
      },
    });
  });

/** Has a worker write down that someone said yes on the phone to words that were read out. */
export const answerByPhone = (who: { worker: StaffActor; extractId: string }, said: string) =>
  transactionAs(who.worker, async (tx) => {
    const found = await extractOf(tx, who.extractId);
    if (!found) throw new Error('There is an extract');
    const words = { key: 'test', text: 'May the panel hear this?', reviewState: 'source' } as const;
    const asked = {
      askedBy: who.worker.staffId,
      answeredAs: 'self',
      language: 'en',
      format: 'spoken',
      words,
    } as const;
    return answerExtract(tx, found, { answer: 'approved', words: said }, { ...asked, how: 'phone' });
  });
