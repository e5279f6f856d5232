import { randomBytes, randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { type Row, rowFor, type Table } from './catalogue.ts';

export type Person = { service_id: string; victim_id: string };
export type Population = {
  services: string[];
  victims: Person[];
  staff: { service_id: string; staff_id: string; role: string }[];
};

const roles = ['worker', 'manager', 'analyst', 'auditor'];
const settled = new Set(['bank_holiday', 'message_kind']);

function populationOf(): Population {
  const services = [randomUUID(), randomUUID()];
  return {
    services,
    victims: services.flatMap((service_id) => [1, 2, 3].map(() => ({ service_id, victim_id: randomUUID() }))),
    staff: services.flatMap((service_id) =>
      roles.map((role) => ({ service_id, staff_id: randomUUID(), role })),
    ),
  };
}

function ownersOf({ name, columns }: Table, people: Population): Row[] {
  const has = (column: string) => columns.some((it) => it.name === column);
  if (name === 'service') return people.services.map((id) => ({ id }));
  if (name === 'staff')
    return people.staff.map(({ service_id, staff_id, role }) => ({
      service_id,
      id: staff_id,
      role,
      active: true,
    }));
  if (name === 'victim')
    return people.victims.map(({ service_id, victim_id }) => ({ service_id, id: victim_id }));
  if (name === 'staff_credential' || name === 'words_example')
    return people.staff.map(({ service_id, staff_id }) => ({ service_id, staff_id }));
  if (name === 'staff_conflict') return [];
  if (name === 'case_allowance')
    return people.victims.map((victim) => ({ ...victim, staff_id: analystOf(people, victim) }));
  if (name === 'batch') return people.staff.filter(mayTell).map(savedBy);
  if (name === 'batch_person') return people.staff.filter(mayTell).flatMap((saver) => whoIsIn(people, saver));
  if (has('batch_id') && !has('victim_id'))
    return people.staff
      .filter(mayTell)
      .map(({ service_id, staff_id }) => ({ service_id, batch_id: staff_id }));
  if (has('victim_id'))
    return people.victims.flatMap((victim) =>
      authorsOf(name, victim).map((author_id) => ({ ...victim, person_id: victim.victim_id, author_id })),
    );
  if (has('person_id')) return everyone(people);
  return has('service_id') ? people.services.map((service_id) => ({ service_id })) : [{}];
}

type Saver = Population['staff'][number];
const mayTell = ({ role }: Saver) => role !== 'auditor';

// Each has a set of their own that goes on at this moment: the analyst's with everybody in it, the others' with whom they may open.
const savedBy = ({ service_id, staff_id }: Saver): Row => ({
  ...{ service_id, id: staff_id, saved_by: staff_id, people: 1 },
  ...{ confirmed_at: '2026-01-01T09:00:00Z', starts_at: '2026-01-01T09:10:00Z' },
});
const whoIsIn = (people: Population, { service_id, staff_id, role }: Saver): Row[] =>
  people.victims
    .filter((victim) => victim.service_id === service_id)
    .filter((victim) => role === 'analyst' || !closedTo(people, service_id).includes(victim))
    .map((victim) => ({ ...victim, batch_id: staff_id }));

const analystOf = ({ staff }: Population, { service_id }: Person) =>
  staff.find((it) => it.service_id === service_id && it.role === 'analyst')?.staff_id;

// A draft may be of somebody who acts for the person: theirs alone.
const authorsOf = (table: string, { victim_id }: Person) =>
  ['statement_draft', 'draft_beside'].includes(table) ? [victim_id, randomUUID()] : [victim_id];

const everyone = ({ victims, staff }: Population): Row[] => [
  ...victims.map(({ service_id, victim_id }) => ({ service_id, person_id: victim_id })),
  ...staff.map(({ service_id, staff_id }) => ({ service_id, person_id: staff_id })),
];

/** The victims of each service that its worker may not open: one by conflict, one because the case is restricted. */
export function closedTo(people: Population, serviceId: string): Person[] {
  return people.victims.filter((victim) => victim.service_id === serviceId).slice(1);
}

/**
 * Fills every table for two services with three victims each, as a superuser without foreign keys: what is tested is who
 * may see a row, so every table must have rows that are not one's own.
 */
export async function populate(
  sql: postgres.Sql,
  tables: readonly Table[],
  rowsEach: number,
): Promise<Population> {
  const people = populationOf();
  await sql`set session_replication_role = replica`;
  for (const table of tables.filter((it) => !settled.has(it.name))) {
    for (const owner of ownersOf(table, people)) {
      const several = ['service', 'staff', 'victim', 'staff_credential'].includes(table.name) ? 1 : rowsEach;
      for (let made = 0; made < several; made += 1) {
        await sql`insert into ${sql(table.name)} ${sql(rowFor(table, owner) as Record<string, string>)} on conflict do nothing`;
      }
    }
  }
  for (const service_id of people.services) await closeTwo(sql, people, service_id);
  await sql`set session_replication_role = default`;
  return people;
}

async function closeTwo(sql: postgres.Sql, people: Population, service_id: string): Promise<void> {
  const [conflicted, restricted] = closedTo(people, service_id);
  const staff = people.staff.filter(
    (it) => it.service_id === service_id && ['worker', 'manager'].includes(it.role),
  );
  for (const { staff_id } of staff) {
    await sql`insert into staff_conflict (service_id, staff_id, victim_id) values (${service_id}, ${staff_id}, ${conflicted?.victim_id ?? null})`;
    await sql`insert into session ${sql({ id_hash: randomBytes(32), site: 'backoffice', service_id, person_kind: 'staff', person_id: staff_id, role: 'staff', scope: 'full', ends_at: '2999-01-01', idle_minutes: 15 })}`;
  }
  await sql`update victim set restricted = true where service_id = ${service_id} and id = ${restricted?.victim_id ?? null}`;
}
