import { batchForm } from '#casework/batch/form.server.ts';
import { saveBatch } from '#casework/batch/save.server.ts';
import { caseOf } from '#casework/case/store.server.ts';
import { atTheDesk, type Bed, byWorker } from './bed.ts';

const news = { kind: 'order_review', happenedOn: '2/3/2026', audience: 'incident', topic: 'progress' };
const words = { happened_en: 'The order was looked at.', next_en: 'It is looked at again.' };

// Words that name somebody are not kept, and then there is no page of them.
const wordsOf = (field: keyof typeof words) =>
  byWorker(4000, 6, async (tx, typed, { who }) => {
    const it = await caseOf(tx, who.caseId);
    const written = batchForm.parse({ ...news, ...words, [field]: typed });
    const { batchId } = await saveBatch(tx, String(it?.incident.id), written);
    return batchId ? atTheDesk(`/several/${batchId}`) : undefined;
  });

/** What is written for several people of an incident, by the name of the field. */
export const severalBeds: Record<string, Bed> = {
  'batch batchForm.happened_en': wordsOf('happened_en'),
  'batch batchForm.next_en': wordsOf('next_en'),
};
