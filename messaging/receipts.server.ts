import { type SQL, sql } from 'drizzle-orm';
import { tokenHash } from '#db/sealing.server.ts';
import { callAlone, type ProcessActor, type Tx, transactionAs } from '#db/transaction.server.ts';
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
  const taken = await (isFailure(receipt) ? takeAndTell(token, receipt) : takeAlone(token, receipt));
  if (taken) reached('receipt_kept');
  return taken;
}

async function takeAlone(token: string, receipt: Receipt): Promise<boolean> {
  const row = await callAlone(
    sql`select take_receipt(${tokenHash(token)}, ${asKept(receipt, 'twilio')}) as taken`,
  );
  return row?.taken === true;
}

// Whoever must hear that a message did not arrive is told in the same transaction.
async function takeAndTell(token: string, receipt: Receipt): Promise<boolean> {
  const found = await messageOfToken(token);
  if (!found) return false;
  const { serviceId, messageId } = found;
  await transactionAs({ role: 'webhook', serviceId }, (tx) => applyReceipt(tx, messageId, receipt));
  return true;
}

const isOnItsWay = (state: ProviderState | null) => state === 'accepted' || state === 'sent';

// Twilio's "cancelled" is a text that it did not send: to us it failed.
const stateOf = ({ state }: Receipt): ProviderState | null => (state === 'cancelled' ? 'failed' : state);

const isFailure = (receipt: Receipt) => ['undelivered', 'failed'].includes(String(stateOf(receipt)));

/** Keeps what a provider said of a message, in a callback or when it was asked, and moves the message on, never back. */
export async function applyReceipt(
  tx: Tx<ProcessActor>,
  messageId: string,
  receipt: Receipt,
  by: By = 'twilio',
): Promise<void> {
  const moved = await tx.execute<Moved>(
    sql`select * from keep_receipt(${messageId}, ${asKept(receipt, by)})`,
  );
  reached('receipt_written');
  if (isFailure(receipt)) for (const one of moved) await tellOfFailure(tx, one, receipt);
}

// What keep_receipt and take_receipt want to know of it, in their order.
function asKept(receipt: Receipt, by: By): SQL {
  const { providerId, raw, code } = receipt;
  const state = stateOf(receipt);
  const leaves = messageStates.filter((from) => state !== null && mayMove(from, state));
  const silence = isOnItsWay(state) ? seconds.silence : null;
  return sql`${by}, ${providerId}, ${raw}, ${code}, ${state}, string_to_array(${leaves.join(' ')}, ' '), ${silence}`;
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
