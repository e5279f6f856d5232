import { randomUUID } from 'node:crypto';
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { task } from '#db/schema/case.ts';
import { channelOverride, channelOverrideAnswer, message } from '#db/schema/message.ts';
import { sealerOf } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { type KeptBack, keptBack } from '#messaging/locked.server.ts';
import { cancelMessage } from '#messaging/outbox.server.ts';
import { NotThereError } from '../refusals.ts';
import { finishTask, raiseTask } from '../task/store.server.ts';
import { answersOpenTo, type OverrideAnswer, type OverrideState, overrideStateOf } from './rules.ts';

const place = (id: string) => ({ table: 'channel_override', column: 'sealed_why', row: id });

/** A proposal to let one message pass a lock, with its words open. */
export type Override = {
  overrideId: string;
  state: OverrideState;
  why: string;
  proposedBy: string;
  proposedAt: Date;
  endsAt: Date;
  answeredBy: string | null;
  answeredAt: Date | null;
};

/** Whether a lock keeps a message here, and what else does: of one that is gone, nothing. */
export async function lockOfMessage(
  tx: Tx<StaffActor>,
  messageId: string,
): Promise<Pick<KeptBack, 'locked' | 'otherwise'>> {
  return (await keptBack(tx, messageId)) ?? { locked: false, otherwise: null };
}

/** Every proposal there was about a message, the newest first. Nothing where it is not open to this member of staff. */
export async function overridesOf(tx: Tx<StaffActor>, messageId: string): Promise<Override[]> {
  const { id, victimId, sealedWhy, proposedBy, proposedAt, endsAt } = channelOverride;
  const { answer, answeredBy, answeredAt } = channelOverrideAnswer;
  const rows = await tx
    .select({
      overrideId: id,
      victimId,
      sealedWhy,
      proposedBy,
      proposedAt,
      endsAt,
      answer,
      answeredBy,
      answeredAt,
    })
    .from(channelOverride)
    .leftJoin(
      channelOverrideAnswer,
      and(
        eq(channelOverrideAnswer.serviceId, channelOverride.serviceId),
        eq(channelOverrideAnswer.overrideId, channelOverride.id),
      ),
    )
    .where(and(eq(channelOverride.serviceId, tx.actor.serviceId), eq(channelOverride.messageId, messageId)))
    .orderBy(desc(proposedAt), desc(id));
  const [first] = rows;
  if (!first) return [];
  const sealer = await sealerOf(tx, first.victimId);
  return rows.map(({ sealedWhy: why, answer: said, victimId: _, ...row }) => ({
    ...row,
    state: overrideStateOf({ answer: said, endsAt: row.endsAt }, new Date()),
    why: sealer.open(place(row.overrideId), why),
  }));
}

/**
 * Proposes that one message which only a lock keeps back may pass it, and asks for a second person within a day. Gives back
 * the proposal's id; null when the message is gone, anything else keeps it back, or a proposal waits already. The database
 * takes it from a manager alone.
 */
export async function proposeOverride(
  tx: Tx<StaffActor>,
  messageId: string,
  why: string,
): Promise<string | null> {
  const { serviceId, staffId } = tx.actor;
  const kept = await keptBack(tx, messageId);
  if (!kept?.locked || kept.otherwise) return null;
  const before = await overridesOf(tx, messageId);
  if (before.some(({ state }) => state === 'waiting' || state === 'confirmed')) return null;
  const { victimId, caseId, watched } = kept;
  const id = randomUUID();
  const sealedWhy = (await sealerOf(tx, victimId)).seal(place(id), why);
  // Its moments are the database's own: nobody may write them.
  await tx.execute(sql`
    insert into channel_override (service_id, id, victim_id, message_id, watched, sealed_why, proposed_by)
    values (${serviceId}, ${id}, ${victimId}, ${messageId}, ${watched}, ${sealedWhy}, ${staffId})`);
  await setState(tx, messageId, { state: 'held', heldReason: 'second_person' });
  await raiseTask(tx, { victimId, caseId, kind: 'second_person' });
  const details = { overrideId: id, messageId };
  tx.record({ action: 'channel_override.proposed', subjectId: victimId, details });
  return id;
}

const setState = (
  tx: Tx<StaffActor>,
  messageId: string,
  change: { state: 'held' | 'queued'; heldReason: 'second_person' | 'no_channel' | null },
) =>
  tx
    .update(message)
    .set({ ...change, version: sql`${message.version} + 1` })
    .where(
      and(
        eq(message.serviceId, tx.actor.serviceId),
        eq(message.id, messageId),
        sql`${message.state} in ('queued', 'held')`,
      ),
    );

/** `late`: somebody answered, or the day is over. `not_theirs`: who proposed may only withdraw, and nobody else may. */
export type Answered = 'done' | 'late' | 'not_theirs';

/**
 * Answers a proposal, once. A yes lets exactly that message leave in the next safe time; a no stops it; taken back, it is
 * held as before. Throws NotThereError when it is not open to this member of staff.
 */
export async function answerOverride(
  tx: Tx<StaffActor>,
  overrideId: string,
  answer: OverrideAnswer,
): Promise<Answered> {
  const { serviceId, staffId } = tx.actor;
  const { victimId, messageId, proposedBy, over } = await proposal(tx, overrideId);
  if (!answersOpenTo(staffId, { proposedBy }).includes(answer)) return 'not_theirs';
  if (over) return 'late';
  const kept = await tx.execute(sql`
    insert into channel_override_answer (service_id, override_id, victim_id, proposed_by, answer, answered_by)
    values (${serviceId}, ${overrideId}, ${victimId}, ${proposedBy}, ${answer}, ${staffId})
    on conflict do nothing returning override_id`);
  if (kept.length === 0) return 'late';
  tx.record({
    action: `channel_override.${answer}`,
    subjectId: victimId,
    details: { overrideId, messageId },
  });
  await follow[answer](tx, messageId);
  await settleTask(tx, victimId);
  return 'done';
}

async function proposal(tx: Tx<StaffActor>, overrideId: string) {
  const { victimId, messageId, proposedBy, endsAt } = channelOverride;
  const [found] = await tx
    .select({ victimId, messageId, proposedBy, over: sql<boolean>`${endsAt} <= clock_timestamp()` })
    .from(channelOverride)
    .where(and(eq(channelOverride.serviceId, tx.actor.serviceId), eq(channelOverride.id, overrideId)));
  if (!found) throw new NotThereError();
  return found;
}

const follow = {
  confirmed: async (tx, messageId) => {
    await setState(tx, messageId, { state: 'queued', heldReason: null });
    await tx.execute(sql`select pg_notify('message', ${tx.actor.serviceId})`);
  },
  refused: (tx, messageId) => cancelMessage(tx, messageId),
  withdrawn: (tx, messageId) => setState(tx, messageId, { state: 'held', heldReason: 'no_channel' }),
} satisfies Record<OverrideAnswer, (tx: Tx<StaffActor>, messageId: string) => Promise<unknown>>;

async function settleTask(tx: Tx<StaffActor>, victimId: string): Promise<void> {
  const asked = and(
    eq(task.serviceId, tx.actor.serviceId),
    eq(task.victimId, victimId),
    eq(task.kind, 'second_person'),
    isNull(task.doneAt),
  );
  const [oldest] = await tx.select({ id: task.id }).from(task).where(asked).orderBy(task.createdAt).limit(1);
  if (oldest) await finishTask(tx, oldest.id);
}
