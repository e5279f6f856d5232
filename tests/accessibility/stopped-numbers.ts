import { addContactPoint, confirmContactPoint } from '#casework/contact-point/store.server.ts';
import { standsAgain, startAgain } from '#casework/start-again/store.server.ts';
import { blindIndex } from '#db/sealing.server.ts';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import { stopMessagesTo } from '#messaging/inbound/stop.server.ts';
import type { SomeonesCase } from '../support/people.ts';

async function stoppedAt(worker: StaffActor, { victimId }: SomeonesCase, value: string, shared = false) {
  const { serviceId } = worker;
  const id = await transactionAs(worker, async (tx) => {
    const given = { kind: 'mobile', value, source: 'the_person', shared, watched: false } as const;
    const point = await addContactPoint(tx, victimId, given);
    await confirmContactPoint(tx, victimId, point.id);
    return point.id;
  });
  const index = blindIndex(serviceId, 'mobile', value);
  await transactionAs({ role: 'webhook', serviceId }, (tx) => stopMessagesTo(tx, { kind: 'mobile', index }));
  return id;
}

/** A number that was stopped, one of those that others use too, and one at which texts were started again. */
export async function stoppedNumbers(
  worker: StaffActor,
  settled: SomeonesCase,
): Promise<Record<string, string>> {
  const { victimId } = settled;
  const startedId = await stoppedAt(worker, settled, '+447700900304');
  await transactionAs(worker, async (tx) => {
    const { stop } = await standsAgain(tx, victimId, startedId);
    await startAgain(tx, victimId, startedId, { how: 'visit', seen: stop ? stop.seen : '' });
  });
  return {
    startedId,
    stoppedId: await stoppedAt(worker, settled, '+447700900303'),
    sharedId: await stoppedAt(worker, settled, '+447700900305', true),
  };
}
