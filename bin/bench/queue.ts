import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { sealerFrom } from '#db/sealing.server.ts';
import { lanes } from '#messaging/message/rules.ts';
import { sealFacts } from '#messaging/sealed-message.server.ts';
import { say, setting } from './measure.ts';

// Texts as they stand in the queue when several people are told at once.
const serviceId = setting('SERVICE');
const count = Number(setting('COUNT'));
const db = postgres(setting('DATABASE_URL_SUPERUSER'), { max: 1 });
const people = await db<{ id: string; wrapped: Buffer }[]>`
  select victim_id as id, wrapped from victim_key where service_id = ${serviceId} order by victim_id limit ${count}`;
const sealers = people.map(({ id, wrapped }) => sealerFrom(serviceId, id, wrapped));

const atOnce = 5000;
for (let from = 0; from < count; from += atOnce) {
  const some = Array.from({ length: Math.min(atOnce, count - from) }, (_, turn) => {
    const at = (from + turn) % people.length;
    const [id, person, sealer] = [randomUUID(), people[at], sealers[at]];
    if (!person || !sealer) throw new Error('There is nobody to write to');
    const facts = sealFacts(sealer, id, { kind: 'update', content: 'nudge', phone: '01632 960001' });
    return { id, victimId: person.id, facts: facts.toString('base64'), turn: from + turn };
  });
  await db.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`insert into message (service_id, id, victim_id, kind, channel, contact_point_id, topic_choice_id, channel_choice_id,
        template, template_version, sealed_facts, state, priority, not_before, expires_at)
      select ${serviceId}, it.id, it."victimId", 'update', 'text', p.id, t.id, c.id, 'update.nudge', 'bench', decode(it.facts, 'base64'),
        'queued', ${lanes.several}, now() - interval '1 minute' + it.turn * interval '1 microsecond', '2999-01-01'
      from json_to_recordset(${JSON.stringify(some)}::text::json) as it(id uuid, "victimId" uuid, facts text, turn integer)
      join contact_point p on p.service_id = ${serviceId} and p.victim_id = it."victimId"
      join choice_now t on t.service_id = p.service_id and t.victim_id = p.victim_id and t.topic = 'decision'
      join choice_now c on c.service_id = p.service_id and c.victim_id = p.victim_id and c.channel = 'text'`;
  });
}
await db.end();
say({ count });
