import { and, eq, sql } from 'drizzle-orm';
import { extract } from '#db/schema/extract.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { clearanceOf, findingOf, holdForLeak } from '../leak/finding.server.ts';
import { isClear, type Leaks } from '../leak/rules.ts';
import { leaksIn } from '../leak/store.server.ts';
import type { ExtractAtDesk } from './store.server.ts';

// What was decided was decided about these words and these marks; anything else is decided anew.
async function decidedAlready(tx: Tx<StaffActor>, extractId: string, words: string, leaks: Leaks) {
  const { leakId } = await clearanceOf(tx, 'extract', extractId);
  const decided = leakId ? await findingOf(tx, leakId) : null;
  return decided?.words === words && JSON.stringify(decided.leaks) === JSON.stringify(leaks);
}

/**
 * Looks through approved words once more before they leave, for a name may have been added since: what names somebody, and
 * was not decided about, is held from now on. Gives back whether it is.
 */
export async function heldSince(tx: Tx<StaffActor>, found: ExtractAtDesk): Promise<boolean> {
  const { extractId, victimId, caseId, approved: words, mayLeave } = found;
  if (!mayLeave || words === null) return false;
  const leaks = await leaksIn(tx, { victimId }, words);
  if (isClear(leaks) || (await decidedAlready(tx, extractId, words, leaks))) return false;
  await holdForLeak(tx, { subjectKind: 'extract', subjectId: extractId, victimId, caseId, words, leaks });
  await tx
    .update(extract)
    .set({ leakState: 'held', version: sql`${extract.version} + 1` })
    .where(and(eq(extract.serviceId, tx.actor.serviceId), eq(extract.id, extractId)));
  return true;
}
