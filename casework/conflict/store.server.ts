import { staffConflict } from '#db/schema/staff.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';

/**
 * Declares that the member of staff who is signed in knows someone, or anyone around them. From then on none of that
 * person's cases is open to them, whatever their role. Only what is open can be declared; they cannot take it back.
 */
export async function declareConflict(tx: Tx<StaffActor>, victimId: string): Promise<void> {
  const { serviceId, staffId } = tx.actor;
  await tx.insert(staffConflict).values({ serviceId, staffId, victimId }).onConflictDoNothing();
  tx.record({ action: 'conflict.declared', subjectId: victimId });
}
