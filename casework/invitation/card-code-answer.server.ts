import { randomInt, randomUUID } from 'node:crypto';
import { and, asc, count, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import { choiceNow } from '#db/schema/choice.ts';
import { cardCodeRequest, invitation, signInCode } from '#db/schema/getting-in.ts';
import { codeHash } from '#db/sealing.server.ts';
import type { ProcessActor, Tx } from '#db/transaction.server.ts';
import { enqueue } from '#messaging/outbox.server.ts';
import { NotThereError } from '../refusals.ts';
import { codeContactOf } from './code-contact.server.ts';

const codesAnHour = 5;
const saidBy = { mobile: 'text', email: 'email' } as const;

type Waiting = { id: string; invitationId: string; victimId: string; browserHash: Buffer };

/**
 * Answers who asked for a code in place of the word, up to fifty of the transaction's service: one message for each card
 * and browser, at most five an hour for a card. Gives back how many messages were queued.
 */
export async function answerCardCodeRequests(tx: Tx<ProcessActor>): Promise<number> {
  const waiting = await takeWaiting(tx);
  if (waiting.length === 0) return 0;
  const once = new Map(waiting.map((one) => [`${one.invitationId} ${one.browserHash.toString('hex')}`, one]));
  let queued = 0;
  for (const request of once.values()) if (await answer(tx, request)) queued += 1;
  const ids = waiting.map(({ id }) => id);
  await tx
    .update(cardCodeRequest)
    .set({ answeredAt: sql`clock_timestamp()` })
    .where(and(eq(cardCodeRequest.serviceId, tx.actor.serviceId), inArray(cardCodeRequest.id, ids)));
  return queued;
}

// Tries that lead to no card are passed over by the join: however many there are, they keep nobody waiting.
async function takeWaiting(tx: Tx<ProcessActor>): Promise<Waiting[]> {
  const { id, invitationId, browserHash, askedAt, answeredAt, serviceId } = cardCodeRequest;
  const rows = await tx
    .select({ id, browserHash, invitationId: invitation.id, victimId: invitation.victimId })
    .from(cardCodeRequest)
    .innerJoin(invitation, and(eq(invitation.serviceId, serviceId), eq(invitation.id, invitationId)))
    .where(
      and(
        eq(serviceId, tx.actor.serviceId),
        isNull(answeredAt),
        gt(askedAt, sql`clock_timestamp() - interval '10 minutes'`),
        inArray(invitation.state, ['issued', 'opened', 'refused']),
        or(eq(invitation.state, 'opened'), gt(invitation.expiresAt, sql`clock_timestamp()`)),
      ),
    )
    .orderBy(asc(askedAt))
    .limit(50)
    .for('update', { of: cardCodeRequest, skipLocked: true });
  return rows;
}

async function answer(tx: Tx<ProcessActor>, request: Waiting): Promise<boolean> {
  const { victimId, invitationId, browserHash } = request;
  const to = await codeContactOf(tx, victimId);
  if (!to || (await codesThisHour(tx, victimId)) >= codesAnHour) return false;
  const [id, code] = [randomUUID(), String(randomInt(1_000_000)).padStart(6, '0')];
  await tx.insert(signInCode).values({
    ...{ serviceId: tx.actor.serviceId, id, victimId, contactPointId: to.id, invitationId, browserHash },
    purpose: 'card',
    codeHash: codeHash(id, code),
    expiresAt: sql`clock_timestamp() + interval '10 minutes'`,
  });
  const contactChoiceId = await contactChoiceOf(tx, victimId);
  await enqueue(tx, {
    ...{ victimId, caseId: null, updateId: null, kind: 'sign_in_code', contactPointId: to.id },
    channel: saidBy[to.kind],
    topicChoiceId: contactChoiceId,
    channelChoiceId: contactChoiceId,
    facts: { kind: 'sign_in_code', code },
  });
  tx.record({ action: 'invitation.code_made', subjectId: victimId, details: { invitationId } });
  return true;
}

async function codesThisHour(tx: Tx<ProcessActor>, victimId: string): Promise<number> {
  const [row] = await tx
    .select({ codes: count() })
    .from(signInCode)
    .where(
      and(
        eq(signInCode.serviceId, tx.actor.serviceId),
        eq(signInCode.victimId, victimId),
        eq(signInCode.purpose, 'card'),
        gt(signInCode.createdAt, sql`clock_timestamp() - interval '1 hour'`),
      ),
    );
  return row ? row.codes : 0;
}

async function contactChoiceOf(tx: Tx<ProcessActor>, victimId: string): Promise<string> {
  const [choice] = await tx
    .select({ id: choiceNow.id })
    .from(choiceNow)
    .where(
      and(
        eq(choiceNow.serviceId, tx.actor.serviceId),
        eq(choiceNow.victimId, victimId),
        eq(choiceNow.purpose, 'contact'),
        eq(choiceNow.channel, ''),
      ),
    );
  if (!choice) throw new NotThereError();
  return choice.id;
}
