import { and, eq, isNull, lte, sql } from 'drizzle-orm';
import { proxy } from '#db/schema/victim.ts';
import type { ProcessActor, Tx } from '#db/transaction.server.ts';
import { raiseTask } from '../task/store.server.ts';
import { localDate } from '../working-day/rules.ts';
import { warnedOfUntil } from './rules.ts';

const unended = (tx: Tx<ProcessActor>, until: string) =>
  and(eq(proxy.serviceId, tx.actor.serviceId), isNull(proxy.endedAt), lte(proxy.endsOn, until));

/** Gives the worker, once and four weeks early, the task to hand over to the person themselves. How many were warned of. */
export async function warnOfEndingProxies(tx: Tx<ProcessActor>, now = new Date()): Promise<number> {
  const ending = await tx
    .update(proxy)
    .set({ warnedAt: sql`clock_timestamp()` })
    .where(and(unended(tx, warnedOfUntil(localDate(now))), isNull(proxy.warnedAt)))
    .returning({ victimId: proxy.victimId });
  for (const { victimId } of ending) await raiseTask(tx, { victimId, kind: 'proxy_ending' });
  return ending.length;
}

/** Ends those whose time is up, such as a parent's on the eighteenth birthday. How many were ended. */
export async function endProxiesInTime(tx: Tx<ProcessActor>, now = new Date()): Promise<number> {
  const ended = await tx
    .update(proxy)
    .set({ endedAt: sql`clock_timestamp()` })
    .where(unended(tx, localDate(now)))
    .returning({ proxyId: proxy.id, victimId: proxy.victimId });
  for (const { proxyId, victimId } of ended)
    tx.record({ action: 'proxy.ended', subjectId: victimId, details: { proxyId, byItself: true } });
  return ended.length;
}
