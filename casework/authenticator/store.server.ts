import { and, desc, eq, isNotNull, lt, sql } from 'drizzle-orm';
import { generateSecret, generateURI } from 'otplib';
import { authenticator, invitation } from '#db/schema/getting-in.ts';
import { service } from '#db/schema/service.ts';
import { sealerFrom, sealerOf } from '#db/sealing.server.ts';
import { verifySecret } from '#db/secret.server.ts';
import { asVisitor, type Tx, transactionAs, type VictimActor } from '#db/transaction.server.ts';
import { plainWord } from '../invitation/card.ts';
import {
  actorOf,
  countTry,
  countWrongTry,
  isSlowed,
  locatorOrNobody,
  tellAtTheFifth,
  untried,
} from '../invitation/gate.server.ts';
import { answerSteadily } from '../invitation/steady-answer.server.ts';
import { stepOfCode } from './one-time-code.ts';

const place = (victimId: string) => ({ table: 'authenticator', column: 'sealed_secret', row: victimId });
const mine = (victimId: string) => eq(authenticator.victimId, victimId);

/**
 * Begins an authenticator app: a new secret, and the address its QR code holds. It signs nobody in until confirmed; one
 * that was there stops working. The app shows the service's discreet name and the card's locator, nobody's name.
 */
export async function beginAuthenticator(
  tx: Tx<VictimActor>,
  victimId: string,
): Promise<{ secret: string; uri: string }> {
  const { serviceId } = tx.actor;
  const secret = generateSecret();
  const sealedSecret = (await sealerOf(tx, victimId)).seal(place(victimId), secret);
  await tx
    .insert(authenticator)
    .values({ serviceId, victimId, sealedSecret })
    .onConflictDoUpdate({
      target: [authenticator.serviceId, authenticator.victimId],
      set: { sealedSecret, confirmedAt: null, lastStep: 0, version: sql`${authenticator.version} + 1` },
    });
  const [own] = await tx
    .select({ name: service.discreetName })
    .from(service)
    .where(eq(service.id, serviceId));
  const [card] = await tx
    .select({ locator: invitation.locator })
    .from(invitation)
    .where(and(eq(invitation.victimId, victimId), eq(invitation.state, 'opened')))
    .orderBy(desc(invitation.openedAt))
    .limit(1);
  tx.record({ action: 'authenticator.begun', subjectId: victimId });
  const label = card ? card.locator : 'card';
  return { secret, uri: generateURI({ issuer: own ? own.name : label, label, secret }) };
}

/** Confirms an authenticator by its first code. False for a wrong one, and when none was begun. */
export async function confirmAuthenticator(
  tx: Tx<VictimActor>,
  victimId: string,
  code: string,
): Promise<boolean> {
  const [row] = await tx
    .select({ sealedSecret: authenticator.sealedSecret, lastStep: authenticator.lastStep })
    .from(authenticator)
    .where(mine(victimId))
    .for('update');
  if (!row) return false;
  const secret = (await sealerOf(tx, victimId)).open(place(victimId), row.sealedSecret);
  const step = stepOfCode(secret, code, row.lastStep);
  if (step === null) return false;
  await tx
    .update(authenticator)
    .set({ confirmedAt: sql`clock_timestamp()`, lastStep: step })
    .where(mine(victimId));
  tx.record({ action: 'authenticator.confirmed', subjectId: victimId });
  return true;
}

/** Whether someone can sign in with an authenticator. */
export async function hasAuthenticator(tx: Tx<VictimActor>, victimId: string): Promise<boolean> {
  const rows = await tx
    .select({ victimId: authenticator.victimId })
    .from(authenticator)
    .where(and(mine(victimId), isNotNull(authenticator.confirmedAt)));
  return rows.length > 0;
}

/** Forgets the authenticator; codes by text or e-mail and the card go on working. */
export async function endAuthenticator(tx: Tx<VictimActor>, victimId: string): Promise<void> {
  await tx.delete(authenticator).where(mine(victimId));
  tx.record({ action: 'authenticator.ended', subjectId: victimId });
}

type Candidate = {
  service_id: string;
  victim_id: string;
  sealed_secret: Buffer;
  wrapped: Buffer;
  last_step: string;
  word_hash: string | null;
  slow_until: string | null;
};

// Nobody's secret, so that a code is worked out for nobody too.
const nobodysSecret = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/**
 * Signs someone in by their card's locator, the agreed word and a code of their authenticator, which works once. Null for
 * everything else, with the same work and after the same time. The word is asked because four symbols and six digits
 * alone could be guessed; only tries that have it right slow the next, so that no stranger can keep a person out.
 */
export function signInByAuthenticator(typed: {
  locator: string;
  word: string;
  code: string;
}): Promise<{ serviceId: string; victimId: string } | null> {
  return answerSteadily(signIn(typed));
}

async function signIn(typed: { locator: string; word: string; code: string }) {
  const locator = locatorOrNobody(typed.locator);
  const [someone] = await asVisitor(null, (tx) =>
    tx.execute<Candidate>(sql`select * from authenticator_of_card(${locator})`),
  );
  const wordRight = await verifySecret(plainWord(typed.word), someone ? someone.word_hash : null);
  const step = stepOfCode(secretOf(someone), typed.code, someone ? Number(someone.last_step) : -1);
  if (!someone || !wordRight) {
    await countWrongTry(locator, false);
    return null;
  }
  if (isSlowed(someone.slow_until)) return null;
  // The try is taken before the code counts: of many guesses sent at once, only the first is answered.
  const tries = await countTry(locator, true);
  const used =
    tries !== null &&
    step !== null &&
    (await transactionAs(actorOf(someone), (tx) => spendStep(tx, step, locator)));
  if (used) return { serviceId: someone.service_id, victimId: someone.victim_id };
  await tellAtTheFifth(tries, locator);
  return null;
}

function secretOf(someone: Candidate | undefined): string {
  if (!someone) return nobodysSecret;
  const sealer = sealerFrom(someone.service_id, someone.victim_id, someone.wrapped);
  return sealer.open(place(someone.victim_id), someone.sealed_secret);
}

async function spendStep(tx: Tx<VictimActor>, step: number, locator: string): Promise<boolean> {
  const { victimId } = tx.actor;
  const moved = await tx
    .update(authenticator)
    .set({ lastStep: step })
    .where(and(mine(victimId), lt(authenticator.lastStep, step), isNotNull(authenticator.confirmedAt)))
    .returning({ victimId: authenticator.victimId });
  if (moved.length === 0) return false;
  await tx.update(invitation).set(untried).where(eq(invitation.locator, locator));
  tx.record({ action: 'authenticator.used', subjectId: victimId });
  return true;
}
