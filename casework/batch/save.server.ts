import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { refuseUnlessOpen } from '../incident/store.server.ts';
import { isClear, marksInOrder } from '../leak/rules.ts';
import { leaksIn } from '../leak/store.server.ts';
import type { BatchWords, NewBatch } from './form.server.ts';
import { type About, type PersonAsked, peopleAsked } from './people.server.ts';
import { samplesOf } from './rules.ts';
import { keepWords } from './words.server.ts';

/** `named`: pieces of the words that name somebody, or may; nothing was kept. */
export type Saved = { batchId: string; named: null } | { batchId: null; named: string[] };

async function namedIn(
  tx: Tx<StaffActor>,
  people: readonly PersonAsked[],
  words: readonly BatchWords[],
): Promise<string[]> {
  const theirs = sql`${`{${people.map(({ victimId }) => victimId).join(',')}}`}::uuid[]`;
  const incidents = await tx.execute<{ id: string }>(sql`
    select distinct incident_id as id from victim_case where service_id = app_service() and victim_id = any (${theirs})`);
  const incidentIds = incidents.map(({ id }) => id);
  const named: string[] = [];
  for (const { happened, next } of words) {
    const text = `${happened}\n\n${next}`;
    const leaks = await leaksIn(tx, { incidentIds }, text);
    if (!isClear(leaks))
      named.push(
        ...marksInOrder([...leaks.blocked, ...leaks.warned]).map(({ from, to }) => text.slice(from, to)),
      );
  }
  return [...new Set(named)];
}

async function keepPeople(
  tx: Tx<StaffActor>,
  batchId: string,
  people: readonly PersonAsked[],
): Promise<void> {
  const samples = new Set(samplesOf(people.filter(({ why }) => why === null)));
  const rows = people.map((one) => ({ ...one, sample: samples.has(one) }));
  // What becomes of each is written by nobody yet, so Drizzle, which names every column, may not write the row.
  await tx.execute(sql`
    insert into batch_person (service_id, batch_id, victim_id, case_id, why, language, channels, sample)
    select app_service(), ${batchId}, "victimId", "caseId", why, language, array(select json_array_elements_text(channels)), sample
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as one ("victimId" uuid, "caseId" uuid, why text, language text, channels json, sample boolean)`);
}

/**
 * Looks who of an incident would be told, and keeps the set as it was seen: who is in, and of everybody else why not. Nothing
 * is sent and nobody is told. Words that name anybody are not kept. Throws NotThereError for an incident not open to them.
 */
export async function saveBatch(
  tx: Tx<StaffActor>,
  incidentId: string,
  { words, ...written }: NewBatch,
): Promise<Saved> {
  await refuseUnlessOpen(tx, incidentId);
  const about: About = { incidentId, ...written, languages: words.map(({ language }) => language) };
  const people = await peopleAsked(tx, about);
  const named = await namedIn(tx, people, words);
  if (named.length > 0) return { batchId: null, named };
  const { serviceId, staffId } = tx.actor;
  const batchId = randomUUID();
  const count = people.filter(({ why }) => why === null).length;
  const { audience, kind, happenedOn, topic, nextBy } = written;
  await tx.execute(sql`
    insert into batch (service_id, id, incident_id, audience, kind, happened_on, topic, next_by, people, saved_by)
    values (${serviceId}, ${batchId}, ${incidentId}, ${audience}, ${kind}, ${happenedOn}, ${topic}, ${nextBy}, ${count}, ${staffId})`);
  await keepWords(tx, batchId, words);
  await keepPeople(tx, batchId, people);
  tx.record({
    action: 'batch.saved',
    subjectId: incidentId,
    details: { batchId, people: count, leftOut: people.length - count },
  });
  return { batchId, named: null };
}
