import { confirmBatch, stopBatch } from '#casework/batch/confirm.server.ts';
import type { NewBatch } from '#casework/batch/form.server.ts';
import { saveBatch } from '#casework/batch/save.server.ts';
import { caseOf, openCase } from '#casework/case/store.server.ts';
import { declareConflict } from '#casework/conflict/store.server.ts';
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

async function besideThem(tx: Tx<StaffActor>, incidentId: string, callMe: string): Promise<string> {
  const { victimId } = await takeOn(tx, person({ name: `${callMe} Vetch`, callMe }));
  await openCase(tx, {
    victimId,
    incident: { id: incidentId },
    workerId: tx.actor.staffId,
    receivedFrom: 'police',
    detailsReceivedAt: new Date(),
  });
  return victimId;
}

const saveOne = async (tx: Tx<StaffActor>, incidentId: string) =>
  String((await saveBatch(tx, incidentId, news)).batchId);

/** Three sets of one incident: only looked at, stopped in its ten minutes, and waiting with somebody closed to the manager in it. */
export async function newsForSeveral(
  worker: StaffActor,
  manager: StaffActor,
  { caseId }: SomeonesCase,
): Promise<Things> {
  const { severalId, stoppedSeveralId, shutSeveralId, closed } = await transactionAs(worker, async (tx) => {
    const it = await caseOf(tx, caseId);
    if (!it) throw new Error('There is no such case');
    await besideThem(tx, it.incident.id, 'Ossian');
    const [severalId, stoppedSeveralId] = [
      await saveOne(tx, it.incident.id),
      await saveOne(tx, it.incident.id),
    ];
    const closed = await besideThem(tx, it.incident.id, 'Perrin');
    return { severalId, stoppedSeveralId, closed, shutSeveralId: await saveOne(tx, it.incident.id) };
  });
  for (const batchId of [stoppedSeveralId, shutSeveralId])
    await transactionAs(worker, (tx) => confirmBatch(tx, batchId, { people: 1, code: '' }));
  await transactionAs(worker, (tx) => stopBatch(tx, stoppedSeveralId));
  await transactionAs(manager, (tx) => declareConflict(tx, closed));
  return { severalId, stoppedSeveralId, shutSeveralId };
}
