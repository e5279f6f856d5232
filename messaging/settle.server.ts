import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import { attempt, message } from '#db/schema/message.ts';
import { contactPoint } from '#db/schema/reach.ts';
import { sealerFrom } from '#db/sealing.server.ts';
import type { ProcessActor, Tx } from '#db/transaction.server.ts';
import { twilioFailure } from './attempt/rules.ts';
import type { Claimed } from './claim.server.ts';
import { momentOf } from './gates.server.ts';
import { bringsSecret, isCode, isPrintedHere, type MessageState } from './message/rules.ts';
import type { Outcome } from './providers/provider.ts';
import { canBeAsked, seconds } from './reconcile/rules.ts';
import { noteRefused, wasRefused } from './refused.server.ts';
import { secondsUntilRetry } from './retry/rules.ts';
import { type Said, sealBody } from './sealed-message.server.ts';
import { logNotDelivered, tellWorkersOf } from './tell-workers.server.ts';

type Change = PgUpdateSetSource<typeof message>;

// Somebody stopped it while it was on its way: it does not go again, and what came to be printed meanwhile is not printed.
const wasStopped = sql`${message.cancelledReason} is not null`;
const factsUnlessStopped = sql`case when not (${wasStopped}) then ${message.sealedFacts} end`;

/**
 * Writes down how an attempt ended. Guarded by attempt and state: a receipt may have come first and then stands, and an
 * answer that comes after the lease ended still tells what `unknown` did not. What was stopped on its way and has left nobody's
 * hands ends here. `sent` is the words as handed over.
 */
export async function settle(
  tx: Tx<ProcessActor>,
  claimed: Claimed,
  outcome: Outcome,
  sent: Said | null,
  at?: Date,
): Promise<void> {
  const moved = await move(tx, claimed, ['submitting', 'unknown'], changeFor(claimed, outcome, at));
  await keepWhatLeft(tx, claimed, outcome, sent);
  const code = 'code' in outcome ? outcome.code : null;
  await tx
    .update(attempt)
    .set({ outcome: outcome.state, code, finishedAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(attempt.serviceId, tx.actor.serviceId),
        eq(attempt.messageId, claimed.id),
        eq(attempt.number, claimed.attempt),
      ),
    );
  await noteRefused(tx, claimed, outcome, momentOf(at));
  if (!moved) return;
  if (outcome.state === 'failed') await tellOfFailure(tx, claimed, outcome, moved.stopped);
  // Where the provider can be asked, staff are told only once it has nothing to say.
  const lostForGood = outcome.state === 'unknown' && !canBeAsked[claimed.provider];
  if (lostForGood && !isCode(claimed)) await tellWorkersOf(tx, 'message_unknown', claimed);
}

function changeFor(claimed: Claimed, outcome: Outcome, at?: Date): Change {
  const now = momentOf(at);
  const lookIn = (after: number): Change =>
    canBeAsked[claimed.provider] ? { nextLookAt: sql`${now} + make_interval(secs => ${after})` } : {};
  switch (outcome.state) {
    case 'accepted':
      return {
        ...(isPrintedHere(claimed) ? hereUnlessStopped : { state: 'accepted' }),
        providerId: outcome.providerId,
        failureCode: null,
        settledAt: now,
        ...lookIn(seconds.silence),
      };
    case 'again':
      return { ...againUnlessOver(now), ...whenAgain(claimed, outcome, now) };
    case 'failed':
      return { state: 'failed', failureCode: outcome.code, settledAt: now };
    case 'unknown':
      return { state: 'unknown', failureCode: outcome.code, settledAt: now, ...lookIn(seconds.grace) };
  }
}

const hereUnlessStopped: Change = {
  state: sql`case when ${wasStopped} then 'cancelled' else 'accepted' end`,
  sealedFacts: factsUnlessStopped,
};

// Of a secret that was taken for lost nothing is kept, so that it certainly did not go is all there is to say.
const againUnlessOver = (now: SQL): Change => ({
  state: sql`case when ${wasStopped} then 'cancelled' when ${message.sealedFacts} is null then 'failed' else 'queued' end`,
  sealedFacts: factsUnlessStopped,
  settledAt: sql`case when ${wasStopped} or ${message.sealedFacts} is null then ${now} end`,
});

function whenAgain(claimed: Claimed, outcome: Extract<Outcome, { state: 'again' }>, now: SQL) {
  const { code, afterSeconds } = outcome;
  const wait = secondsUntilRetry(claimed.attempt, afterSeconds, Math.random());
  const notBefore = sql`${now} + make_interval(secs => ${wait})`;
  const refused = wasRefused(outcome) && { refusedSince: sql`coalesce(${message.refusedSince}, ${now})` };
  return { failureCode: code, notBefore, nextLookAt: null, ...refused };
}

async function move(
  tx: Tx<ProcessActor>,
  { id, attempt: number }: Claimed,
  from: MessageState[],
  change: Change,
): Promise<{ stopped: boolean } | undefined> {
  const [moved] = await tx
    .update(message)
    .set({ ...change, leaseUntil: null, version: sql`${message.version} + 1` })
    .where(
      and(
        eq(message.serviceId, tx.actor.serviceId),
        eq(message.id, id),
        eq(message.attempts, number),
        inArray(message.state, from),
      ),
    )
    .returning({ stopped: sql<boolean>`${wasStopped}` });
  return moved;
}

// Of all that was handed over it is kept which words it was made of; of a secret neither the words nor the facts, once it
// is out of our hands.
async function keepWhatLeft(
  tx: Tx<ProcessActor>,
  claimed: Claimed,
  outcome: Outcome,
  sent: Said | null,
): Promise<void> {
  if (outcome.state === 'again') return;
  const words = sent && { templateVersion: sent.templateVersion, language: claimed.language };
  const change = { ...words, ...kept(tx.actor.serviceId, claimed, outcome, sent) };
  if (Object.keys(change).length === 0) return;
  await tx
    .update(message)
    .set(change)
    .where(and(eq(message.serviceId, tx.actor.serviceId), eq(message.id, claimed.id)));
}

function kept(serviceId: string, claimed: Claimed, outcome: Outcome, sent: Said | null): Change {
  if (outcome.state === 'accepted' && isPrintedHere(claimed)) return {};
  if (bringsSecret(claimed)) return { sealedFacts: null };
  if (!sent || outcome.state === 'failed') return {};
  const sealer = sealerFrom(serviceId, claimed.victimId, claimed.wrapped);
  const providerId = outcome.state === 'accepted' ? { providerId: outcome.providerId } : {};
  return { sealedBody: sealBody(sealer, claimed.id, sent), ...providerId };
}

type Failed = Extract<Outcome, { state: 'failed' }>;

const isOfAddress = ({ channel }: Claimed, { code, of }: Failed) =>
  channel === 'text' ? twilioFailure(Number(code)) === 'address' : of === 'address';

async function tellOfFailure(
  tx: Tx<ProcessActor>,
  claimed: Claimed,
  outcome: Failed,
  stopped: boolean,
): Promise<void> {
  const isBad = isOfAddress(claimed, outcome);
  if (isBad || !(stopped || isCode(claimed))) await tellWorkersOf(tx, 'message_failed', claimed);
  if (isBad) await markBad(tx, claimed.contactPointId, claimed);
}

/** Notes that nothing can reach a number or address any more, and in the log of contacts which message showed it. */
export async function markBad(
  tx: Tx<ProcessActor>,
  contactPointId: string,
  message: { id: string; kind: string },
): Promise<void> {
  const marked = await tx
    .update(contactPoint)
    .set({ badAt: sql`clock_timestamp()`, version: sql`${contactPoint.version} + 1` })
    .where(
      and(
        eq(contactPoint.serviceId, tx.actor.serviceId),
        eq(contactPoint.id, contactPointId),
        sql`${contactPoint.badAt} is null`,
      ),
    )
    .returning({ id: contactPoint.id });
  if (marked.length > 0 && !isCode(message)) await logNotDelivered(tx, message.id);
}
