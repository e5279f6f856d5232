import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { addStaff, asOwner, setUpService } from '#db/set-up.server.ts';
import { connect, disconnect, type StaffActor } from '#db/transaction.server.ts';
import { type FreshDatabase, freshDatabase } from './fresh-database.ts';

export type StaffMember = StaffActor & { email: string; password: string; totpSecret: string };
export type TestService = {
  id: string;
  slug: string;
  worker: StaffMember;
  manager: StaffMember;
  auditor: StaffMember;
};
export type House = { database: FreshDatabase; here: TestService; elsewhere: TestService };

const policies = {
  first_contact_working_days: 2,
  card_days: 21,
  out_of_court_window_working_days: 10,
  // Tests send as fast as they can.
  messages_a_minute: 10_000_000,
};

async function staffMember(
  owner: Parameters<typeof addStaff>[0],
  serviceId: string,
  slug: string,
  role: 'worker' | 'manager' | 'auditor',
) {
  const email = `${role}@${slug}.example`;
  const secrets = { password: `correct horse ${slug}`, totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' };
  const firstName = { worker: 'Amira', manager: 'Tom', auditor: 'Ines' }[role];
  const staffId = await addStaff(owner, {
    serviceId,
    role,
    team: null,
    firstName,
    name: `${firstName} ${slug}`,
    email,
    ...secrets,
  });
  const actor = ({ worker: 'staff', manager: 'manager', auditor: 'auditor' } as const)[role];
  return { role: actor, serviceId, staffId, email, ...secrets };
}

/** One service with its worker, manager and auditor, set up as the owner does. */
export async function testService(
  database: Pick<FreshDatabase, 'ownerUrl'>,
  slug: string,
): Promise<TestService> {
  return asOwner(database.ownerUrl, async (owner) => {
    const id = randomUUID();
    await setUpService(owner, {
      id,
      slug,
      name: `${slug} Youth Justice Service`,
      discreetName: 'Riverside',
      languages: ['en', 'cy', 'pl', 'ur', 'ar'],
      phone: '01632 960001',
      email: `hello@${slug}.example`,
      textsFrom: '+447700900999',
      postalAddress: 'PO Box 1',
      hosts: [`${slug}.localhost`],
      policies,
    });
    const worker = await staffMember(owner, id, slug, 'worker');
    const manager = await staffMember(owner, id, slug, 'manager');
    return { id, slug, worker, manager, auditor: await staffMember(owner, id, slug, 'auditor') };
  });
}

/** Two services with their staff in a fresh database, before all tests of a file; one pool that may be any actor. */
export function aHouse(): House {
  const house = {} as House;
  beforeAll(async () => {
    const database = await freshDatabase();
    Object.assign(house, {
      database,
      here: await testService(database, 'rivermead'),
      elsewhere: await testService(database, 'hollowell'),
    });
    connect({ url: database.everyActorUrl, patienceMs: 5000, pooled: false, size: 8 });
  });
  afterAll(disconnect);
  return house;
}
