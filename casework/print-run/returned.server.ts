import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { printedLetter } from '#db/schema/letters.ts';
import { message } from '#db/schema/message.ts';
import { contactPoint } from '#db/schema/reach.ts';
import { sealerOf } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { enqueue } from '#messaging/outbox.server.ts';
import { openFacts } from '#messaging/sealed-message.server.ts';
import { recordAttempt } from '../contact-attempt/store.server.ts';
import { contactRulesOf } from '../contact-preference/store.server.ts';
import { raiseTask } from '../task/store.server.ts';
import { channelChoicesOf } from '../update/publish.server.ts';
import { localDate } from '../working-day/rules.ts';
import { typedMoment } from '../working-day/typed.ts';
import type { ReturnedLetter } from './form.server.ts';
import { openCasesOf } from './store.server.ts';

type Message = typeof message.$inferSelect;
export type CameBack =
  | { known: false; why: 'unknown' | 'already' | 'early' }
  /** `toldBy` is how else they are told the same, where they want that and it is safe. */
  | { known: true; victimId: string; taskId: string; toldBy: 'text' | 'email' | null };

/**
 * Takes note that a posted letter came back: its message did not arrive, its address is bad, the log of every open case says
 * so, and the worker has to look. What the letter said is said by another way only where the person agreed to it. A reference
 * of a case that is not open to this member of staff is unknown.
 */
export async function letterReturned(tx: Tx<StaffActor>, came: ReturnedLetter): Promise<CameBack> {
  const { serviceId, staffId } = tx.actor;
  const mine = and(
    eq(printedLetter.serviceId, serviceId),
    eq(printedLetter.reference, came.reference),
    inArray(printedLetter.outcome, ['posted', 'left']),
  );
  const [posted] = await tx.select().from(printedLetter).where(mine);
  if (!posted) return { known: false, why: 'unknown' };
  if (posted.settledAt && came.on < localDate(posted.settledAt) && posted.returnedAt === null)
    return { known: false, why: 'early' };
  const [taken] = await tx
    .update(printedLetter)
    .set({
      ...{ returnedOn: came.on, returnedWhy: came.why, returnedBy: staffId },
      returnedAt: sql`clock_timestamp()`,
    })
    .where(and(mine, isNull(printedLetter.returnedAt)))
    .returning({ messageId: printedLetter.messageId, victimId: printedLetter.victimId });
  if (!taken) return { known: false, why: 'already' };
  const { messageId, victimId } = taken;
  const itself = and(eq(message.serviceId, serviceId), eq(message.id, messageId));
  await tx
    .update(message)
    .set({
      ...{ state: 'undelivered', failureCode: 'returned', settledAt: sql`clock_timestamp()` },
      version: sql`${message.version} + 1`,
    })
    .where(and(itself, eq(message.state, 'sent')));
  const [letter] = await tx.select().from(message).where(itself);
  if (!letter) throw new Error('A letter that was printed has a message');
  await addressIsBad(tx, letter);
  await logged(tx, victimId, came.on);
  const taskId = await raiseTask(tx, { victimId, caseId: letter.caseId, kind: 'letter_returned' });
  const toldBy = await toldAnotherWay(tx, letter);
  tx.record({
    action: 'letter.returned',
    subjectId: victimId,
    details: { messageId, why: came.why, toldBy },
  });
  return { known: true, victimId, taskId, toldBy };
}

async function addressIsBad(tx: Tx<StaffActor>, { contactPointId }: Message): Promise<void> {
  await tx
    .update(contactPoint)
    .set({ badAt: sql`clock_timestamp()`, version: sql`${contactPoint.version} + 1` })
    .where(and(eq(contactPoint.serviceId, tx.actor.serviceId), eq(contactPoint.id, contactPointId)));
}

// That we tried stays true, so no clock goes back: it is an entry of its own, of something that came to us.
async function logged(tx: Tx<StaffActor>, victimId: string, on: string): Promise<void> {
  const at = on === localDate(new Date()) ? new Date() : (typedMoment(on, '12:00') ?? new Date());
  for (const caseId of await openCasesOf(tx, [victimId]))
    await recordAttempt(tx, caseId, {
      ...{ channel: 'letter', direction: 'in', outcome: 'letter_returned', at, interpreter: false, note: '' },
    });
}

// A card goes by letter alone, and what they said no to is said by nothing. Anything else is said by a text or an e-mail they agreed to, unless one said it already.
async function toldAnotherWay(tx: Tx<StaffActor>, letter: Message): Promise<'text' | 'email' | null> {
  const { victimId, caseId, updateId, kind, state, topicChoiceId, sealedFacts, createdAt } = letter;
  if (
    state !== 'undelivered' ||
    kind === 'invitation' ||
    !sealedFacts ||
    (await saidAlready(tx, letter, createdAt))
  )
    return null;
  const rules = await contactRulesOf(tx, victimId);
  const choices = await channelChoicesOf(tx, victimId);
  for (const { channel, usable, contactPointId } of rules.channels) {
    const channelChoiceId = choices.get(channel);
    if (!usable || (channel !== 'text' && channel !== 'email') || !channelChoiceId || !contactPointId)
      continue;
    const facts = openFacts(await sealerOf(tx, victimId), letter.id, sealedFacts);
    await enqueue(tx, {
      ...{ victimId, caseId, updateId, kind, channel, contactPointId, topicChoiceId, channelChoiceId, facts },
    });
    return channel;
  }
  return null;
}

async function saidAlready(tx: Tx<StaffActor>, { victimId, kind, id }: Message, at: Date): Promise<boolean> {
  const beside = await tx.execute(sql`
    select from message
    where service_id = ${tx.actor.serviceId} and victim_id = ${victimId} and kind = ${kind} and id <> ${id}
      and channel <> 'letter' and state not in ('cancelled', 'expired', 'failed', 'undelivered', 'dead')
      and created_at between ${at.toISOString()}::timestamptz - interval '1 minute' and ${at.toISOString()}::timestamptz + interval '1 minute'
    limit 1`);
  return beside.length > 0;
}
