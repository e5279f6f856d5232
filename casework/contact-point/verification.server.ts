import { randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import { and, count, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import { signInCode } from '#db/schema/getting-in.ts';
import { contactPoint } from '#db/schema/reach.ts';
import { codeHash, tokenHash } from '#db/sealing.server.ts';
import type { Tx, VictimActor } from '#db/transaction.server.ts';
import { enqueue } from '#messaging/outbox.server.ts';
import { choicesOf } from '../choice/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { contactPointsOf } from './store.server.ts';

const codesAnHour = 5;
const triesACode = 5;
const saidBy = { mobile: 'text', email: 'email', address: null } as const;

const verifying = (victimId: string) =>
  and(eq(signInCode.victimId, victimId), eq(signInCode.purpose, 'verify'));

/** `not_possible`: an address, or a number whose owner stopped texts to it. */
export type AskedToVerify = 'sent' | 'too_many' | 'not_possible';

/**
 * Sends six digits to a number or address, good for ten minutes in the browser that asked. An earlier code stops working.
 * Throws NotThereError for a contact point that is not this person's.
 */
export async function askToVerify(
  tx: Tx<VictimActor>,
  victimId: string,
  pointId: string,
  browserToken: string,
): Promise<AskedToVerify> {
  const point = (await contactPointsOf(tx, victimId)).find(({ id }) => id === pointId);
  if (!point) throw new NotThereError();
  const channel = saidBy[point.kind];
  if (!channel || point.suppressed) return 'not_possible';
  if ((await codesSince(tx, victimId)) >= codesAnHour) return 'too_many';
  const contact = (await choicesOf(tx, victimId)).find(
    (one) => one.purpose === 'contact' && one.channel === '',
  );
  if (!contact) throw new NotThereError();
  const code = await freshCode(tx, victimId, pointId, browserToken);
  await enqueue(tx, {
    ...{ victimId, caseId: null, updateId: null, kind: 'verify_code', channel, contactPointId: pointId },
    topicChoiceId: contact.id,
    channelChoiceId: contact.id,
    facts: { kind: 'verify_code', code },
  });
  return 'sent';
}

async function codesSince(tx: Tx<VictimActor>, victimId: string): Promise<number> {
  const [row] = await tx
    .select({ codes: count() })
    .from(signInCode)
    .where(and(verifying(victimId), gt(signInCode.createdAt, sql`clock_timestamp() - interval '1 hour'`)));
  return row ? row.codes : 0;
}

async function freshCode(
  tx: Tx<VictimActor>,
  victimId: string,
  contactPointId: string,
  browserToken: string,
): Promise<string> {
  const [id, code] = [randomUUID(), String(randomInt(1_000_000)).padStart(6, '0')];
  await tx
    .update(signInCode)
    .set({ usedAt: sql`clock_timestamp()` })
    .where(and(verifying(victimId), isNull(signInCode.usedAt)));
  await tx.insert(signInCode).values({
    ...{ serviceId: tx.actor.serviceId, id, victimId, contactPointId, purpose: 'verify' },
    codeHash: codeHash(id, code),
    browserHash: tokenHash(browserToken),
    expiresAt: sql`clock_timestamp() + interval '10 minutes'`,
  });
  return code;
}

/**
 * Checks six digits against the last code this browser asked for. Right, and the number is verified; wrong five times,
 * or later than ten minutes, and another has to be asked for. The answer is to be committed whatever it is: it counts.
 */
export async function verifyContactPoint(
  tx: Tx<VictimActor>,
  victimId: string,
  code: string,
  browserToken: string,
): Promise<'verified' | 'wrong' | 'expired'> {
  const [newest] = await tx
    .select({ id: signInCode.id })
    .from(signInCode)
    .where(
      and(
        verifying(victimId),
        isNull(signInCode.usedAt),
        eq(signInCode.browserHash, tokenHash(browserToken)),
        gt(signInCode.expiresAt, sql`clock_timestamp()`),
      ),
    )
    .orderBy(desc(signInCode.createdAt))
    .limit(1);
  if (!newest) return 'expired';
  // Counted by the statement itself: tries that come at once each take one of the five.
  const [tried] = await tx
    .update(signInCode)
    .set({ tries: sql`${signInCode.tries} + 1` })
    .where(and(verifying(victimId), eq(signInCode.id, newest.id), sql`${signInCode.tries} < ${triesACode}`))
    .returning({ codeHash: signInCode.codeHash, contactPointId: signInCode.contactPointId });
  if (!tried) return 'expired';
  if (!timingSafeEqual(tried.codeHash, codeHash(newest.id, code))) return 'wrong';
  return markVerified(tx, victimId, newest.id, tried.contactPointId);
}

async function markVerified(
  tx: Tx<VictimActor>,
  victimId: string,
  codeId: string,
  contactPointId: string,
): Promise<'verified' | 'expired'> {
  await tx
    .update(signInCode)
    .set({ usedAt: sql`clock_timestamp()` })
    .where(and(verifying(victimId), eq(signInCode.id, codeId)));
  const verified = await tx
    .update(contactPoint)
    .set({
      verifiedAt: sql`clock_timestamp()`,
      badAt: null,
      version: sql`${contactPoint.version} + 1`,
    })
    .where(
      and(
        eq(contactPoint.victimId, victimId),
        eq(contactPoint.id, contactPointId),
        isNull(contactPoint.endedAt),
      ),
    )
    .returning({ id: contactPoint.id });
  if (verified.length === 0) return 'expired';
  tx.record({ action: 'contact_point.verified', subjectId: victimId, details: { contactPointId } });
  return 'verified';
}
