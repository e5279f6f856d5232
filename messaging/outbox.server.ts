import { randomUUID } from 'node:crypto';
import { and, asc, desc, eq, gt, inArray, isNull, notInArray, or, type SQL, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import { attempt, message, receipt } from '#db/schema/message.ts';
import { victimKey } from '#db/schema/victim.ts';
import { sealerFrom, sealerOf } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { itsSetGoesOn } from './batch.server.ts';
import { type CancelledReason, lanes, type MessageKind } from './message/rules.ts';
import { languageOf, messageServiceOf, serviceOf } from './message-service.server.ts';
import type { MessageChannel, MessageFacts } from './messages/facts.ts';
import { render } from './messages/render.server.ts';
import { templateOf } from './messages/templates.ts';
import { openBody, openFacts, sealFacts } from './sealed-message.server.ts';
import { isHereStill, waits } from './still-here.server.ts';

export type NewMessage = {
  victimId: string;
  caseId: string | null;
  updateId: string | null;
  kind: MessageKind;
  channel: MessageChannel;
  contactPointId: string;
  topicChoiceId: string;
  channelChoiceId: string;
  facts: MessageFacts;
  /** Of which set, where several people are told the same at once: theirs waits for everybody else's. */
  batchId?: string | null;
  /** Of news that a voice told first: it leaves only while somebody can be asked about it. */
  hardNews?: boolean;
};

/**
 * Puts a message in the queue and gives back its id. It leaves when its gates are open, in words made then; here only its
 * facts are sealed. The choices it depends on are share-locked first, so that a withdrawal either stops it or precedes it.
 * Throws when the channel has no words for this kind.
 */
export async function enqueue(tx: Tx, asked: NewMessage): Promise<string> {
  const { victimId, kind, channel, facts, topicChoiceId, channelChoiceId } = asked;
  if (facts.kind !== kind) throw new Error(`Facts of ${facts.kind} are not those of ${kind}`);
  const serviceId = serviceOf(tx);
  // Asked all at once: what each says is the same whichever comes first.
  const [, language, service, sealer] = await Promise.all([
    tx.execute(sql`
      select from choice_now where service_id = ${serviceId} and id in (${topicChoiceId}, ${channelChoiceId}) order by id for share`),
    languageOf(tx, victimId),
    messageServiceOf(tx),
    sealerOf(tx, victimId),
  ]);
  const id = randomUUID();
  const queued = tx.insert(message).values({
    ...asked,
    serviceId,
    id,
    template: templateOf(facts),
    templateVersion: render({ channel, facts, language, service }).templateVersion,
    sealedFacts: sealFacts(sealer, id, facts),
    state: 'queued',
    priority: asked.batchId ? lanes.several : sql`(select priority from message_kind where kind = ${kind})`,
    expiresAt: sql`clock_timestamp() + (select lifetime from message_kind where kind = ${kind})`,
    createdBy: 'staffId' in tx.actor ? tx.actor.staffId : null,
  });
  await Promise.all([queued, tx.execute(sql`select pg_notify('message', ${serviceId})`)]);
  tx.record({ action: 'message.queued', subjectId: victimId, details: { messageId: id, kind, channel } });
  return id;
}

const codes = ['sign_in_code', 'verify_code'] as const;

export type Stopped = {
  stopped: { channel: MessageChannel; kind: MessageKind }[];
  left: { channel: MessageChannel; kind: MessageKind; at: Date }[];
};
export type Which = {
  topicChoiceIds?: string[];
  channelChoiceIds?: string[];
  contactPointIds?: string[];
  all?: true;
  /** Of all that, only this kind. */
  kind?: MessageKind;
};

// On its way, or in doubt: no withdrawal can say that it did not leave.
const onItsWay = inArray(message.state, ['submitting', 'unknown']);
const ended: PgUpdateSetSource<typeof message> = {
  state: 'cancelled',
  settledAt: sql`clock_timestamp()`,
  sealedFacts: null,
};
const endedUnlessOnItsWay: PgUpdateSetSource<typeof message> = {
  state: sql`case when ${onItsWay} then ${message.state} else 'cancelled' end`,
  settledAt: sql`case when ${onItsWay} then ${message.settledAt} else clock_timestamp() end`,
  sealedFacts: sql`case when ${onItsWay} then ${message.sealedFacts} end`,
};

/**
 * Stops what is still waiting for a person and says what had already gone in the last ten minutes (or is going this moment).
 * What staff replace while it is on its way keeps its state and the reason, so that it does not go again: a no of the person's
 * own needs no such mark, for every gate asks about that.
 * Whoever opened a card has it, so the letter that brought it has gone, whether or not its pile says so yet, and is not stopped.
 * Call it after the choice itself was changed: what is claimed in between is in `left`. A code the person had asked for
 * is in neither: it was no message of ours to them, and whether it waits says whether its number was stopped.
 */
export async function cancelWaiting(
  tx: Tx,
  victimId: string,
  which: Which,
  reason: CancelledReason,
): Promise<Stopped> {
  const theirs = and(eq(message.serviceId, serviceOf(tx)), eq(message.victimId, victimId), among(which));
  const here = reason === 'card_opened' ? waits : isHereStill;
  const isReplaced = reason === 'replaced' && 'staffId' in tx.actor;
  // In their order, as whoever writes down how several ended locks them.
  if (isReplaced)
    await tx.select({ id: message.id }).from(message).where(theirs).orderBy(asc(message.id)).for('update');
  const changed = await tx
    .update(message)
    .set({
      cancelledReason: reason,
      version: sql`${message.version} + 1`,
      ...(isReplaced ? endedUnlessOnItsWay : ended),
    })
    .where(and(theirs, isReplaced ? or(here, onItsWay) : here))
    .returning({ channel: message.channel, kind: message.kind, state: message.state });
  const stopped = changed.flatMap(({ state, ...it }) => (state === 'cancelled' ? [it] : []));
  const gone = await tx
    .select({ channel: message.channel, kind: message.kind, at: message.claimedAt })
    .from(message)
    .where(
      and(
        theirs,
        inArray(message.state, ['submitting', 'unknown', 'accepted', 'sent', 'delivered']),
        gt(message.claimedAt, sql`clock_timestamp() - interval '10 minutes'`),
        notInArray(message.kind, [...codes]),
      ),
    );
  if (stopped.length > 0)
    tx.record({
      action: 'messages.cancelled',
      subjectId: victimId,
      details: { count: stopped.length, reason },
    });
  const messages = stopped.filter(({ kind }) => !codes.some((code) => code === kind));
  return { stopped: messages, left: gone.flatMap(({ at, ...it }) => (at ? [{ ...it, at }] : [])) };
}

function among(which: Which): SQL | undefined {
  const ofKind = which.kind && eq(message.kind, which.kind);
  if (which.all) return ofKind;
  const { topicChoiceIds = [], channelChoiceIds = [], contactPointIds = [] } = which;
  return and(
    ofKind,
    or(
      inArray(message.topicChoiceId, topicChoiceIds),
      inArray(message.channelChoiceId, channelChoiceIds),
      inArray(message.contactPointId, contactPointIds),
    ),
  );
}

const shown = {
  ...{ id: message.id, victimId: message.victimId, caseId: message.caseId, updateId: message.updateId },
  ...{ kind: message.kind, channel: message.channel, state: message.state, language: message.language },
  ...{ heldReason: message.heldReason, cancelledReason: message.cancelledReason },
  ...{ failureCode: message.failureCode, attempts: message.attempts, provider: message.provider },
  ...{ notBefore: message.notBefore, expiresAt: message.expiresAt, createdAt: message.createdAt },
  ...{ claimedAt: message.claimedAt, settledAt: message.settledAt },
};
export type MessageShown = Pick<typeof message.$inferSelect, keyof typeof shown>;

/** The newest two hundred messages of a person, newest first, for staff who may open their case. */
export function messagesOf(tx: Tx<StaffActor>, victimId: string): Promise<MessageShown[]> {
  return tx
    .select(shown)
    .from(message)
    .where(and(eq(message.serviceId, serviceOf(tx)), eq(message.victimId, victimId)))
    .orderBy(desc(message.createdAt))
    .limit(200);
}

export type MessageInFull = MessageShown & {
  tries: Pick<
    typeof attempt.$inferSelect,
    'number' | 'provider' | 'startedAt' | 'finishedAt' | 'outcome' | 'code'
  >[];
  receipts: Pick<typeof receipt.$inferSelect, 'rawState' | 'code' | 'at'>[];
  /** As it left; null until it has, and always for a code. */
  body: { subject: string | null; text: string } | null;
};

/** One message with every attempt and receipt and the words as sent; null when it is not there for this member of staff. */
export async function messageOf(tx: Tx<StaffActor>, messageId: string): Promise<MessageInFull | null> {
  const serviceId = serviceOf(tx);
  const [row] = await tx
    .select({ ...shown, sealedBody: message.sealedBody, wrapped: victimKey.wrapped })
    .from(message)
    .innerJoin(
      victimKey,
      and(eq(victimKey.serviceId, message.serviceId), eq(victimKey.victimId, message.victimId)),
    )
    .where(and(eq(message.serviceId, serviceId), eq(message.id, messageId)));
  if (!row) return null;
  const { sealedBody, wrapped, ...seen } = row;
  const { number, provider, startedAt, finishedAt, outcome, code } = attempt;
  const tries = await tx
    .select({ number, provider, startedAt, finishedAt, outcome, code })
    .from(attempt)
    .where(and(eq(attempt.serviceId, serviceId), eq(attempt.messageId, messageId)))
    .orderBy(attempt.number);
  const receipts = await tx
    .select({ rawState: receipt.rawState, code: receipt.code, at: receipt.at })
    .from(receipt)
    .where(and(eq(receipt.serviceId, serviceId), eq(receipt.messageId, messageId)))
    .orderBy(receipt.at);
  tx.record({ action: 'message.read', subjectId: row.victimId, details: { messageId } });
  const body = sealedBody && openBody(sealerFrom(serviceId, row.victimId, wrapped), messageId, sealedBody);
  return { ...seen, tries, receipts, body };
}

const inTrouble = ['failed', 'undelivered', 'unconfirmed', 'unknown', 'expired', 'dead'] as const;

// What staff have dealt with keeps its state, which is the truth, and says how it was dealt with. What was stopped with its set
// on its way is not dealt with where it may have arrived: somebody may have read it.
const stoppedTooLate = and(
  eq(message.cancelledReason, 'set_stopped'),
  inArray(message.state, ['unknown', 'unconfirmed']),
);
const notDealtWith = and(
  inArray(message.state, [...inTrouble]),
  or(isNull(message.cancelledReason), stoppedTooLate),
);

/** Messages nobody can count on and nobody has dealt with, the longest waiting first, past the one with the id `after`. No codes: people ask again. */
export function messagesInTrouble(tx: Tx<StaffActor>, after = '', limit = 100): Promise<MessageShown[]> {
  const { serviceId, createdAt, id, kind } = message;
  const beyond = sql`(${createdAt}, ${id}) > (select m.created_at, m.id from message m where m.service_id = ${serviceId} and m.id = ${after})`;
  return tx
    .select(shown)
    .from(message)
    .where(
      and(
        eq(serviceId, serviceOf(tx)),
        notDealtWith,
        sql`${kind} not in ${[...codes]}`,
        after ? beyond : undefined,
      ),
    )
    .orderBy(asc(createdAt), asc(id))
    .limit(limit);
}

/**
 * Sends what is in trouble once more, as a message of its own with gates of its own; gives back its id. Null when nothing is
 * to be sent again, or its set was stopped. After `unknown` it may arrive twice: that is for the member of staff to judge.
 */
export async function retryMessage(tx: Tx<StaffActor>, messageId: string): Promise<string | null> {
  const [old] = await tx
    .update(message)
    .set({ cancelledReason: 'replaced', version: sql`${message.version} + 1` })
    .where(
      and(
        eq(message.serviceId, serviceOf(tx)),
        eq(message.id, messageId),
        notDealtWith,
        sql`${message.cancelledReason} is null and ${message.sealedFacts} is not null and ${itsSetGoesOn}`,
      ),
    )
    .returning();
  if (!old?.sealedFacts) return null;
  const { victimId, caseId, updateId, kind, channel, contactPointId, topicChoiceId, channelChoiceId } = old;
  return enqueue(tx, {
    ...{ victimId, caseId, updateId, kind, channel, contactPointId, topicChoiceId, channelChoiceId },
    ...{ batchId: old.batchId, hardNews: old.hardNews },
    facts: openFacts(await sealerOf(tx, old.victimId), old.id, old.sealedFacts),
  });
}

/** Stops a message that is still here, or notes that staff dealt with one in trouble. False when it is neither. */
export async function cancelMessage(tx: Tx<StaffActor>, messageId: string): Promise<boolean> {
  const changed = await tx
    .update(message)
    .set({
      state: sql`case when ${isHereStill} then 'cancelled' else ${message.state} end`,
      cancelledReason: 'staff',
      sealedFacts: sql`case when ${isHereStill} then null else ${message.sealedFacts} end`,
      settledAt: sql`case when ${isHereStill} then clock_timestamp() else ${message.settledAt} end`,
      version: sql`${message.version} + 1`,
    })
    .where(
      and(eq(message.serviceId, serviceOf(tx)), eq(message.id, messageId), or(isHereStill, notDealtWith)),
    )
    .returning({ victimId: message.victimId });
  for (const { victimId } of changed)
    tx.record({ action: 'message.stopped_by_staff', subjectId: victimId, details: { messageId } });
  return changed.length > 0;
}
