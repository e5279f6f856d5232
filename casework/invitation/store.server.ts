import { randomUUID } from 'node:crypto';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { invitation } from '#db/schema/getting-in.ts';
import { hashSecret } from '#db/secret.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { cancelWaiting } from '#messaging/outbox.server.ts';
import { WordNeededError } from '../refusals.ts';
import { policyInDays } from '../service/policy.server.ts';
import { plainWord } from './card.ts';
import { codeContactOf } from './code-contact.server.ts';
import type { NewInvitation } from './form.server.ts';
import { randomSymbols } from './random-symbols.server.ts';
import { type CardSending, sendCard } from './sending.server.ts';

/** `sending` is what leaves because of it; null for a card that is handed over. */
export type IssuedCard = { locator: string; secret: string; expiresAt: Date; sending: CardSending | null };

/**
 * Issues a card. Its secret is given back once, to be printed, and is kept only hashed, as is the agreed word. Whatever
 * card the person had stops working, what still waited of it is stopped, and whoever is signed in as them is signed out.
 * One to be posted is queued as a letter. Unopened, it lasts as many days as the service's `card_days`. Throws
 * WordNeededError without a word where no code can stand for it.
 */
export async function issueInvitation(
  tx: Tx<StaffActor>,
  victimId: string,
  { how, word }: NewInvitation,
): Promise<IssuedCard> {
  const { serviceId, staffId } = tx.actor;
  if (word === null && !(await codeContactOf(tx, victimId))) throw new WordNeededError();
  const secret = randomSymbols(8);
  const [secretHash, wordHash] = await Promise.all([
    hashSecret(secret),
    word === null ? null : hashSecret(plainWord(word)),
  ]);
  const days = await policyInDays(tx, 'card_days');
  await tx
    .update(invitation)
    .set({ state: 'replaced', version: sql`${invitation.version} + 1` })
    .where(
      and(
        eq(invitation.serviceId, serviceId),
        eq(invitation.victimId, victimId),
        inArray(invitation.state, ['issued', 'opened', 'refused']),
      ),
    );
  await cancelWaiting(tx, victimId, { all: true, kind: 'invitation' }, 'replaced');
  const id = randomUUID();
  const expiresAt = new Date(Date.now() + days * 86_400_000);
  const locator = await insertCard(tx, {
    serviceId,
    id,
    victimId,
    secretHash,
    wordHash,
    state: 'issued',
    how,
    issuedBy: staffId,
    expiresAt,
  });
  await tx.execute(sql`select end_sessions_of(${victimId})`);
  tx.record({ action: 'invitation.issued', subjectId: victimId, details: { invitationId: id, how } });
  const sending = how === 'letter' ? await sendCard(tx, victimId, { locator, secret }) : null;
  return { locator, secret, expiresAt, sending };
}

const tries = 8;

// Twenty bits are few enough for two cards to meet, in this service or another; the database says so.
async function insertCard(
  tx: Tx<StaffActor>,
  row: Omit<typeof invitation.$inferInsert, 'locator'>,
): Promise<string> {
  for (let turn = 0; turn < tries; turn += 1) {
    const locator = randomSymbols(4);
    const kept = await tx
      .insert(invitation)
      .values({ ...row, locator })
      .onConflictDoNothing()
      .returning({ id: invitation.id });
    if (kept.length > 0) return locator;
  }
  throw new Error('No free locator was found');
}

export type PastInvitation = {
  invitationId: string;
  locator: string;
  state: typeof invitation.$inferSelect.state;
  how: NewInvitation['how'];
  issuedBy: string;
  issuedAt: Date;
  expiresAt: Date;
  openedAt: Date | null;
  wrongTries: number;
};

/** Every card a person was ever given, the newest first. */
export async function invitationsOf(tx: Tx<StaffActor>, victimId: string): Promise<PastInvitation[]> {
  return tx
    .select({
      invitationId: invitation.id,
      locator: invitation.locator,
      state: invitation.state,
      how: invitation.how,
      issuedBy: invitation.issuedBy,
      issuedAt: invitation.issuedAt,
      expiresAt: invitation.expiresAt,
      openedAt: invitation.openedAt,
      wrongTries: invitation.wrongTries,
    })
    .from(invitation)
    .where(and(eq(invitation.serviceId, tx.actor.serviceId), eq(invitation.victimId, victimId)))
    .orderBy(desc(invitation.issuedAt));
}
