import { randomInt, randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { childLabel, childReference, incident } from '#db/schema/case.ts';
import { sealerOfService } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { randomSymbols } from '../invitation/random-symbols.server.ts';
import { NotThereError } from '../refusals.ts';
import { type IncidentKind, labelsFor } from './rules.ts';

/** `children` holds one external reference for each child responsible, '' where there is none. Never a name. */
export type NewIncident = { kind: IncidentKind; happenedOn: string | null; children: readonly string[] };

/** Records an incident and its children, each by a reference elsewhere. */
export async function recordIncident(tx: Tx<StaffActor>, happened: NewIncident): Promise<string> {
  const { serviceId } = tx.actor;
  const id = randomUUID();
  const { kind, happenedOn } = happened;
  await tx.insert(incident).values({ serviceId, id, reference: `I-${randomSymbols(6)}`, kind, happenedOn });
  const sealer = sealerOfService(serviceId);
  const children = happened.children.map((reference) => {
    const child = randomUUID();
    const place = { table: 'child_reference', column: 'sealed_external_reference', row: child };
    return {
      serviceId,
      id: child,
      incidentId: id,
      sealedExternalReference: reference ? sealer.seal(place, reference) : null,
    };
  });
  if (children.length > 0) await tx.insert(childReference).values(children);
  tx.record({ action: 'incident.recorded', subjectId: id, details: { kind, children: children.length } });
  return id;
}

/** Throws NotThereError unless this actor may open some case of the incident. */
export async function refuseUnlessOpen(tx: Tx<StaffActor>, incidentId: string): Promise<void> {
  const known = await tx
    .select({ id: incident.id })
    .from(incident)
    .where(and(eq(incident.serviceId, tx.actor.serviceId), eq(incident.id, incidentId)));
  if (known.length === 0) throw new NotThereError();
}

/** Gives the children of an incident their letters for one victim, in an order of this victim's own. */
export async function labelChildren(tx: Tx<StaffActor>, incidentId: string, victimId: string): Promise<void> {
  const { serviceId } = tx.actor;
  const children = await tx
    .select({ id: childReference.id })
    .from(childReference)
    .where(and(eq(childReference.serviceId, serviceId), eq(childReference.incidentId, incidentId)));
  const labels = labelsFor(mixed(children)).map(({ child, label }) => ({
    serviceId,
    childId: child.id,
    victimId,
    label,
  }));
  if (labels.length > 0) await tx.insert(childLabel).values(labels).onConflictDoNothing();
}

function mixed<T>(things: readonly T[]): T[] {
  return things.reduce<T[]>((before, thing) => before.toSpliced(randomInt(before.length + 1), 0, thing), []);
}
