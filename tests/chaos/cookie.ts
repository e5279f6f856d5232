import { randomBytes } from 'node:crypto';
import type postgres from 'postgres';
import { tokenHash } from '../../db/sealing.server.ts';
import type { StaffActor, VictimActor } from '../../db/transaction.server.ts';
import { cookieNames } from '../../web/cookies.server.ts';

/** The cookie of somebody who is signed in for a day, however long they are away from the page. */
export async function cookieOf(db: postgres.Sql, actor: VictimActor | StaffActor): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const { role, serviceId } = actor;
  const [site, kind, personId, victimId] =
    'victimId' in actor
      ? (['portal', 'victim', actor.personId, actor.victimId] as const)
      : (['backoffice', 'staff', actor.staffId, null] as const);
  await db`
    insert into session (id_hash, site, service_id, person_kind, person_id, victim_id, role, scope, ends_at, idle_minutes)
    values (${tokenHash(token)}, ${site}, ${serviceId}, ${kind}, ${personId}, ${victimId}, ${role}, 'full',
      now() + interval '1 day', 1440)`;
  return `${cookieNames[site]}=${token}`;
}
