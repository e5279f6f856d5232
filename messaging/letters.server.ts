import { and, eq, type SQL, sql } from 'drizzle-orm';
import { message } from '#db/schema/message.ts';
import { sealerFrom } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import type { Language } from '#locales/languages.ts';
import { beside, momentOf, reasonNotToPost } from './gates.server.ts';
import { bringsSecret, type HeldReason, type MessageKind } from './message/rules.ts';
import type { MessageService } from './messages/facts.ts';
import { letterAsSent } from './messages/letter.server.ts';
import { sealBody } from './sealed-message.server.ts';

/** Why a letter that lies here may not be posted: what keeps any message back, or that it was stopped or is out of date. */
export type StopsLetter = Exclude<HeldReason, 'window' | 'quiet_hours'> | 'stopped' | 'expired' | 'gone';

/** A letter that was taken to be printed here, with what is needed to print it; `stops` is null while it may be posted. */
export type LetterHere = {
  id: string;
  victimId: string;
  caseId: string | null;
  kind: MessageKind;
  language: Language;
  /** When it came to be printed. */
  since: string;
  expiresAt: string;
  stops: StopsLetter | null;
  sealedFacts: Buffer | null;
  sealedAddress: Buffer;
  contactPointId: string;
  sealedName: Buffer;
  wrapped: Buffer;
  format: 'standard' | 'large_print' | 'easy_read';
  largePrint: boolean;
};
/** The same as a member of a run. */
export type LetterOfRun = LetterHere & {
  number: number;
  reference: string;
  outcome: 'posted' | 'left' | 'taken_out' | 'undone' | null;
  returnedOn: string | null;
};

const columns = (at: SQL) => sql`
  m.id, m.victim_id as "victimId", m.case_id as "caseId", m.kind,
  coalesce(m.language, preference.language_written) as language, m.settled_at as since, m.expires_at as "expiresAt",
  m.sealed_facts as "sealedFacts", point.sealed_value as "sealedAddress",
  point.id as "contactPointId", person.sealed_name as "sealedName", key.wrapped, wish.format,
  exists (select from adjustment a where a.service_id = m.service_id and a.victim_id = m.victim_id and a.kind = 'large_print')
    as "largePrint",
  case when m.state = 'cancelled' then 'stopped' when m.state = 'expired' or m.expires_at <= ${at} then 'expired'
    when m.state <> 'accepted' or m.sealed_facts is null then 'gone'
    else ${reasonNotToPost(at)} end as stops`;

const withPerson = sql`
  join victim person on person.service_id = m.service_id and person.id = m.victim_id
  join victim_key key on key.service_id = m.service_id and key.victim_id = m.victim_id
  join contact_preference wish on wish.service_id = m.service_id and wish.victim_id = m.victim_id`;

/** The letters that lie here and are in no run that is still open, the longest waiting first. */
export function lettersToPrint(tx: Tx<StaffActor>): Promise<LetterHere[]> {
  return tx.execute<LetterHere>(sql`
    select ${columns(momentOf())} from ${beside} ${withPerson}
    where m.service_id = ${tx.actor.serviceId} and m.channel = 'letter' and m.state = 'accepted' and not exists (
      select from printed_letter l where l.service_id = m.service_id and l.message_id = m.id and (l.outcome is null or l.outcome in ('posted', 'left')))
    order by m.created_at, m.id`);
}

/** The letters of a run that are open to this member of staff, in its order, with what became of each. */
export function lettersOfRun(tx: Tx<StaffActor>, runId: string): Promise<LetterOfRun[]> {
  return tx.execute<LetterOfRun>(sql`
    select ${columns(momentOf())}, l.number, l.reference, l.outcome, l.returned_on as "returnedOn"
    from printed_letter l join (${beside} ${withPerson}) on m.service_id = l.service_id and m.id = l.message_id
    where l.service_id = ${tx.actor.serviceId} and l.run_id = ${runId}
    order by l.number`);
}

/** How many letters wait for something before they come to be printed, by what they wait for; null is their turn. */
export function lettersNotYetHere(
  tx: Tx<StaffActor>,
): Promise<{ why: HeldReason | null; letters: number }[]> {
  return tx.execute<{ why: HeldReason | null; letters: number }>(sql`
    select held_reason as why, count(*)::int as letters from message
    where service_id = ${tx.actor.serviceId} and channel = 'letter' and state in ('queued', 'held', 'submitting')
    group by held_reason order by count(*) desc, held_reason`);
}

/**
 * Keeps what these people may be changing as it is until the end of the transaction, so that a no that comes first is obeyed
 * and one that comes later finds that the letter has gone.
 */
export async function keepAsItIs(tx: Tx<StaffActor>, victimIds: readonly string[]): Promise<void> {
  if (victimIds.length === 0) return;
  const people = sql.join(
    victimIds.map((id) => sql`${id}::uuid`),
    sql`, `,
  );
  const theirs = sql`service_id = ${tx.actor.serviceId} and victim_id in (${people})`;
  await tx.execute(sql`select from choice_now where ${theirs} order by id for share`);
  await tx.execute(sql`select from contact_preference where ${theirs} order by victim_id for share`);
  await tx.execute(sql`select from hold where ${theirs} order by victim_id for share`);
  await tx.execute(sql`select from contact_point where ${theirs} order by id for share`);
}

/**
 * Marks a letter as posted: its words are kept as they left, or, of one with a card, neither words nor secret. False where it
 * was stopped before: that stays, and so do the facts that went with it.
 */
export async function letterPosted(
  tx: Tx<StaffActor>,
  letter: LetterHere,
  service: MessageService,
): Promise<boolean> {
  const { serviceId } = tx.actor;
  if (!letter.sealedFacts) return false;
  const sealer = sealerFrom(serviceId, letter.victimId, letter.wrapped);
  const words = letterAsSent(sealer, letter, service);
  const secret = bringsSecret({ kind: letter.kind, channel: 'letter' });
  const posted = await tx
    .update(message)
    .set({
      ...{ state: 'sent', settledAt: sql`clock_timestamp()`, version: sql`${message.version} + 1` },
      ...(secret ? { sealedFacts: null } : { sealedBody: sealBody(sealer, letter.id, words) }),
    })
    .where(and(eq(message.serviceId, serviceId), eq(message.id, letter.id), eq(message.state, 'accepted')))
    .returning({ id: message.id });
  return posted.length > 0;
}
