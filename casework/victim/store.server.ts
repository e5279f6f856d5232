import { randomUUID } from 'node:crypto';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { victimCase } from '#db/schema/case.ts';
import { contactPoint, contactPreference, hold } from '#db/schema/reach.ts';
import { staff } from '#db/schema/staff.ts';
import { victim, victimKey } from '#db/schema/victim.ts';
import { blindIndex, sealerFrom, sealerOf, wrapNewKey } from '#db/sealing.server.ts';
import type { StaffActor, Tx, VictimActor } from '#db/transaction.server.ts';
import { blindIndexInput } from '../contact-point/rules.ts';
import { knowCoVictim } from '../leak/store.server.ts';
import { ChangedMeanwhileError, NotThereError } from '../refusals.ts';
import { localDate } from '../working-day/rules.ts';
import type { NewPerson } from './form.server.ts';
import { type NameMatch, nameVictim, peopleNamed } from './names.server.ts';
import { type Basis, isUnder18, rightsOf } from './rules.ts';

const place = (column: string, victimId: string) => ({ table: 'victim', column, row: victimId });

/**
 * Takes a person on: themselves, their key, what their name is found by, and the rows sending depends on. Nothing is
 * asked yet, since questions come with a case. They belong to the team of whoever takes them on.
 */
export async function takeOn(tx: Tx<StaffActor>, person: NewPerson): Promise<{ victimId: string }> {
  const { serviceId, staffId } = tx.actor;
  const victimId = randomUUID();
  const wrapped = wrapNewKey(serviceId, victimId);
  const sealer = sealerFrom(serviceId, victimId, wrapped);
  const under18 =
    person.presumedUnder18 ||
    (person.birthDate !== null && isUnder18(person.birthDate, localDate(new Date())));
  const team = tx
    .select({ team: staff.team })
    .from(staff)
    .where(and(eq(staff.serviceId, serviceId), eq(staff.id, staffId)));
  await tx.insert(victim).values({
    serviceId,
    id: victimId,
    basis: person.basis,
    sealedName: sealer.seal(place('sealed_name', victimId), person.name),
    sealedCallMe: sealer.seal(place('sealed_call_me', victimId), person.callMe),
    sealedBirthDate: person.birthDate
      ? sealer.seal(place('sealed_birth_date', victimId), person.birthDate)
      : null,
    presumedUnder18: under18,
    enhancedRights: rightsOf(person.enhancedRights, under18),
    team: sql`(${team})`,
  });
  await tx.insert(victimKey).values({ serviceId, victimId, wrapped });
  await nameVictim(tx, victimId, person.name);
  await knowCoVictim(tx, victimId, [person.name, person.callMe]);
  const { languageSpoken, languageWritten, interpreter } = person;
  await tx
    .insert(contactPreference)
    .values({ serviceId, victimId, languageSpoken, languageWritten, interpreter });
  await tx.insert(hold).values({ serviceId, victimId });
  tx.record({ action: 'victim.taken_on', subjectId: victimId, details: { basis: person.basis, under18 } });
  return { victimId };
}

export type KnownPerson = {
  victimId: string;
  name: string;
  callMe: string;
  basis: Basis;
  presumedUnder18: boolean;
  version: number;
};

/** Who someone is, as they themselves or the staff who may open their case know them; null when it is not open. */
export async function victimOf(
  tx: Tx<StaffActor | VictimActor>,
  victimId: string,
): Promise<KnownPerson | null> {
  const { serviceId } = tx.actor;
  const [row] = await tx
    .select({
      sealedName: victim.sealedName,
      sealedCallMe: victim.sealedCallMe,
      basis: victim.basis,
      presumedUnder18: victim.presumedUnder18,
      version: victim.version,
      wrapped: victimKey.wrapped,
    })
    .from(victim)
    .innerJoin(victimKey, and(eq(victimKey.serviceId, victim.serviceId), eq(victimKey.victimId, victim.id)))
    .where(and(eq(victim.serviceId, serviceId), eq(victim.id, victimId)));
  if (!row) return null;
  const sealer = sealerFrom(serviceId, victimId, row.wrapped);
  return {
    victimId,
    name: sealer.open(place('sealed_name', victimId), row.sealedName),
    callMe: sealer.open(place('sealed_call_me', victimId), row.sealedCallMe),
    basis: row.basis,
    presumedUnder18: row.presumedUnder18,
    version: row.version,
  };
}

/**
 * Changes what someone is called. `version` is the one the form was made from. Throws ChangedMeanwhileError when someone
 * else was quicker, NotThereError when the person is not open to this actor.
 */
export async function changeWhatToCall(
  tx: Tx<StaffActor | VictimActor>,
  victimId: string,
  callMe: string,
  version: number,
): Promise<void> {
  const { serviceId } = tx.actor;
  if (!(await victimOf(tx, victimId))) throw new NotThereError();
  const sealer = await sealerOf(tx, victimId);
  const changed = await tx
    .update(victim)
    .set({ sealedCallMe: sealer.seal(place('sealed_call_me', victimId), callMe), version: version + 1 })
    .where(and(eq(victim.serviceId, serviceId), eq(victim.id, victimId), eq(victim.version, version)))
    .returning({ id: victim.id });
  if (changed.length === 0) throw new ChangedMeanwhileError();
  await knowCoVictim(tx, victimId, [callMe]);
  tx.record({ action: 'victim.call_me_changed', subjectId: victimId });
}

export type PersonFound = {
  victimId: string;
  name: string;
  cases: { caseId: string; reference: string }[];
};

async function opened(tx: Tx<StaffActor>, victimIds: string[]): Promise<Map<string, PersonFound>> {
  const { serviceId } = tx.actor;
  const rows = await tx
    .select({
      victimId: victim.id,
      sealedName: victim.sealedName,
      wrapped: victimKey.wrapped,
      caseId: victimCase.id,
      reference: victimCase.reference,
    })
    .from(victim)
    .innerJoin(victimKey, and(eq(victimKey.serviceId, victim.serviceId), eq(victimKey.victimId, victim.id)))
    .leftJoin(victimCase, and(eq(victimCase.serviceId, victim.serviceId), eq(victimCase.victimId, victim.id)))
    .where(and(eq(victim.serviceId, serviceId), inArray(victim.id, victimIds)));
  const people = new Map<string, PersonFound>();
  for (const { victimId, sealedName, wrapped, caseId, reference } of rows) {
    const person = people.get(victimId) ?? {
      victimId,
      name: sealerFrom(serviceId, victimId, wrapped).open(place('sealed_name', victimId), sealedName),
      cases: [],
    };
    if (caseId && reference) person.cases.push({ caseId, reference });
    people.set(victimId, person);
  }
  return people;
}

/** People by their name, best match first, among those this actor may open. */
export async function findPeople(
  tx: Tx<StaffActor>,
  words: string,
): Promise<(PersonFound & { match: NameMatch })[]> {
  const named = await peopleNamed(tx, words);
  const people = await opened(
    tx,
    named.map((one) => one.victimId),
  );
  tx.record({ action: 'victim.looked_for', subjectId: null, details: { found: people.size } });
  return named.flatMap(({ victimId, match }) => {
    const person = people.get(victimId);
    return person ? [{ ...person, match }] : [];
  });
}

export type DuplicateReason = 'name' | 'mobile' | 'email';

/** People who may be the one about to be taken on, with what is the same. A phone can be shared: this decides nothing. */
export async function possibleDuplicates(
  tx: Tx<StaffActor>,
  person: { name: string; mobile?: string | null; email?: string | null },
): Promise<(PersonFound & { same: DuplicateReason[] })[]> {
  const alike: { victimId: string; reason: DuplicateReason }[] = (await peopleNamed(tx, person.name))
    .filter(({ match }) => match !== 'prefix')
    .map(({ victimId }) => ({ victimId, reason: 'name' }));
  for (const reason of ['mobile', 'email'] as const) {
    const reached = person[reason] ? await reachedAt(tx, reason, person[reason]) : [];
    alike.push(...reached.map((victimId) => ({ victimId, reason })));
  }
  const same = Map.groupBy(alike, (one) => one.victimId);
  const people = await opened(tx, [...same.keys()]);
  tx.record({ action: 'victim.duplicates_looked_for', subjectId: null, details: { found: people.size } });
  return [...same].flatMap(([victimId, reasons]) => {
    const found = people.get(victimId);
    return found ? [{ ...found, same: reasons.map((one) => one.reason) }] : [];
  });
}

async function reachedAt(tx: Tx<StaffActor>, kind: 'mobile' | 'email', value: string): Promise<string[]> {
  const { serviceId } = tx.actor;
  const rows = await tx
    .select({ victimId: contactPoint.victimId })
    .from(contactPoint)
    .where(
      and(
        eq(contactPoint.serviceId, serviceId),
        eq(contactPoint.kind, kind),
        eq(contactPoint.blindIndex, blindIndex(serviceId, kind, blindIndexInput(kind, value))),
        isNull(contactPoint.endedAt),
      ),
    );
  return rows.map((row) => row.victimId);
}
