import { changeAdjustments } from '#casework/adjustment/store.server.ts';
import { caseOf, openCase } from '#casework/case/store.server.ts';
import type { ContactPointKind } from '#casework/contact-point/rules.ts';
import { addContactPoint } from '#casework/contact-point/store.server.ts';
import { takeOn } from '#casework/victim/store.server.ts';
import { type StaffActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { at, inDays } from './moments.ts';
import type { Person, Someone } from './person.ts';
import type { Hired } from './setting-up.ts';
import { type StaffName, staff } from './staff.ts';
import { makeKnown } from './what-may-never-leave.ts';

const sourceOf = {
  police: 'police',
  the_person: 'the_person',
  court: 'worker',
  another_service: 'worker',
  other: 'worker',
} as const;

/** Takes a person on with everything that was passed on, and opens their case. `before` are those taken on already. */
export async function takeThemOn(
  person: Person,
  colleagues: Record<StaffName, Hired>,
  before: readonly Someone[],
): Promise<Someone> {
  const worker = colleagues[person.worker].actor;
  const workerName = staff[person.worker].firstName;
  return transactionAs(worker, async (tx) => {
    const { victimId } = await takeOn(tx, particulars(person));
    await reachable(tx, victimId, person);
    const { ago, wall, from } = person.received;
    const { caseId } = await openCase(tx, {
      ...{ victimId, workerId: worker.staffId, receivedFrom: from, detailsReceivedAt: at(ago, wall) },
      incident: incidentOf(person, before),
    });
    const opened = await caseOf(tx, caseId);
    if (!opened) throw new Error(`${person.situation}: the case is not there`);
    await makeKnown(tx, opened.incident.id, 'children' in person.incident ? person.incident.children : []);
    const me = { role: 'victim', serviceId: worker.serviceId, victimId, personId: victimId } as const;
    const known = { person, worker, workerName, colleagues, victimId, caseId, me };
    return { ...known, incidentId: opened.incident.id, card: null };
  });
}

function particulars(person: Person) {
  const { name, callMe, basis, birthDate, enhancedRights, spoken, written } = person;
  return {
    ...{ name, callMe, basis, birthDate, enhancedRights, presumedUnder18: false },
    ...{ languageSpoken: spoken, languageWritten: written, interpreter: spoken !== 'en' },
  };
}

async function reachable(tx: Tx<StaffActor>, victimId: string, person: Person): Promise<void> {
  const { mobile, email, address, shared, watched, adjustments, received } = person;
  const places: [ContactPointKind, string | null][] = [
    ['mobile', mobile],
    ['email', email],
    ['address', address],
  ];
  for (const [kind, value] of places) {
    if (value === null) continue;
    const flags = kind === 'mobile' ? { shared, watched } : { shared: false, watched: false };
    await addContactPoint(tx, victimId, { kind, value, source: sourceOf[received.from], ...flags });
  }
  if (adjustments.length > 0) await changeAdjustments(tx, victimId, adjustments);
}

function incidentOf({ incident }: Person, before: readonly Someone[]) {
  if ('kind' in incident)
    return { kind: incident.kind, happenedOn: inDays(-incident.daysAgo), children: incident.children };
  const same = before.find(({ person }) => person.name === incident.sameAs);
  if (!same) throw new Error('An incident is known once someone was taken on with it');
  return { id: same.incidentId };
}
