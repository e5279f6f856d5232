import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { inbound } from '#db/schema/message.ts';
import { blindIndex, sealerOfService } from '#db/sealing.server.ts';
import { asVisitor, type ProcessActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { classifyInbound } from './inbound/rules.ts';
import { isKnown, peopleAt, stopTextsTo } from './inbound/stop.server.ts';
import { tellWorkers } from './tell-workers.server.ts';

/** A text somebody sent to us. `from` is an E.164 number; `providerId` names it once and for all. */
export type Inbound = { from: string; body: string; providerId: string };

/** Every service of this house. */
export async function everyService(): Promise<string[]> {
  const rows = await asVisitor(null, (tx) =>
    tx.execute<{ id: string }>(sql`select every_service_id() as id`),
  );
  return rows.map((row) => row.id);
}

/**
 * Takes a text in for every service that knows its number. STOP ends texts to it; anything else goes to the worker,
 * sealed; START too, for it never restores anything by itself. The same text a second time does nothing.
 */
export async function takeInbound(received: Inbound): Promise<void> {
  for (const serviceId of await everyService()) {
    await transactionAs<ProcessActor, void>({ role: 'webhook', serviceId }, (tx) => takeInto(tx, received));
  }
}

async function takeInto(tx: Tx<ProcessActor>, { from, body, providerId }: Inbound): Promise<void> {
  const { serviceId } = tx.actor;
  const index = blindIndex(serviceId, 'mobile', from);
  if (!(await isKnown(tx, index))) return;
  const id = randomUUID();
  const place = { table: 'inbound', column: 'sealed_body', row: id };
  const kind = classifyInbound(body);
  const taken = await tx
    .insert(inbound)
    .values({
      serviceId,
      id,
      provider: 'twilio',
      providerId,
      fromIndex: index,
      class: kind,
      sealedBody: sealerOfService(serviceId).seal(place, body),
    })
    .onConflictDoNothing()
    .returning({ id: inbound.id });
  if (taken.length === 0) return;
  tx.record({ action: 'text.received', subjectId: null, details: { inboundId: id, kind } });
  if (kind === 'stop') await stopTextsTo(tx, index);
  else await tellWorkers(tx, 'reply_needed', await peopleAt(tx, index));
}
