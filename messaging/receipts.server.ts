import { sql } from 'drizzle-orm';
import { tokenHash } from '#db/sealing.server.ts';
import { type ProcessActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { twilioFailure } from './attempt/rules.ts';
import { stopTextsTo } from './inbound/stop.server.ts';
import { isCode, mayMove, messageStates, type ProviderState } from './message/rules.ts';
import type { Receipt } from './providers/provider.ts';
import { seconds } from './reconcile/rules.ts';
import { markBad } from './settle.server.ts';
import { reached } from './step.server.ts';
import { tellWorkersOf } from './tell-workers.server.ts';

type Moved = { id: string; victim_id: string; kind: string; contact_point_id: string; blind_index: Buffer };

/**
 * Keeps a receipt and moves its message on, never back, in one statement. It may come before the answer it belongs to,
 * twice, or out of order. False when no message is known by this token.
 */
export async function takeReceipt(token: string, receipt: Receipt): Promise<boolean> {
  const [found] = await transactionAs<ProcessActor, { service_id: string; message_id: string }[]>(
    { role: 'webhook', serviceId: '' },
    (tx) => tx.execute(sql`select service_id, message_id from message_of_callback(${tokenHash(token)})`),
  );
  if (!found) return false;
  await transactionAs<ProcessActor, void>({ role: 'webhook', serviceId: found.service_id }, (tx) =>
    applyReceipt(tx, found.message_id, receipt),
  );
  reached('receipt_kept');
  return true;
}

const isOnItsWay = (state: ProviderState | null) => state === 'accepted' || state === 'sent';

// Twilio's "cancelled" is a text that it did not send: to us it failed.
const stateOf = ({ state }: Receipt): ProviderState | null => (state === 'cancelled' ? 'failed' : state);

/** Keeps what a provider said of a message, in a callback or when it was asked, and moves the message on, never back. */
export async function applyReceipt(tx: Tx<ProcessActor>, messageId: string, receipt: Receipt): Promise<void> {
  const { providerId, raw, code } = receipt;
  const state = stateOf(receipt);
  const movable = messageStates.filter((from) => state !== null && mayMove(from, state));
  const moved = await tx.execute<Moved>(sql`
    with kept as (
      insert into receipt (service_id, message_id, provider, provider_id, raw_state, code)
      select service_id, id, 'twilio', ${providerId}, ${raw}, coalesce(${code}, '') from message
      where service_id = app_service() and id = ${messageId} and (provider_id is null or provider_id = ${providerId})
      on conflict do nothing returning message_id)
    update message m set state = ${state}, provider_id = ${providerId}, settled_at = clock_timestamp(),
      next_look_at = ${isOnItsWay(state) ? sql`clock_timestamp() + make_interval(secs => ${seconds.silence})` : null},
      failure_code = coalesce(${code}, m.failure_code), version = m.version + 1
    from kept, contact_point point
    where m.service_id = app_service() and m.id = kept.message_id and m.state in ${[...movable, '']}
      and point.service_id = m.service_id and point.id = m.contact_point_id
    returning m.id, m.victim_id, m.kind, m.contact_point_id, point.blind_index`);
  if (state === 'undelivered' || state === 'failed') for (const one of moved) await tellOf(tx, one, code);
  reached('receipt_written');
}

async function tellOf(tx: Tx<ProcessActor>, moved: Moved, code: string | null): Promise<void> {
  const failure = twilioFailure(Number(code));
  if (!isCode(moved) || failure === 'address')
    await tellWorkersOf(tx, 'message_failed', { id: moved.id, victimId: moved.victim_id });
  if (failure === 'address') await markBad(tx, moved.contact_point_id);
  if (failure === 'opted_out') await stopTextsTo(tx, moved.blind_index);
}
