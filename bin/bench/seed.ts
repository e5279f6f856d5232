import { randomBytes, randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { blindIndex, sealerFrom, wrapNewKey } from '#db/sealing.server.ts';
import { addStaff, asOwner, setUpService } from '#db/set-up.server.ts';
import { say, setting } from './measure.ts';

// People as a service has them, written straight into the tables: each with a key, a verified mobile, a case and a yes to
// everything. One in ten has safe times of their own; at night everybody has, for otherwise nothing would leave.
const serviceId = setting('SERVICE');
const people = Number(setting('PEOPLE'));
const owner = setting('DATABASE_URL');
const db = postgres(setting('DATABASE_URL_SUPERUSER'), { max: 1 });
const hour = Number(new Date().toLocaleString('en-GB', { hour: 'numeric', timeZone: 'Europe/London' }));
const ownTimes = hour >= 8 && hour < 19 ? 10 : 1;
if (ownTimes === 1)
  process.stderr.write(
    'It is night: everybody has safe times of their own, and so a claim takes two or three times as long.\n',
  );

await asOwner(owner, (tx) =>
  setUpService(tx, {
    ...{ id: serviceId, slug: 'bench', name: 'Bench Youth Justice Service', discreetName: 'Riverside' },
    ...{ languages: ['en'], phone: '01632 960001', email: 'hello@bench.example', textsFrom: '+447700900999' },
    ...{
      postalAddress: 'PO Box 1',
      hosts: ['bench.localhost'],
      policies: { messages_a_minute: 100_000_000 },
    },
  }),
);
const workerId = await asOwner(owner, (tx) =>
  addStaff(tx, {
    ...{
      serviceId,
      role: 'worker',
      team: null,
      firstName: 'Amira',
      name: 'Amira',
      email: 'amira@bench.example',
    },
    ...{ password: 'correct horse battery', totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' },
  }),
);
const incident = randomUUID();
await db`insert into incident (service_id, id, reference, kind) values (${serviceId}, ${incident}, 'bench', 'theft')`;

const atOnce = 5000;
for (let from = 0; from < people; from += atOnce) {
  const some = Array.from({ length: Math.min(atOnce, people - from) }, (_, turn) => {
    const [victimId, pointId] = [randomUUID(), randomUUID()];
    const number = `+44770090${10_000 + from + turn}`;
    const wrapped = wrapNewKey(serviceId, victimId);
    const sealed = sealerFrom(serviceId, victimId, wrapped).seal(
      { table: 'contact_point', column: 'sealed_value', row: pointId },
      number,
    );
    const index = blindIndex(serviceId, 'mobile', number).toString('base64');
    return {
      victimId,
      pointId,
      wrapped: wrapped.toString('base64'),
      sealed: sealed.toString('base64'),
      index,
    };
  });
  await db.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`create temp table one on commit drop as
      select * from json_to_recordset(${JSON.stringify(some)}::text::json)
        as it("victimId" uuid, "pointId" uuid, wrapped text, sealed text, index text)`;
    const name = randomBytes(40);
    await tx`insert into victim (service_id, id, basis, sealed_name, sealed_call_me)
      select ${serviceId}, "victimId", 'direct', ${name}, ${name} from one`;
    await tx`insert into victim_key select ${serviceId}, "victimId", decode(wrapped, 'base64') from one`;
    await tx`insert into contact_preference (service_id, victim_id) select ${serviceId}, "victimId" from one`;
    await tx`insert into hold (service_id, victim_id) select ${serviceId}, "victimId" from one`;
    await tx`insert into victim_case (service_id, id, victim_id, incident_id, reference, worker_id, received_from,
        details_received_at, first_contact_due_at, forty_eight_hours_at, due_at, due_what)
      select ${serviceId}, gen_random_uuid(), "victimId", ${incident}, "victimId", ${workerId}, 'police', now(), now(), now(),
        '9999-12-31', 'nothing' from one`;
    await tx`insert into contact_point (service_id, id, victim_id, kind, sealed_value, blind_index, source, verified_at)
      select ${serviceId}, "pointId", "victimId", 'mobile', decode(sealed, 'base64'), decode(index, 'base64'), 'police', now() from one`;
    await tx`insert into suppression (service_id, kind, blind_index) select ${serviceId}, 'mobile', decode(index, 'base64') from one`;
    await tx`insert into choice_now (service_id, id, victim_id, case_id, purpose, topic, channel, state, changed_at)
      select ${serviceId}, gen_random_uuid(), "victimId", c.id, what.purpose, what.topic, what.channel, 'agreed', now()
      from one join victim_case c on c.service_id = ${serviceId} and c.victim_id = "victimId", (values ('contact', '', ''), ('contact', '', 'text'),
        ('updates', 'decision', '')) as what(purpose, topic, channel)`;
    await tx`update choice_now set case_id = null where purpose = 'contact' and case_id is not null`;
    await tx`insert into safe_window select ${serviceId}, "victimId", weekday, '00:00', '24:00'
      from (select *, row_number() over () as turn from one) as one, generate_series(1, 7) as weekday where turn % ${ownTimes} = 0`;
  });
}
await db.end();
say({ people });
