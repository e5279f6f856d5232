import { randomUUID } from 'node:crypto';
import { and, asc, eq, exists, inArray, isNull, or, sql } from 'drizzle-orm';
import { victimCase } from '#db/schema/case.ts';
import { knownIdentifier } from '#db/schema/leak.ts';
import { staff } from '#db/schema/staff.ts';
import { sealerOfService } from '#db/sealing.server.ts';
import type { StaffActor, Tx, VictimActor } from '#db/transaction.server.ts';
import { NotThereError } from '../refusals.ts';
import { firstNameOf } from '../staff/store.server.ts';
import { formName, type KnownKey, leaksFrom, readingOf } from './check.ts';
import { type Entered, entryOf } from './entry.ts';
import { hasher, hashOf } from './hashes.server.ts';
import type { IdentifierKind, Leaks } from './rules.ts';

/** Whom an identifier belongs to: an incident, one of its victims, or a member of staff. */
type Owner = { incidentId: string } | { victimId: string } | { staffId: string };

/** Keeps something that may never leave, as keyed hashes of every way to write it. Its words are kept nowhere. */
async function know(tx: Tx<StaffActor | VictimActor>, owner: Owner, entered: Entered): Promise<string> {
  const { serviceId } = tx.actor;
  const id = randomUUID();
  const { script, words, ambiguous, keys } = entryOf(entered);
  const victimId = 'victimId' in owner ? owner.victimId : null;
  await tx.insert(knownIdentifier).values({
    ...{ serviceId, id, ...owner, kind: entered.kind, script, ambiguous, words },
    spellings: Math.min(keys.length, 32_767),
    addedBy: 'staffId' in tx.actor ? tx.actor.staffId : tx.actor.victimId,
  });
  const rows = keys.map(({ scheme, text, part, slot, slots }) => ({
    key: hashOf(serviceId, { scheme, text }).toString('hex'),
    ...{ scheme, part, slot, slots },
  }));
  // Hundreds for each name: as many parameters would take longer to read than to keep.
  await tx.execute(sql`
    insert into identifier_key (service_id, key, identifier_id, victim_id, scheme, part, slot, slots)
    select ${serviceId}, decode(key, 'hex'), ${id}, ${victimId}, scheme, part, slot, slots
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      made (key text, scheme text, part text, slot smallint, slots smallint)
    on conflict do nothing`);
  return id;
}

/**
 * Makes known what no words about an incident may say. `ambiguous` says whether a name is also an ordinary word; left
 * out, a list decides. Throws NotThereError for an incident that is not open to this member of staff.
 */
export async function knowIdentifier(
  tx: Tx<StaffActor>,
  incidentId: string,
  entered: Entered,
): Promise<string> {
  const { serviceId } = tx.actor;
  const [open] = await tx
    .select({ id: victimCase.id })
    .from(victimCase)
    .where(and(eq(victimCase.serviceId, serviceId), eq(victimCase.incidentId, incidentId)))
    .limit(1);
  if (!open) throw new NotThereError();
  const identifierId = await know(tx, { incidentId }, entered);
  tx.record({
    action: 'identifier.known',
    subjectId: incidentId,
    details: { identifierId, kind: entered.kind },
  });
  return identifierId;
}

/** Makes a victim's name and what they are called known to the checks of everybody else's words. */
export async function knowCoVictim(
  tx: Tx<StaffActor | VictimActor>,
  victimId: string,
  names: readonly string[],
): Promise<void> {
  for (const words of new Set(names)) await know(tx, { victimId }, { kind: 'co_victim', words });
}

/**
 * Makes the surname of whoever is somebody's worker known, once: all that is ever told of them is the first name.
 */
export async function knowWorker(tx: Tx<StaffActor>, staffId: string): Promise<void> {
  const { serviceId } = tx.actor;
  const [worker] = await tx
    .select({
      ...{ sealedName: staff.sealedName, sealedFirstName: staff.sealedFirstName },
      known: exists(
        tx
          .select({ id: knownIdentifier.id })
          .from(knownIdentifier)
          .where(and(eq(knownIdentifier.serviceId, serviceId), eq(knownIdentifier.staffId, staffId))),
      ),
    })
    .from(staff)
    .where(and(eq(staff.serviceId, serviceId), eq(staff.id, staffId)));
  if (!worker || worker.known) return;
  const place = { table: 'staff', column: 'sealed_name', row: staffId };
  const name = sealerOfService(serviceId).open(place, worker.sealedName);
  const surname = name.replace(firstNameOf(serviceId, staffId, worker.sealedFirstName), '').trim();
  if (surname !== '') await know(tx, { staffId }, { kind: 'staff_private', words: surname });
}

/** Stops checking for something. That it was known stays in the audit. */
export async function endIdentifier(
  tx: Tx<StaffActor>,
  incidentId: string,
  identifierId: string,
): Promise<void> {
  const ended = await tx
    .update(knownIdentifier)
    .set({ endedAt: sql`clock_timestamp()`, version: sql`${knownIdentifier.version} + 1` })
    .where(
      and(
        eq(knownIdentifier.serviceId, tx.actor.serviceId),
        eq(knownIdentifier.id, identifierId),
        eq(knownIdentifier.incidentId, incidentId),
        isNull(knownIdentifier.endedAt),
      ),
    )
    .returning({ kind: knownIdentifier.kind });
  const [one] = ended;
  if (!one) throw new NotThereError();
  tx.record({ action: 'identifier.ended', subjectId: incidentId, details: { identifierId, kind: one.kind } });
}

export type Known = {
  identifierId: string;
  kind: IdentifierKind;
  ambiguous: boolean;
  words: number;
  spellings: number;
  addedAt: Date;
  /** Joined by itself: a victim of the incident. */
  ofVictim: boolean;
};

/** What may never leave in words about an incident, by kind and number: nobody can read it back. */
export async function identifiersOf(tx: Tx<StaffActor>, incidentId: string): Promise<Known[]> {
  const { serviceId } = tx.actor;
  const victims = tx
    .select({ id: victimCase.victimId })
    .from(victimCase)
    .where(and(eq(victimCase.serviceId, serviceId), eq(victimCase.incidentId, incidentId)));
  const rows = await tx
    .select({
      identifierId: knownIdentifier.id,
      kind: knownIdentifier.kind,
      ambiguous: knownIdentifier.ambiguous,
      words: knownIdentifier.words,
      spellings: knownIdentifier.spellings,
      addedAt: knownIdentifier.addedAt,
      victimId: knownIdentifier.victimId,
    })
    .from(knownIdentifier)
    .where(
      and(
        eq(knownIdentifier.serviceId, serviceId),
        isNull(knownIdentifier.endedAt),
        or(eq(knownIdentifier.incidentId, incidentId), inArray(knownIdentifier.victimId, victims)),
      ),
    )
    .orderBy(asc(knownIdentifier.kind), asc(knownIdentifier.addedAt), asc(knownIdentifier.id));
  return rows.map(({ victimId, ...row }) => ({ ...row, ofVictim: victimId !== null }));
}

/** Whose words: a person's (all their incidents), some incidents', or, with neither, the whole service's. */
export type LeakScope = { victimId?: string | undefined; incidentIds?: readonly string[] | undefined };

type Met = Omit<KnownKey, 'identifierId'> & { key: Buffer; identifier_id: string };

/**
 * What in `words` names somebody it must not, in any alphabet or spelling. Asks the database once, however long the text.
 * For a person signed in it is always their own incidents that count.
 */
export async function leaksIn(
  tx: Tx<StaffActor | VictimActor>,
  { victimId, incidentIds }: LeakScope,
  words: string,
): Promise<Leaks> {
  const { serviceId } = tx.actor;
  const read = readingOf(words);
  const { hash, all: hashes } = hasher(serviceId);
  const keys = new Map(read.forms.map((form) => [formName(form), hash(form)]));
  const incidents = incidentIds ? sql`${`{${incidentIds.join(',')}}`}::uuid[]` : sql`null::uuid[]`;
  const rows = await tx.execute<Met>(sql`
    select * from identifiers_met(${hashes()}, ${victimId ?? null}::uuid, ${incidents})`);
  const byKey = Map.groupBy(rows, ({ key }) => key.toString('latin1'));
  return leaksFrom(read, (form) => byKey.get(keys.get(formName(form)) ?? '')?.map(knownOf) ?? []);
}

const knownOf = ({ identifier_id, key: _key, ...met }: Met): KnownKey => ({
  ...met,
  identifierId: identifier_id,
});
