import { sql } from 'drizzle-orm';
import { tokenHash } from '#db/sealing.server.ts';
import { type ProcessActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { twilioFailure } from './attempt/rules.ts';
import { stopMessagesTo } from './inbound/stop.server.ts';
import { isCode, mayMove, messageStates, type ProviderState } from './message/rules.ts';
import type { Receipt } from './providers/provider.ts';
import { seconds } from './reconcile/rules.ts';
import { markBad } from './settle.server.ts';
import { reached } from './step.server.ts';
import { tellWorkersOf } from './tell-workers.server.ts';

type Moved = {
  id: string;
  victim_id: string;
  kind: string;
  channel: string;
  contact_point_id: string;
  blind_index: Buffer;
};

/** Which message of which service an address made for one attempt belongs to; null where no attempt has it. */
export async function messageOfToken(
  token: string,
): Promise<{ serviceId: string; messageId: string } | null> {
  const [found] = await transactionAs<ProcessActor, { service_id: string; message_id: string }[]>(
    { role: 'webhook', serviceId: '' },
    (tx) => tx.execute(sql`select service_id, message_id from message_of_callback(${tokenHash(token)})`),
  );
  return found ? { serviceId: found.service_id, messageId: found.message_id } : null;
}

/**
 * Keeps a receipt and moves its message on, never back, in one statement. It may come before the answer it belongs to,
 * twice, or out of order. False when no message is known by this token.
 */
export async function takeReceipt(token: string, receipt: Receipt): Promise<boolean> {
  const found = await messageOfToken(token);
  if (!found) return false;
  await transactionAs<ProcessActor, void>({ role: 'webhook', serviceId: found.serviceId }, (tx) =>
    applyReceipt(tx, found.messageId, receipt),
  );
  reached('receipt_kept');
  return true;
}

const isOnItsWay = (state: ProviderState | null) => state === 'accepted' || state === 'sent';

// Twilio's "cancelled" is a text that it did not send: to us it failed.
const stateOf = ({ state }: Receipt): ProviderState | null => (state === 'cancelled' ? 'failed' : state);

/** Keeps what a provider said of a message, in a callback or when it was asked, and moves the message on, never back. */
export async function applyReceipt(
  tx: Tx<ProcessActor>,
  messageId: string,
  receipt: Receipt,
  by: 'twilio' | 'smtp' = 'twilio',
): Promise<void> {
  const { raw, code } = receipt;
  const providerId = sql`${receipt.providerId}::text`;
  const state = stateOf(receipt);
  const movable = messageStates.filter((from) => state !== null && mayMove(from, state));
  const moved = await tx.execute<Moved>(sql`
    with kept as (
      insert into receipt (service_id, message_id, provider, provider_id, raw_state, code)
      select service_id, id, ${by}, coalesce(${providerId}, ''), ${raw}, coalesce(${code}, '') from message
      where service_id = app_service() and id = ${messageId} and (${providerId} is null or provider_id is null or provider_id = ${providerId})
      on conflict do nothing returning message_id)
    update message m set state = ${state}, provider_id = coalesce(${providerId}, m.provider_id), settled_at = clock_timestamp(),
      next_look_at = ${isOnItsWay(state) ? sql`clock_timestamp() + make_interval(secs => ${seconds.silence})` : null},
      failure_code = coalesce(${code}, m.failure_code), version = m.version + 1
    from kept, contact_point point
    where m.service_id = app_service() and m.id = kept.message_id and m.state in ${[...movable, '']}
      and point.service_id = m.service_id and point.id = m.contact_point_id
    returning m.id, m.victim_id, m.kind, m.channel, m.contact_point_id, point.blind_index`);
  if (state === 'undelivered' || state === 'failed') for (const one of moved) await tellOf(tx, one, receipt);
  reached('receipt_written');
}

async function tellOf(tx: Tx<ProcessActor>, moved: Moved, receipt: Receipt): Promise<void> {
  const failure = receipt.of ?? twilioFailure(Number(receipt.code));
  const isBad = failure === 'address' || (moved.channel === 'email' && (await tooOftenInVain(tx, moved)));
  const message = { id: moved.id, victimId: moved.victim_id, kind: moved.kind };
  if (!isCode(moved) || isBad) await tellWorkersOf(tx, 'message_failed', message);
  if (isBad) await markBad(tx, moved.contact_point_id, message);
  if (failure === 'opted_out') await stopMessagesTo(tx, { kind: 'mobile', index: moved.blind_index });
}

const inVain = 3;

// A box that is full now and then is somebody's; one that never takes anything is nobody's any more.
async function tooOftenInVain(tx: Tx<ProcessActor>, { contact_point_id }: Moved): Promise<boolean> {
  const [row] = await tx.execute<{ often: boolean }>(sql`
    select not_reached(${contact_point_id}::uuid) >= coalesce((
      select value::integer from policy where service_id = app_service() and name = 'soft_bounces' and effective_from <= clock_timestamp()
      order by effective_from desc limit 1), ${inVain}) as often`);
  return row?.often === true;
}
