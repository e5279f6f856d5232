import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { sealerFrom } from '#db/sealing.server.ts';
import {
  DatabaseUnavailableError,
  type ProcessActor,
  type Tx,
  transactionAs,
} from '#db/transaction.server.ts';
import type { Claimed } from './claim.server.ts';
import { momentOf } from './gates.server.ts';
import { bringsSecret, isPrintedHere } from './message/rules.ts';
import type { Outcome } from './providers/provider.ts';
import { canBeAsked, seconds } from './reconcile/rules.ts';
import { takesAgain } from './refused.server.ts';
import { type Said, sealBody } from './sealed-message.server.ts';
import { settle } from './settle.server.ts';
import { reached } from './step.server.ts';

/** How an attempt ended; `sent` is the words as handed over, null where there were none. */
export type Ended = { claimed: Claimed; outcome: Outcome; sent: Said | null };
type Accepted = Ended & { outcome: Extract<Outcome, { state: 'accepted' }> };

const wasAccepted = (ended: Ended): ended is Accepted => ended.outcome.state === 'accepted';

const atOnce = 200;

/**
 * Writes down how attempts of one service ended. Those that were accepted go together, as many as ended while the last
 * were being written; what asks for more than that goes by itself. Resolves when it is kept.
 */
export function settling(sender: ProcessActor, at?: Date): (ended: Ended) => Promise<void> {
  const waiting: Accepted[] = [];
  let next: Promise<void> | undefined;
  let writing = Promise.resolve();
  const writeAll = async () => {
    for (const all = waiting.splice(0); all.length > 0; )
      await keepAccepted(sender, all.splice(0, atOnce), at);
  };
  return async (ended) => {
    if (!wasAccepted(ended)) return keepOne(sender, ended, at);
    waiting.push(ended);
    next ??= writing.then(() => {
      next = undefined;
      const kept = writeAll();
      // What was lost is told to those who wait for it; what comes after is written all the same.
      writing = kept.then(undefined, () => undefined);
      return kept;
    });
    return next;
  };
}

// What is known is not lost to a database that is away for a moment: nobody would have to be asked about it.
const triesAfterMs = [200, 1000, 3000, 5000];

function ifAway(error: unknown): true {
  if (error instanceof DatabaseUnavailableError) return true;
  throw error;
}

async function keep(sender: ProcessActor, write: (tx: Tx<ProcessActor>) => Promise<void>): Promise<void> {
  const written = () =>
    transactionAs(sender, async (tx) => {
      await write(tx);
      reached('outcome_written');
    });
  let away = true;
  for (const ms of triesAfterMs) {
    away = await written().then(() => false, ifAway);
    if (!away) break;
    await pause(ms);
  }
  if (away) await written();
  reached('outcome_kept');
}

const keepOne = (sender: ProcessActor, { claimed, outcome, sent }: Ended, at?: Date): Promise<void> =>
  keep(sender, (tx) => settle(tx, claimed, outcome, sent, at));

const keepAccepted = (sender: ProcessActor, accepted: readonly Accepted[], at?: Date): Promise<void> =>
  keep(sender, (tx) => settleAccepted(tx, accepted, at));

const rowOf = (serviceId: string, { claimed, outcome, sent }: Accepted) => {
  const { id, attempt: number, channel, victimId, wrapped, provider } = claimed;
  const staysHere = isPrintedHere(claimed);
  const secret = bringsSecret(claimed) && !staysHere;
  const sealed =
    !secret && !staysHere && sent && sealBody(sealerFrom(serviceId, victimId, wrapped), id, sent);
  const body = sealed ? sealed.toString('base64') : null;
  const lookAfter = canBeAsked[provider] ? seconds.silence : null;
  const words = sent && { words: sent.templateVersion, language: claimed.language };
  return {
    ...{ id, number, channel, provider_id: outcome.providerId, look_after: lookAfter },
    ...{ secret, body, stays_here: staysHere, ...words },
  };
};

// As `move` in settle.server.ts: nothing came first.
const still = sql`(m.attempts = ended.number and m.state in ('submitting', 'unknown'))`;
// And as there: a letter that was stopped on its way to the printing is not printed.
const notPrinted = sql`(${still} and ended.stays_here and m.cancelled_reason is not null)`;

/**
 * Writes of many attempts at once that they were accepted, in one statement. As `settle`: guarded by attempt and state, for
 * a receipt may have come first and then stands. Of a secret nothing is kept.
 */
export async function settleAccepted(
  tx: Tx<ProcessActor>,
  accepted: readonly Accepted[],
  at?: Date,
): Promise<void> {
  const rows = accepted.map((one) => rowOf(tx.actor.serviceId, one));
  await tx.execute(sql`
    with ended as materialized (
      select * from json_to_recordset(${JSON.stringify(rows)}::json)
        as ended(id uuid, number integer, channel text, provider_id text, look_after integer, secret boolean, body text, words text, language text, stays_here boolean)),
    -- In their order, as whoever stops several locks them, so that neither waits for the other.
    held as materialized (
      select m.id from message m join ended on ended.id = m.id where m.service_id = app_service() order by m.id for update of m),
    tried as (
      update attempt set outcome = 'accepted', code = null, finished_at = clock_timestamp() from ended
      where attempt.service_id = app_service() and attempt.message_id = ended.id and attempt.number = ended.number),
    open_again as (${takesAgain}),
    now as materialized (select ${momentOf(at)} as at)
    update message m set
      state = case when ${notPrinted} then 'cancelled' when ${still} then 'accepted' else m.state end,
      failure_code = case when ${still} then null else m.failure_code end,
      settled_at = case when ${still} then now.at else m.settled_at end,
      lease_until = case when ${still} then null else m.lease_until end,
      next_look_at = case when ${still} and look_after is not null then now.at + make_interval(secs => look_after)
        else m.next_look_at end,
      provider_id = case when ${still} or not secret then ended.provider_id else m.provider_id end,
      template_version = coalesce(ended.words, m.template_version), language = coalesce(ended.language, m.language),
      sealed_facts = case when not (secret or ${notPrinted}) then m.sealed_facts end,
      sealed_body = case when ended.body is null then m.sealed_body else decode(ended.body, 'base64') end,
      version = m.version + 1
    from ended join held on held.id = ended.id, now where m.service_id = app_service() and m.id = ended.id`);
}
