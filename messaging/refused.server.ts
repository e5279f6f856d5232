import { type SQL, sql } from 'drizzle-orm';
import type { ProcessActor, Tx } from '#db/transaction.server.ts';
import type { Claimed } from './claim.server.ts';
import { isCode } from './message/rules.ts';
import type { Outcome } from './providers/provider.ts';

/** Whether a provider did not take a message, and not because of the person it is for. */
export const wasRefused = (outcome: Outcome): boolean => outcome.state === 'again' && !outcome.here;

/**
 * Keeps since when codes are refused by a channel, whatever becomes of the code itself: it soon runs out, and the next one
 * would find the same.
 */
export async function noteRefused(
  tx: Tx<ProcessActor>,
  claimed: Claimed,
  outcome: Outcome,
  now: SQL,
): Promise<void> {
  if (!wasRefused(outcome) || !isCode(claimed)) return;
  await tx.execute(sql`
    insert into code_refused (service_id, channel, since) values (app_service(), ${claimed.channel}, ${now})
    on conflict do nothing`);
}

/** The part of a statement by which a channel of `ended` (channel) takes messages again. Never waits for who says the same. */
export const takesAgain = sql`
  delete from code_refused c using (
    select channel from code_refused
    where service_id = app_service() and channel in (select channel from ended) for update skip locked) as over
  where c.service_id = app_service() and c.channel = over.channel`;
