import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { message } from '#db/schema/message.ts';
import { contactPoint, suppression } from '#db/schema/reach.ts';
import type { ProcessActor, Tx } from '#db/transaction.server.ts';
import { stillHere } from '../message/rules.ts';
import { tellWorkers } from '../tell-workers.server.ts';

/** A number or e-mail address, by the keyed hash under which a service knows it. */
export type Reached = { kind: 'mobile' | 'email'; index: Buffer };

const stoppedBy = {
  mobile: { channel: 'text', task: 'texts_stopped', action: 'texts.stopped' },
  email: { channel: 'email', task: 'emails_stopped', action: 'emails.stopped' },
} as const;

/** Whether a service ever had this number: the row stays when the number is no longer anyone's. */
export async function isKnown(tx: Tx<ProcessActor>, to: Reached): Promise<boolean> {
  const rows = await tx.select({ kind: suppression.kind }).from(suppression).where(suppressing(tx, to));
  return rows.length > 0;
}

const suppressing = (tx: Tx<ProcessActor>, { kind, index }: Reached) =>
  and(
    eq(suppression.serviceId, tx.actor.serviceId),
    eq(suppression.kind, kind),
    eq(suppression.blindIndex, index),
  );

const pointsAt = (tx: Tx<ProcessActor>, { kind, index }: Reached) =>
  and(
    eq(contactPoint.serviceId, tx.actor.serviceId),
    eq(contactPoint.kind, kind),
    eq(contactPoint.blindIndex, index),
  );

/** The people of a service who are reached at this number or address now. */
export async function peopleAt(tx: Tx<ProcessActor>, to: Reached): Promise<string[]> {
  const rows = await tx
    .select({ victimId: contactPoint.victimId })
    .from(contactPoint)
    .where(and(pointsAt(tx, to), isNull(contactPoint.endedAt)));
  return rows.map((row) => row.victimId);
}

/**
 * Ends texts to a number, or e-mails to an address, for everyone of a service who is reached there, stops those still
 * waiting and tells their workers. What was stopped before stays stopped and nobody is told again. Only this one way of
 * reaching them: every other choice stands.
 */
export async function stopMessagesTo(tx: Tx<ProcessActor>, to: Reached): Promise<void> {
  // A stop that is just being ended is waited for, and stands again: their last word is STOP.
  const [stopped] = await tx
    .update(suppression)
    .set({
      suppressedAt: sql`coalesce(${suppression.suppressedAt}, clock_timestamp())`,
      reason: sql`coalesce(${suppression.reason}, 'stop')`,
    })
    .where(suppressing(tx, to))
    .returning({ isNew: sql<boolean>`${suppression.suppressedAt} >= statement_timestamp()` });
  const cancelled = await cancelMessagesTo(tx, to);
  if (!stopped?.isNew) return;
  const { task, action } = stoppedBy[to.kind];
  await tellWorkers(tx, task, await peopleAt(tx, to));
  tx.record({ action, subjectId: null, details: { cancelled } });
}

async function cancelMessagesTo(tx: Tx<ProcessActor>, to: Reached): Promise<number> {
  const points = tx.select({ id: contactPoint.id }).from(contactPoint).where(pointsAt(tx, to));
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
        eq(message.serviceId, tx.actor.serviceId),
        eq(message.channel, stoppedBy[to.kind].channel),
        inArray(message.contactPointId, points),
        inArray(message.state, [...stillHere]),
      ),
    )
    .returning({ id: message.id });
  return cancelled.length;
}
