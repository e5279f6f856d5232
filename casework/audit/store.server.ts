import { desc, eq } from 'drizzle-orm';
import { verifyAudit } from '#db/audit.server.ts';
import { auditEntry } from '#db/schema/audit.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { colleagues } from '../staff/store.server.ts';

/** `brokenAt` is the number of the first entry that does not hold, or null. `head` is to be held against one kept elsewhere. */
export type AuditVerdict = { entries: number; brokenAt: number | null; head: string };

/** Recomputes the chain of the auditor's own service from its first entry. */
export async function auditVerdict(tx: Tx<StaffActor>): Promise<AuditVerdict> {
  const { entries, brokenAt, head } = await verifyAudit(tx);
  return { entries, brokenAt, head };
}

export type AuditLine = {
  sequence: number;
  at: Date;
  actorRole: string;
  /** A colleague's first name; null for people, and for what happened by itself. */
  who: string | null;
  action: string;
  subjectId: string | null;
};

/** The newest entries, newest first: who did what to whom, in ids and never in words. */
export async function newestAuditEntries(tx: Tx<StaffActor>, limit: number): Promise<AuditLine[]> {
  const { sequence, at, actorRole, actorId, action, subjectId } = auditEntry;
  const rows = await tx
    .select({ sequence, at, actorRole, actorId, action, subjectId })
    .from(auditEntry)
    .where(eq(auditEntry.serviceId, tx.actor.serviceId))
    .orderBy(desc(sequence))
    .limit(limit);
  const names = new Map((await colleagues(tx)).map(({ staffId, firstName }) => [staffId, firstName]));
  return rows.map(({ actorId: id, ...row }) => ({ ...row, who: (id && names.get(id)) ?? null }));
}
