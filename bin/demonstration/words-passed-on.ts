import { proposeExtract } from '#casework/extract/propose.server.ts';
import { statementsOfCase } from '#casework/statement/own.server.ts';
import type { Audience } from '#casework/statement/rules.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { Step } from './person.ts';

/** The worker opened what they said, and proposed some of it for one audience; it waits for their yes or no. */
export const proposedToThem = (words: string, audience: Audience): Step => ({
  door: 'office',
  play: async ({ worker, caseId }) => {
    await transactionAs(worker, async (tx) => {
      const said = (await statementsOfCase(tx, caseId)).find(({ state }) => state === 'sent');
      if (!said) throw new Error('Nothing was sent yet');
      const made = await proposeExtract(tx, said.statementId, { audience, decisionId: null, words });
      if ('problem' in made) throw new Error(`Nothing was proposed: ${made.problem}`);
    });
  },
});
