import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { blindIndex, sealerFrom, wrapNewKey } from '../../db/sealing.server.ts';
import type { StaffActor } from '../../db/transaction.server.ts';

export type ReachablePerson = {
  serviceId: string;
  victimId: string;
  caseId: string;
  mobile: { id: string; value: string };
  email: { id: string; value: string };
  choices: { contact: string; text: string; email: string; decision: string };
};

let numbers = 0;

/** A number from Ofcom's drama range that no test has used. */
export function dramaNumber(): string {
  numbers += 1;
  return `+447700900${String(numbers % 1000).padStart(3, '0')}`;
}

/** Someone with a case, a verified mobile and e-mail, who said yes to everything, written straight into the database. */
export async function reachablePerson(
  db: postgres.Sql,
  worker: StaffActor,
  mobile: string = dramaNumber(),
): Promise<ReachablePerson> {
  const { serviceId } = worker;
  const [victimId, caseId, incidentId] = [randomUUID(), randomUUID(), randomUUID()];
  const wrapped = wrapNewKey(serviceId, victimId);
  const sealer = sealerFrom(serviceId, victimId, wrapped);
  const name = (column: string) => sealer.seal({ table: 'victim', column, row: victimId }, 'Somebody');
  const point = (kind: 'mobile' | 'email', value: string) => {
    const id = randomUUID();
    const sealed = sealer.seal({ table: 'contact_point', column: 'sealed_value', row: id }, value);
    return { kind, id, value, sealed, index: blindIndex(serviceId, kind, value) };
  };
  const points = [point('mobile', mobile), point('email', `${victimId}@example.org`)] as const;
  const choices = { contact: randomUUID(), text: randomUUID(), email: randomUUID(), decision: randomUUID() };
  const rows = [
    [choices.contact, null, 'contact', '', ''],
    [choices.text, null, 'contact', '', 'text'],
    [choices.email, null, 'contact', '', 'email'],
    [choices.decision, caseId, 'updates', 'decision', ''],
  ] as const;
  await db.begin(async (tx) => {
    await tx`insert into victim (service_id, id, basis, sealed_name, sealed_call_me)
      values (${serviceId}, ${victimId}, 'direct', ${name('sealed_name')}, ${name('sealed_call_me')})`;
    await tx`insert into victim_key values (${serviceId}, ${victimId}, ${wrapped})`;
    await tx`insert into contact_preference (service_id, victim_id) values (${serviceId}, ${victimId})`;
    await tx`insert into hold (service_id, victim_id) values (${serviceId}, ${victimId})`;
    await tx`insert into incident (service_id, id, reference, kind) values (${serviceId}, ${incidentId}, ${incidentId}, 'theft')`;
    await tx`insert into victim_case (service_id, id, victim_id, incident_id, reference, worker_id, received_from, details_received_at,
        first_contact_due_at, forty_eight_hours_at, due_at, due_what)
      values (${serviceId}, ${caseId}, ${victimId}, ${incidentId}, ${caseId}, ${worker.staffId}, 'police', now(), now(), now(),
        '9999-12-31', 'nothing')`;
    for (const { kind, id, sealed, index } of points) {
      await tx`insert into contact_point (service_id, id, victim_id, kind, sealed_value, blind_index, source, verified_at)
        values (${serviceId}, ${id}, ${victimId}, ${kind}, ${sealed}, ${index}, 'police', now())`;
      await tx`insert into suppression (service_id, kind, blind_index) values (${serviceId}, ${kind}, ${index})
        on conflict do nothing`;
    }
    for (const [id, inCase, purpose, topic, channel] of rows)
      await tx`insert into choice_now (service_id, id, victim_id, case_id, purpose, topic, channel, state, changed_at)
        values (${serviceId}, ${id}, ${victimId}, ${inCase}, ${purpose}, ${topic}, ${channel}, 'agreed', now())`;
  });
  return { serviceId, victimId, caseId, mobile: points[0], email: points[1], choices };
}
