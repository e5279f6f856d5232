import { randomUUID } from 'node:crypto';
import { and, count, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import { signInCode } from '#db/schema/getting-in.ts';
import { verifyRequest } from '#db/schema/reach.ts';
import { codeHash, tokenHash } from '#db/sealing.server.ts';
import type { Tx, VictimActor } from '#db/transaction.server.ts';
import { NotThereError } from '../refusals.ts';
import { contactPointsOf } from './store.server.ts';

const codesAnHour = 5;

/** `not_possible`: an address, or a number of theirs to which they have stopped texts. */
export type AskedToVerify = 'sent' | 'too_many' | 'not_possible';

/**
 * Asks the worker process for six digits at a number or address, good for ten minutes in the browser that asked. An
 * earlier code stops working. The answer says nothing about a number that is not verified yet: where somebody stopped our
 * texts, the digits do not come. Throws NotThereError for a contact point that is not this person's.
 */
export async function askToVerify(
  tx: Tx<VictimActor>,
  victimId: string,
  pointId: string,
  browserToken: string,
): Promise<AskedToVerify> {
  const { serviceId } = tx.actor;
  const point = (await contactPointsOf(tx, victimId)).find(({ id }) => id === pointId);
  if (!point) throw new NotThereError();
  if (point.kind === 'address' || point.suppressed) return 'not_possible';
  if ((await askedThisHour(tx, victimId)) >= codesAnHour) return 'too_many';
  await tx.insert(verifyRequest).values({
    ...{ serviceId, id: randomUUID(), victimId, contactPointId: pointId },
    browserHash: tokenHash(browserToken),
  });
  await tx.execute(sql`select pg_notify('message', ${serviceId})`);
  return 'sent';
}

async function askedThisHour(tx: Tx<VictimActor>, victimId: string): Promise<number> {
  const [row] = await tx
    .select({ asked: count() })
    .from(verifyRequest)
    .where(
      and(
        eq(verifyRequest.victimId, victimId),
        gt(verifyRequest.askedAt, sql`clock_timestamp() - interval '1 hour'`),
      ),
    );
  return row ? row.asked : 0;
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
        eq(signInCode.victimId, victimId),
        eq(signInCode.purpose, 'verify'),
        isNull(signInCode.usedAt),
        eq(signInCode.browserHash, tokenHash(browserToken)),
        gt(signInCode.expiresAt, sql`clock_timestamp()`),
      ),
    )
    .orderBy(desc(signInCode.createdAt))
    .limit(1);
  if (!newest) return 'expired';
  const [tried] = await tx.execute<{ outcome: 'verified' | 'wrong' | 'expired'; contact_point_id: string }>(
    sql`select * from prove_contact_point(${newest.id}, ${codeHash(newest.id, code)})`,
  );
  if (tried?.outcome === 'verified')
    tx.record({
      action: 'contact_point.verified',
      subjectId: victimId,
      details: { contactPointId: tried.contact_point_id },
    });
  return tried ? tried.outcome : 'expired';
}
