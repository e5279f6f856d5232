import { type SQL, sql } from 'drizzle-orm';

/** The moment a piece of work takes place at: the database's own clock, unless the caller names one. */
export function momentOf(at?: Date): SQL {
  return at ? sql`${at.toISOString()}::timestamptz` : sql`clock_timestamp()`;
}

const ofThem = sql`t.service_id = m.service_id and t.victim_id = m.victim_id`;

/**
 * Everything that decides whether a message `m` may leave. All of these rows always exist: the person's choices from the
 * moment there is a case, preference and hold with the person, suppression with the contact point. Each is the person's
 * own, or the message has no neighbour and stays. Each is found by its key, once the message is, however many rows
 * PostgreSQL believes there are: `last` is what each look-up ends with, a lock or `offset 0`.
 */
const neighbours = (last: SQL) => sql`
  join message_kind k on k.kind = m.kind
  cross join lateral (select state, changed_at from choice_now t where ${ofThem} and t.id = m.topic_choice_id ${last}) topic_choice
  cross join lateral (select state, changed_at from choice_now t where ${ofThem} and t.id = m.channel_choice_id ${last}) channel_choice
  cross join lateral (select state, changed_at from choice_now t where ${ofThem}
    and t.case_id is null and t.purpose = 'contact' and t.topic = '' and t.channel = '' ${last}) contact
  cross join lateral (select version, language_written, text_content from contact_preference t where ${ofThem} ${last}) preference
  cross join lateral (select held, until from hold t where ${ofThem} ${last}) hold
  cross join lateral (select id, kind, sealed_value, blind_index, verified_at, doubt, shared, watched, bad_at, ended_at
    from contact_point t where ${ofThem} and t.id = m.contact_point_id ${last}) point
  cross join lateral (select suppressed_at from suppression t where t.service_id = m.service_id
    and t.kind = point.kind and t.blind_index = point.blind_index ${last}) suppression`;

/** All of that as this statement sees it. */
export const neighboursAsSeen = neighbours(sql`offset 0`);
/** A message `m` beside all of that. */
export const beside = sql`message m ${neighboursAsSeen}`;

/** All of that as it is now and stays until the transaction ends; a message of which any of it is being changed has none. */
export const neighboursHeldStill = neighbours(sql`for share skip locked`);
/** The same unlocked: only so that a test can show what the lock is for. */
export const neighboursUnlocked = neighboursAsSeen;

const refused = sql`(
  (k.needs_choice and (topic_choice.state in ('declined', 'withdrawn') or channel_choice.state in ('declined', 'withdrawn')))
  or (k.refused_by_no and contact.state in ('declined', 'withdrawn'))
  or (k.refused_by_no and m.channel in ('text', 'email') and channel_choice.state in ('declined', 'withdrawn')))`;

/** Whether they said it after the message was written: then it is over, and a later yes does not bring it back. */
export const refusedSince = sql`(
  (k.needs_choice and topic_choice.state in ('declined', 'withdrawn') and topic_choice.changed_at > m.created_at)
  or (k.needs_choice and channel_choice.state in ('declined', 'withdrawn') and channel_choice.changed_at > m.created_at)
  or (k.refused_by_no and contact.state in ('declined', 'withdrawn') and contact.changed_at > m.created_at))`;

// Said of the number, or seen: somebody else of this service is reached there too, though neither of them said so.
const isShared = sql`(point.shared or exists (
  select from contact_point o where o.service_id = m.service_id and o.kind = point.kind and o.blind_index = point.blind_index
    and o.ended_at is null and o.victim_id <> m.victim_id))`;

const noChannel = sql`(
  point.ended_at is not null
  or (k.keeps_windows and point.bad_at is not null)
  or (m.kind = 'invitation' and m.channel in ('text', 'email') and ${isShared})
  or (k.needs_choice and m.channel in ('text', 'email') and point.verified_at is null)
  or (k.keeps_windows and exists (
    select from adjustment a where a.service_id = m.service_id and a.victim_id = m.victim_id
      and a.kind = case m.channel when 'text' then 'no_texts' when 'letter' then 'no_letters' end)))`;

/**
 * Whether message `m` of `beside` would go by a way that staff have locked, or to a number somebody else reads. There goes
 * nothing but the code its owner is asking for at that moment (kinds that keep no windows).
 */
export const locked = sql`(k.keeps_windows and (point.watched or exists (
  select from channel_lock l where l.service_id = m.service_id and l.victim_id = m.victim_id
    and l.channel = m.channel and l.lifted_at is null)))`;

/** Whether nobody else can be thought to read where `m` of `beside` goes, so that it may carry news and not only that there is some. */
export const isTheirsAlone = sql`(point.verified_at is not null and point.doubt is null and not ${isShared} and not ${locked})`;

// Two people agreed on exactly this message, knowing all that shuts the way today.
const letPast = sql`exists (
  select from channel_override o
  join channel_override_answer said on said.service_id = o.service_id and said.override_id = o.id and said.answer = 'confirmed'
  where o.service_id = m.service_id and o.message_id = m.id and (o.watched or not point.watched) and not exists (
    select from channel_lock l where l.service_id = m.service_id and l.victim_id = m.victim_id
      and l.channel = m.channel and l.lifted_at is null and l.locked_at > o.proposed_at))`;

const askedOfASecond = (at: SQL) => sql`exists (
  select from channel_override o where o.service_id = m.service_id and o.message_id = m.id and o.ends_at > ${at} and not exists (
    select from channel_override_answer said where said.service_id = o.service_id and said.override_id = o.id))`;

/** Why message `m` of `beside` may not leave whatever the hour and whoever agrees that it should: nobody may override these. */
export function reasonOfTheirOwn(at: SQL): SQL {
  return sql`case
    when suppression.suppressed_at is not null and not k.ignores_suppression then 'suppressed'
    when ${refused} then 'choice'
    when k.needs_choice and (topic_choice.state <> 'agreed' or channel_choice.state <> 'agreed') then 'choice'
    when not k.ignores_hold and hold.held and (hold.until is null or hold.until > ${at}) then 'hold'
    when ${noChannel} then 'no_channel'
  end`;
}

// Six digits are never kept back from whoever is asking for them at that moment, in whatever words.
const inWordsNobodyApproved = (at: SQL) => sql`(
  k.keeps_windows and (select approved_words_only(${at})) and not words_are_approved(m.template_version))`;

// Who has no safe times of their own has the default ones: the same for all of them, so they are worked out once.
const nobody = sql`'00000000-0000-0000-0000-000000000000'::uuid`;
const hasWindows = (whom: SQL) =>
  sql`exists (select from safe_window w where w.service_id = app_service() and w.victim_id = ${whom})`;

/** Until when it stays safe to reach the person of the claimed message `c`, who may be written to at this moment. */
export const safeUntil = (at: SQL): SQL => sql`case when ${hasWindows(sql`c.victim_id`)}
  then safe_until(c.victim_id, ${at}) else (select safe_until(${nobody}, ${at})) end`;

// It may take half an hour to arrive, as everywhere.
const canBeAskedOnArrival = (at: SQL) =>
  sql`(can_be_asked(${at}) and can_be_asked(${at} + interval '30 minutes'))`;

const shut = (at: SQL) => sql`
  when ${locked} and not ${letPast} then case when ${askedOfASecond(at)} then 'second_person' else 'no_channel' end`;

/**
 * Why a letter `m` of `beside` may not be posted, or null when it may. It is read at any hour, so hours say nothing about it;
 * and its words are made when it is printed, so whoever makes them asks about those.
 */
export function reasonNotToPost(at: SQL): SQL {
  return sql`coalesce(${reasonOfTheirOwn(at)}, case ${shut(at)} end)`;
}

/** Why message `m` of `beside` may not leave at this moment, or null when it may. One table of gates, read in one place. */
export function reasonToHold(at: SQL): SQL {
  return sql`coalesce(${reasonOfTheirOwn(at)}, case ${shut(at)}
    when ${inWordsNobodyApproved(at)} then 'words'
    when m.hard_news and not (select ${canBeAskedOnArrival(at)}) then 'nobody_to_ask'
    when k.keeps_windows and ${hasWindows(sql`m.victim_id`)} then
      case when not leaves_time_to_arrive(m.victim_id, ${at}) then 'window' end
    when k.keeps_windows and not (select leaves_time_to_arrive(${nobody}, ${at})) then 'quiet_hours'
  end)`;
}
