import type postgres from 'postgres';
import type { TestService } from '../support/house.ts';
import { type ReachablePerson, reachablePerson } from '../support/reachable-person.ts';

/** People who said yes to everything and are safe at any hour, each with a number nobody has, one digit too long. */
export async function manyPeople(db: postgres.Sql, service: TestService, count: number, from = 0) {
  const people: ReachablePerson[] = [];
  const numbers = Array.from({ length: count }, (_, turn) => `+44770090${String(10_000 + from + turn)}`);
  const make = async () => {
    for (let number = numbers.shift(); number; number = numbers.shift())
      people.push(await reachablePerson(db, service.worker, number));
  };
  await Promise.all(Array.from({ length: 8 }, make));
  await db`insert into safe_window
    select service_id, id, weekday, '00:00', '24:00' from victim, generate_series(1, 7) as weekday
    where service_id = ${service.id} on conflict do nothing`;
  // As PostgreSQL does by itself within a minute: a service has not met all its people in this very one.
  await db`analyze`;
  return people;
}
