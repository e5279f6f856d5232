import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { caseUpdate } from '#db/schema/case.ts';
import { staff } from '#db/schema/staff.ts';
import { victimKey } from '#db/schema/victim.ts';
import { sealerFrom } from '#db/sealing.server.ts';
import type { StaffActor, Tx, VictimActor } from '#db/transaction.server.ts';
import { NotThereError } from '../refusals.ts';
import { firstNameOf } from '../staff/store.server.ts';

type Row = typeof caseUpdate.$inferSelect;
/** An update with its words open. `worker` is the first name of whom to ask. */
export type Update = Pick<
  Row,
  'victimId' | 'caseId' | 'topic' | 'language' | 'reviewState' | 'nextBy' | 'phoneFirst' | 'state'
> & {
  updateId: string;
  happened: string;
  next: string;
  worker: string;
  createdAt: Date;
  publishedAt: Date | null;
  firstReadAt: Date | null;
};

const plain = {
  ...{ updateId: caseUpdate.id, victimId: caseUpdate.victimId, caseId: caseUpdate.caseId },
  ...{ topic: caseUpdate.topic, language: caseUpdate.language, reviewState: caseUpdate.reviewState },
  ...{ nextBy: caseUpdate.nextBy, phoneFirst: caseUpdate.phoneFirst, state: caseUpdate.state },
  ...{ createdAt: caseUpdate.createdAt, publishedAt: caseUpdate.publishedAt },
  firstReadAt: caseUpdate.firstReadAt,
};
const sealed = {
  sealedHappened: caseUpdate.sealedHappened,
  sealedNext: caseUpdate.sealedNext,
  wrapped: victimKey.wrapped,
  staffId: staff.id,
  sealedFirstName: staff.sealedFirstName,
};

async function selected(tx: Tx<StaffActor | VictimActor>, which: ReturnType<typeof eq>): Promise<Update[]> {
  const { serviceId } = tx.actor;
  const rows = await tx
    .select({ ...plain, ...sealed })
    .from(caseUpdate)
    .innerJoin(
      victimKey,
      and(eq(victimKey.serviceId, serviceId), eq(victimKey.victimId, caseUpdate.victimId)),
    )
    .innerJoin(staff, and(eq(staff.serviceId, serviceId), eq(staff.id, caseUpdate.askedStaffId)))
    .where(and(eq(caseUpdate.serviceId, serviceId), which))
    .orderBy(desc(sql`coalesce(${caseUpdate.publishedAt}, ${caseUpdate.createdAt})`), asc(caseUpdate.id));
  return rows.map(({ sealedHappened, sealedNext, wrapped, staffId, sealedFirstName, ...row }) => {
    const sealer = sealerFrom(serviceId, row.victimId, wrapped);
    const open = (column: string, words: Buffer) =>
      sealer.open({ table: 'case_update', column, row: row.updateId }, words);
    return {
      ...row,
      happened: open('sealed_happened', sealedHappened),
      next: open('sealed_next', sealedNext),
      worker: firstNameOf(serviceId, staffId, sealedFirstName),
    };
  });
}

/** A person's updates, the newest first: to themselves what is published, to staff also what waits or was taken back. */
export async function updatesOf(tx: Tx<StaffActor | VictimActor>, victimId: string): Promise<Update[]> {
  const updates = await selected(tx, eq(caseUpdate.victimId, victimId));
  tx.record({ action: 'update.list_read', subjectId: victimId, details: { shown: updates.length } });
  return updates;
}

/** One update, or null where it is not there for this actor. */
export async function updateOf(tx: Tx<StaffActor | VictimActor>, updateId: string): Promise<Update | null> {
  const [update] = await selected(tx, eq(caseUpdate.id, updateId));
  return update ?? null;
}

/** Opens an update for the person it is to and keeps when they first did. Throws NotThereError where it is not theirs. */
export async function readUpdate(tx: Tx<VictimActor>, updateId: string): Promise<Update> {
  const { serviceId, victimId } = tx.actor;
  const first = await tx
    .update(caseUpdate)
    .set({ firstReadAt: sql`clock_timestamp()` })
    .where(
      and(eq(caseUpdate.serviceId, serviceId), eq(caseUpdate.id, updateId), isNull(caseUpdate.firstReadAt)),
    )
    .returning({ id: caseUpdate.id });
  const update = await updateOf(tx, updateId);
  if (!update) throw new NotThereError();
  if (first.length > 0)
    tx.record({ action: 'update.first_read', subjectId: victimId, details: { updateId } });
  return update;
}
