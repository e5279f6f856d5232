import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { caseUpdate, contactAttempt, milestone } from '#db/schema/case.ts';
import { sealerOf } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { contactPreferenceOf } from '../contact-preference/store.server.ts';
import { milestones } from '../milestone/rules.ts';
import { NotThereError } from '../refusals.ts';
import { raiseTask } from '../task/store.server.ts';
import { messageChannels, type NewUpdate } from './form.server.ts';
import { agreedTopic, type MessageChannel, type Publishable, publish, type Sent } from './publish.server.ts';
import { mayRelease, type Release, type ReleaseRefusal } from './rules.ts';

const place = (column: 'sealed_happened' | 'sealed_next', id: string) => ({
  table: 'case_update',
  column,
  row: id,
});

export type Written = { updateId: string; state: 'waiting_for_call' | 'published' } & Sent;

/**
 * Writes an update and, unless a voice has to tell it first, publishes it and queues what may be sent. Hard news waits:
 * nothing is on the person's page, nothing leaves, and the worker has a task to ring. Throws NotChosenError when the person
 * does not want to hear of the topic, NotThereError for a case or milestone that is not open to this member of staff.
 */
export async function writeUpdate(tx: Tx<StaffActor>, caseId: string, written: NewUpdate): Promise<Written> {
  const { serviceId, staffId } = tx.actor;
  const { milestoneId, topic, happened, next, nextBy, language, reviewState, channels } = written;
  const about = await milestoneOf(tx, caseId, milestoneId);
  const { victimId, kind } = about;
  const updateId = randomUUID();
  const it = { updateId, victimId, caseId, topic, nextBy, kind };
  await agreedTopic(tx, it);
  const { phoneFirst } = milestones[kind];
  const sealer = await sealerOf(tx, victimId);
  await tx.insert(caseUpdate).values({
    ...{ serviceId, id: updateId, victimId, caseId, milestoneId, topic, language, reviewState, nextBy },
    ...{ phoneFirst, state: 'waiting_for_call', askedStaffId: staffId },
    sealedHappened: sealer.seal(place('sealed_happened', updateId), happened),
    sealedNext: sealer.seal(place('sealed_next', updateId), next),
  });
  tx.record({ action: 'update.written', subjectId: victimId, details: { updateId, topic, phoneFirst } });
  const release = await releaseOf(tx, { caseId, phoneFirst, happenedOn: about.happenedOn, byManager: false });
  if (release.may) return { updateId, state: 'published', ...(await publish(tx, it, channels)) };
  await raiseTask(tx, { victimId, caseId, kind: 'call_back' });
  const notSent = channels.map((channel) => ({ channel, why: 'phone_first' as const }));
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

type Asked = { caseId: string; phoneFirst: boolean; happenedOn: string; byManager: boolean };

async function releaseOf(
  tx: Tx<StaffActor>,
  { caseId, phoneFirst, happenedOn, byManager }: Asked,
): Promise<Release> {
  const { channel, direction, outcome, at } = contactAttempt;
  const calls = await tx
    .select({ channel, direction, outcome, at })
    .from(contactAttempt)
    .where(and(eq(contactAttempt.serviceId, tx.actor.serviceId), eq(contactAttempt.caseId, caseId)));
  const releasedBy = byManager ? tx.actor.staffId : null;
  return mayRelease({ phoneFirst, happenedOn, releasedBy }, calls, new Date());
}

export type Released = ({ released: true } & Sent) | { released: false; why: ReleaseRefusal };

type WaitingUpdate = Publishable & { phoneFirst: boolean; happenedOn: string };

async function waitingUpdate(tx: Tx<StaffActor>, updateId: string): Promise<WaitingUpdate> {
  const { serviceId } = tx.actor;
  const { victimId, caseId, topic, nextBy, phoneFirst } = caseUpdate;
  const [row] = await tx
    .select({
      ...{ victimId, caseId, topic, nextBy, phoneFirst },
      kind: milestone.kind,
      happenedOn: milestone.happenedOn,
    })
    .from(caseUpdate)
    .innerJoin(milestone, and(eq(milestone.serviceId, serviceId), eq(milestone.id, caseUpdate.milestoneId)))
    .where(
      and(
        eq(caseUpdate.serviceId, serviceId),
        eq(caseUpdate.id, updateId),
        eq(caseUpdate.state, 'waiting_for_call'),
      ),
    )
    .for('update', { of: caseUpdate });
  if (!row) throw new NotThereError();
  return { updateId, ...row };
}

/**
 * Releases hard news: once the person was told by voice, or when a manager decides that no call is needed; never on a
 * Friday after 15:00. `channels` are those the person prefers unless given. Throws NotThereError when it is not waiting or
 * not open to this member of staff, NotChosenError when the person said stop meanwhile.
 */
export async function releaseUpdate(
  tx: Tx<StaffActor>,
  updateId: string,
  channels?: readonly MessageChannel[],
): Promise<Released> {
  const { serviceId, staffId, role } = tx.actor;
  const waiting = await waitingUpdate(tx, updateId);
  const byManager = role === 'manager';
  const release = await releaseOf(tx, { ...waiting, byManager });
  if (!release.may) return { released: false, why: release.why };
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
  const preferred = async () => (await contactPreferenceOf(tx, waiting.victimId)).channels;
  const by = channels ?? messageChannels.filter(among(await preferred()));
  return { released: true, ...(await publish(tx, waiting, by)) };
}

const among = (preferred: readonly string[]) => (channel: string) => preferred.includes(channel);

/** Takes back an update that has not been published. What is published is put right by another update. */
export async function takeBackUpdate(tx: Tx<StaffActor>, updateId: string): Promise<void> {
  const waiting = await waitingUpdate(tx, updateId);
  await tx
    .update(caseUpdate)
    .set({ state: 'taken_back', version: sql`${caseUpdate.version} + 1` })
    .where(and(eq(caseUpdate.serviceId, tx.actor.serviceId), eq(caseUpdate.id, updateId)));
  tx.record({ action: 'update.taken_back', subjectId: waiting.victimId, details: { updateId } });
}
