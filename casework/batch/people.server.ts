import { type SQL, sql } from 'drizzle-orm';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import type { Adjustment } from '../adjustment/form.server.ts';
import type { Channel, ChoiceState, UpdateTopic } from '../choice/rules.ts';
import { channelRules } from '../contact-preference/channel-rules.server.ts';
import type { KnownContactPoint } from '../contact-preference/rules.ts';
import type { MilestoneKind } from '../milestone/rules.ts';
import { nextSending, type SafeWindow } from '../safe-window/rules.ts';
import { type MessageChannel, messageChannels } from '../update/rules.ts';
import { bankHolidays } from '../working-day/rules.ts';
import type { BatchWords } from './form.server.ts';
import { type BatchAudience, type BatchKind, type LeftOutReason, whyLeftOut } from './rules.ts';

type Language = BatchWords['language'];

/** What several people are told of, and in which languages there are words for it. */
export type About = {
  incidentId: string;
  audience: BatchAudience;
  kind: BatchKind;
  happenedOn: string;
  topic: UpdateTopic;
  languages: readonly Language[];
};

/** Somebody of the incident whose case is open to who asks: in, or left out and why. `channels` lead to them now. */
export type PersonAsked = {
  victimId: string;
  caseId: string;
  why: LeftOutReason | null;
  language: Language;
  channels: MessageChannel[];
  /** Whether nothing can leave at this moment, so that theirs waits for the next safe time. */
  waitsForSafeTime: boolean;
};

type Row = {
  victimId: string;
  caseId: string;
  closed: boolean;
  contact: ChoiceState;
  topic: ChoiceState;
  held: boolean;
  toldAlready: boolean;
  preferred: Channel[];
  language: Language;
  choices: { channel: Channel; state: ChoiceState }[];
  points: KnownContactPoint[];
  adjustments: Pick<Adjustment, 'kind'>[];
  locks: { channel: Channel }[];
  windows: SafeWindow[];
};

const happenedInIt = ({ kind, happenedOn }: About) => sql`exists (
  select from milestone m where m.service_id = c.service_id and m.case_id = c.id and m.kind = ${kind} and m.happened_on = ${happenedOn})`;

// Asked for each case by itself: joined to all choices, PostgreSQL may read everybody's once for each person.
const stateOf = (question: SQL) => sql`coalesce((
  select n.state from choice_now n where n.service_id = c.service_id and n.victim_id = c.victim_id and ${question}), 'unanswered')`;

// One statement for everybody: nothing of it is sealed, so that not one of these names is opened to count them.
const standings = (about: About, which: SQL) => sql`
  select c.victim_id as "victimId", c.id as "caseId", c.closed_at is not null as closed,
    ${stateOf(sql`n.case_id is null and n.purpose = 'contact' and n.topic = '' and n.channel = ''`)} as contact,
    ${stateOf(sql`n.case_id = c.id and n.purpose = 'updates' and n.topic = ${about.topic} and n.channel = ''`)} as topic, p.channels as preferred, p.language_written as language,
    h.held and (h.until is null or h.until > clock_timestamp()) as held,
    exists (select from case_update u join milestone m on m.service_id = u.service_id and m.id = u.milestone_id
      where u.service_id = c.service_id and u.victim_id = c.victim_id and u.case_id = c.id and u.topic = ${about.topic} and u.state <> 'taken_back'
        and m.kind = ${about.kind} and m.happened_on = ${about.happenedOn}) as "toldAlready",
    (select coalesce(json_agg(json_build_object('channel', n.channel, 'state', n.state)), '[]') from choice_now n
      where n.service_id = c.service_id and n.victim_id = c.victim_id and n.purpose = 'contact' and n.channel <> '') as choices,
    (select coalesce(json_agg(json_build_object('id', o.id, 'kind', o.kind, 'verified', o.verified_at is not null,
        'bad', o.bad_at is not null, 'doubt', o.doubt, 'shared', o.shared or exists (select from contact_point a where a.service_id = o.service_id
          and a.kind = o.kind and a.blind_index = o.blind_index and a.ended_at is null and a.victim_id <> o.victim_id), 'watched', o.watched, 'suppressed', s.suppressed_at is not null)
        order by o.created_at, o.id), '[]')
      from contact_point o left join suppression s on s.service_id = o.service_id and s.kind = o.kind and s.blind_index = o.blind_index
      where o.service_id = c.service_id and o.victim_id = c.victim_id and o.ended_at is null) as points,
    (select coalesce(json_agg(json_build_object('kind', a.kind)), '[]') from adjustment a
      where a.service_id = c.service_id and a.victim_id = c.victim_id) as adjustments,
    (select coalesce(json_agg(json_build_object('channel', l.channel)), '[]') from channel_lock l
      where l.service_id = c.service_id and l.victim_id = c.victim_id and l.lifted_at is null) as locks,
    (select coalesce(json_agg(json_build_object('weekday', w.weekday, 'opens', to_char(w.opens, 'HH24:MI'),
        'closes', to_char(w.closes, 'HH24:MI')) order by w.weekday, w.opens), '[]') from safe_window w
      where w.service_id = c.service_id and w.victim_id = c.victim_id) as windows
  from victim_case c
  join contact_preference p on p.service_id = c.service_id and p.victim_id = c.victim_id
  join hold h on h.service_id = c.service_id and h.victim_id = c.victim_id
  where c.service_id = app_service() and c.incident_id = ${about.incidentId} and ${which}
  order by c.created_at, c.id`;

function standingOf(row: Row, about: About, now: Date): PersonAsked {
  const { victimId, caseId, language, windows } = row;
  const present = row.choices.map((one) => ({ ...one, purpose: 'contact' as const }));
  const rules = channelRules({ ...row, present });
  const whyNot = (way: MessageChannel) => rules.find(({ channel }) => channel === way)?.why ?? null;
  const ways = { text: whyNot('text'), email: whyNot('email'), letter: whyNot('letter') };
  const next = nextSending(windows, now, bankHolidays);
  const why = whyLeftOut({
    ...{ closed: row.closed, contact: row.contact, topic: row.topic, held: row.held },
    ...{ toldAlready: row.toldAlready, hasWords: about.languages.includes(language) },
    ...{ ways, hasSafeTime: next !== null },
  });
  const channels = messageChannels.filter((way) => ways[way] === null);
  return { victimId, caseId, why, language, channels, waitsForSafeTime: next?.getTime() !== now.getTime() };
}

/** Everybody asked about, whose case is open to this member of staff, as they stand at a moment. One person is in once. */
export async function peopleAsked(
  tx: Tx<StaffActor>,
  about: About,
  now = new Date(),
): Promise<PersonAsked[]> {
  const rows = await tx.execute<Row>(
    standings(about, about.audience === 'milestone' ? happenedInIt(about) : sql`true`),
  );
  const isIn = new Set<string>();
  return rows.map((row) => {
    const person = standingOf(row, about, now);
    if (person.why !== null) return person;
    if (isIn.has(person.victimId)) return { ...person, why: 'twice' };
    isIn.add(person.victimId);
    return person;
  });
}

/** How some people of a set stand now. Whose case is no longer open is not among them. */
export async function standingNow(
  tx: Tx<StaffActor>,
  about: About,
  caseIds: readonly string[],
  now = new Date(),
): Promise<PersonAsked[]> {
  const rows = await tx.execute<Row>(standings(about, sql`c.id = any (${`{${caseIds.join(',')}}`}::uuid[])`));
  return rows.map((row) => standingOf(row, about, now));
}

export const shutReasons = ['conflict', 'restricted', 'team'] as const;
/** How many of an incident's people are not open to who asks, and why: never who. */
export type Shut = { why: (typeof shutReasons)[number]; people: number };

/** Of the people of an incident, those who are not open to this member of staff, by reason. */
export async function shutInIncident(tx: Tx<StaffActor>, incidentId: string): Promise<Shut[]> {
  return tx.execute<Shut>(sql`select why, people from shut_in_incident(${incidentId})`);
}

/** What is recorded in the open cases of an incident, and in how many of them. `happenedOn` is YYYY-MM-DD. */
export type Happened = { kind: MilestoneKind; happenedOn: string; cases: number };

/** What happened in an incident, by its cases that are open to this member of staff, the latest first. */
export async function happenedInIncident(tx: Tx<StaffActor>, incidentId: string): Promise<Happened[]> {
  return tx.execute<Happened>(sql`
    select m.kind, m.happened_on::text as "happenedOn", count(distinct c.id)::integer as cases
    from victim_case c join milestone m on m.service_id = c.service_id and m.case_id = c.id
    where c.service_id = app_service() and c.incident_id = ${incidentId} and c.closed_at is null
    group by m.kind, m.happened_on order by m.happened_on desc, m.kind`);
}
