import { and, eq, isNull, notInArray, sql } from 'drizzle-orm';
import { victimCase } from '#db/schema/case.ts';
import { caseAllowance } from '#db/schema/staff.ts';
import { victim } from '#db/schema/victim.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { NotThereError } from '../refusals.ts';

/** Whether a person's cases are open to a few only, and to whom. */
export type Restriction = { restricted: boolean; allowed: string[] };

/** How it stands; null when the person is not open to this member of staff. */
export async function restrictionOf(tx: Tx<StaffActor>, victimId: string): Promise<Restriction | null> {
  const { serviceId } = tx.actor;
  const [person] = await tx
    .select({ restricted: victim.restricted })
    .from(victim)
    .where(and(eq(victim.serviceId, serviceId), eq(victim.id, victimId)));
  if (!person) return null;
  const rows = await tx
    .select({ staffId: caseAllowance.staffId })
    .from(caseAllowance)
    .where(allowedFor(serviceId, victimId));
  return { restricted: person.restricted, allowed: rows.map(({ staffId }) => staffId) };
}

const allowedFor = (serviceId: string, victimId: string) =>
  and(eq(caseAllowance.serviceId, serviceId), eq(caseAllowance.victimId, victimId));

/** Who can never be shut out of a person's cases: whoever decides, and the workers of the open ones. */
export async function alwaysAllowed(tx: Tx<StaffActor>, victimId: string): Promise<string[]> {
  const { serviceId, staffId } = tx.actor;
  const workers = await tx
    .select({ workerId: victimCase.workerId })
    .from(victimCase)
    .where(
      and(
        eq(victimCase.serviceId, serviceId),
        eq(victimCase.victimId, victimId),
        isNull(victimCase.closedAt),
      ),
    );
  return [...new Set([staffId, ...workers.map(({ workerId }) => workerId)])];
}

async function setRestricted(tx: Tx<StaffActor>, victimId: string, restricted: boolean): Promise<void> {
  const changed = await tx
    .update(victim)
    .set({ restricted, version: sql`${victim.version} + 1` })
    .where(and(eq(victim.serviceId, tx.actor.serviceId), eq(victim.id, victimId)))
    .returning({ id: victim.id });
  if (changed.length === 0) throw new NotThereError();
}

async function allow(tx: Tx<StaffActor>, victimId: string, staffIds: readonly string[]): Promise<void> {
  const { serviceId } = tx.actor;
  await tx
    .insert(caseAllowance)
    .values(staffIds.map((staffId) => ({ serviceId, staffId, victimId })))
    .onConflictDoNothing();
}

/**
 * Closes everything about a person to all but the manager who decides, the workers of their open cases and these
 * colleagues; whoever was allowed before and is not among them is shut out. Only a manager may: PostgreSQL refuses anyone
 * else. Throws NotThereError when the person is not open to them.
 */
export async function restrictCase(
  tx: Tx<StaffActor>,
  victimId: string,
  colleagues: readonly string[],
): Promise<void> {
  const allowed = [...new Set([...(await alwaysAllowed(tx, victimId)), ...colleagues])];
  await allow(tx, victimId, allowed);
  await setRestricted(tx, victimId, true);
  await tx
    .delete(caseAllowance)
    .where(and(allowedFor(tx.actor.serviceId, victimId), notInArray(caseAllowance.staffId, allowed)));
  tx.record({ action: 'case.restricted', subjectId: victimId, details: { allowed: allowed.length } });
}

/** Lets one more colleague into a restricted case. Only a manager may; who has declared a conflict stays out. */
export async function allowToOpen(tx: Tx<StaffActor>, victimId: string, staffId: string): Promise<void> {
  if (!(await restrictionOf(tx, victimId))) throw new NotThereError();
  await allow(tx, victimId, [staffId]);
  tx.record({ action: 'case.allowed', subjectId: victimId, details: { staffId } });
}

/** Opens a restricted case to everyone who may open cases again. Only a manager may. Throws NotThereError as above. */
export async function liftRestriction(tx: Tx<StaffActor>, victimId: string): Promise<void> {
  await setRestricted(tx, victimId, false);
  await tx.delete(caseAllowance).where(allowedFor(tx.actor.serviceId, victimId));
  tx.record({ action: 'case.restriction_lifted', subjectId: victimId });
}
