import { and, eq, sql } from 'drizzle-orm';
import { extract } from '#db/schema/extract.ts';
import { sealerOf } from '#db/sealing.server.ts';
import type { StaffActor, Tx, VictimActor } from '#db/transaction.server.ts';
import { cancelWaiting } from '#messaging/outbox.server.ts';
import type { Asked } from '../choice/ledger.server.ts';
import { answerChoices, choicesOf } from '../choice/store.server.ts';
import { holdForLeak } from '../leak/finding.server.ts';
import { isClear } from '../leak/rules.ts';
import { leaksIn } from '../leak/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { raiseTask } from '../task/store.server.ts';
import type { ExtractAnswer } from './form.server.ts';
import { type ExtractAtDesk, extractPlace } from './store.server.ts';

type Answerer = Tx<VictimActor> | Tx<StaffActor>;

/** `held`: the words are kept as the person wants them, and wait, because something in them may name somebody. */
export type Answered = { outcome: 'approved' | 'refused' | 'held' };

// The words as proposed were checked when they were, and whoever let them go decided about exactly these.
async function checkedAgain(
  tx: Answerer,
  { victimId, proposed, leakState, extractId, caseId }: ExtractAtDesk,
  words: string,
) {
  if (words === proposed) return leakState;
  const leaks = await leaksIn(tx, { victimId }, words);
  if (isClear(leaks)) return 'clear' as const;
  await holdForLeak(tx, { subjectKind: 'extract', subjectId: extractId, victimId, caseId, words, leaks });
  return 'held' as const;
}

// A yes is a fresh one; and after either answer no message may still say that a question waits.
async function settleChoice(
  tx: Answerer,
  { victimId, caseId, audience }: ExtractAtDesk,
  asked: Asked,
  isYes: boolean,
): Promise<void> {
  const now = (await choicesOf(tx, victimId)).find(
    (one) => one.purpose === 'views' && one.topic === audience && one.caseId === caseId,
  );
  if (!now) return;
  const { id } = now;
  if (isYes) await answerChoices(tx, victimId, [{ id, answer: 'agreed', words: asked.words }], asked);
  await cancelWaiting(tx, victimId, { topicChoiceIds: [id], kind: 'question' }, 'replaced');
}

/**
 * Writes down someone's answer to an extract of their words: yes to exactly the words given, changed or not, or no. A yes
 * is a fresh one in the ledger, with the words of the question. Changed words are checked again for whom they may name.
 * The extract must have been read in this transaction and be open to an answer. Throws NotThereError for a yes while words
 * are held back: whoever tries other ones could learn which names are known.
 */
export async function answerExtract(
  tx: Answerer,
  found: ExtractAtDesk,
  answer: ExtractAnswer,
  asked: Asked & { how: NonNullable<ExtractAtDesk['answeredHow']> },
): Promise<Answered> {
  const { extractId, victimId, caseId } = found;
  const yes = answer.answer === 'approved' ? answer.words : null;
  if (yes !== null && !found.mayBeApproved) throw new NotThereError();
  await settleChoice(tx, found, asked, yes !== null);
  const leakState = yes === null ? found.leakState : await checkedAgain(tx, found, yes);
  const sealer = await sealerOf(tx, victimId);
  await tx
    .update(extract)
    .set({
      ...{
        state: answer.answer,
        leakState,
        answeredAt: new Date(),
        answeredHow: asked.how,
        answeredBy: asked.askedBy,
      },
      sealedApproved: yes === null ? null : sealer.seal(extractPlace('sealed_approved', extractId), yes),
      version: sql`${extract.version} + 1`,
    })
    .where(and(eq(extract.serviceId, tx.actor.serviceId), eq(extract.id, extractId)));
  if (tx.actor.role === 'victim') await raiseTask(tx, { victimId, caseId, kind: 'extract_answered' });
  const outcome = yes !== null && leakState === 'held' ? ('held' as const) : answer.answer;
  tx.record({
    action: 'extract.answered',
    subjectId: victimId,
    details: { extractId, outcome, how: asked.how },
  });
  return { outcome };
}
