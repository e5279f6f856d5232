import { type SQL, sql } from 'drizzle-orm';
import { tokenHash } from '#db/sealing.server.ts';
import { type ProcessActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { twilioFailure } from './attempt/rules.ts';
import { stopMessagesTo } from './inbound/stop.server.ts';
import { isCode, mayMove, messageStates, type ProviderState } from './message/rules.ts';
import type { Receipt } from './providers/provider.ts';
import { seconds } from './reconcile/rules.ts';
import { markBad } from './settle.server.ts';
import { reached } from './step.server.ts';
import { tellWorkers, tellWorkersOf } from './tell-workers.server.ts';

type Moved = {
  id: string;
  victim_id: string;
  kind: string;
  channel: string;
  contact_point_id: string;
  blind_index: Buffer;
};

type By = 'twilio' | 'smtp';

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
  const taken = await transactionAs<ProcessActor, boolean>({ role: 'webhook', serviceId: '' }, async (tx) => {
    const known = sql`message_of_callback(${tokenHash(token)})`;
    // Whoever knows the word acts for the service of its message from here on, to the end of the transaction.
    const asks = tx.execute<{ service_id: string }>(sql`
      select service_id, set_config('app.service_id', service_id::text, true) from ${known}`);
    const [[found], moved] = await Promise.all([
      // Sent now, and not only once somebody waits for it: the next is asked as that service.
      asks.execute(),
      keepReceipt(tx, sql`(select message_id from ${known})`, receipt, 'twilio'),
    ]);
    if (!found) return false;
    const actor: ProcessActor = { role: 'webhook', serviceId: found.service_id };
    await tellOf(Object.assign(tx, { actor }), moved, receipt);
    return true;
  });
  if (taken) reached('receipt_kept');
  return taken;
}

const isOnItsWay = (state: ProviderState | null) => state === 'accepted' || state === 'sent';

// Twilio's "cancelled" is a text that it did not send: to us it failed.
const stateOf = ({ state }: Receipt): ProviderState | null => (state === 'cancelled' ? 'failed' : state);

/** Keeps what a provider said of a message, in a callback or when it was asked, and moves the message on, never back. */
export async function applyReceipt(
  tx: Tx<ProcessActor>,
  messageId: string,
  receipt: Receipt,
  by: By = 'twilio',
): Promise<void> {
  await tellOf(tx, await keepReceipt(tx, sql`${messageId}::uuid`, receipt, by), receipt);
}

async function keepReceipt(tx: Tx, messageId: SQL, receipt: Receipt, by: By): Promise<Moved[]> {
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
    where m.service_id = app_service() and m.id = kept.message_id and m.state = any (string_to_array(${movable.join(' ')}, ' '))
      and point.service_id = m.service_id and point.id = m.contact_point_id
    returning m.id, m.victim_id, m.kind, m.channel, m.contact_point_id, point.blind_index`);
  reached('receipt_written');
  return moved;
}

async function tellOf(tx: Tx<ProcessActor>, moved: readonly Moved[], receipt: Receipt): Promise<void> {
  const state = stateOf(receipt);
  if (state === 'undelivered' || state === 'failed')
    for (const one of moved) await tellOfFailure(tx, one, receipt);
}

async function tellOfFailure(tx: Tx<ProcessActor>, moved: Moved, receipt: Receipt): Promise<void> {
  const failure = receipt.of ?? twilioFailure(Number(receipt.code));
  const inVain = failure !== 'opted_out' && (await tooOftenInVain(tx, moved));
  const isBad = failure === 'address' || (moved.channel === 'email' && inVain);
  const message = { id: moved.id, victimId: moved.victim_id, kind: moved.kind };
  if (!isCode(moved) || isBad) await tellWorkersOf(tx, 'message_failed', message);
  if (isBad) await markBad(tx, moved.contact_point_id, message);
  else if (inVain) await doubtNumber(tx, moved);
  if (failure === 'opted_out') await stopMessagesTo(tx, { kind: 'mobile', index: moved.blind_index });
}

// A full box or a phone that is off now and then is somebody's. An address that never takes anything is nobody's any more; a
// number may have become somebody else's.
const oftenEnough = { email: 'soft_bounces', text: 'reverify_failures' } as const;
const timesInVain = 3;

async function tooOftenInVain(tx: Tx<ProcessActor>, { channel, contact_point_id }: Moved): Promise<boolean> {
  const policy = channel === 'email' ? oftenEnough.email : oftenEnough.text;
  const [row] = await tx.execute<{ often: boolean }>(sql`
    select not_reached(${contact_point_id}::uuid) >= coalesce((
      select value::integer from policy where service_id = app_service() and name = ${policy} and effective_from <= clock_timestamp()
      order by effective_from desc limit 1), ${timesInVain}) as often`);
  return row?.often === true;
}

async function doubtNumber(tx: Tx<ProcessActor>, { victim_id, contact_point_id }: Moved): Promise<void> {
  const doubted = await tx.execute(sql`
    update contact_point set doubt = 'failures', version = version + 1
    where service_id = app_service() and id = ${contact_point_id} and doubt is null and verified_at is not null and ended_at is null
    returning id`);
  if (doubted.length > 0) await tellWorkers(tx, 'number_to_check', [victim_id]);
}
