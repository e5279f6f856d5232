import { timingSafeEqual } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { signInCode } from '#db/schema/getting-in.ts';
import { contactPoint } from '#db/schema/reach.ts';
import { codeHash, tokenHash } from '#db/sealing.server.ts';
import { verifySecret } from '#db/secret.server.ts';
import { asVisitor, type Tx, transactionAs, type VictimActor } from '#db/transaction.server.ts';
import { plainDigits } from '../authenticator/one-time-code.ts';
import { plainWord } from '../invitation/card.ts';
import { actorOf } from '../invitation/gate.server.ts';
import { answerSteadily } from '../invitation/steady-answer.server.ts';

export type Redeemed =
  | { outcome: 'in'; serviceId: string; victimId: string; kind: 'mobile' | 'email' }
  | { outcome: 'word_needed' }
  | { outcome: 'no' };

type Tried = {
  service_id: string;
  code_id: string;
  victim_id: string;
  contact_point_id: string;
  code_hash: Buffer;
  word_hash: string | null;
};

/**
 * Redeems six digits in the browser that asked for them: five tries, ten minutes, once. Where more than one person uses
 * the number, or it is marked as shared or watched, digits alone let nobody in: the agreed word picks the person. Every
 * other answer is `no`, with the same work and after the same time.
 */
export function redeemCode(typed: { code: string; browserToken: string; word?: string }): Promise<Redeemed> {
  return answerSteadily(redeemed(typed));
}

async function redeemed(typed: { code: string; browserToken: string; word?: string }): Promise<Redeemed> {
  const digits = plainDigits(typed.code);
  const tried = await asVisitor(null, (tx) =>
    tx.execute<Tried>(sql`select * from codes_of_browser(${tokenHash(typed.browserToken)})`),
  );
  const right = tried.filter((one) => timingSafeEqual(one.code_hash, codeHash(one.code_id, digits)));
  const known = await pickedByWord(right, typed.word);
  const [only] = right;
  const picked = known ?? (right.length === 1 && typed.word === undefined ? only : undefined);
  if (picked) return transactionAs(actorOf(picked), (tx) => spend(tx, picked, known !== null));
  return right.length > 0 && typed.word === undefined ? { outcome: 'word_needed' } : { outcome: 'no' };
}

async function pickedByWord(right: readonly Tried[], word: string | undefined): Promise<Tried | null> {
  if (word === undefined) return null;
  const plain = plainWord(word);
  if (right.length === 0) await verifySecret(plain, null);
  const verdicts = await Promise.all(right.map((one) => verifySecret(plain, one.word_hash)));
  return right.find((_, index) => verdicts[index]) ?? null;
}

async function spend(tx: Tx<VictimActor>, picked: Tried, wordKnown: boolean): Promise<Redeemed> {
  const { serviceId, victimId } = tx.actor;
  const [point] = await tx
    .select({ kind: contactPoint.kind, shared: contactPoint.shared, watched: contactPoint.watched })
    .from(contactPoint)
    .where(and(eq(contactPoint.id, picked.contact_point_id), isNull(contactPoint.endedAt)));
  if (!point || point.kind === 'address') return { outcome: 'no' };
  if ((point.shared || point.watched) && !wordKnown) return { outcome: 'word_needed' };
  const spent = await tx
    .update(signInCode)
    .set({ usedAt: sql`clock_timestamp()` })
    .where(and(eq(signInCode.id, picked.code_id), isNull(signInCode.usedAt)))
    .returning({ id: signInCode.id });
  if (spent.length === 0) return { outcome: 'no' };
  tx.record({ action: 'sign_in_code.used', subjectId: victimId, details: { kind: point.kind } });
  return { outcome: 'in', serviceId, victimId, kind: point.kind };
}
