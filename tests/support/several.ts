import { randomUUID } from 'node:crypto';
import { generateSync } from 'otplib';
import type postgres from 'postgres';
import { type Confirmed, confirmBatch } from '../../casework/batch/confirm.server.ts';
import type { NewBatch } from '../../casework/batch/form.server.ts';
import { saveBatch } from '../../casework/batch/save.server.ts';
import { type StaffActor, transactionAs } from '../../db/transaction.server.ts';
import type { StaffMember } from './house.ts';
import { type ReachablePerson, reachablePerson } from './reachable-person.ts';

/** News of a decision, as a form would give it. */
export const newsOf = (said: Partial<NewBatch> = {}): NewBatch => ({
  ...{ kind: 'decision', happenedOn: '2026-11-20', audience: 'incident', topic: 'decision', nextBy: null },
  words: [
    {
      ...{ language: 'en', reviewState: 'own_words' },
      happened: 'The court met on Friday.',
      next: 'We write again before Christmas.',
    },
  ],
  ...said,
});

export type Incident = { incidentId: string; people: ReachablePerson[] };

/** Some people of one incident who said yes to everything, each with a mobile and an e-mail of their own. */
export async function peopleOfOneIncident(
  db: postgres.Sql,
  worker: StaffActor,
  count: number,
): Promise<Incident> {
  const people: ReachablePerson[] = [];
  for (let made = 0; made < count; made += 1) people.push(await reachablePerson(db, worker));
  const incidentId = randomUUID();
  await db`insert into incident (service_id, id, reference, kind) values (${worker.serviceId}, ${incidentId}, ${incidentId}, 'theft')`;
  await db`update victim_case set incident_id = ${incidentId} where id in ${db(people.map(({ caseId }) => caseId))}`;
  return { incidentId, people };
}

export async function saved(
  worker: StaffActor,
  { incidentId }: Incident,
  said: Partial<NewBatch> = {},
): Promise<string> {
  const { batchId } = await transactionAs(worker, (tx) => saveBatch(tx, incidentId, newsOf(said)));
  if (!batchId) throw new Error('These words name somebody');
  return batchId;
}

/** The code that somebody's authenticator app shows at this moment. */
export const codeOf = ({ totpSecret }: Pick<StaffMember, 'totpSecret'>) =>
  generateSync({ secret: totpSecret });

export const confirmed = (
  worker: StaffActor,
  batchId: string,
  people: number,
  code = '',
): Promise<Confirmed> => transactionAs(worker, (tx) => confirmBatch(tx, batchId, { people, code }));

/** Moves what was confirmed to eleven minutes ago, which only a superuser without triggers can. */
export const afterTenMinutes = (db: postgres.Sql, batchId: string) =>
  db.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`update batch set confirmed_at = confirmed_at - interval '11 minutes', starts_at = starts_at - interval '11 minutes',
      stepped_up_at = stepped_up_at - interval '11 minutes' where id = ${batchId}`;
  });
