import type { StaffActor, Tx } from '#db/transaction.server.ts';
import type { Adjustment } from '../adjustment/form.server.ts';
import { adjustmentsOf, changeAdjustments } from '../adjustment/store.server.ts';
import type { Source } from '../case/form.server.ts';
import { caseByReference } from '../case/search.server.ts';
import { openCase } from '../case/store.server.ts';
import { addContactPoint, type NewContactPoint } from '../contact-point/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { type PersonFound, possibleDuplicates, takeOn, victimOf } from '../victim/store.server.ts';
import type { Intake } from './form.server.ts';

const sourceOf = {
  police: 'police',
  the_person: 'the_person',
  court: 'worker',
  another_service: 'worker',
  other: 'worker',
} satisfies Record<Source, NewContactPoint['source']>;

export type PossiblySame = PersonFound & { same: ('name' | 'mobile' | 'email')[] };

/** People who may be the one about to be taken on: by a name that sounds the same, or by a number or e-mail address. */
export async function possiblySame(tx: Tx<StaffActor>, { person, points }: Intake): Promise<PossiblySame[]> {
  const at = (kind: 'mobile' | 'email') => points.find((point) => point.kind === kind)?.value ?? null;
  return possibleDuplicates(tx, { name: person.name, mobile: at('mobile'), email: at('email') });
}

/** Why a case cannot be opened as asked, by field; null when it can. */
export async function refusalOf(
  tx: Tx<StaffActor>,
  { chosen, sameIncidentAs }: Intake,
): Promise<{ field: 'sameIncidentAs' | 'person'; problem: string } | null> {
  if (sameIncidentAs !== '' && !(await caseByReference(tx, sameIncidentAs)))
    return { field: 'sameIncidentAs', problem: 'case.sameIncident.notOpen' };
  const isKnown = chosen !== 'new' && chosen !== '';
  return isKnown && !(await victimOf(tx, chosen))
    ? { field: 'person', problem: 'victim.person.notOpen' }
    : null;
}

/**
 * Takes a person on with everything that came with them, opens their case and gives back its id. For someone already
 * known it opens another case, adds the numbers and whatever keeps them safer, and takes nothing away. Throws
 * NotThereError where refusalOf refuses.
 */
export async function takeIn(tx: Tx<StaffActor>, intake: Intake): Promise<string> {
  const { chosen, sameIncidentAs, opened } = intake;
  if (await refusalOf(tx, intake)) throw new NotThereError();
  const same = sameIncidentAs === '' ? null : await caseByReference(tx, sameIncidentAs);
  const isKnown = chosen !== 'new' && chosen !== '';
  const { victimId } = isKnown ? { victimId: chosen } : await takeOn(tx, intake.person);
  await addAdjustments(tx, victimId, intake.adjustments);
  for (const point of intake.points)
    await addContactPoint(tx, victimId, { ...point, source: sourceOf[opened.receivedFrom] });
  const incident = same ? { id: same.incidentId } : opened.incident;
  const { caseId } = await openCase(tx, { ...opened, victimId, incident });
  return caseId;
}

async function addAdjustments(
  tx: Tx<StaffActor>,
  victimId: string,
  typed: readonly Adjustment[],
): Promise<void> {
  const before = await adjustmentsOf(tx, victimId);
  const known = before.map(({ kind, note }) => {
    const more = typed.find((one) => one.kind === kind)?.note;
    return { kind, note: note && more && !note.includes(more) ? `${note}\n${more}` : note };
  });
  const missing = typed.filter(({ kind }) => !before.some((one) => one.kind === kind));
  const isMore = missing.length > 0 || known.some(({ note }, at) => note !== before[at]?.note);
  if (isMore) await changeAdjustments(tx, victimId, [...known, ...missing]);
}
