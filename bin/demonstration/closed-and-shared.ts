import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { caseAllowance } from '#db/schema/staff.ts';
import { proxy, victim } from '#db/schema/victim.ts';
import { sealerOf } from '#db/sealing.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { Step } from './person.ts';
import type { StaffName } from './staff.ts';

type StandIn = {
  kind: 'parent' | 'guardian' | 'family_spokesperson' | 'business_contact';
  name: string;
  evidence: string;
  endsOn: string | null;
};

/** Someone speaks for them, and the worker has seen why they may. */
export const spokenForBy = ({ kind, name, evidence, endsOn }: StandIn): Step => ({
  door: 'office',
  play: ({ worker, victimId }) =>
    transactionAs(worker, async (tx) => {
      const id = randomUUID();
      const place = { table: 'proxy', column: 'sealed_name', row: id };
      const sealedName = (await sealerOf(tx, victimId)).seal(place, name);
      const { serviceId } = worker;
      await tx.insert(proxy).values({ serviceId, id, victimId, kind, sealedName, evidence, endsOn });
      tx.record({ action: 'proxy.added', subjectId: victimId, details: { proxyId: id, kind } });
    }),
});

/** A manager closed the case to everyone but themselves and these colleagues. */
export const onlyOpenTo = (manager: StaffName, ...others: StaffName[]): Step => ({
  door: 'office',
  play: ({ colleagues, victimId }) =>
    transactionAs(colleagues[manager].actor, async (tx) => {
      const { serviceId } = tx.actor;
      const allowed = [manager, ...others].map((name) => colleagues[name].actor.staffId);
      await tx.insert(caseAllowance).values(allowed.map((staffId) => ({ serviceId, staffId, victimId })));
      await tx
        .update(victim)
        .set({ restricted: true, version: sql`${victim.version} + 1` })
        .where(and(eq(victim.serviceId, serviceId), eq(victim.id, victimId)));
      tx.record({ action: 'case.restricted', subjectId: victimId, details: { allowed: allowed.length } });
    }),
});
