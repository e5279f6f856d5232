import { randomUUID } from 'node:crypto';
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { brief, briefReader } from '#db/schema/extract.ts';
import { blindIndex, sealerOf } from '#db/sealing.server.ts';
import type { StaffActor, Tx, VictimActor } from '#db/transaction.server.ts';
import { heldSince } from '../extract/leaving.server.ts';
import { extractOf } from '../extract/store.server.ts';
import { NotThereError } from '../refusals.ts';
import type { Audience } from '../statement/rules.ts';
import type { NewReader } from './form.server.ts';
import type { BriefForm, ReaderRole } from './rules.ts';

/** Words on their way: exactly those the person approved. It has no name, number or address in it, nor a place for one. */
export type ApprovedWords = {
  briefId: string;
  audience: Audience;
  words: string;
  language: string;
  madeAt: Date;
};

/** A keyed hash by which a copy can be told from another. */
const wordsHash = (serviceId: string, words: string) => blindIndex(serviceId, 'brief', words);

/**
 * Makes a brief of an approved extract, in one form, and gives back the words that may leave. The database refuses it
 * unless they are approved, name nobody, go where the person still wants them, and come before the decision. Throws
 * NotThereError where the extract is not open to this member of staff or not approved, or names somebody made known since.
 */
export async function makeBrief(
  tx: Tx<StaffActor>,
  extractId: string,
  form: BriefForm,
): Promise<ApprovedWords> {
  const { serviceId, staffId } = tx.actor;
  const found = await extractOf(tx, extractId);
  if (!found?.mayLeave || found.approved === null || (await heldSince(tx, found))) throw new NotThereError();
  const { victimId, caseId, audience, language, approved: words } = found;
  const id = randomUUID();
  const [made] = await tx
    .insert(brief)
    .values({
      ...{ serviceId, id, victimId, caseId, extractId, audience, form, madeBy: staffId },
      wordsHash: wordsHash(serviceId, words),
    })
    .returning({ madeAt: brief.madeAt });
  if (!made) throw new NotThereError();
  tx.record({
    action: 'brief.made',
    subjectId: victimId,
    details: { briefId: id, extractId, audience, form },
  });
  return { briefId: id, audience, words, language, ...made };
}

/** The words of a brief that was made and not recalled, to look at or print again; null otherwise. It is a read in the audit. */
export async function briefWords(tx: Tx<StaffActor>, briefId: string): Promise<ApprovedWords | null> {
  const { extractId, madeAt, victimId } = brief;
  const [row] = await tx
    .select({ extractId, madeAt, victimId })
    .from(brief)
    .where(and(eq(brief.serviceId, tx.actor.serviceId), eq(brief.id, briefId), isNull(brief.recalledAt)));
  const found = row ? await extractOf(tx, row.extractId) : null;
  if (!row || !found?.mayLeave || found.approved === null) return null;
  tx.record({ action: 'brief.read', subjectId: row.victimId, details: { briefId } });
  const { audience, approved: words, language } = found;
  return { briefId, audience, words, language, madeAt: row.madeAt };
}

/** Writes down who was given a brief. The database refuses it for one that was recalled. Throws NotThereError for none. */
export async function giveBrief(
  tx: Tx<StaffActor>,
  briefId: string,
  { role, name }: NewReader,
): Promise<void> {
  const { serviceId, staffId } = tx.actor;
  const [of] = await tx
    .select({ victimId: brief.victimId })
    .from(brief)
    .where(and(eq(brief.serviceId, serviceId), eq(brief.id, briefId), isNull(brief.recalledAt)));
  if (!of) throw new NotThereError();
  const { victimId } = of;
  const id = randomUUID();
  const place = { table: 'brief_reader', column: 'sealed_name', row: id };
  const sealedName = (await sealerOf(tx, victimId)).seal(place, name);
  await tx
    .insert(briefReader)
    .values({ serviceId, id, briefId, victimId, role, sealedName, givenBy: staffId });
  tx.record({ action: 'brief.given', subjectId: victimId, details: { briefId, role } });
}

/** Writes down, once, that a reader read their copy or gave it back. Throws NotThereError where there is nothing to. */
export async function followBrief(
  tx: Tx<StaffActor>,
  readerId: string,
  what: 'read' | 'returned',
): Promise<void> {
  const column = what === 'read' ? briefReader.readAt : briefReader.returnedAt;
  const [of] = await tx
    .update(briefReader)
    .set({ [what === 'read' ? 'readAt' : 'returnedAt']: new Date() })
    .where(and(eq(briefReader.serviceId, tx.actor.serviceId), eq(briefReader.id, readerId), isNull(column)))
    .returning({ victimId: briefReader.victimId, briefId: briefReader.briefId });
  if (!of) throw new NotThereError();
  tx.record({ action: `brief.${what}`, subjectId: of.victimId, details: { briefId: of.briefId } });
}

/** Takes a brief back because staff say so: nobody more is given it. Throws NotThereError where it was already. */
export async function recallBrief(tx: Tx<StaffActor>, briefId: string): Promise<void> {
  const [of] = await tx
    .update(brief)
    .set({ recalledAt: new Date(), recalledBecause: 'staff', version: sql`${brief.version} + 1` })
    .where(and(eq(brief.serviceId, tx.actor.serviceId), eq(brief.id, briefId), isNull(brief.recalledAt)))
    .returning({ victimId: brief.victimId });
  if (!of) throw new NotThereError();
  tx.record({ action: 'brief.recalled', subjectId: of.victimId, details: { briefId } });
}

type Copy = {
  role: ReaderRole;
  givenAt: Date;
  readAt: Date | null;
  returnedAt: Date | null;
  flaggedAt: Date | null;
};

/** A brief with everyone who was given it; the name for staff alone. */
export type MadeBrief = {
  briefId: string;
  extractId: string;
  audience: Audience;
  form: BriefForm;
  madeAt: Date;
  recalledAt: Date | null;
  recalledBecause: 'choice_withdrawn' | 'staff' | null;
  readers: (Copy & { readerId: string; name: string | null })[];
};

const made = {
  briefId: brief.id,
  extractId: brief.extractId,
  audience: brief.audience,
  form: brief.form,
  madeAt: brief.madeAt,
  recalledAt: brief.recalledAt,
  recalledBecause: brief.recalledBecause,
};
const { role, givenAt, readAt, returnedAt, flaggedAt } = briefReader;
const copy = {
  briefId: briefReader.briefId,
  readerId: briefReader.id,
  role,
  givenAt,
  readAt,
  returnedAt,
  flaggedAt,
};

const briefsWhere = (tx: Tx<StaffActor> | Tx<VictimActor>, whose: ReturnType<typeof eq>) =>
  tx
    .select(made)
    .from(brief)
    .where(and(eq(brief.serviceId, tx.actor.serviceId), whose))
    .orderBy(desc(brief.madeAt), asc(brief.id));

/** The briefs of one extract, the newest first, with who was given them by name. */
export async function briefsOf(
  tx: Tx<StaffActor>,
  extractId: string,
  victimId: string,
): Promise<MadeBrief[]> {
  const briefs = await briefsWhere(tx, eq(brief.extractId, extractId));
  const readers = await tx
    .select({ ...copy, sealedName: briefReader.sealedName })
    .from(briefReader)
    .where(and(eq(briefReader.serviceId, tx.actor.serviceId), eq(briefReader.victimId, victimId)))
    .orderBy(asc(briefReader.givenAt), asc(briefReader.id));
  const sealer = await sealerOf(tx, victimId);
  const place = (row: string) => ({ table: 'brief_reader', column: 'sealed_name', row });
  return briefs.map((one) => ({
    ...one,
    readers: readers
      .filter(({ briefId }) => briefId === one.briefId)
      .map(({ sealedName, ...it }) => ({ ...it, name: sealer.open(place(it.readerId), sealedName) })),
  }));
}

/** Where my words went: each brief with who, in what role, was given it, read it or gave it back. No reader's name. */
export async function whereMyWordsWent(tx: Tx<VictimActor>): Promise<MadeBrief[]> {
  const briefs = await briefsWhere(tx, eq(brief.victimId, tx.actor.victimId));
  const readers = await tx
    .select(copy)
    .from(briefReader)
    .where(and(eq(briefReader.serviceId, tx.actor.serviceId), eq(briefReader.victimId, tx.actor.victimId)))
    .orderBy(asc(briefReader.givenAt), asc(briefReader.id));
  return briefs.map((one) => ({
    ...one,
    readers: readers.filter(({ briefId }) => briefId === one.briefId).map((it) => ({ ...it, name: null })),
  }));
}
