import { and, eq, type SQL, sql } from 'drizzle-orm';
import { message } from '#db/schema/message.ts';
import { sealerFrom } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import type { Language } from '#locales/languages.ts';
import { log } from '#log';
import { momentOf, neighboursAsSeen, reasonNotToPost } from './gates.server.ts';
import { bringsSecret, type HeldReason, type MessageKind } from './message/rules.ts';
import { messageServiceOf } from './message-service.server.ts';
import type { MessageService } from './messages/facts.ts';
import { letterAsSent } from './messages/letter.server.ts';
import { sealBody } from './sealed-message.server.ts';

/** Why a letter that lies here may not be posted: what keeps any message back, or that it was stopped or is out of date. */
export type StopsLetter =
  | Exclude<HeldReason, 'window' | 'quiet_hours' | 'nobody_to_ask'>
  | 'stopped'
  | 'expired'
  | 'gone';

/** A letter that was taken to be printed here, with what is needed to print it; `stops` is null while it may be posted. */
export type LetterHere = {
  id: string;
  victimId: string;
  caseId: string | null;
  kind: MessageKind;
  language: Language;
  createdAt: string;
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
  /** Which words it would leave in now; null where nothing is kept of it, or nothing that we have words for. */
  version: string | null;
};
/** The same as a member of a run. */
export type LetterOfRun = LetterHere & {
  number: number;
  reference: string;
  outcome: 'posted' | 'left' | 'taken_out' | 'undone' | null;
  returnedOn: string | null;
  /** Which words it was last printed in; null where it never was. */
  printedVersion: string | null;
  /** Whether what was printed is what would leave now. */
  printed: 'yes' | 'no' | 'in_other_words';
};

const columns = (at: SQL) => sql`
  m.id, m.victim_id as "victimId", m.case_id as "caseId", m.kind,
  coalesce(m.language, preference.language_written) as language, m.created_at as "createdAt", m.settled_at as since, m.expires_at as "expiresAt",
  m.sealed_facts as "sealedFacts", point.sealed_value as "sealedAddress",
  point.id as "contactPointId", person.sealed_name as "sealedName", key.wrapped, wish.format,
  exists (select from adjustment a where a.service_id = m.service_id and a.victim_id = m.victim_id and a.kind = 'large_print')
    as "largePrint",
  case when m.state = 'cancelled' then 'stopped' when m.state = 'expired' or m.expires_at <= ${at} then 'expired'
    when m.state <> 'accepted' or m.sealed_facts is null then 'gone'
    else ${reasonNotToPost(at)} end as stops`;

const ofThem = sql`t.service_id = m.service_id and t.victim_id = m.victim_id`;
const withPerson = sql`
  cross join lateral (select sealed_name from victim t where t.service_id = m.service_id and t.id = m.victim_id offset 0) person
  cross join lateral (select wrapped from victim_key t where ${ofThem} offset 0) key
  cross join lateral (select format from contact_preference t where ${ofThem} offset 0) wish`;

// Words that a manager approves are approved as they are made, so those that would leave now are asked about, and not the
// version the letter came here in. One that cannot be put into words any more stays, and keeps no other letter back.
async function inWordsOfNow<Row extends Omit<LetterHere, 'version'>>(
  tx: Tx<StaffActor>,
  rows: readonly Row[],
): Promise<(Row & { version: string | null })[]> {
  const service = await messageServiceOf(tx);
  const letters = rows.map((row) => ({ ...row, version: versionNow(tx.actor.serviceId, row, service) }));
  const made = letters.flatMap(({ version }) => version ?? []);
  const mayLeave = new Set(service.approvedOnly ? await approvedOf(tx, made) : made);
  return letters.map((letter) => ({
    ...letter,
    stops: letter.stops ?? (letter.version === null ? 'gone' : mayLeave.has(letter.version) ? null : 'words'),
  }));
}

function versionNow(
  serviceId: string,
  letter: Omit<LetterHere, 'version'>,
  service: MessageService,
): string | null {
  if (!letter.sealedFacts) return null;
  const sealer = sealerFrom(serviceId, letter.victimId, letter.wrapped);
  try {
    return letterAsSent(sealer, letter, service).templateVersion;
  } catch (error) {
    log.error({ error }, 'a letter could not be put into words');
    return null;
  }
}

async function approvedOf(tx: Tx<StaffActor>, versions: readonly string[]): Promise<string[]> {
  const approved = await tx.execute<{ version: string }>(sql`
    select version from json_array_elements_text(${JSON.stringify([...new Set(versions)])}::json) version
    where words_are_approved(version)`);
  return approved.map(({ version }) => version);
}

// Looked up by its message, however few letters PostgreSQL believes were ever printed: that is what `offset 0` is for.
const liesHere = sql`m.channel = 'letter' and m.state = 'accepted' and not exists (
  select from printed_letter l where l.service_id = m.service_id and l.message_id = m.id
    and (l.outcome is null or l.outcome in ('posted', 'left')) offset 0)`;

/** Which of the letters that lie here: those that may go, their words apart, or those that may not; so many after one of them. */
export type Which = {
  may: boolean;
  limit: number;
  /** Looked for among so many that have waited longest; among all of them when left out. */
  among?: number;
  after?: Pick<LetterHere, 'createdAt' | 'id'> | undefined;
};

/** Letters that lie here and are in no run that is still open, the longest waiting first. */
export async function lettersToPrint(
  tx: Tx<StaffActor>,
  { may, limit, among, after }: Which,
): Promise<LetterHere[]> {
  const behind = after
    ? sql`and (m.created_at, m.id) > (${after.createdAt}::timestamptz, ${after.id}::uuid)`
    : sql``;
  // Their order is that of an index, so no more are judged than are asked for.
  const rows = await tx.execute<Omit<LetterHere, 'version'>>(sql`
    select * from (
      select ${columns(momentOf())} from (
        select * from message m where m.service_id = ${tx.actor.serviceId} and ${liesHere} ${behind}
        order by m.created_at, m.id limit ${among ?? null}) m ${neighboursAsSeen} ${withPerson}
      order by m.created_at, m.id) here
    where (here.stops is null) = ${may} limit ${limit}`);
  return inWordsOfNow(tx, rows);
}

/** How many letters lie here and are in no run that is still open, counted up to `atMost`. */
export async function lettersLyingHere(tx: Tx<StaffActor>, atMost: number): Promise<number> {
  const [counted] = await tx.execute<{ letters: number }>(sql`
    select count(*)::int as letters from (
      select from message m where m.service_id = ${tx.actor.serviceId} and ${liesHere} limit ${atMost}) here`);
  return counted?.letters ?? 0;
}

/** The letters of a run that are open to this member of staff, in its order, with what became of each. */
export async function lettersOfRun(tx: Tx<StaffActor>, runId: string): Promise<LetterOfRun[]> {
  const rows = await tx.execute<Omit<LetterOfRun, 'version' | 'printed'>>(sql`
    select ${columns(momentOf())}, l.number, l.reference, l.outcome, l.returned_on as "returnedOn",
      l.printed_version as "printedVersion"
    from printed_letter l
    cross join lateral (select * from message m where m.service_id = l.service_id and m.id = l.message_id offset 0) m
    ${neighboursAsSeen} ${withPerson}
    where l.service_id = ${tx.actor.serviceId} and l.run_id = ${runId}
    order by l.number`);
  return (await inWordsOfNow(tx, rows)).map((letter) => ({ ...letter, printed: printedAs(letter) }));
}

function printedAs({ version, printedVersion }: Pick<LetterOfRun, 'version' | 'printedVersion'>) {
  if (printedVersion === null) return 'no';
  return printedVersion === version ? 'yes' : 'in_other_words';
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
 * Marks a letter as posted: its words are kept in the version that was printed, or, of one with a card, neither words nor
 * secret. False where it was stopped before: that stays, and so do the facts that went with it.
 */
export async function letterPosted(
  tx: Tx<StaffActor>,
  letter: LetterOfRun,
  service: MessageService,
): Promise<boolean> {
  const { serviceId } = tx.actor;
  if (!letter.sealedFacts) return false;
  const posted = await tx
    .update(message)
    .set({
      ...{ state: 'sent', settledAt: sql`clock_timestamp()`, version: sql`${message.version} + 1` },
      ...keptOf(serviceId, letter, service),
    })
    .where(and(eq(message.serviceId, serviceId), eq(message.id, letter.id), eq(message.state, 'accepted')))
    .returning({ id: message.id });
  return posted.length > 0;
}

// Where the words have changed since it was printed, nobody can say any more what stood on it, and nothing is made up.
function keptOf(serviceId: string, letter: LetterOfRun, service: MessageService) {
  if (bringsSecret({ kind: letter.kind, channel: 'letter' })) return { sealedFacts: null };
  if (letter.printed !== 'yes') return {};
  const sealer = sealerFrom(serviceId, letter.victimId, letter.wrapped);
  return { sealedBody: sealBody(sealer, letter.id, letterAsSent(sealer, letter, service)) };
}
