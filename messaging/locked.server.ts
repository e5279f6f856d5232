import { sql } from 'drizzle-orm';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { beside, locked, momentOf, reasonOfTheirOwn } from './gates.server.ts';
import type { HeldReason } from './message/rules.ts';

/** `otherwise` is what else keeps it back, hours apart: nobody may override that. */
export type KeptBack = {
  victimId: string;
  caseId: string | null;
  locked: boolean;
  watched: boolean;
  otherwise: HeldReason | null;
};

/** What keeps back a message that is still here; null when it is not. */
export async function keptBack(tx: Tx<StaffActor>, messageId: string): Promise<KeptBack | null> {
  const [found] = await tx.execute<KeptBack>(sql`
    select m.victim_id as "victimId", m.case_id as "caseId", ${locked} as locked, point.watched,
      ${reasonOfTheirOwn(momentOf())} as otherwise
    from ${beside}
    where m.service_id = ${tx.actor.serviceId} and m.id = ${messageId} and m.state in ('queued', 'held')`);
  return found ?? null;
}
