import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { ProcessActor, Tx } from '#db/transaction.server.ts';
import type { Language } from '#locales/languages.ts';
import {
  isTheirsAlone,
  momentOf,
  neighboursHeldStill,
  neighboursUnlocked,
  reasonToHold,
  safeUntil,
} from './gates.server.ts';
import type { MessageKind } from './message/rules.ts';
import type { MessageChannel } from './messages/facts.ts';
import type { Provider } from './providers/provider.ts';
import { setAside } from './waiting.server.ts';
import { allowed, countClaimed, lookedFor, type Turns, whoseTurn } from './whose-turn.server.ts';

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
export type ClaimOptions = Turns & {
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

type Row = Omit<Claimed, 'token'> & { turn: string };
type Found = { looked: number; mayBe: number } & (Row | { id: null });

const tokenLength = 32;

/**
 * Takes up to `limit` messages that may leave now, each lane its share, and marks them as being sent, in one statement.
 * Whatever a person may be changing at this instant is share-locked or passed over, so a change that committed first is
 * always obeyed. `clogged`: what may not leave stood before what may; `setAsideFirst` takes it out of the way.
 */
export async function claim(
  tx: Tx<ProcessActor>,
  options: ClaimOptions,
): Promise<{ claimed: Claimed[]; clogged: boolean }> {
  const { limit } = options;
  const tokens = randomBytes(limit * 24).toString('base64url');
  const found = await tx.execute<Found>(statement(options, tokens));
  const claimed = found.flatMap((row) => {
    if (row.id === null) return [];
    const { turn, looked, mayBe, ...rest } = row;
    const from = (Number(turn) - 1) * tokenLength;
    return [{ ...rest, token: tokens.slice(from, from + tokenLength) }];
  });
  if (claimed.length > 0)
    tx.record({ action: 'messages.claimed', subjectId: null, details: { count: claimed.length } });
  const [{ looked, mayBe } = { looked: 0, mayBe: 0 }] = found;
  return { claimed, clogged: looked >= lookedFor(limit) && claimed.length < mayBe };
}

/** Holds or ends those a claim of as many would look at first and that may not leave. Gives back how many changed. */
export const setAsideFirst = (
  tx: Tx<ProcessActor>,
  { at, ...turns }: Turns & { at?: Date },
): Promise<number> => setAside(tx, whoseTurn(now, turns), at).then(({ changed }) => changed);

// Asked in one piece: taken apart, an index that leads to everything of a service may look as good to PostgreSQL as the key.
const mayGoStill = sql`case when state = 'queued' then not_before <= ${now} and expires_at > ${now} and sealed_facts is not null else false end`;

// One candidate after the other, in their order, each by its own key, until there are enough: nobody else's gates are read.
const statement = ({ at, providerFor, withoutShareLock, ...turns }: ClaimOptions, tokens: string) => sql`
  with now as materialized (select ${momentOf(at)} as at),
  ${whoseTurn(now, turns)},
  picked as (
    select m.id, preference.language_written, preference.text_content, point.id as point_id, point.sealed_value, point.blind_index,
      ${isTheirsAlone} as is_theirs_alone, k.keeps_windows, ${now} as at
    from candidate cross join lateral (
      select * from message
      where id = candidate.id and service_id = app_service() and ${mayGoStill}
      for update skip locked) as m ${withoutShareLock ? neighboursUnlocked : neighboursHeldStill}
    where (${reasonToHold(now)}) is null and ${nothingChangedMeanwhile}
    limit ${allowed(turns.limit)}),
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
    select service_id, id, attempts, provider, claimed_at,
      sha256(convert_to(substr(${tokens}, (turn::int - 1) * ${tokenLength} + 1, ${tokenLength}), 'UTF8')) from claimed),
  counted as (${countClaimed})
  select looked.count::int as looked, ${allowed(turns.limit)}::int as "mayBe",
    c.id, c.victim_id as "victimId", c.kind, c.channel, c.attempts as attempt, c.provider, c.language, c.sealed_facts as "sealedFacts",
    c.point_id as "contactPointId", c.sealed_value as "sealedTo", c.blind_index as "toIndex", key.wrapped,
    c.is_theirs_alone and c.text_content = 'sentence' as "mayCarryNews", c.turn,
    floor(extract(epoch from least(c.expires_at, case when c.keeps_windows then ${safeUntil(now)} end,
      case when c.hard_news then can_be_asked_until(c.claimed_at) end) - c.claimed_at))::int
      as "validForSeconds"
  from (select count(*) from candidate) as looked
  left join (claimed c join victim_key key on key.service_id = c.service_id and key.victim_id = c.victim_id) on true
  order by c.turn`;
