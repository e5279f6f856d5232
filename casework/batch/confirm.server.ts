import { sql } from 'drizzle-orm';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { cancelBatch } from '#messaging/batch.server.ts';
import { NotThereError } from '../refusals.ts';
import { isOwnCode } from '../staff/step-up.server.ts';
import type { Confirmation } from './form.server.ts';
import { batchStateOf, goodForHours, heldMinutes, needsOf } from './rules.ts';
import { batchLine } from './store.server.ts';

/** `late`: somebody was quicker, it was stopped, or the day in which it was good is over. */
export type Confirmed = 'done' | 'wrong_number' | 'wrong_code' | 'not_theirs' | 'late';

const begins = sql`now() + make_interval(mins => ${heldMinutes})`;
const aDayAgo = sql`now() - make_interval(hours => ${goodForHours})`;

async function unlessRight(
  tx: Tx<StaffActor>,
  people: number,
  typed: Confirmation,
): Promise<'wrong_number' | 'wrong_code' | null> {
  if (typed.people !== people) return 'wrong_number';
  const codeIsRight = !needsOf(people).stepUp || (await isOwnCode(tx, typed.code));
  return codeIsRight ? null : 'wrong_code';
}

/**
 * Confirms a set by the number of people in it, and over twenty-five with a code: it begins ten minutes later, over two
 * hundred people ten minutes after somebody else agreed. Throws NotThereError where it is not open to this member of staff.
 */
export async function confirmBatch(
  tx: Tx<StaffActor>,
  batchId: string,
  typed: Confirmation,
): Promise<Confirmed> {
  const it = await batchLine(tx, batchId);
  if (it.savedBy !== tx.actor.staffId) return 'not_theirs';
  if (batchStateOf(it, new Date()) !== 'saved') return 'late';
  const wrong = await unlessRight(tx, it.people, typed);
  if (wrong) return wrong;
  const { stepUp, second } = needsOf(it.people);
  const confirmed = await tx.execute(sql`
    update batch set confirmed_at = now(), stepped_up_at = ${stepUp ? sql`now()` : null},
      starts_at = ${second ? null : begins}, version = version + 1
    where service_id = app_service() and id = ${batchId} and confirmed_at is null and stopped_at is null
      and saved_at > ${aDayAgo}
    returning id`);
  if (confirmed.length === 0) return 'late';
  const details = { batchId, people: it.people, steppedUp: stepUp };
  tx.record({ action: 'batch.confirmed', subjectId: it.incidentId, details });
  return 'done';
}

/** The yes of somebody else to more than two hundred people, by their number and a code of one's own. Throws as above. */
export async function agreeAsSecond(
  tx: Tx<StaffActor>,
  batchId: string,
  typed: Confirmation,
): Promise<Confirmed> {
  const { serviceId, staffId } = tx.actor;
  const it = await batchLine(tx, batchId);
  if (it.savedBy === staffId) return 'not_theirs';
  if (batchStateOf(it, new Date()) !== 'needs_second') return 'late';
  const wrong = await unlessRight(tx, it.people, typed);
  if (wrong) return wrong;
  const said = await tx.execute(sql`
    insert into batch_second_yes (service_id, batch_id, saved_by, answered_by)
    values (${serviceId}, ${batchId}, ${it.savedBy}, ${staffId}) on conflict do nothing returning batch_id`);
  if (said.length === 0) return 'late';
  const begun = await tx.execute(sql`
    update batch set second_by = ${staffId}, starts_at = ${begins}, version = version + 1
    where service_id = app_service() and id = ${batchId} and starts_at is null and stopped_at is null
      and confirmed_at > ${aDayAgo}
    returning id`);
  if (begun.length === 0) throw new NotThereError();
  tx.record({ action: 'batch.agreed', subjectId: it.incidentId, details: { batchId, people: it.people } });
  return 'done';
}

/**
 * Stops a set, before it begins, in the middle of it and after: nobody more is told, and what had not left stays here. Whoever
 * may see it may, and who saved it, who agreed to it and any manager even where somebody in it is closed to them. False when it
 * was stopped already. Throws NotThereError for everybody else.
 */
export async function stopBatch(tx: Tx<StaffActor>, batchId: string): Promise<boolean> {
  // Longer than anything else waits: nobody who stops should have to press twice.
  await tx.execute(sql`set local lock_timeout = '4500ms'`);
  const [stopped] = await tx.execute<{ may: boolean; incidentId: string | null }>(sql`
    select may_stop_batch(${batchId}) as may, stop_batch(${batchId}) as "incidentId"`);
  if (!stopped?.may) throw new NotThereError();
  const { incidentId } = stopped;
  if (incidentId === null) return false;
  // What is being told this moment has ended before this: nothing of the set is written after it, and what waits goes now.
  // Held words first: whoever is clearing them has published by then, and the message of that goes with the others.
  const [held] = await tx.execute<{ updates: number }>(
    sql`select take_back_updates_of_batch(${batchId}) as updates`,
  );
  const messages = await cancelBatch(tx, batchId);
  const details = { batchId, messages, updates: held?.updates ?? 0 };
  tx.record({ action: 'batch.stopped', subjectId: incidentId, details });
  return true;
}
