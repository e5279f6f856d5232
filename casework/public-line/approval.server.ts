import { and, eq, sql } from 'drizzle-orm';
import { publicLine } from '#db/schema/you-said.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { findingOf, holdForLeak } from '../leak/finding.server.ts';
import { isClear } from '../leak/rules.ts';
import { leaksIn } from '../leak/store.server.ts';
import { ChangedMeanwhileError } from '../refusals.ts';
import type { TakenDownReason } from './rules.ts';
import { change, type Edition, editionFor, wholeOf } from './store.server.ts';

const now = sql`clock_timestamp()`;

/**
 * A second person stands behind the words they saw (`version`). Everything is looked through once more, for a name may
 * have been added since: then the words are held and nothing is approved. Throws NotThereError for whoever wrote them,
 * ChangedMeanwhileError where they are no longer the words that were seen.
 */
export async function approveLine(
  tx: Tx<StaffActor>,
  lineId: string,
  version: number,
): Promise<'approved' | 'held'> {
  const it = await editionFor(tx, lineId, 'approve');
  if (it.version !== version) throw new ChangedMeanwhileError();
  const leakId = await stillLeaks(tx, it);
  if (leakId) {
    await change(tx, lineId, { leakId });
    return 'held';
  }
  await change(tx, lineId, { state: 'approved', approvedBy: tx.actor.staffId, approvedAt: now });
  tx.record({ action: 'public_line.approved', subjectId: lineId, details: { version } });
  return 'approved';
}

// What was decided was decided about these words and these marks; anything else is decided anew.
async function stillLeaks(tx: Tx<StaffActor>, it: Edition): Promise<string | null> {
  const words = wholeOf(it.words);
  const leaks = await leaksIn(tx, {}, words);
  if (isClear(leaks)) return null;
  const decided = it.leakId ? await findingOf(tx, it.leakId) : null;
  const same = decided?.words === words && JSON.stringify(decided.leaks) === JSON.stringify(leaks);
  if (same) return null;
  return holdForLeak(tx, {
    ...{ subjectKind: 'published_line', subjectId: it.lineId, victimId: null, caseId: null },
    ...{ words, leaks },
  });
}

/**
 * Puts approved words where anybody can read them; an edition that stood there is replaced. They are looked through as at
 * the approval: where they name somebody who became known since, they are held, and what stood there stands.
 */
export async function publishLine(tx: Tx<StaffActor>, lineId: string): Promise<'published' | 'held'> {
  const it = await editionFor(tx, lineId, 'publish');
  const leakId = await stillLeaks(tx, it);
  if (leakId) {
    await change(tx, lineId, { leakId });
    return 'held';
  }
  const { serviceId, staffId } = tx.actor;
  const standing = and(
    eq(publicLine.serviceId, serviceId),
    eq(publicLine.promiseId, it.promiseId),
    eq(publicLine.state, 'published'),
  );
  await tx.update(publicLine).set(down(staffId, 'replaced')).where(standing);
  await change(tx, lineId, { state: 'published', publishedBy: staffId, publishedAt: now });
  tx.record({ action: 'public_line.published', subjectId: lineId, details: { themeId: it.themeId } });
  return 'published';
}

const down = (staffId: string, takenDownBecause: TakenDownReason) => ({
  ...({ state: 'taken_down', takenDownBy: staffId, takenDownAt: now, takenDownBecause } as const),
  version: sql`${publicLine.version} + 1`,
});

/** Takes a public line away at once: who, when and why stay inside, and nothing of it outside. */
export async function takeDownLine(
  tx: Tx<StaffActor>,
  lineId: string,
  because: Exclude<TakenDownReason, 'sent_back' | 'replaced'>,
): Promise<void> {
  await editionFor(tx, lineId, 'take_down');
  await change(tx, lineId, down(tx.actor.staffId, because));
  tx.record({ action: 'public_line.taken_down', subjectId: lineId, details: { because } });
}

/** Gives an edition nobody outside has seen back to be written anew. */
export async function sendBackLine(tx: Tx<StaffActor>, lineId: string): Promise<void> {
  await editionFor(tx, lineId, 'send_back');
  await change(tx, lineId, down(tx.actor.staffId, 'sent_back'));
  tx.record({ action: 'public_line.sent_back', subjectId: lineId, details: {} });
}
