import { sql } from 'drizzle-orm';
import { sealerFrom } from '#db/sealing.server.ts';
import { type ProcessActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import type { ProviderFor } from './claim.server.ts';
import { momentOf } from './gates.server.ts';
import { isCode, type MessageKind } from './message/rules.ts';
import type { Listed } from './providers/provider.ts';
import { providerFor as configuredProvider } from './providers/provider-for.server.ts';
import { applyReceipt } from './receipts.server.ts';
import { judge } from './reconcile/judge.server.ts';
import { seconds } from './reconcile/rules.ts';
import { reached } from './step.server.ts';
import { tellWorkersOf } from './tell-workers.server.ts';

export type LookOptions = { at?: Date; limit?: number; providerFor?: ProviderFor };

type Due = {
  id: string;
  victimId: string;
  kind: MessageKind;
  state: string;
  providerId: string | null;
  pointId: string;
  sealedTo: Buffer;
  wrapped: Buffer;
};

const atOnce = 4;

/**
 * Asks Twilio about the texts of one service whose answer was lost, or of which nothing was heard since they were taken,
 * at most `limit` (50) of those whose turn it is. Any number of workers may do it at once. Gives back how many it asked about.
 */
export async function lookForTexts(serviceId: string, options: LookOptions = {}): Promise<number> {
  const sender: ProcessActor = { role: 'sender', serviceId };
  const due = await transactionAs(sender, (tx) => takeDue(tx, options));
  reached('look_taken');
  const waiting = [...due];
  const ask = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift())
      await (one.state === 'unknown' ? lookForLost : askAboutSilent)(sender, one, options);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, due.length) }, ask));
  return due.length;
}

// Whoever takes one has two minutes in which nobody else asks about it; if they die, it is asked about then.
function takeDue(tx: Tx<ProcessActor>, { at, limit = 50 }: LookOptions): Promise<Due[]> {
  return tx.execute<Due>(sql`
    with due as (
      select id from message
      where service_id = app_service() and next_look_at <= ${momentOf(at)} and state in ('unknown', 'accepted', 'sent')
      order by next_look_at limit ${limit} for update skip locked)
    update message m set next_look_at = ${momentOf(at)} + interval '2 minutes'
    from due, contact_point point, victim_key key
    where m.service_id = app_service() and m.id = due.id
      and point.service_id = m.service_id and point.id = m.contact_point_id
      and key.service_id = m.service_id and key.victim_id = m.victim_id
    returning m.id, m.victim_id as "victimId", m.kind, m.state, m.provider_id as "providerId", point.id as "pointId",
      point.sealed_value as "sealedTo", key.wrapped`);
}

async function lookForLost(sender: ProcessActor, due: Due, options: LookOptions): Promise<void> {
  const place = { table: 'contact_point', column: 'sealed_value', row: due.pointId };
  const to = sealerFrom(sender.serviceId, due.victimId, due.wrapped).open(place, due.sealedTo);
  const listed = (await askerOf(options)?.listedFor(to)) ?? null;
  reached('looked');
  const taken = await transactionAs(sender, async (tx) => {
    const found = await judge(tx, due.id, listed, options.at);
    reached('look_written');
    return found;
  });
  for (const { id, text } of taken) await takeAs(sender, id, text);
}

async function askAboutSilent(sender: ProcessActor, due: Due, options: LookOptions): Promise<void> {
  const said = due.providerId && (await askerOf(options)?.sayOf(due.providerId));
  reached('looked');
  if (said) await takeAs(sender, due.id, said);
  await transactionAs(sender, async (tx) => {
    await waitOrGiveUp(tx, due, options.at);
    reached('look_written');
  });
}

const askerOf = ({ providerFor = configuredProvider }: LookOptions) => providerFor('text').asked;

function takeAs({ serviceId }: ProcessActor, id: string, text: Listed): Promise<void> {
  return transactionAs<ProcessActor, void>({ role: 'webhook', serviceId }, (tx) =>
    applyReceipt(tx, id, text),
  );
}

async function waitOrGiveUp(tx: Tx<ProcessActor>, due: Due, at?: Date): Promise<void> {
  const now = momentOf(at);
  const [given] = await tx.execute<{ up: boolean }>(sql`
    update message set version = version + 1,
      state = case when claimed_at + make_interval(secs => ${seconds.longestQuestioning}) <= ${now} then 'unconfirmed' else state end,
      next_look_at = case when claimed_at + make_interval(secs => ${seconds.longestQuestioning}) > ${now}
        then ${now} + make_interval(secs => ${seconds.betweenQuestions}) end
    where service_id = app_service() and id = ${due.id} and state in ('accepted', 'sent')
    returning state = 'unconfirmed' as up`);
  if (given?.up && !isCode(due)) await tellWorkersOf(tx, 'message_unknown', due);
}
