import { randomInt, randomUUID } from 'node:crypto';
import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { choiceNow } from '#db/schema/choice.ts';
import { signInCode } from '#db/schema/getting-in.ts';
import { contactPoint, verifyRequest } from '#db/schema/reach.ts';
import { codeHash } from '#db/sealing.server.ts';
import type { ProcessActor, Tx } from '#db/transaction.server.ts';
import { enqueue } from '#messaging/outbox.server.ts';

const saidBy = { mobile: 'text', email: 'email', address: null } as const;

/** Sends six digits to whoever of the transaction's service asked to check a number. Gives back how many messages were queued. */
export async function answerVerifyRequests(tx: Tx<ProcessActor>): Promise<number> {
  const { serviceId } = tx.actor;
  const waiting = await tx
    .select({
      ...{ id: verifyRequest.id, victimId: verifyRequest.victimId, kind: contactPoint.kind },
      ...{ contactPointId: verifyRequest.contactPointId, browserHash: verifyRequest.browserHash },
      contactChoiceId: choiceNow.id,
    })
    .from(verifyRequest)
    .innerJoin(
      contactPoint,
      and(
        eq(contactPoint.serviceId, verifyRequest.serviceId),
        eq(contactPoint.id, verifyRequest.contactPointId),
        isNull(contactPoint.endedAt),
      ),
    )
    .innerJoin(
      choiceNow,
      and(
        eq(choiceNow.serviceId, verifyRequest.serviceId),
        eq(choiceNow.victimId, verifyRequest.victimId),
        eq(choiceNow.purpose, 'contact'),
        eq(choiceNow.channel, ''),
      ),
    )
    .where(
      and(
        eq(verifyRequest.serviceId, serviceId),
        isNull(verifyRequest.answeredAt),
        gt(verifyRequest.askedAt, sql`clock_timestamp() - interval '10 minutes'`),
      ),
    )
    .orderBy(asc(verifyRequest.askedAt))
    .limit(50)
    .for('update', { of: verifyRequest, skipLocked: true });
  for (const asked of waiting) await sendCode(tx, asked);
  if (waiting.length > 0)
    await tx
      .update(verifyRequest)
      .set({ answeredAt: sql`clock_timestamp()` })
      .where(
        and(
          eq(verifyRequest.serviceId, serviceId),
          inArray(
            verifyRequest.id,
            waiting.map(({ id }) => id),
          ),
        ),
      );
  return waiting.length;
}

type Asked = Pick<typeof verifyRequest.$inferSelect, 'victimId' | 'contactPointId' | 'browserHash'> & {
  kind: typeof contactPoint.$inferSelect.kind;
  contactChoiceId: string;
};

async function sendCode(tx: Tx<ProcessActor>, asked: Asked): Promise<void> {
  const { victimId, contactPointId, browserHash, kind, contactChoiceId } = asked;
  const channel = saidBy[kind];
  if (!channel) return;
  const [id, code] = [randomUUID(), String(randomInt(1_000_000)).padStart(6, '0')];
  await tx.insert(signInCode).values({
    ...{ serviceId: tx.actor.serviceId, id, victimId, contactPointId, purpose: 'verify', browserHash },
    codeHash: codeHash(id, code),
    expiresAt: sql`clock_timestamp() + interval '10 minutes'`,
  });
  await enqueue(tx, {
    ...{ victimId, caseId: null, updateId: null, kind: 'verify_code', channel, contactPointId },
    topicChoiceId: contactChoiceId,
    channelChoiceId: contactChoiceId,
    facts: { kind: 'verify_code', code },
  });
}
