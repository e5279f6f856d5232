import { confirmBatch, stopBatch } from '#casework/batch/confirm.server.ts';
import type { NewBatch } from '#casework/batch/form.server.ts';
import { saveBatch } from '#casework/batch/save.server.ts';
import { caseOf, openCase } from '#casework/case/store.server.ts';
import { takeOn } from '#casework/victim/store.server.ts';
import { type StaffActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { person, type SomeonesCase } from '../support/people.ts';
import type { Things } from './inhabitants.ts';

const news: NewBatch = {
  ...{ kind: 'order_review', happenedOn: '2026-03-02', audience: 'incident', topic: 'progress' },
  ...{ nextBy: null },
  words: [
    {
      ...{ language: 'en', reviewState: 'own_words' },
      happened: 'The order was looked at in March.',
      next: 'It is looked at again in June.',
    },
  ],
};

async function besideThem(tx: Tx<StaffActor>, incidentId: string): Promise<void> {
  const { victimId } = await takeOn(tx, person({ name: 'Ossian Vetch', callMe: 'Ossian' }));
  await openCase(tx, {
    victimId,
    incident: { id: incidentId },
    workerId: tx.actor.staffId,
    receivedFrom: 'police',
    detailsReceivedAt: new Date(),
  });
}

/** Two sets of one incident: one that was only looked at, and one that was stopped in its ten minutes. */
export async function newsForSeveral(worker: StaffActor, { caseId }: SomeonesCase): Promise<Things> {
  const [severalId, stoppedSeveralId] = await transactionAs(worker, async (tx) => {
    const it = await caseOf(tx, caseId);
    if (!it) throw new Error('There is no such case');
    await besideThem(tx, it.incident.id);
    const saved = [await saveBatch(tx, it.incident.id, news)];
    saved.push(await saveBatch(tx, it.incident.id, news));
    return saved.map(({ batchId }) => String(batchId));
  });
  const stopped = String(stoppedSeveralId);
  await transactionAs(worker, (tx) => confirmBatch(tx, stopped, { people: 1, code: '' }));
  await transactionAs(worker, (tx) => stopBatch(tx, stopped));
  return { severalId: String(severalId), stoppedSeveralId: stopped };
}
