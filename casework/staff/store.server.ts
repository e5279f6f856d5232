import { and, asc, eq } from 'drizzle-orm';
import { staff } from '#db/schema/staff.ts';
import { sealerOfService } from '#db/sealing.server.ts';
import type { StaffActor, Tx, VictimActor } from '#db/transaction.server.ts';
import { NotThereError } from '../refusals.ts';

type StaffRole = typeof staff.$inferSelect.role;
export type Colleague = {
  staffId: string;
  name: string;
  firstName: string;
  role: StaffRole;
  team: string | null;
};

/** A worker's first name: all that a person is ever told of them, and how every list names them. */
export function firstNameOf(serviceId: string, staffId: string, sealedFirstName: Buffer): string {
  const place = { table: 'staff', column: 'sealed_first_name', row: staffId };
  return sealerOfService(serviceId).open(place, sealedFirstName);
}

function nameOf(serviceId: string, staffId: string, sealedName: Buffer): string {
  const place = { table: 'staff', column: 'sealed_name', row: staffId };
  return sealerOfService(serviceId).open(place, sealedName);
}

const known = {
  staffId: staff.id,
  role: staff.role,
  team: staff.team,
  sealedName: staff.sealedName,
  sealedFirstName: staff.sealedFirstName,
};
type Known = {
  staffId: string;
  role: StaffRole;
  team: string | null;
  sealedName: Buffer;
  sealedFirstName: Buffer;
};

const opened = (serviceId: string, { sealedName, sealedFirstName, ...row }: Known): Colleague => ({
  ...row,
  name: nameOf(serviceId, row.staffId, sealedName),
  firstName: firstNameOf(serviceId, row.staffId, sealedFirstName),
});

/** Everyone who works here now, by first name. */
export async function colleagues(tx: Tx<StaffActor>): Promise<Colleague[]> {
  const { serviceId } = tx.actor;
  const rows = await tx
    .select(known)
    .from(staff)
    .where(and(eq(staff.serviceId, serviceId), eq(staff.active, true)))
    .orderBy(asc(staff.id));
  const people = rows.map((row) => opened(serviceId, row));
  return people.sort((a, b) => a.firstName.localeCompare(b.firstName, 'en'));
}

const mayBeWorker: readonly StaffRole[] = ['worker', 'manager', 'lead'];

/** Those of them who may be somebody's worker. */
export async function possibleWorkers(tx: Tx<StaffActor>): Promise<Colleague[]> {
  const people = await colleagues(tx);
  return people.filter(({ role }) => mayBeWorker.includes(role));
}

/** Who is signed in. Throws NotThereError when they no longer work here. */
export async function meOf(tx: Tx<StaffActor>): Promise<Colleague> {
  const { serviceId, staffId } = tx.actor;
  const [row] = await tx
    .select(known)
    .from(staff)
    .where(and(eq(staff.serviceId, serviceId), eq(staff.id, staffId), eq(staff.active, true)));
  if (!row) throw new NotThereError();
  return opened(serviceId, row);
}

/** The first name of a member of staff, for a person's own pages. */
export async function workerName(tx: Tx<StaffActor | VictimActor>, staffId: string): Promise<string> {
  const { serviceId } = tx.actor;
  const [row] = await tx
    .select({ sealedFirstName: staff.sealedFirstName })
    .from(staff)
    .where(and(eq(staff.serviceId, serviceId), eq(staff.id, staffId)));
  if (!row) throw new NotThereError();
  return firstNameOf(serviceId, staffId, row.sealedFirstName);
}
