import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { standsAgain, startAgain } from '#casework/start-again/store.server.ts';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import { takeInbound } from '#messaging/inbound.server.ts';
import type { House } from './house.ts';
import type { ReachablePerson } from './reachable-person.ts';

type Here = { db: () => postgres.Sql; newPerson: () => Promise<ReachablePerson> };

/** What PostgreSQL holds of somebody's number that they have stopped, and nobody touched since. */
export const stillStopped = { stopped: true, verified: true, version: 1, started: 0 };

/** People of a house who answer STOP, and staff who start messages to them again. */
export function stoppedIn(house: House, { db, newPerson }: Here) {
  const texts = ({ mobile }: ReachablePerson, body: string) =>
    takeInbound({ from: mobile.value, to: null, body, providerId: `SM${randomUUID()}` });
  const stands = ({ victimId, mobile }: ReachablePerson, by: StaffActor = house.here.worker) =>
    transactionAs(by, (tx) => standsAgain(tx, victimId, mobile.id));
  return {
    ...{ texts, stands },
    stopped: async () => {
      const person = await newPerson();
      await texts(person, 'STOP');
      return person;
    },
    /** `seen` is the stop that stands now, unless another is said. */
    start: async (person: ReachablePerson, by: StaffActor = house.here.worker, seen?: string) => {
      const asked = { how: 'phone' as const, seen: seen ?? (await stands(person)).stop?.seen ?? '' };
      return transactionAs(by, (tx) => startAgain(tx, person.victimId, person.mobile.id, asked));
    },
    keptOf: async ({ mobile }: ReachablePerson) => {
      const [row] = await db()`
        select s.suppressed_at is not null as stopped, p.verified_at is not null as verified, p.version,
          (select count(*)::int from started_again a where a.contact_point_id = p.id) as started
        from contact_point p join suppression s using (service_id, kind, blind_index) where p.id = ${mobile.id}`;
      return row;
    },
  };
}
