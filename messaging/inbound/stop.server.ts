import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { message } from '#db/schema/message.ts';
import { contactPoint, suppression } from '#db/schema/reach.ts';
import type { ProcessActor, Tx } from '#db/transaction.server.ts';
import { stillHere } from '../message/rules.ts';
import { tellWorkers } from '../tell-workers.server.ts';

/** Whether a service ever had this number: the row stays when the number is no longer anyone's. */
export async function isKnown(tx: Tx<ProcessActor>, index: Buffer): Promise<boolean> {
  const rows = await tx.select({ kind: suppression.kind }).from(suppression).where(numbered(tx, index));
  return rows.length > 0;
}

const numbered = (tx: Tx<ProcessActor>, index: Buffer) =>
  and(
    eq(suppression.serviceId, tx.actor.serviceId),
    eq(suppression.kind, 'mobile'),
    eq(suppression.blindIndex, index),
  );

/** The people of a service who are reached at this number now. */
export async function peopleAt(tx: Tx<ProcessActor>, index: Buffer): Promise<string[]> {
  const rows = await tx
    .select({ victimId: contactPoint.victimId })
    .from(contactPoint)
    .where(
      and(
        eq(contactPoint.serviceId, tx.actor.serviceId),
        eq(contactPoint.kind, 'mobile'),
        eq(contactPoint.blindIndex, index),
        isNull(contactPoint.endedAt),
      ),
    );
  return rows.map((row) => row.victimId);
}

/**
 * Ends texts to a number for everyone of a service who is reached there, stops those still waiting and tells their workers.
 * A number that was stopped before stays stopped and nobody is told again. Only texts: every other choice stands.
 */
export async function stopTextsTo(tx: Tx<ProcessActor>, index: Buffer): Promise<void> {
  const stopped = await tx
    .update(suppression)
    .set({ suppressedAt: sql`clock_timestamp()`, reason: 'stop' })
    .where(and(numbered(tx, index), isNull(suppression.suppressedAt)))
    .returning({ kind: suppression.kind });
  const cancelled = await cancelTextsTo(tx, index);
  if (stopped.length === 0) return;
  await tellWorkers(tx, 'texts_stopped', await peopleAt(tx, index));
  tx.record({ action: 'texts.stopped', subjectId: null, details: { cancelled } });
}

async function cancelTextsTo(tx: Tx<ProcessActor>, index: Buffer): Promise<number> {
  const { serviceId } = tx.actor;
  const points = tx
    .select({ id: contactPoint.id })
    .from(contactPoint)
    .where(
      and(
        eq(contactPoint.serviceId, serviceId),
        eq(contactPoint.kind, 'mobile'),
        eq(contactPoint.blindIndex, index),
      ),
    );
  const cancelled = await tx
    .update(message)
    .set({
      state: 'cancelled',
      cancelledReason: 'stopped',
      settledAt: sql`clock_timestamp()`,
      sealedFacts: null,
      version: sql`${message.version} + 1`,
    })
    .where(
      and(
        eq(message.serviceId, serviceId),
        eq(message.channel, 'text'),
        inArray(message.contactPointId, points),
        inArray(message.state, [...stillHere]),
      ),
    )
    .returning({ id: message.id });
  return cancelled.length;
}
