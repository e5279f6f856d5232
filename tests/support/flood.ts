import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { sealerFrom } from '../../db/sealing.server.ts';
import { lanes } from '../../messaging/message/rules.ts';
import { sealFacts } from '../../messaging/sealed-message.server.ts';
import { nudge } from './messages-in.ts';
import type { ReachablePerson } from './reachable-person.ts';

const atOnce = 500;

/** Lets these people be written to at any hour. */
export async function atAnyHour(db: postgres.Sql, people: readonly ReachablePerson[]): Promise<void> {
  await db`insert into safe_window select service_id, id, weekday, '00:00', '24:00' from victim, generate_series(1, 7) as weekday
    where id = any (${people.map(({ victimId }) => victimId)}::uuid[]) on conflict do nothing`;
}

/**
 * So many texts for each of these people, real ones, put into the queue as no verb would: in one go, and without a ring.
 * They leave from a moment ago on, everybody's first before anybody's second.
 */
export async function flood(
  db: postgres.Sql,
  people: readonly ReachablePerson[],
  each: number,
  lane: number = lanes.several,
): Promise<void> {
  const keys = await db<{ victim_id: string; wrapped: Buffer }[]>`
    select victim_id, wrapped from victim_key where victim_id = any (${people.map(({ victimId }) => victimId)}::uuid[])`;
  const wrapped = new Map(keys.map((key) => [key.victim_id, key.wrapped]));
  const rows = Array.from({ length: each }, (_, turn) => turn).flatMap((turn) =>
    people.map((person) => rowFor(person, wrapped.get(person.victimId), lane, turn)),
  );
  while (rows.length > 0) await db`insert into message ${db(rows.splice(0, atOnce))}`;
}

const since = Date.now() - 60_000;

function rowFor(
  { serviceId, victimId, caseId, mobile, choices }: ReachablePerson,
  wrapped: Buffer | undefined,
  lane: number,
  turn: number,
) {
  if (!wrapped) throw new Error('Nobody can be written to without a key');
  const id = randomUUID();
  return {
    ...{ service_id: serviceId, id, victim_id: victimId, case_id: caseId, kind: 'update', channel: 'text' },
    ...{ contact_point_id: mobile.id, topic_choice_id: choices.decision, channel_choice_id: choices.text },
    ...{ template: 'update.nudge', template_version: 'flood', state: 'queued', priority: lane },
    sealed_facts: sealFacts(sealerFrom(serviceId, victimId, wrapped), id, nudge),
    not_before: new Date(since + turn),
    expires_at: '2999-01-01',
  };
}
