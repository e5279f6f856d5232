import { sql } from 'drizzle-orm';
import type { ProcessActor, StaffActor, Tx } from '#db/transaction.server.ts';
import { contactPointsOf } from '../contact-point/store.server.ts';
import { mayStandForWord } from './rules.ts';

/** A number or address whose six digits may stand for the word, as anyone may see it. */
export type CodeContact = { id: string; kind: 'mobile' | 'email'; hint: string };

/**
 * Where a code can go that opens a card without a word: to a mobile rather than an e-mail address, and to the first of
 * these. Null where there is none, where staff have locked that way, or where somebody else we know has the same.
 */
export async function codeContactOf(
  tx: Tx<StaffActor | ProcessActor>,
  victimId: string,
): Promise<CodeContact | null> {
  const known = await contactPointsOf(tx, victimId);
  const notTheirsAlone = await tx.execute<{ id: string }>(sql`
    select mine.id from contact_point mine
    where mine.service_id = app_service() and mine.victim_id = ${victimId} and mine.ended_at is null and (
      exists (select from contact_point other where other.service_id = mine.service_id and other.kind = mine.kind
        and other.ended_at is null and other.blind_index = mine.blind_index and other.victim_id <> mine.victim_id)
      or exists (select from channel_lock l where l.service_id = mine.service_id and l.victim_id = mine.victim_id
        and l.lifted_at is null and l.channel = case mine.kind when 'mobile' then 'text' when 'email' then 'email' end))`);
  const theirsAlone = known
    .filter(mayStandForWord)
    .filter(({ id }) => !notTheirsAlone.some((one) => one.id === id))
    .flatMap(({ id, kind, hint }) => (kind === 'address' ? [] : [{ id, kind, hint }]));
  return theirsAlone.find(({ kind }) => kind === 'mobile') ?? theirsAlone[0] ?? null;
}
