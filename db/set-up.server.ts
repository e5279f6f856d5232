import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { auditHead } from './schema/audit.ts';
import { policy, service, serviceHost } from './schema/service.ts';
import { staff, staffCredential } from './schema/staff.ts';
import { timetableRun } from './schema/timetable.ts';
import { sealerOfService, staffEmailIndex } from './sealing.server.ts';
import { hashSecret } from './secret.server.ts';

type Owner = ReturnType<typeof drizzle>;

/** Work as the owner, which row-level security lets set services and staff up and do nothing else. */
export async function asOwner<T>(ownerUrl: string, work: (owner: Owner) => Promise<T>): Promise<T> {
  const client = postgres(ownerUrl, { max: 1, connection: { client_min_messages: 'warning' } });
  try {
    return await work(drizzle(client));
  } finally {
    await client.end();
  }
}

export type NewService = typeof service.$inferInsert & {
  hosts: readonly string[];
  policies: Record<string, unknown>;
};

/** Sets a youth justice service up: itself, its host names, its policies from today on, the start of its audit chain. */
export async function setUpService(owner: Owner, { hosts, policies, ...row }: NewService): Promise<void> {
  await owner.insert(service).values(row);
  if (hosts.length > 0)
    await owner.insert(serviceHost).values(hosts.map((host) => ({ host, serviceId: row.id })));
  for (const [name, value] of Object.entries(policies)) {
    await owner
      .insert(policy)
      .values({ serviceId: row.id, name, value, effectiveFrom: sql`'2020-01-01'::timestamptz` });
  }
  await owner.insert(timetableRun).values([
    { serviceId: row.id, name: 'send', everySeconds: 15 },
    { serviceId: row.id, name: 'hold_waiting', everySeconds: 5 },
    { serviceId: row.id, name: 'look_at_held', everySeconds: 60 },
  ]);
  await owner.insert(auditHead).values({ serviceId: row.id, sequence: 0, hash: Buffer.alloc(32) });
}

export type NewStaff = {
  serviceId: string;
  role: (typeof staff.$inferInsert)['role'];
  team: string | null;
  firstName: string;
  name: string;
  email: string;
  password: string;
  totpSecret: string;
};

/** Adds a member of staff with their credential. `totpSecret` is base32. Gives back their id. */
export async function addStaff(owner: Owner, someone: NewStaff): Promise<string> {
  const id = randomUUID();
  const { serviceId } = someone;
  const sealer = sealerOfService(serviceId);
  const place = (column: string) => ({ table: 'staff', column, row: id });
  await owner.insert(staff).values({
    serviceId,
    id,
    role: someone.role,
    team: someone.team,
    sealedName: sealer.seal(place('sealed_name'), someone.name),
    sealedFirstName: sealer.seal(place('sealed_first_name'), someone.firstName),
    emailIndex: staffEmailIndex(someone.email),
  });
  await owner.insert(staffCredential).values({
    serviceId,
    staffId: id,
    passwordHash: await hashSecret(someone.password),
    sealedTotp: sealer.seal(
      { table: 'staff_credential', column: 'sealed_totp', row: id },
      someone.totpSecret,
    ),
  });
  return id;
}
