import { batchForm } from '#casework/batch/form.server.ts';
import { saveBatch } from '#casework/batch/save.server.ts';
import { caseOf } from '#casework/case/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { someone } from '../people.ts';
import { atTheDesk, type Bed } from './bed.ts';

const news = { kind: 'order_review', happenedOn: '2/3/2026', audience: 'incident', topic: 'progress' };
const words = { happened_en: 'The order was looked at.', next_en: 'It is looked at again.' };

// Of an incident of their own: where strings were entered as names that may never leave, these would be refused.
const wordsOf = (field: keyof typeof words): Bed => ({
  ...{ longest: 4000, most: 6 },
  plant: async (values, { worker }) => {
    const { caseId } = await someone(worker);
    return transactionAs(worker, async (tx) => {
      const it = await caseOf(tx, caseId);
      const shown = [];
      for (const typed of values) {
        const written = batchForm.parse({ ...news, ...words, [field]: typed });
        const { batchId } = await saveBatch(tx, String(it?.incident.id), written);
        shown.push(atTheDesk(`/several/${batchId}`));
      }
      return shown;
    });
  },
});

/** What is written for several people of an incident, by the name of the field. */
export const severalBeds: Record<string, Bed> = {
  'batch batchForm.happened_en': wordsOf('happened_en'),
  'batch batchForm.next_en': wordsOf('next_en'),
};
