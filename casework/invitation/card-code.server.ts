import { randomUUID, timingSafeEqual } from 'node:crypto';
import { and, eq, gt, or, sql } from 'drizzle-orm';
import { cardCodeRequest, invitation } from '#db/schema/getting-in.ts';
import { codeHash, tokenHash } from '#db/sealing.server.ts';
import { verifySecret } from '#db/secret.server.ts';
import { asVisitor, type Tx, transactionAs, type VictimActor } from '#db/transaction.server.ts';
import { plainDigits } from '../authenticator/one-time-code.ts';
import { raiseTask } from '../task/store.server.ts';
import { type Card, plainSymbols } from './card.ts';
import { actorOf, cardOf, countWrongTry, keepOpened, type OpenedCard } from './gate.server.ts';
import { answerSteadily } from './steady-answer.server.ts';

export type CardCodeRequest = Card & {
  browserToken: string;
  /** Where a try that leads nowhere is written down: the services of this host. */
  serviceIds: readonly string[];
};

/**
 * Asks for six digits in place of the word, for a card that has none. The same row is written whether or not there is such
 * a card, and whether or not it has a word; only the worker process finds out where a code can go.
 */
export async function askForCardCode(typed: CardCodeRequest): Promise<void> {
  await answerSteadily(asked(typed));
}

async function asked({ locator, secret, browserToken, serviceIds }: CardCodeRequest): Promise<void> {
  const card = await cardOf(locator);
  const right = await verifySecret(plainSymbols(secret), card?.secret_hash ?? null);
  const mayHave = card && right && card.word_hash === null ? card : null;
  const serviceId = mayHave ? mayHave.service_id : serviceIds[0];
  if (!serviceId) return;
  const row = { serviceId, id: randomUUID(), browserHash: tokenHash(browserToken) };
  await asVisitor(null, async (tx) => {
    await tx.insert(cardCodeRequest).values({ ...row, invitationId: mayHave ? mayHave.invitation_id : null });
    await tx.execute(sql`select pg_notify('message', ${serviceId})`);
  });
  if (!right) await countWrongTry(locator, false);
}

type Tried = {
  service_id: string;
  code_id: string;
  victim_id: string;
  contact_point_id: string;
  invitation_id: string;
  code_hash: Buffer;
  tries: number;
};

const triesACode = 5;

/**
 * Opens a card by the six digits that were sent for it, in the browser that asked for them: five tries, ten minutes, once.
 * Whoever has them has the number or address too, so that is verified. Null for everything else, after the same time.
 */
export function openCardByCode(typed: { code: string; browserToken: string }): Promise<OpenedCard | null> {
  return answerSteadily(openedByCode(typed));
}

async function openedByCode({ code, browserToken }: { code: string; browserToken: string }) {
  const tried = await asVisitor(null, (tx) =>
    tx.execute<Tried>(sql`select * from card_codes_of_browser(${tokenHash(browserToken)})`),
  );
  const digits = plainDigits(code);
  const right = tried.find((one) => timingSafeEqual(one.code_hash, codeHash(one.code_id, digits)));
  if (right) return transactionAs(actorOf(right), (tx) => spend(tx, right));
  for (const spent of tried.filter(({ tries }) => tries === triesACode))
    await transactionAs(actorOf(spent), (tx) =>
      raiseTask(tx, { victimId: spent.victim_id, kind: 'wrong_card_tries' }),
    );
  return null;
}

async function spend(tx: Tx<VictimActor>, tried: Tried): Promise<OpenedCard | null> {
  const { serviceId, victimId } = tx.actor;
  const [card] = await tx
    .select({ state: invitation.state })
    .from(invitation)
    .where(
      and(
        eq(invitation.id, tried.invitation_id),
        or(eq(invitation.state, 'opened'), gt(invitation.expiresAt, sql`clock_timestamp()`)),
      ),
    );
  if (!card || !(await proveTheirs(tx, tried)) || !(await keepOpened(tx, tried.invitation_id))) return null;
  tx.record({ action: 'invitation.code_used', subjectId: victimId });
  return { serviceId, victimId, firstTime: card.state !== 'opened' };
}

// Once, and only where nobody is known to share or watch the number since the digits left.
async function proveTheirs(
  tx: Tx<VictimActor>,
  { code_id: codeId, code_hash: hash }: Tried,
): Promise<boolean> {
  const [proven] = await tx.execute<{ outcome: string; contact_point_id: string }>(
    sql`select outcome, contact_point_id from prove_contact_point(${codeId}, ${hash})`,
  );
  if (proven?.outcome !== 'verified') return false;
  const details = { contactPointId: proven.contact_point_id };
  tx.record({ action: 'contact_point.verified', subjectId: tx.actor.victimId, details });
  return true;
}
