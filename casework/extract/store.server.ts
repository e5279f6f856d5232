import { and, asc, eq, sql } from 'drizzle-orm';
import { extract } from '#db/schema/extract.ts';
import { type Sealer, sealerOf } from '#db/sealing.server.ts';
import type { StaffActor, Tx, VictimActor } from '#db/transaction.server.ts';
import { NotThereError } from '../refusals.ts';
import { unaskOfWords } from '../statement/notice.server.ts';
import type { Audience } from '../statement/rules.ts';
import { type ExtractState, mayBeAnswered, mayBeApproved, mayLeave, staysReadable } from './rules.ts';

type Row = typeof extract.$inferSelect;

/** An extract as it stands; never its words. `briefs` is how many were made of it. */
export type KnownExtract = {
  extractId: string;
  victimId: string;
  caseId: string;
  statementId: string;
  decisionId: string | null;
  number: number;
  audience: Audience;
  state: ExtractState;
  leakState: Row['leakState'];
  language: string;
  proposedAt: Date;
  answeredAt: Date | null;
  answeredHow: Row['answeredHow'];
  endedBecause: Row['endedBecause'];
  briefs: number;
};

/** An extract opened: what was proposed, and the words the person said yes to, where they did. */
export type OpenExtract = KnownExtract & {
  proposed: string;
  approved: string | null;
  mayBeAnswered: boolean;
  mayBeApproved: boolean;
  mayLeave: boolean;
};

/** An extract as staff open it: without its words once they are nobody's to read there. */
export type ExtractAtDesk = Omit<OpenExtract, 'proposed'> & { proposed: string | null };

type Reader = Tx<StaffActor> | Tx<VictimActor>;

const columns = {
  extractId: extract.id,
  victimId: extract.victimId,
  caseId: extract.caseId,
  statementId: extract.statementId,
  decisionId: extract.decisionId,
  number: extract.number,
  audience: extract.audience,
  state: extract.state,
  leakState: extract.leakState,
  language: extract.language,
  proposedAt: extract.proposedAt,
  answeredAt: extract.answeredAt,
  answeredHow: extract.answeredHow,
  endedBecause: extract.endedBecause,
  briefs: sql<number>`(
    select count(*)::int from brief b where b.service_id = extract.service_id and b.extract_id = extract.id)`,
};

function known(tx: Reader, whose: ReturnType<typeof eq>): Promise<KnownExtract[]> {
  return tx
    .select(columns)
    .from(extract)
    .where(and(eq(extract.serviceId, tx.actor.serviceId), whose))
    .orderBy(asc(extract.proposedAt), asc(extract.id));
}

/** What was proposed of a person's own words, the oldest first. What names somebody is not there until it is let go. */
export const extractsOf = (tx: Tx<VictimActor>): Promise<KnownExtract[]> =>
  known(tx, eq(extract.victimId, tx.actor.victimId));

/** What was proposed in one case, the oldest first; never the words. */
export const extractsOfCase = (tx: Tx<StaffActor>, caseId: string): Promise<KnownExtract[]> =>
  known(tx, eq(extract.caseId, caseId));

/** Where the words of an extract are sealed: as proposed, and as approved. */
export const extractPlace = (column: 'sealed_words' | 'sealed_approved', row: string) => ({
  table: 'extract',
  column,
  row,
});

async function opened(tx: Reader, found: KnownExtract, sealer: Sealer): Promise<OpenExtract> {
  const { sealedWords, sealedApproved } = extract;
  const [sealed] = await tx
    .select({ words: sealedWords, approved: sealedApproved })
    .from(extract)
    .where(and(eq(extract.serviceId, tx.actor.serviceId), eq(extract.id, found.extractId)));
  if (!sealed) throw new NotThereError();
  const { approved } = sealed;
  return {
    ...found,
    proposed: sealer.open(extractPlace('sealed_words', found.extractId), sealed.words),
    approved: approved ? sealer.open(extractPlace('sealed_approved', found.extractId), approved) : null,
    ...whatMay(found),
  };
}

const whatMay = (found: KnownExtract) => ({
  mayBeAnswered: mayBeAnswered(found),
  mayBeApproved: mayBeApproved(found),
  mayLeave: mayLeave(found),
});

/** One extract of my words by its number, or null. */
export async function ownExtract(tx: Tx<VictimActor>, number: number): Promise<OpenExtract | null> {
  const [found] = (await extractsOf(tx)).filter((one) => one.number === number);
  return found ? opened(tx, found, await sealerOf(tx, found.victimId)) : null;
}

/**
 * One extract by its id, or null where it is not open to this member of staff. That it was opened is in the audit. Words the
 * person took back, or that were given up before anything of them left, are not opened.
 */
export async function extractOf(tx: Tx<StaffActor>, extractId: string): Promise<ExtractAtDesk | null> {
  const [found] = await known(tx, eq(extract.id, extractId));
  if (!found) return null;
  tx.record({ action: 'extract.read', subjectId: found.victimId, details: { extractId } });
  if (!staysReadable(found)) return { ...found, proposed: null, approved: null, ...whatMay(found) };
  return opened(tx, found, await sealerOf(tx, found.victimId));
}

/**
 * Takes a proposal back, answered or not, unless something of it left, and the message that asks about it. Throws NotThereError where
 * there is none.
 */
export async function endExtract(tx: Tx<StaffActor>, extractId: string): Promise<void> {
  const found = await extractOf(tx, extractId);
  if (!found?.mayBeAnswered) throw new NotThereError();
  await tx
    .update(extract)
    .set({ state: 'ended', endedAt: new Date(), endedBecause: 'staff', version: sql`${extract.version} + 1` })
    .where(and(eq(extract.serviceId, tx.actor.serviceId), eq(extract.id, extractId)));
  await unaskOfWords(tx, found);
  tx.record({ action: 'extract.ended', subjectId: found.victimId, details: { extractId } });
}
