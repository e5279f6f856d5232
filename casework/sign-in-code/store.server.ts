import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { choiceNow } from '#db/schema/choice.ts';
import { codeRequest, signInCode } from '#db/schema/getting-in.ts';
import { contactPoint } from '#db/schema/reach.ts';
import { blindIndex, codeHash, tokenHash } from '#db/sealing.server.ts';
import { asVisitor, type ProcessActor, type Tx } from '#db/transaction.server.ts';
import { enqueue } from '#messaging/outbox.server.ts';
import { blindIndexInput } from '../contact-point/rules.ts';
import { answerSteadily } from '../invitation/steady-answer.server.ts';
import { codesMade, turnDown } from './budget.server.ts';
import { fromKnownBrowser, isKnownTo } from './known-browser.server.ts';
import { mayHaveCode } from './rules.ts';

const saidBy = { mobile: 'text', email: 'email' } as const;

export type CodeRequest = {
  kind: 'mobile' | 'email';
  /** In the form that `contact-point/rules.ts` makes of what was typed. */
  value: string;
  /** The service of this host name, or every service where the host is nobody's. */
  serviceIds: readonly string[];
  browserToken: string;
  /** What this browser was given when somebody signed in with it; null where nobody has. */
  knownToken: string | null;
};

/**
 * Notes that someone would like a code. The same rows are written whether or not anyone has that number; only the worker
 * process finds out, and answers.
 */
export function requestCode(asked: CodeRequest): Promise<void> {
  const { kind, value, serviceIds, browserToken } = asked;
  const knownHash = tokenHash(asked.knownToken ?? randomBytes(32).toString('base64url'));
  const requests = serviceIds.map((serviceId) => ({
    serviceId,
    id: randomUUID(),
    kind,
    blindIndex: blindIndex(serviceId, kind, blindIndexInput(kind, value)),
    browserHash: tokenHash(browserToken),
    knownHash,
  }));
  return answerSteadily(
    asVisitor(null, async (tx) => {
      if (requests.length === 0) return;
      await tx.insert(codeRequest).values(requests);
      for (const { serviceId } of requests) await tx.execute(sql`select pg_notify('message', ${serviceId})`);
    }),
  );
}

export type Waiting = Pick<
  typeof codeRequest.$inferSelect,
  'id' | 'kind' | 'blindIndex' | 'browserHash' | 'knownHash'
>;

/**
 * Answers what waits, up to fifty requests of the transaction's service, those of known browsers first: one message for each
 * number and browser, as many as the rules allow. Everyone who uses that number gets the same digits, each bound to their
 * own row. Gives back how many messages were queued.
 */
export async function answerCodeRequests(tx: Tx<ProcessActor>): Promise<number> {
  await passOverNobodys(tx);
  const waiting = await tx
    .select({
      id: codeRequest.id,
      kind: codeRequest.kind,
      blindIndex: codeRequest.blindIndex,
      browserHash: codeRequest.browserHash,
      knownHash: codeRequest.knownHash,
    })
    .from(codeRequest)
    .where(
      and(
        eq(codeRequest.serviceId, tx.actor.serviceId),
        isNull(codeRequest.answeredAt),
        gt(codeRequest.askedAt, sql`clock_timestamp() - interval '10 minutes'`),
      ),
    )
    .orderBy(desc(fromKnownBrowser), asc(codeRequest.askedAt))
    .limit(50)
    .for('update', { skipLocked: true });
  if (waiting.length === 0) return 0;
  const once = new Map(
    waiting.map((one) => [Buffer.concat([one.blindIndex, one.browserHash]).toString('hex'), one]),
  );
  let queued = 0;
  for (const request of once.values()) if (await answerRequest(tx, request)) queued += 1;
  const ids = waiting.map((one) => one.id);
  await tx
    .update(codeRequest)
    .set({ answeredAt: sql`clock_timestamp()` })
    .where(and(eq(codeRequest.serviceId, tx.actor.serviceId), inArray(codeRequest.id, ids)));
  return queued;
}

// All at once, so that however many are asked for numbers nobody has, they keep nobody waiting who is known.
async function passOverNobodys(tx: Tx<ProcessActor>): Promise<void> {
  await tx.execute(sql`
    update code_request r set answered_at = clock_timestamp()
    where r.service_id = app_service() and r.answered_at is null and not exists (
      select from contact_point p
      where p.service_id = r.service_id and p.kind = r.kind and p.blind_index = r.blind_index
        and p.verified_at is not null and p.ended_at is null and p.bad_at is null)`);
}

export type Point = { id: string; victimId: string; contactChoiceId: string };

/** Who really has this number: it is verified, not ended, not bad. Ordered, so that the first carries the message. */
async function pointsAt(tx: Tx<ProcessActor>, { kind, blindIndex: index }: Waiting): Promise<Point[]> {
  return tx
    .select({ id: contactPoint.id, victimId: contactPoint.victimId, contactChoiceId: choiceNow.id })
    .from(contactPoint)
    .innerJoin(
      choiceNow,
      and(
        eq(choiceNow.serviceId, contactPoint.serviceId),
        eq(choiceNow.victimId, contactPoint.victimId),
        eq(choiceNow.purpose, 'contact'),
        eq(choiceNow.channel, ''),
      ),
    )
    .where(
      and(
        eq(contactPoint.serviceId, tx.actor.serviceId),
        eq(contactPoint.kind, kind),
        eq(contactPoint.blindIndex, index),
        isNotNull(contactPoint.verifiedAt),
        isNull(contactPoint.endedAt),
        isNull(contactPoint.badAt),
      ),
    )
    .orderBy(asc(contactPoint.createdAt), asc(contactPoint.id));
}

async function answerRequest(tx: Tx<ProcessActor>, request: Waiting): Promise<boolean> {
  const points = await pointsAt(tx, request);
  const [carrier] = points;
  if (!carrier) return false;
  const victimIds = points.map(({ victimId }) => victimId);
  const known = await isKnownTo(tx, request.knownHash, victimIds);
  if (!mayHaveCode(known, await codesMade(tx, request, carrier, victimIds))) {
    if (!known) await turnDown(tx, request, victimIds);
    return false;
  }
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const { serviceId } = tx.actor;
  const rows = points.map(({ id: contactPointId, victimId }) => {
    const id = randomUUID();
    return {
      ...{ serviceId, id, victimId, contactPointId, purpose: 'sign_in' as const },
      codeHash: codeHash(id, code),
      browserHash: request.browserHash,
      knownHash: known ? request.knownHash : null,
      expiresAt: sql`clock_timestamp() + interval '10 minutes'`,
    };
  });
  await tx.insert(signInCode).values(rows);
  await enqueue(tx, {
    ...{ victimId: carrier.victimId, caseId: null, updateId: null, contactPointId: carrier.id },
    kind: 'sign_in_code',
    channel: saidBy[request.kind],
    topicChoiceId: carrier.contactChoiceId,
    channelChoiceId: carrier.contactChoiceId,
    facts: { kind: 'sign_in_code', code },
  });
  for (const { victimId } of points) tx.record({ action: 'sign_in_code.made', subjectId: victimId });
  return true;
}
