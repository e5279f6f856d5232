import { and, eq, sql } from 'drizzle-orm';
import { batchPerson } from '#db/schema/batch.ts';
import { caseUpdate, contactAttempt, milestone } from '#db/schema/case.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { clearanceOf } from '../leak/finding.server.ts';
import { NotThereError } from '../refusals.ts';
import { finishTelling } from '../task/store.server.ts';
import { type Publishable, publish, type Sent } from './publish.server.ts';
import { type MessageChannel, mayRelease, type Release, type ReleaseRefusal } from './rules.ts';

type Asked = { toldAttemptId: string | null; phoneFirst: boolean; happenedOn: string; byManager: boolean };

/** Whether an update may reach its person now: by the attempt it was told in, or by a manager. */
export async function releaseOf(
  tx: Tx<StaffActor>,
  { toldAttemptId, phoneFirst, happenedOn, byManager }: Asked,
): Promise<Release> {
  const { channel, direction, outcome, at } = contactAttempt;
  const toldIn = toldAttemptId
    ? await tx
        .select({ channel, direction, outcome, at })
        .from(contactAttempt)
        .where(and(eq(contactAttempt.serviceId, tx.actor.serviceId), eq(contactAttempt.id, toldAttemptId)))
    : [];
  const releasedBy = byManager ? tx.actor.staffId : null;
  return mayRelease({ phoneFirst, happenedOn, releasedBy }, toldIn[0] ?? null, new Date());
}

export type Released = ({ released: true } & Sent) | { released: false; why: ReleaseRefusal };

/** `channels` are those its writer chose. */
export type WaitingUpdate = Publishable & Omit<Asked, 'byManager'> & { channels: MessageChannel[] };

/** An update that waits, locked until the end of the transaction; null where none does. */
export async function updateWaiting(tx: Tx<StaffActor>, updateId: string): Promise<WaitingUpdate | null> {
  const { serviceId } = tx.actor;
  const { victimId, caseId, topic, nextBy, channels, phoneFirst, toldAttemptId } = caseUpdate;
  const [row] = await tx
    .select({
      ...{ victimId, caseId, topic, nextBy, channels, phoneFirst, toldAttemptId },
      kind: milestone.kind,
      happenedOn: milestone.happenedOn,
      batchId: batchPerson.batchId,
    })
    .from(caseUpdate)
    .innerJoin(milestone, and(eq(milestone.serviceId, serviceId), eq(milestone.id, caseUpdate.milestoneId)))
    .leftJoin(batchPerson, and(eq(batchPerson.serviceId, serviceId), eq(batchPerson.updateId, caseUpdate.id)))
    .where(
      and(
        eq(caseUpdate.serviceId, serviceId),
        eq(caseUpdate.id, updateId),
        eq(caseUpdate.state, 'waiting_for_call'),
      ),
    )
    .for('update', { of: caseUpdate });
  return row ? { updateId, waited: true, ...row } : null;
}

async function waitingUpdate(tx: Tx<StaffActor>, updateId: string): Promise<WaitingUpdate> {
  const waiting = await updateWaiting(tx, updateId);
  if (!waiting) throw new NotThereError();
  return waiting;
}

/**
 * Releases hard news: once the person was told it by voice, or when a manager decides that no call is needed; never while
 * nobody can be asked about it. It goes by the ways its writer chose. Throws NotThereError when it is not waiting or not open to
 * this member of staff, NotChosenError when the person said stop meanwhile.
 */
export async function releaseUpdate(tx: Tx<StaffActor>, updateId: string): Promise<Released> {
  const { serviceId, staffId, role } = tx.actor;
  const waiting = await waitingUpdate(tx, updateId);
  const byManager = role === 'manager';
  const release = await releaseOf(tx, { ...waiting, byManager });
  if (!release.may) return { released: false, why: release.why };
  const { clearance } = await clearanceOf(tx, 'update', updateId);
  if (clearance === 'held') return { released: false, why: 'leak' };
  if (byManager)
    await tx
      .update(caseUpdate)
      .set({ releasedBy: staffId })
      .where(and(eq(caseUpdate.serviceId, serviceId), eq(caseUpdate.id, updateId)));
  tx.record({
    action: 'update.released',
    subjectId: waiting.victimId,
    details: { updateId, byManager },
  });
  await finishTelling(tx, waiting);
  return { released: true, ...(await publish(tx, waiting, waiting.channels)) };
}

/** Takes back an update that has not been published. What is published is put right by another update. */
export async function takeBackUpdate(tx: Tx<StaffActor>, updateId: string): Promise<void> {
  const waiting = await waitingUpdate(tx, updateId);
  await tx
    .update(caseUpdate)
    .set({ state: 'taken_back', version: sql`${caseUpdate.version} + 1` })
    .where(and(eq(caseUpdate.serviceId, tx.actor.serviceId), eq(caseUpdate.id, updateId)));
  tx.record({ action: 'update.taken_back', subjectId: waiting.victimId, details: { updateId } });
  await finishTelling(tx, waiting);
}
