import { randomUUID } from 'node:crypto';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { contactPoint, suppression } from '#db/schema/reach.ts';
import { victimKey } from '#db/schema/victim.ts';
import { blindIndex, sealerFrom, sealerOf } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { cancelWaiting, type Stopped } from '#messaging/outbox.server.ts';
import type { KnownContactPoint } from '../contact-preference/rules.ts';
import { NotThereError } from '../refusals.ts';
import { raiseTask } from '../task/store.server.ts';
import { awaitingCode } from './awaiting-code.server.ts';
import { blindIndexInput, type ContactPointKind, hintOf } from './rules.ts';

/** A number or address as anyone may see it: enough to know which one is meant, never the whole. */
export type ContactPointShown = KnownContactPoint & {
  hint: string;
  source: typeof contactPoint.$inferSelect.source;
  verifiedAt: Date | null;
  badAt: Date | null;
  /** Whether somebody else is reached there too, as far as this actor may know: nobody learns it of their own number. */
  anothersToo: boolean;
  createdAt: Date;
};

/** `value` is in the one form that `rules.ts` makes of what was typed. */
export type NewContactPoint = {
  kind: ContactPointKind;
  value: string;
  source: typeof contactPoint.$inferSelect.source;
  shared: boolean;
  watched: boolean;
};

const place = (id: string) => ({ table: 'contact_point', column: 'sealed_value', row: id });
const current = (victimId: string) => and(eq(contactPoint.victimId, victimId), isNull(contactPoint.endedAt));
const oneOf = (victimId: string, id: string) => and(current(victimId), eq(contactPoint.id, id));

/**
 * Where someone can be reached, oldest first. The person themselves learns that texts to a number were stopped only once
 * they have shown that it is theirs; until then it looks like any other.
 */
export async function contactPointsOf(tx: Tx, victimId: string): Promise<ContactPointShown[]> {
  const { id, kind, source, verifiedAt, badAt, doubt, shared, watched, createdAt, serviceId } = contactPoint;
  const rows = await tx
    .select({
      ...{ id, kind, source, verifiedAt, badAt, doubt, shared, watched, createdAt, serviceId },
      sealedValue: contactPoint.sealedValue,
      wrapped: victimKey.wrapped,
      suppressed: sql<boolean>`${suppression.suppressedAt} is not null`,
      anothersToo: sql<boolean>`exists (select from contact_point o where o.service_id = ${contactPoint.serviceId}
        and o.kind = ${contactPoint.kind} and o.blind_index = ${contactPoint.blindIndex} and o.ended_at is null
        and o.victim_id <> ${contactPoint.victimId})`,
    })
    .from(contactPoint)
    .innerJoin(
      victimKey,
      and(eq(victimKey.serviceId, contactPoint.serviceId), eq(victimKey.victimId, contactPoint.victimId)),
    )
    .leftJoin(
      suppression,
      and(
        eq(suppression.serviceId, contactPoint.serviceId),
        eq(suppression.kind, contactPoint.kind),
        eq(suppression.blindIndex, contactPoint.blindIndex),
      ),
    )
    .where(current(victimId))
    .orderBy(asc(createdAt), asc(id));
  return rows.map(({ sealedValue, wrapped, serviceId: service, ...row }) => {
    const value = sealerFrom(service, victimId, wrapped).open(place(row.id), sealedValue);
    return {
      ...row,
      verified: row.verifiedAt !== null,
      bad: row.badAt !== null,
      hint: hintOf(row.kind, value),
    };
  });
}

// What changes about how someone is reached is told to their worker: never to the device before, nor to the one after.
async function tellWorker(
  tx: Tx,
  victimId: string,
  kind: 'number_changed' | 'watched_off' = 'number_changed',
): Promise<void> {
  if (tx.actor.role === 'victim') await raiseTask(tx, { victimId, kind });
}

/**
 * Adds a number or address, with the row by which it can be suppressed. One the person already has is given back; what is
 * said here of who else reads it is believed, and never taken back. A text or e-mail needs it verified first.
 */
export async function addContactPoint(
  tx: Tx,
  victimId: string,
  { kind, value, source, shared, watched }: NewContactPoint,
): Promise<{ id: string; alreadyThere: boolean }> {
  const { serviceId } = tx.actor;
  if (!serviceId) throw new Error('A contact point belongs to a service');
  const index = blindIndex(serviceId, kind, blindIndexInput(kind, value));
  const id = randomUUID();
  const sealedValue = (await sealerOf(tx, victimId)).seal(place(id), value);
  await tx.insert(suppression).values({ serviceId, kind, blindIndex: index }).onConflictDoNothing();
  const added = await tx
    .insert(contactPoint)
    .values({ serviceId, id, victimId, kind, sealedValue, blindIndex: index, source, shared, watched })
    .onConflictDoNothing()
    .returning({ id: contactPoint.id });
  if (added.length === 0) {
    const same = and(current(victimId), eq(contactPoint.kind, kind), eq(contactPoint.blindIndex, index));
    const seen = { id: contactPoint.id, shared: contactPoint.shared, watched: contactPoint.watched };
    const [known] = await tx.select(seen).from(contactPoint).where(same);
    if (!known) throw new NotThereError();
    const flags = { shared: known.shared || shared, watched: known.watched || watched };
    const isMore = flags.shared !== known.shared || flags.watched !== known.watched;
    if (isMore) await flagContactPoint(tx, victimId, known.id, flags);
    return { id: known.id, alreadyThere: true };
  }
  await tellWorker(tx, victimId);
  tx.record({
    action: 'contact_point.added',
    subjectId: victimId,
    details: { contactPointId: id, kind, source },
  });
  return { id, alreadyThere: false };
}

/** Says that a number is shared or watched, or no longer, which the worker is told. Nothing is sent to it because of that. */
export async function flagContactPoint(
  tx: Tx,
  victimId: string,
  pointId: string,
  flags: { shared: boolean; watched: boolean },
): Promise<void> {
  const [before] = await tx
    .select({ watched: contactPoint.watched })
    .from(contactPoint)
    .where(oneOf(victimId, pointId));
  await changePoint(tx, victimId, pointId, flags);
  await tellWorker(tx, victimId, before?.watched && !flags.watched ? 'watched_off' : 'number_changed');
  const details = { contactPointId: pointId, ...flags };
  tx.record({ action: 'contact_point.flagged', subjectId: victimId, details });
}

/** Ends the use of a number or address and stops what was waiting to go there. */
export async function endContactPoint(tx: Tx, victimId: string, pointId: string): Promise<Stopped> {
  await changePoint(tx, victimId, pointId, { endedAt: sql`clock_timestamp()` });
  const stopped = await cancelWaiting(tx, victimId, { contactPointIds: [pointId] }, 'channel_off');
  await tellWorker(tx, victimId);
  tx.record({ action: 'contact_point.ended', subjectId: victimId, details: { contactPointId: pointId } });
  return stopped;
}

/**
 * Notes that staff spoke to the person by this number, or had an answer from this address: it is theirs. False where messages
 * to it were started again: then only a code from it shows that.
 */
export async function confirmContactPoint(
  tx: Tx<StaffActor>,
  victimId: string,
  pointId: string,
): Promise<boolean> {
  if ((await awaitingCode(tx, victimId)).includes(pointId)) return false;
  await changePoint(tx, victimId, pointId, {
    verifiedAt: sql`clock_timestamp()`,
    badAt: null,
    doubt: null,
  });
  tx.record({ action: 'contact_point.confirmed', subjectId: victimId, details: { contactPointId: pointId } });
  return true;
}

async function changePoint(
  tx: Tx,
  victimId: string,
  pointId: string,
  change: Parameters<ReturnType<typeof tx.update<typeof contactPoint>>['set']>[0],
): Promise<void> {
  const changed = await tx
    .update(contactPoint)
    .set({ ...change, version: sql`${contactPoint.version} + 1` })
    .where(oneOf(victimId, pointId))
    .returning({ id: contactPoint.id });
  if (changed.length === 0) throw new NotThereError();
}

/** The whole number or address, for a member of staff who is about to use it. That they looked is kept. */
export async function revealContactPoint(
  tx: Tx<StaffActor>,
  victimId: string,
  pointId: string,
): Promise<string> {
  const [point] = await tx
    .select({ sealedValue: contactPoint.sealedValue })
    .from(contactPoint)
    .where(oneOf(victimId, pointId));
  if (!point) throw new NotThereError();
  tx.record({ action: 'contact_point.revealed', subjectId: victimId, details: { contactPointId: pointId } });
  return (await sealerOf(tx, victimId)).open(place(pointId), point.sealedValue);
}
