import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { session } from '#db/schema/getting-in.ts';
import { tokenHash } from '#db/sealing.server.ts';
import {
  asVisitor,
  type DeskActor,
  type StaffActor,
  staffActorRoles,
  type Tx,
  type VictimActor,
  type Visitor,
} from '#db/transaction.server.ts';

export type PortalScope = 'first_visit' | 'full' | 'email';
export type PortalSession = { actor: VictimActor; scope: PortalScope; startedAt: Date };
export type DeskSession = { actor: DeskActor; startedAt: Date };

const limits = {
  portal: { idleMinutes: 10, minutes: 60 },
  backoffice: { idleMinutes: 15, minutes: 600 },
} as const;

type SessionRow = {
  service_id: string;
  person_kind: 'victim' | 'proxy' | 'staff';
  person_id: string;
  victim_id: string | null;
  role: string;
  scope: PortalScope;
  started_at: string;
};

async function sessionRow(
  tx: Tx<Visitor>,
  token: string | null,
  site: 'portal' | 'backoffice',
  sentFrom: string | null = null,
) {
  if (!token) return null;
  const [row] = await tx.execute<SessionRow>(
    sql`select * from session_of(${tokenHash(token)}, ${site}, ${sentFrom})`,
  );
  return row ?? null;
}

/**
 * The portal session of a cookie's token, touched; null when it is over or never was. `sentFrom` is the path of a page
 * whose form is being sent: what was kept for it is forgotten in the same statement.
 */
export async function portalSession(
  tx: Tx<Visitor>,
  token: string | null,
  sentFrom: string | null = null,
): Promise<PortalSession | null> {
  const row = await sessionRow(tx, token, 'portal', sentFrom);
  if (!row?.victim_id) return null;
  const actor = {
    role: 'victim' as const,
    serviceId: row.service_id,
    victimId: row.victim_id,
    personId: row.person_id,
  };
  return { actor, scope: row.scope, startedAt: new Date(row.started_at) };
}

/** Whose portal session has just run out, so that what they were writing can be kept for them; it opens nothing. */
export async function sessionJustOver(token: string): Promise<VictimActor | null> {
  return asVisitor(null, async (tx) => {
    const [row] = await tx.execute<{ service_id: string; person_id: string; victim_id: string }>(
      sql`select * from session_over(${tokenHash(token)})`,
    );
    return row
      ? { role: 'victim', serviceId: row.service_id, victimId: row.victim_id, personId: row.person_id }
      : null;
  });
}

/** The staff session of a cookie's token, touched; null when it is over or never was. */
export async function deskSession(tx: Tx<Visitor>, token: string | null): Promise<DeskSession | null> {
  const row = await sessionRow(tx, token, 'backoffice');
  const role = staffActorRoles.find((it) => it === row?.role);
  if (!row || !role) return null;
  return {
    actor: { role, serviceId: row.service_id, staffId: row.person_id },
    startedAt: new Date(row.started_at),
  };
}

/** Begins a session for the actor of the transaction and gives back the token for the cookie. Only its hash is kept. */
export async function beginSession(
  tx: Tx<VictimActor> | Tx<StaffActor>,
  scope: PortalScope = 'full',
): Promise<string> {
  const { actor } = tx;
  if (actor.role === 'deputy') throw new Error('Nobody signs in as a deputy');
  const token = randomBytes(32).toString('base64url');
  const atDesk = actor.role !== 'victim';
  const site = atDesk ? 'backoffice' : 'portal';
  const personId = atDesk ? actor.staffId : actor.personId;
  const kind = atDesk ? 'staff' : actor.personId === actor.victimId ? 'victim' : 'proxy';
  await tx.insert(session).values({
    idHash: tokenHash(token),
    site,
    serviceId: actor.serviceId,
    personKind: kind,
    personId,
    victimId: atDesk ? null : actor.victimId,
    role: actor.role,
    scope,
    endsAt: sql`clock_timestamp() + interval '1 minute' * ${limits[site].minutes}`,
    idleMinutes: limits[site].idleMinutes,
  });
  tx.record({ action: 'session.begun', subjectId: personId, details: { site, scope } });
  return token;
}

/** Ends a session, whoever's it is, by its token. */
export async function endSession(token: string): Promise<void> {
  await asVisitor(null, (tx) => tx.execute(sql`select end_session(${tokenHash(token)})`));
}
