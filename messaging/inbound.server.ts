import { sql } from 'drizzle-orm';
import { blindIndex } from '#db/sealing.server.ts';
import { asVisitor, type ProcessActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { environment } from '#environment';
import { keepWords } from './inbound/keep.server.ts';
import { classifyInbound, type InboundClass, saysMoreThanStop } from './inbound/rules.ts';
import { isKnown, peopleAt, type Reached, stopMessagesTo } from './inbound/stop.server.ts';
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
  const from: Reached = {
    kind: 'mobile',
    index: blindIndex(tx.actor.serviceId, 'mobile', received.from),
  };
  if (!(await isKnown(tx, from))) return;
  const people = await peopleAt(tx, from);
  if (!(await keep(tx, received, kind, from.index, people))) return;
  if (kind === 'stop') await stopMessagesTo(tx, from);
  if (kind !== 'stop' || saysMoreThanStop(received.body)) await tellWorkers(tx, 'reply_needed', people);
}

async function keep(
  tx: Tx<ProcessActor>,
  { body, providerId }: Inbound,
  kind: InboundClass,
  fromIndex: Buffer,
  people: readonly string[],
): Promise<boolean> {
  const victimId = people.length === 1 && people[0] ? people[0] : null;
  const words = { words: body, victimId, fromIndex, class: kind, attachments: 0 };
  return keepWords(tx, { provider: 'twilio', providerId, ...words });
}
