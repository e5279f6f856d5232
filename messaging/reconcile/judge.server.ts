import { sql } from 'drizzle-orm';
import type { ProcessActor, Tx } from '#db/transaction.server.ts';
import { momentOf } from '../gates.server.ts';
import type { CancelledReason, MessageKind } from '../message/rules.ts';
import type { Listed } from '../providers/provider.ts';
import { tellWorkersOf } from '../tell-workers.server.ts';
import { type Next, nextFor, seconds, verdictOf, withinReach } from './rules.ts';

type Row = {
  id: string;
  victimId: string;
  kind: MessageKind;
  began: string;
  ended: string | null;
  silentForSeconds: number;
  timesLost: number;
  mayGoAgain: boolean;
  cancelledReason: CancelledReason | null;
};
export type Taken = { id: string; text: Listed };

/**
 * Decides about one lost text by what Twilio lists for its number (null when it could not be asked), together with every
 * other lost one to that number. Gives back which of them were taken, and as what; the rest is done here.
 */
export async function judge(
  tx: Tx<ProcessActor>,
  messageId: string,
  listed: readonly Listed[] | null,
  at?: Date,
): Promise<Taken[]> {
  const group = await lostWith(tx, messageId, at);
  const own = group.find((one) => one.id === messageId);
  if (!own || own.ended === null) return [];
  const lost = group.map(({ began, ended }) => ({
    began: new Date(began),
    ended: ended === null ? null : new Date(ended),
  }));
  const nobodys = listed && (await notYetOurs(tx, listed));
  const next = nextFor({ ...own, verdict: nobodys && verdictOf(lost, nobodys) });
  if (next !== 'taken') await follow(tx, own, next, at);
  else if (nobodys) return paired(group, withinReach(lost, nobodys));
  return [];
}

async function lostWith(tx: Tx<ProcessActor>, messageId: string, at?: Date): Promise<Row[]> {
  const lost = await tx.execute<Row>(sql`
    select m.id, m.victim_id as "victimId", m.kind, m.claimed_at as began,
      case when m.state = 'unknown' then m.settled_at end as ended,
      extract(epoch from ${momentOf(at)} - m.settled_at)::int as "silentForSeconds",
      (select count(*)::int from attempt a where a.service_id = m.service_id and a.message_id = m.id and a.outcome = 'unknown')
        as "timesLost",
      m.sealed_facts is not null and m.expires_at > ${momentOf(at)} as "mayGoAgain", m.cancelled_reason as "cancelledReason"
    from message m join contact_point point on point.service_id = m.service_id and point.id = m.contact_point_id
    where m.service_id = app_service() and m.state in ('unknown', 'submitting') and m.channel = 'text'
      and point.kind = 'mobile' and point.blind_index = (
        select p.blind_index from message own join contact_point p on p.service_id = own.service_id and p.id = own.contact_point_id
        where own.service_id = app_service() and own.id = ${messageId})
    order by m.id for update of m`);
  return lost.toSorted((one, other) => new Date(one.began).getTime() - new Date(other.began).getTime());
}

async function notYetOurs(tx: Tx<ProcessActor>, listed: readonly Listed[]): Promise<Listed[]> {
  if (listed.length === 0) return [];
  const ids = sql.join(
    listed.map(({ providerId }) => sql`${providerId}`),
    sql`, `,
  );
  const rows = await tx.execute<{ id: string }>(sql`select texts_known(array[${ids}]) as id`);
  const ours = new Set(rows.map((row) => row.id));
  return listed.filter(({ providerId }) => !ours.has(providerId));
}

// All were taken, so it does no harm to pair them by their order where it can be told no better.
function paired(group: readonly Row[], texts: readonly Listed[]): Taken[] {
  const inOrder = [...texts].sort((one, other) => one.at.getTime() - other.at.getTime());
  return group.flatMap(({ id }, turn) => (inOrder[turn] ? [{ id, text: inOrder[turn] }] : []));
}

async function follow(
  tx: Tx<ProcessActor>,
  own: Row,
  next: Exclude<Next, 'taken'>,
  at?: Date,
): Promise<void> {
  const now = momentOf(at);
  const change = {
    wait: sql`next_look_at = ${now} + make_interval(secs => ${seconds.betweenLooks})`,
    drop: sql`state = 'dead', next_look_at = null`,
    phone: sql`next_look_at = null`,
    leave: sql`next_look_at = null`,
    once_more: sql`state = 'queued', not_before = ${now}, settled_at = null, next_look_at = null`,
  }[next];
  await tx.execute(sql`update message set ${change}, version = version + 1
    where service_id = app_service() and id = ${own.id} and state = 'unknown'`);
  if (next === 'phone') await tellWorkersOf(tx, 'message_unknown', own);
  if (next === 'once_more')
    tx.record({ action: 'message.sent_once_more', subjectId: own.victimId, details: { messageId: own.id } });
}
