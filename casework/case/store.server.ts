import { randomUUID } from 'node:crypto';
import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { childLabel, childReference, incident, victimCase } from '#db/schema/case.ts';
import { staff } from '#db/schema/staff.ts';
import type { StaffActor, Tx, VictimActor } from '#db/transaction.server.ts';
import { openChoices } from '../choice/store.server.ts';
import {
  labelChildren,
  type NewIncident,
  recordIncident,
  refuseUnlessOpen,
} from '../incident/store.server.ts';
import { randomSymbols } from '../invitation/random-symbols.server.ts';
import { knowWorker } from '../leak/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { policyInDays } from '../service/policy.server.ts';
import { firstNameOf } from '../staff/store.server.ts';
import { type KnownPerson, victimOf } from '../victim/store.server.ts';
import { firstContactClocks } from '../working-day/rules.ts';
import type { Source } from './form.server.ts';
import type { Stage } from './rules.ts';

/** `incident` is one already known that this actor may open, or one to be recorded with the case. */
export type CaseToOpen = {
  victimId: string;
  incident: { id: string } | NewIncident;
  workerId: string;
  receivedFrom: Source;
  detailsReceivedAt: Date;
};

/**
 * Opens a case: one victim in one incident. Starts both clocks (the end of the second working day, and 48 hours), puts
 * every question before the person unanswered, and gives the children the letters this victim knows them by.
 * Throws NotThereError for an incident that is not open to this actor.
 */
export async function openCase(
  tx: Tx<StaffActor>,
  asked: CaseToOpen,
): Promise<{ caseId: string; reference: string }> {
  const { victimId, workerId, receivedFrom, detailsReceivedAt } = asked;
  const incidentId = await incidentOf(tx, asked.incident);
  const clocks = firstContactClocks(detailsReceivedAt, await policyInDays(tx, 'first_contact_working_days'));
  const caseId = randomUUID();
  const reference = await insertCase(tx, {
    serviceId: tx.actor.serviceId,
    id: caseId,
    victimId,
    incidentId,
    workerId,
    receivedFrom,
    detailsReceivedAt,
    firstContactDueAt: clocks.dueAt,
    fortyEightHoursAt: clocks.fortyEightHoursAt,
    dueAt: clocks.dueAt,
    dueWhat: 'first_contact',
  });
  await labelChildren(tx, incidentId, victimId);
  await knowWorker(tx, workerId);
  await openChoices(tx, victimId, caseId);
  tx.record({ action: 'case.opened', subjectId: victimId, details: { caseId, receivedFrom } });
  return { caseId, reference };
}

async function incidentOf(tx: Tx<StaffActor>, asked: CaseToOpen['incident']): Promise<string> {
  if (!('id' in asked)) return recordIncident(tx, asked);
  await refuseUnlessOpen(tx, asked.id);
  return asked.id;
}

const tries = 5;

// Short enough to be said on the telephone, so two can meet; the database says so and another is drawn.
async function insertCase(
  tx: Tx<StaffActor>,
  row: Omit<typeof victimCase.$inferInsert, 'reference'>,
): Promise<string> {
  for (let turn = 0; turn < tries; turn += 1) {
    const reference = `R-${randomSymbols(5)}`;
    const kept = await tx
      .insert(victimCase)
      .values({ ...row, reference })
      .onConflictDoNothing()
      .returning({ id: victimCase.id });
    if (kept.length > 0) return reference;
  }
  throw new Error('No free case reference was found');
}

const caseColumns = {
  caseId: victimCase.id,
  victimId: victimCase.victimId,
  reference: victimCase.reference,
  workerId: victimCase.workerId,
  stage: victimCase.stage,
  receivedFrom: victimCase.receivedFrom,
  detailsReceivedAt: victimCase.detailsReceivedAt,
  firstContactDueAt: victimCase.firstContactDueAt,
  fortyEightHoursAt: victimCase.fortyEightHoursAt,
  firstAttemptAt: victimCase.firstAttemptAt,
  contactMadeAt: victimCase.contactMadeAt,
  nextUpdateBy: victimCase.nextUpdateBy,
  dueAt: victimCase.dueAt,
  dueWhat: victimCase.dueWhat,
  closedAt: victimCase.closedAt,
  version: victimCase.version,
};
const incidentColumns = {
  id: incident.id,
  reference: incident.reference,
  kind: incident.kind,
  happenedOn: incident.happenedOn,
};

type CaseRow = Omit<typeof victimCase.$inferSelect, 'serviceId' | 'id' | 'incidentId' | 'createdAt'>;
type Child = { label: string } & Pick<typeof childReference.$inferSelect, 'outcome' | 'mayBeAppealed'>;

export type OpenCase = CaseRow & {
  caseId: string;
  worker: string;
  person: KnownPerson;
  incident: Pick<typeof incident.$inferSelect, keyof typeof incidentColumns>;
  children: Child[];
};

/** A case for whoever may open it, or null. Reading it is an entry in the audit. */
export async function caseOf(tx: Tx<StaffActor>, caseId: string): Promise<OpenCase | null> {
  const { serviceId } = tx.actor;
  const [row] = await tx
    .select({ it: caseColumns, incident: incidentColumns, sealedFirstName: staff.sealedFirstName })
    .from(victimCase)
    .innerJoin(incident, and(eq(incident.serviceId, serviceId), eq(incident.id, victimCase.incidentId)))
    .innerJoin(staff, and(eq(staff.serviceId, serviceId), eq(staff.id, victimCase.workerId)))
    .where(and(eq(victimCase.serviceId, serviceId), eq(victimCase.id, caseId)));
  const person = row && (await victimOf(tx, row.it.victimId));
  if (!person) return null;
  tx.record({ action: 'case.read', subjectId: person.victimId, details: { caseId } });
  return {
    ...row.it,
    person,
    worker: firstNameOf(serviceId, row.it.workerId, row.sealedFirstName),
    incident: row.incident,
    children: await childrenOf(tx, row.incident.id, person.victimId),
  };
}

async function childrenOf(tx: Tx<StaffActor>, incidentId: string, victimId: string): Promise<Child[]> {
  const { serviceId } = tx.actor;
  return tx
    .select({
      label: childLabel.label,
      outcome: childReference.outcome,
      mayBeAppealed: childReference.mayBeAppealed,
    })
    .from(childReference)
    .innerJoin(
      childLabel,
      and(
        eq(childLabel.serviceId, serviceId),
        eq(childLabel.childId, childReference.id),
        eq(childLabel.victimId, victimId),
      ),
    )
    .where(and(eq(childReference.serviceId, serviceId), eq(childReference.incidentId, incidentId)))
    .orderBy(asc(childLabel.label));
}

/** What a person may know of their own case. `worker` is a first name; nothing about any child is in it. */
export type OwnCase = {
  caseId: string;
  reference: string;
  stage: Stage;
  worker: string;
  nextUpdateBy: string | null;
  closed: boolean;
};

/** Every case of the person who is signed in: the open ones first, then the newest. */
export async function casesOfVictim(tx: Tx<VictimActor>): Promise<OwnCase[]> {
  const { serviceId, victimId } = tx.actor;
  const rows = await tx
    .select({
      caseId: victimCase.id,
      reference: victimCase.reference,
      stage: victimCase.stage,
      nextUpdateBy: victimCase.nextUpdateBy,
      closed: sql<boolean>`${victimCase.closedAt} is not null`,
      workerId: victimCase.workerId,
      sealedFirstName: staff.sealedFirstName,
    })
    .from(victimCase)
    .innerJoin(staff, and(eq(staff.serviceId, victimCase.serviceId), eq(staff.id, victimCase.workerId)))
    .where(and(eq(victimCase.serviceId, serviceId), eq(victimCase.victimId, victimId)))
    .orderBy(asc(sql`${victimCase.closedAt} is not null`), desc(victimCase.createdAt));
  return rows.map(({ workerId, sealedFirstName, ...row }) => ({
    ...row,
    worker: firstNameOf(serviceId, workerId, sealedFirstName),
  }));
}

/** The case a person's pages speak of when they name only one, or null before there is any. */
export async function caseOfVictim(tx: Tx<VictimActor>): Promise<OwnCase | null> {
  const [first] = await casesOfVictim(tx);
  return first ?? null;
}

/** Whose case it is. Throws NotThereError when it is not open to this member of staff. */
export async function victimOfCase(tx: Tx<StaffActor>, caseId: string): Promise<string> {
  const [row] = await tx
    .select({ victimId: victimCase.victimId })
    .from(victimCase)
    .where(and(eq(victimCase.serviceId, tx.actor.serviceId), eq(victimCase.id, caseId)));
  if (!row) throw new NotThereError();
  return row.victimId;
}
