import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { tokenHash } from '#db/sealing.server.ts';
import type { ProcessActor, Tx } from '#db/transaction.server.ts';
import type { Language } from '#locales/languages.ts';
import { beside, changeable, locked, momentOf, reasonToHold } from './gates.server.ts';
import type { MessageKind } from './message/rules.ts';
import type { MessageChannel } from './messages/facts.ts';
import type { Provider } from './providers/provider.ts';

export type ProviderFor = (channel: MessageChannel) => Provider;

/** One message that this process alone may send now, with what was true of its person when it was claimed. */
export type Claimed = {
  id: string;
  victimId: string;
  kind: MessageKind;
  channel: MessageChannel;
  attempt: number;
  provider: Provider['name'];
  language: Language;
  sealedFacts: Buffer;
  contactPointId: string;
  sealedTo: Buffer;
  toIndex: Buffer;
  wrapped: Buffer;
  mayCarryNews: boolean;
  validForSeconds: number;
  token: string;
};
export type ClaimOptions = {
  limit: number;
  providerFor: ProviderFor;
  /** The moment to judge by; the database's own clock when left out. */
  at?: Date;
  /** Only so that a test can show what the share lock is for. */
  withoutShareLock?: true;
};

// Read once, so that one claim judges everything by one moment.
const now = sql`(select at from now)`;

// Windows are rows that come and go, and cannot be locked; whoever changes them changes the preference too. A lock that finds
// a preference newer than this statement's view of it means that the windows in that view are old: the message waits a turn.
const nothingChangedMeanwhile = sql`preference.version = (
  select seen.version from contact_preference seen
  where seen.service_id = m.service_id and seen.victim_id = m.victim_id)`;

// Gates are read only of those whose turn it is. What waits for a reason of its own comes second, so that it delays nobody.
const firstOf = (state: 'queued' | 'held', count: number) => sql`(
  select id from message
  where service_id = app_service() and state = ${state} and not_before <= ${now} and expires_at > ${now}
  order by priority, not_before, id limit ${count})`;

type Row = Omit<Claimed, 'token'> & { turn: string };

/**
 * Takes up to `limit` messages that may leave now and marks them as being sent, in one statement. Whatever a person may be
 * changing at this instant is share-locked or passed over, so a change that committed first is always obeyed.
 */
export async function claim(tx: Tx<ProcessActor>, options: ClaimOptions): Promise<Claimed[]> {
  const tokens = Array.from({ length: options.limit }, () => randomBytes(24).toString('base64url'));
  const hashes = tokens.map((token) => tokenHash(token).toString('hex')).join(',');
  const { providerFor } = options;
  const rows = await tx.execute<Row>(sql`
    with now as materialized (select ${momentOf(options.at)} as at),
    candidate as materialized (${firstOf('queued', options.limit * 8)} union all ${firstOf('held', options.limit * 2)}),
    picked as (
      select m.id, preference.language_written, preference.text_content, point.id as point_id, point.sealed_value, point.blind_index,
        point.verified_at is not null and not point.shared and not ${locked} as is_theirs_alone, k.keeps_windows, ${now} as at
      from ${beside}
      where m.id = any (array(select id from candidate)) and m.service_id = app_service() and m.state in ('queued', 'held')
        and m.not_before <= ${now} and m.expires_at > ${now} and m.sealed_facts is not null and (${reasonToHold(now)}) is null
        and ${nothingChangedMeanwhile}
      order by m.priority, m.not_before, m.id
      limit ${options.limit}
      for update of m skip locked
      ${options.withoutShareLock ? sql`` : sql`for share of ${changeable} skip locked`}),
    numbered as (select picked.*, row_number() over () as turn from picked),
    claimed as (
      update message set state = 'submitting', held_reason = null, attempts = attempts + 1, claimed_at = numbered.at,
        lease_until = numbered.at + interval '2 minutes', language = numbered.language_written,
        provider = case channel when 'text' then ${providerFor('text').name} when 'email' then ${providerFor('email').name}
          else ${providerFor('letter').name} end, next_look_at = null, version = version + 1
      from numbered where message.service_id = app_service() and message.id = numbered.id
      returning message.*, numbered.point_id, numbered.sealed_value, numbered.blind_index, numbered.is_theirs_alone, numbered.text_content,
        numbered.keeps_windows, numbered.turn),
    begun as (
      insert into attempt (service_id, message_id, number, provider, started_at, callback_hash)
      select service_id, id, attempts, provider, claimed_at, decode(split_part(${hashes}, ',', turn::int), 'hex') from claimed)
    select c.id, c.victim_id as "victimId", c.kind, c.channel, c.attempts as attempt, c.provider, c.language, c.sealed_facts as "sealedFacts",
      c.point_id as "contactPointId", c.sealed_value as "sealedTo", c.blind_index as "toIndex", key.wrapped,
      c.is_theirs_alone and c.text_content = 'sentence' as "mayCarryNews", c.turn,
      floor(extract(epoch from least(c.expires_at, case when c.keeps_windows then safe_until(c.victim_id, c.claimed_at) end)
        - c.claimed_at))::int
        as "validForSeconds"
    from claimed c join victim_key key on key.service_id = c.service_id and key.victim_id = c.victim_id
    order by c.turn`);
  if (rows.length > 0)
    tx.record({ action: 'messages.claimed', subjectId: null, details: { count: rows.length } });
  return rows.map(({ turn, ...row }) => ({ ...row, token: String(tokens[Number(turn) - 1]) }));
}
