import { randomUUID } from 'node:crypto';
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { caseUpdate, milestone } from '#db/schema/case.ts';
import { staff } from '#db/schema/staff.ts';
import { victimKey } from '#db/schema/victim.ts';
import { sealerFrom, sealerOf } from '#db/sealing.server.ts';
import type { StaffActor, Tx, VictimActor } from '#db/transaction.server.ts';
import { holdForLeak } from '../leak/finding.server.ts';
import { isClear } from '../leak/rules.ts';
import { leaksIn } from '../leak/store.server.ts';
import { milestones } from '../milestone/rules.ts';
import { NotThereError } from '../refusals.ts';
import { firstNameOf } from '../staff/store.server.ts';
import { raiseTask } from '../task/store.server.ts';
import type { NewUpdate } from './form.server.ts';
import { agreedTopic, publish, type Sent } from './publish.server.ts';
import { releaseOf } from './release.server.ts';

const place = (column: 'sealed_happened' | 'sealed_next', id: string) => ({
  table: 'case_update',
  column,
  row: id,
});

export type Written = { updateId: string; state: 'waiting_for_call' | 'published' } & Sent;

/**
 * Writes an update and, unless a voice has to tell it first, publishes it and queues what may be sent. Hard news waits:
 * nothing is on the person's page, nothing leaves, and the worker has a task to ring. So do words that name somebody they
 * must not, or may, until a person has decided. `batchId` is the set of people who are told the same. Throws
 * NotChosenError when the person does not want to hear of the topic, NotThereError for a case or milestone that is not open to this member of staff.
 */
export async function writeUpdate(
  tx: Tx<StaffActor>,
  caseId: string,
  written: NewUpdate,
  batchId: string | null = null,
): Promise<Written> {
  const { serviceId, staffId } = tx.actor;
  const { milestoneId, topic, happened, next, nextBy, language, reviewState, channels } = written;
  const about = await milestoneOf(tx, caseId, milestoneId);
  const { victimId, kind } = about;
  const updateId = randomUUID();
  const it = { updateId, victimId, caseId, topic, nextBy, kind, batchId };
  await agreedTopic(tx, it);
  const { phoneFirst } = milestones[kind];
  const sealer = await sealerOf(tx, victimId);
  await tx.insert(caseUpdate).values({
    ...{ serviceId, id: updateId, victimId, caseId, milestoneId, topic, language, reviewState, nextBy },
    ...{ channels, phoneFirst, state: 'waiting_for_call', askedStaffId: staffId },
    sealedHappened: sealer.seal(place('sealed_happened', updateId), happened),
    sealedNext: sealer.seal(place('sealed_next', updateId), next),
  });
  tx.record({ action: 'update.written', subjectId: victimId, details: { updateId, topic, phoneFirst } });
  const release = await releaseOf(tx, {
    ...{ toldAttemptId: null, phoneFirst, happenedOn: about.happenedOn, byManager: false },
  });
  const words = `${happened}\n\n${next}`;
  const leaks = await leaksIn(tx, { victimId }, words);
  const held = !isClear(leaks);
  if (held)
    await holdForLeak(tx, {
      ...{ subjectKind: 'update', subjectId: updateId, victimId, caseId, words, leaks },
    });
  if (release.may && !held) return { updateId, state: 'published', ...(await publish(tx, it, channels)) };
  if (!release.may) await raiseTask(tx, { victimId, caseId, kind: 'tell_by_phone', updateId });
  const why = held ? ('leak' as const) : ('phone_first' as const);
  const notSent = channels.map((channel) => ({ channel, why }));
  return { updateId, state: 'waiting_for_call', queued: [], notSent };
}

async function milestoneOf(tx: Tx<StaffActor>, caseId: string, milestoneId: string) {
  const [row] = await tx
    .select({ victimId: milestone.victimId, kind: milestone.kind, happenedOn: milestone.happenedOn })
    .from(milestone)
    .where(
      and(
        eq(milestone.serviceId, tx.actor.serviceId),
        eq(milestone.caseId, caseId),
        eq(milestone.id, milestoneId),
      ),
    );
  if (!row) throw new NotThereError();
  return row;
}

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
  return selected(tx, eq(caseUpdate.victimId, victimId));
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
