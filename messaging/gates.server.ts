import { type SQL, sql } from 'drizzle-orm';

/** The moment a piece of work takes place at: the database's own clock, unless the caller names one. */
export function momentOf(at?: Date): SQL {
  return at ? sql`${at.toISOString()}::timestamptz` : sql`clock_timestamp()`;
}

/**
 * Everything that decides whether a message `m` may leave. All of these rows always exist: the person's choices from the
 * moment there is a case, preference and hold with the person, suppression with the contact point. Each is the person's
 * own, or the message has no neighbour and stays.
 */
export const neighbours = sql`
  join message_kind k on k.kind = m.kind
  join choice_now topic_choice on topic_choice.service_id = m.service_id and topic_choice.victim_id = m.victim_id
    and topic_choice.id = m.topic_choice_id
  join choice_now channel_choice on channel_choice.service_id = m.service_id and channel_choice.victim_id = m.victim_id
    and channel_choice.id = m.channel_choice_id
  join choice_now contact on contact.service_id = m.service_id and contact.victim_id = m.victim_id
    and contact.case_id is null and contact.purpose = 'contact' and contact.topic = '' and contact.channel = ''
  join contact_preference preference on preference.service_id = m.service_id and preference.victim_id = m.victim_id
  join hold on hold.service_id = m.service_id and hold.victim_id = m.victim_id
  join contact_point point on point.service_id = m.service_id and point.victim_id = m.victim_id
    and point.id = m.contact_point_id
  join suppression on suppression.service_id = point.service_id and suppression.kind = point.kind
    and suppression.blind_index = point.blind_index`;

/** A message `m` beside all of that. */
export const beside = sql`message m ${neighbours}`;

/** The rows of `beside` that a person changes, by the names a lock asks for. */
export const changeable = sql`topic_choice, channel_choice, contact, preference, hold, point, suppression`;

const refused = sql`(
  (k.needs_choice and (topic_choice.state in ('declined', 'withdrawn') or channel_choice.state in ('declined', 'withdrawn')))
  or (k.refused_by_no and contact.state in ('declined', 'withdrawn')))`;

/** Whether they said it after the message was written: then it is over, and a later yes does not bring it back. */
export const refusedSince = sql`(
  (k.needs_choice and topic_choice.state in ('declined', 'withdrawn') and topic_choice.changed_at > m.created_at)
  or (k.needs_choice and channel_choice.state in ('declined', 'withdrawn') and channel_choice.changed_at > m.created_at)
  or (k.refused_by_no and contact.state in ('declined', 'withdrawn') and contact.changed_at > m.created_at))`;

const noChannel = sql`(
  point.ended_at is not null
  or (k.keeps_windows and point.bad_at is not null)
  or (m.kind = 'invitation' and m.channel in ('text', 'email') and point.shared)
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
  k.keeps_windows and approved_words_only(${at}) and not words_are_approved(m.template_version))`;

/** Why message `m` of `beside` may not leave at this moment, or null when it may. One table of gates, read in one place. */
export function reasonToHold(at: SQL): SQL {
  return sql`coalesce(${reasonOfTheirOwn(at)}, case
    when ${locked} and not ${letPast} then case when ${askedOfASecond(at)} then 'second_person' else 'no_channel' end
    when ${inWordsNobodyApproved(at)} then 'words'
    when k.keeps_windows and not leaves_time_to_arrive(m.victim_id, ${at}) then
      case when exists (select from safe_window w where w.service_id = m.service_id and w.victim_id = m.victim_id)
        then 'window' else 'quiet_hours' end
  end)`;
}
