import { sql } from 'drizzle-orm';
import type { ProcessActor, Tx } from '#db/transaction.server.ts';
import { policyInDays } from '../service/policy.server.ts';
import type { TaskKind } from '../task/rules.ts';
import { raiseTask } from '../task/store.server.ts';

const daysACardIsWarnedBefore = 3;
const daysANumberIsTrusted = 180;

async function remind(
  tx: Tx<ProcessActor>,
  kind: TaskKind,
  people: readonly { victimId: string }[],
): Promise<number> {
  for (const { victimId } of people) await raiseTask(tx, { victimId, kind });
  return people.length;
}

/** Gives the worker, once for each card, the task to look at one that ends within three days unopened. How many there were. */
export async function warnOfEndingCards(tx: Tx<ProcessActor>): Promise<number> {
  const ending = await tx.execute<{ victimId: string }>(sql`
    insert into reminder (service_id, kind, about_id, since, victim_id)
    select service_id, 'card_ending', id, expires_at, victim_id from invitation
    where service_id = app_service() and state = 'issued'
      and expires_at between clock_timestamp() and clock_timestamp() + make_interval(days => ${daysACardIsWarnedBefore})
    on conflict do nothing
    returning victim_id as "victimId"`);
  return remind(tx, 'card_ending', ending);
}

/**
 * Gives the worker the task to ask whether a mobile is still theirs, once after every `reverify_days` (a dated policy; 180)
 * since it was last checked. From then on it carries no news, only that there is some, until it is verified again.
 */
export async function askToCheckNumbers(tx: Tx<ProcessActor>): Promise<number> {
  const days = await policyInDays(tx, 'reverify_days', daysANumberIsTrusted);
  await tx.execute(sql`
    update contact_point set doubt = 'age', version = version + 1
    where service_id = app_service() and kind = 'mobile' and ended_at is null and doubt is null
      and verified_at < clock_timestamp() - make_interval(days => ${days})`);
  const old = await tx.execute<{ victimId: string }>(sql`
    insert into reminder (service_id, kind, about_id, since, victim_id)
    select service_id, 'number_to_check', id, verified_at, victim_id from contact_point
    where service_id = app_service() and kind = 'mobile' and ended_at is null and bad_at is null
      and verified_at < clock_timestamp() - make_interval(days => ${days})
    on conflict do nothing
    returning victim_id as "victimId"`);
  return remind(tx, 'number_to_check', old);
}
