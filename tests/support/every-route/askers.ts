import { declareConflict } from '#casework/conflict/store.server.ts';
import { actorRoles } from '#casework/staff/gate.server.ts';
import { addStaff, asOwner } from '#db/set-up.server.ts';
import { type StaffActor, transactionAs, type VictimActor } from '#db/transaction.server.ts';
import { beginSession, type PortalScope } from '#web/session.server.ts';
import { cookieOf } from '../../accessibility/open-house.ts';
import type { House, TestService } from '../house.ts';
import type { SomeonesCase } from '../people.ts';
import type { Asker } from './asking.ts';
import { alsoHarmed, parentOf } from './planted.ts';

type Role = keyof typeof actorRoles;

/** One more of the staff of a service, in any role there is. */
async function colleague(
  { database }: House,
  serviceId: string,
  role: Role,
  at: number,
): Promise<StaffActor> {
  const staffId = await asOwner(database.ownerUrl, (owner) =>
    addStaff(owner, {
      ...{ serviceId, role, team: null, firstName: 'Noor', name: `Noor ${at}` },
      ...{
        email: `noor${at}@b.example`,
        password: 'correct horse',
        totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
      },
    }),
  );
  return { role: actorRoles[role], serviceId, staffId };
}

const hostOf = ({ slug }: TestService) => `${slug}.localhost`;

async function atHome(
  name: string,
  host: string,
  me: VictimActor,
  scope: PortalScope = 'full',
): Promise<Asker> {
  const token = await transactionAs(me, (tx) => beginSession(tx, scope));
  return { name, site: 'portal', host, cookie: `${cookieOf.portal}=${token}`, staffId: null };
}

async function atWork(name: string, host: string, me: StaffActor): Promise<Asker> {
  const token = await transactionAs(me, (tx) => beginSession(tx));
  return { name, site: 'backoffice', host, cookie: `${cookieOf.backoffice}=${token}`, staffId: me.staffId };
}

export type People = { author: SomeonesCase; stranger: SomeonesCase; foreigner: SomeonesCase };

/** Everyone who may stand before the portal, each signed in as they would be. */
export async function portalAskers(house: House, { author, stranger, foreigner }: People): Promise<Asker[]> {
  const { here, elsewhere } = house;
  const [host, worker] = [hostOf(here), here.worker];
  const also = await alsoHarmed(worker, author);
  const parent = await parentOf(worker, author);
  const nobody = { site: 'portal', cookie: null, staffId: null } as const;
  return [
    { ...nobody, name: 'nobody', host },
    { ...nobody, name: 'nobody elsewhere', host: hostOf(elsewhere) },
    await atHome('the author', host, author.me),
    await atHome('the author, by e-mail', host, author.me, 'email'),
    await atHome('a stranger with a card', host, stranger.me, 'first_visit'),
    await atHome('another person', host, stranger.me),
    await atHome('somebody harmed in the same incident', host, also),
    { ...(await atHome('their parent, who acts for them', host, parent)), maySignIn: false },
    await atHome('a person elsewhere', hostOf(elsewhere), foreigner.me),
  ];
}

const otherRoles = [
  'lead',
  'admin',
  'content_editor',
  'analyst',
  'auditor',
  'data_protection_officer',
] as const;

const actedBy: Record<string, string> = {
  content_editor: 'admin',
  analyst: 'admin',
  data_protection_officer: 'auditor',
};

// A session says which actor of the database somebody is, and nothing of their role in the service.
const asTheRoleBefore = (one: Asker): Asker => {
  const as = actedBy[one.name];
  return as ? { ...one, as } : one;
};

/** Everyone who may stand before the back office: every role there is, and whoever has no business there. */
export async function deskAskers(house: House, { author }: People): Promise<Asker[]> {
  const { here, elsewhere } = house;
  const host = hostOf(here);
  const nobody = { site: 'backoffice', host, cookie: null, staffId: null } as const;
  const another = await colleague(house, here.id, 'worker', 1);
  const conflicted = await colleague(house, here.id, 'manager', 2);
  await transactionAs(conflicted, (tx) => declareConflict(tx, author.victimId));
  const others = await Promise.all(
    otherRoles.map(async (role, at) => ({ role, me: await colleague(house, here.id, role, 3 + at) })),
  );
  const { cookie } = await atHome('the author', host, author.me);
  return [
    { ...nobody, name: 'nobody' },
    { ...nobody, name: 'the author, at the desk', cookie: cookie?.replace('__Host-p', '__Host-b') ?? '' },
    await atWork('their worker', host, here.worker),
    await atWork('another worker', host, another),
    await atWork('a manager', host, here.manager),
    await atWork('a manager who knows them', host, conflicted),
    ...(await Promise.all(others.map(({ role, me }) => atWork(role, host, me)))).map(asTheRoleBefore),
    await atWork('a worker elsewhere', hostOf(elsewhere), elsewhere.worker),
    await atWork('a manager elsewhere', hostOf(elsewhere), elsewhere.manager),
  ];
}

// Of these another stands where they do, before the same rules and with the same actor of the database.
const likeAnother = [
  'nobody elsewhere',
  'the author, by e-mail',
  'a stranger with a card',
  'the author, at the desk',
  'another worker',
  'lead',
  'content_editor',
  'analyst',
  'data_protection_officer',
  'a manager elsewhere',
];

/** Everybody with --full; otherwise one of each who stand alike. */
export const tried = (name: string): boolean =>
  process.env.HEARD_FULL !== undefined || !likeAnother.includes(name);
