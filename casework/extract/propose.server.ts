import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { extract } from '#db/schema/extract.ts';
import { victim } from '#db/schema/victim.ts';
import { sealerOf } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { choicesOf } from '../choice/store.server.ts';
import { decisionsOf } from '../decision/store.server.ts';
import { holdForLeak } from '../leak/finding.server.ts';
import { isClear } from '../leak/rules.ts';
import { leaksIn } from '../leak/store.server.ts';
import { tellOfWords } from '../statement/notice.server.ts';
import { readStatement, statementShown } from '../statement/reading.server.ts';
import type { Proposal } from './form.server.ts';
import { isCutFrom } from './rules.ts';

/** What stands between words and their being proposed: keys of the casework words. */
export type NotProposed =
  | 'extract.words.notTheirs'
  | 'extract.audience.notChosen'
  | 'extract.decision.invalid';

export type Proposed = { extractId: string; held: boolean } | { problem: NotProposed };

async function standsInTheWay(
  tx: Tx<StaffActor>,
  { victimId, caseId }: { victimId: string; caseId: string },
  { audience, decisionId }: Proposal,
): Promise<NotProposed | null> {
  const chosen = (await choicesOf(tx, victimId)).some(
    (one) =>
      one.purpose === 'views' && one.topic === audience && one.caseId === caseId && one.state === 'agreed',
  );
  if (!chosen) return 'extract.audience.notChosen';
  const decisions = await decisionsOf(tx, { caseId });
  const coming =
    decisionId === null || decisions.some((it) => it.decisionId === decisionId && it.heldAt === null);
  return coming ? null : 'extract.decision.invalid';
}

/**
 * Proposes to the person that these of their words go to one audience, and tells them that a question waits. They must be
 * cut from what was sent: as it stands on the page it was opened on, by its receipt, or opened for it with a new one. What
 * names somebody is held first. Throws NotThereError as readStatement does.
 */
export async function proposeExtract(
  tx: Tx<StaffActor>,
  statementId: string,
  proposal: Proposal,
  receipt: string | null = null,
): Promise<Proposed> {
  const { serviceId, staffId } = tx.actor;
  const shown = receipt ? await statementShown(tx, statementId, receipt) : null;
  const { victimId, caseId, language, parts } =
    shown ?? (await readStatement(tx, statementId, 'prepare_extract'));
  const problem = await standsInTheWay(tx, { victimId, caseId }, proposal);
  if (problem) return { problem };
  const { words, audience, decisionId } = proposal;
  const theirs = parts.map((part) => part.words);
  if (!isCutFrom(words, theirs)) return { problem: 'extract.words.notTheirs' };
  const leaks = await leaksIn(tx, { victimId }, words);
  const held = !isClear(leaks);
  const id = randomUUID();
  const place = { table: 'extract', column: 'sealed_words', row: id };
  // Whoever proposes to the same person waits here, so that each extract has a number of its own.
  await tx.select({ id: victim.id }).from(victim).where(eq(victim.id, victimId)).for('update');
  await tx.insert(extract).values({
    ...{ serviceId, id, victimId, caseId, statementId, decisionId, audience, language, proposedBy: staffId },
    ...{ state: 'proposed', leakState: held ? 'held' : 'clear' },
    sealedWords: (await sealerOf(tx, victimId)).seal(place, words),
  });
  if (held) await holdForLeak(tx, { subjectKind: 'extract', subjectId: id, victimId, caseId, words, leaks });
  else await tellOfWords(tx, { victimId, caseId, audience }, 'question');
  tx.record({ action: 'extract.proposed', subjectId: victimId, details: { extractId: id, audience, held } });
  return { extractId: id, held };
}
