import { randomUUID } from 'node:crypto';
import { and, desc, eq, sql } from 'drizzle-orm';
import { contactAttempt, victimCase } from '#db/schema/case.ts';
import { staff } from '#db/schema/staff.ts';
import { sealerOf } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { settleDue } from '../case/due.server.ts';
import { victimOfCase } from '../case/store.server.ts';
import { firstNameOf } from '../staff/store.server.ts';
import { newsToldIn } from '../update/told.server.ts';
import type { NewAttempt } from './form.server.ts';
import { countsAsAttempt, countsAsContactMade } from './rules.ts';

const place = (id: string) => ({ table: 'contact_attempt', column: 'sealed_note', row: id });

/**
 * Writes an attempt down, for good. The first that counts stops the case's clocks, whatever order they are written down
 * in; `told` are the updates whose news it gave. Throws NotThereError when the case is not open to this member of staff or
 * such an update does not wait in it.
 */
export async function recordAttempt(
  tx: Tx<StaffActor>,
  caseId: string,
  attempt: NewAttempt,
): Promise<{ attemptId: string }> {
  const { serviceId, staffId } = tx.actor;
  const victimId = await victimOfCase(tx, caseId);
  const { note, told = [], ...seen } = attempt;
  const id = randomUUID();
  const sealedNote = note ? (await sealerOf(tx, victimId)).seal(place(id), note) : null;
  await tx.insert(contactAttempt).values({ serviceId, id, victimId, caseId, staffId, sealedNote, ...seen });
  const at = sql`${attempt.at.toISOString()}::timestamptz`;
  await tx
    .update(victimCase)
    .set({
      ...(countsAsAttempt(attempt) && { firstAttemptAt: sql`least(${victimCase.firstAttemptAt}, ${at})` }),
      ...(countsAsContactMade(attempt) && { contactMadeAt: sql`least(${victimCase.contactMadeAt}, ${at})` }),
      version: sql`${victimCase.version} + 1`,
    })
    .where(and(eq(victimCase.serviceId, serviceId), eq(victimCase.id, caseId)));
  if (told.length > 0) await newsToldIn(tx, id, told);
  await settleDue(tx, caseId);
  const { channel, direction, outcome } = attempt;
  tx.record({
    action: 'contact_attempt.recorded',
    subjectId: victimId,
    details: { attemptId: id, caseId, channel, direction, outcome, told: told.length },
  });
  return { attemptId: id };
}

export type PastAttempt = Omit<NewAttempt, 'note' | 'told'> & {
  attemptId: string;
  note: string | null;
  recordedAt: Date;
  /** First name of whoever wrote it down; null for what was noted by itself. */
  staff: string | null;
};

/** Every attempt of a case, the newest first. Reading it is an entry in the audit. */
export async function attemptsOf(tx: Tx<StaffActor>, caseId: string): Promise<PastAttempt[]> {
  const { serviceId } = tx.actor;
  const victimId = await victimOfCase(tx, caseId);
  const { channel, direction, outcome, at, recordedAt, interpreter } = contactAttempt;
  const rows = await tx
    .select({
      ...{ attemptId: contactAttempt.id, channel, direction, outcome, at, recordedAt, interpreter },
      sealedNote: contactAttempt.sealedNote,
      staffId: contactAttempt.staffId,
      sealedFirstName: staff.sealedFirstName,
    })
    .from(contactAttempt)
    .leftJoin(staff, and(eq(staff.serviceId, contactAttempt.serviceId), eq(staff.id, contactAttempt.staffId)))
    .where(and(eq(contactAttempt.serviceId, serviceId), eq(contactAttempt.caseId, caseId)))
    .orderBy(desc(contactAttempt.at));
  const sealer = await sealerOf(tx, victimId);
  tx.record({ action: 'contact_attempt.read', subjectId: victimId, details: { caseId } });
  return rows.map(({ sealedNote, staffId, sealedFirstName, ...row }) => ({
    ...row,
    note: sealedNote && sealer.open(place(row.attemptId), sealedNote),
    staff: staffId && sealedFirstName && firstNameOf(serviceId, staffId, sealedFirstName),
  }));
}
