import { addStaff, asOwner, setUpService } from '#db/set-up.server.ts';
import type { StaffActor } from '#db/transaction.server.ts';
import { services } from './both-services.ts';
import { freshCredential, type StaffMember, type StaffName, staff } from './staff.ts';

const actorRoles = { worker: 'staff', manager: 'manager', auditor: 'auditor' } as const satisfies Record<
  StaffMember['role'],
  StaffActor['role']
>;

/** A member of staff as the database knows them, and how they sign in. */
export type Hired = { actor: StaffActor; password: string; totpSecret: string };
export type House = { services: ReturnType<typeof services>; staff: Record<StaffName, Hired> };

type Owner = Parameters<typeof addStaff>[0];

/** Sets both services up with their staff, as the owner of an empty database does. */
export function setUpHouse(ownerUrl: string): Promise<House> {
  const both = services();
  return asOwner(ownerUrl, async (owner) => {
    for (const service of Object.values(both)) await setUpService(owner, service);
    const hire = (who: StaffMember) => hired(owner, who, both[who.service].id);
    return {
      services: both,
      staff: {
        amira: await hire(staff.amira),
        daniel: await hire(staff.daniel),
        grace: await hire(staff.grace),
        ines: await hire(staff.ines),
        leah: await hire(staff.leah),
        owen: await hire(staff.owen),
      },
    };
  });
}

async function hired(
  owner: Owner,
  { role, firstName, name, email }: StaffMember,
  serviceId: string,
): Promise<Hired> {
  const credential = freshCredential();
  const someone = { serviceId, role, team: null, firstName, name, email, ...credential };
  const staffId = await addStaff(owner, someone);
  return { actor: { role: actorRoles[role], serviceId, staffId }, ...credential };
}
