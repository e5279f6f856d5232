import { briefsOf, type MadeBrief } from '#casework/brief/store.server.ts';
import { extractOf } from '#casework/extract/store.server.ts';
import { clearanceOf } from '#casework/leak/finding.server.ts';
import { wordsNotice } from '#casework/statement/notice.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { caseHere } from '../case-here.server.ts';
import { languageName } from '../contact-rules.server.ts';
import { momentOf } from '../moments.server.ts';
import { orNotThere } from '../not-there.server.ts';

const textOf = (at: Date | null) => at && momentOf(at).text;

const briefShown = ({ briefId, form, madeAt, recalledAt, recalledBecause, readers }: MadeBrief) => ({
  ...{ briefId, form, recalledBecause, made: momentOf(madeAt).text, recalled: textOf(recalledAt) },
  readers: readers.map(({ readerId, role, name, givenAt, readAt, returnedAt, flaggedAt }) => ({
    ...{ readerId, role, name: name ?? '', given: momentOf(givenAt).text },
    ...{ read: textOf(readAt), returned: textOf(returnedAt), flagged: textOf(flaggedAt) },
  })),
});
export type BriefShown = ReturnType<typeof briefShown>;

/** An extract as its page shows it: what was proposed, what they answered, and every copy that left. */
export async function extractShown(tx: Tx<StaffActor>, extractId: string) {
  const it = orNotThere(await extractOf(tx, extractId));
  const { shown } = await caseHere(tx, it.caseId);
  const { statementId, number, audience, state, leakState, proposed, approved, language } = it;
  return {
    ...{ shown, extractId, statementId, number, audience, state, leakState, proposed, approved },
    ...{ language, languageName: languageName(language), endedBecause: it.endedBecause },
    ...{ mayBeAnswered: it.mayBeAnswered, mayLeave: it.mayLeave, answeredHow: it.answeredHow },
    mayBeApproved: it.mayBeApproved,
    leakId: leakState === 'held' ? (await clearanceOf(tx, 'extract', extractId)).leakId : null,
    notice: state === 'proposed' && leakState !== 'held' ? await wordsNotice(tx, it.victimId) : null,
    proposedAt: momentOf(it.proposedAt).text,
    answeredAt: textOf(it.answeredAt),
    briefs: (await briefsOf(tx, extractId, it.victimId)).map(briefShown),
  };
}
export type ExtractShown = Awaited<ReturnType<typeof extractShown>>;
