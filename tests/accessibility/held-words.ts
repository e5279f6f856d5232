import { caseOf } from '#casework/case/store.server.ts';
import { holdForLeak } from '#casework/leak/finding.server.ts';
import { knowIdentifier, leaksIn } from '#casework/leak/store.server.ts';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import type { SomeonesCase } from '../support/people.ts';

/** What may never leave in someone's case, and words that were held because of it. */
export function heldWords(worker: StaffActor, { victimId, caseId }: SomeonesCase) {
  return transactionAs(worker, async (tx) => {
    const it = await caseOf(tx, caseId);
    if (!it) throw new Error('The suite has a case');
    await knowIdentifier(tx, it.incident.id, { kind: 'child_name', words: 'Corvin Marlpit' });
    await knowIdentifier(tx, it.incident.id, { kind: 'child_nickname', words: 'Storm', ambiguous: true });
    const hold = async (words: string) => {
      const leaks = await leaksIn(tx, { victimId }, words);
      const about = { subjectKind: 'reply', subjectId: crypto.randomUUID(), victimId, caseId } as const;
      return holdForLeak(tx, { ...about, words, leaks });
    };
    return {
      leakId: await hold('We spoke with Corvin, and then with the family.'),
      warnedLeakId: await hold('There was a storm on the day of the meeting.'),
    };
  });
}
