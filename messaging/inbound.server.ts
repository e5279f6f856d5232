import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { inbound } from '#db/schema/message.ts';
import { blindIndex, sealerOf, sealerOfService } from '#db/sealing.server.ts';
import { asVisitor, type ProcessActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { environment } from '#environment';
import { classifyInbound, type InboundClass, saysMoreThanStop } from './inbound/rules.ts';
import { isKnown, peopleAt, stopTextsTo } from './inbound/stop.server.ts';
import { tellWorkers } from './tell-workers.server.ts';

/**
 * A text somebody sent to us. `from` is an E.164 number, `to` the number it was sent to, null where nobody said;
 * `providerId` names it once and for all.
 */
export type Inbound = { from: string; to: string | null; body: string; providerId: string };

/** Every service of this house. */
export async function everyService(): Promise<string[]> {
  const rows = await asVisitor(null, (tx) =>
    tx.execute<{ id: string }>(sql`select every_service_id() as id`),
  );
  return rows.map((row) => row.id);
}

async function servicesTextedAt(number: string): Promise<string[]> {
  const rows = await asVisitor(null, (tx) =>
    tx.execute<{ id: string }>(
      sql`select services_texted_at(${number}, ${environment.TWILIO_FROM ?? null}) as id`,
    ),
  );
  return rows.map((row) => row.id);
}

// Where no service's texts leave from that number, whoever knows the sender is meant: better too many than nobody.
async function meantFor(kind: InboundClass, to: string | null): Promise<string[]> {
  const texted = kind === 'stop' || to === null ? [] : await servicesTextedAt(to);
  return texted.length > 0 ? texted : everyService();
}

/**
 * Takes a text in. STOP ends texts to its number from every service that knows it; anything else, words after a STOP too,
 * goes, sealed, to the workers of the services it was sent to; START too, for it never restores anything by itself. The same text a second
 * time does nothing.
 */
export async function takeInbound(received: Inbound): Promise<void> {
  const kind = classifyInbound(received.body);
  for (const serviceId of await meantFor(kind, received.to))
    await transactionAs<ProcessActor, void>({ role: 'webhook', serviceId }, (tx) =>
      takeInto(tx, received, kind),
    );
}

async function takeInto(tx: Tx<ProcessActor>, received: Inbound, kind: InboundClass): Promise<void> {
  const index = blindIndex(tx.actor.serviceId, 'mobile', received.from);
  if (!(await isKnown(tx, index))) return;
  const people = await peopleAt(tx, index);
  if (!(await keep(tx, received, kind, index, people))) return;
  if (kind === 'stop') await stopTextsTo(tx, index);
  if (kind !== 'stop' || saysMoreThanStop(received.body)) await tellWorkers(tx, 'reply_needed', people);
}

// Sealed for the one person who has the number, so that the words go when their key does; for the service where it is
// shared or no longer anyone's.
async function keep(
  tx: Tx<ProcessActor>,
  { body, providerId }: Inbound,
  kind: InboundClass,
  fromIndex: Buffer,
  people: readonly string[],
): Promise<boolean> {
  const { serviceId } = tx.actor;
  const id = randomUUID();
  const victimId = people.length === 1 && people[0] ? people[0] : null;
  const sealer = victimId ? await sealerOf(tx, victimId) : sealerOfService(serviceId);
  const sealedBody = sealer.seal({ table: 'inbound', column: 'sealed_body', row: id }, body);
  const kept = await tx
    .insert(inbound)
    .values({ serviceId, id, provider: 'twilio', providerId, fromIndex, victimId, class: kind, sealedBody })
    .onConflictDoNothing()
    .returning({ id: inbound.id });
  if (kept.length === 0) return false;
  tx.record({ action: 'text.received', subjectId: victimId, details: { inboundId: id, kind } });
  return true;
}
