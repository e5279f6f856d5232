import { randomUUID } from 'node:crypto';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { task } from '#db/schema/case.ts';
import { voiceNote } from '#db/schema/extract.ts';
import { decision } from '#db/schema/statement.ts';
import { sealerOf } from '#db/sealing.server.ts';
import type { StaffActor, Tx, VictimActor } from '#db/transaction.server.ts';
import type { DecisionKind } from '../decision/rules.ts';
import { NotThereError } from '../refusals.ts';
import { finishTask } from '../task/store.server.ts';

/** What somebody was told of the difference their words made. */
export type VoiceNote = {
  decisionId: string;
  kind: DecisionKind;
  heldOn: string;
  words: string;
  language: string;
  writtenAt: Date;
};

/** A decision with whose it is, or null where it is not open to this member of staff. */
export async function decisionKnown(tx: Tx<StaffActor>, decisionId: string) {
  const { victimId, caseId, kind, heldOn, heldAt } = decision;
  const [known = null] = await tx
    .select({ victimId, caseId, kind, heldOn, heldAt })
    .from(decision)
    .where(and(eq(decision.serviceId, tx.actor.serviceId), eq(decision.id, decisionId)));
  return known;
}

const place = (row: string) => ({ table: 'voice_note', column: 'sealed_words', row });

/**
 * Tells someone what difference their words made to a decision that was held; what was owed for it is then done. Throws
 * NotThereError where the decision is not open to this member of staff, or was not held yet.
 */
export async function writeVoiceNote(tx: Tx<StaffActor>, decisionId: string, words: string): Promise<void> {
  const { serviceId, staffId } = tx.actor;
  const of = await decisionKnown(tx, decisionId);
  if (!of?.heldAt) throw new NotThereError();
  const id = randomUUID();
  await tx.insert(voiceNote).values({
    ...{ serviceId, id, victimId: of.victimId, caseId: of.caseId, decisionId, writtenBy: staffId },
    ...{ language: 'en', reviewState: 'source' },
    sealedWords: (await sealerOf(tx, of.victimId)).seal(place(id), words),
  });
  await finishOwed(tx, of);
  tx.record({ action: 'voice_note.written', subjectId: of.victimId, details: { decisionId } });
}

async function finishOwed(tx: Tx<StaffActor>, { victimId, caseId }: { victimId: string; caseId: string }) {
  const [owed] = await tx
    .select({ id: task.id })
    .from(task)
    .where(
      and(
        eq(task.serviceId, tx.actor.serviceId),
        eq(task.victimId, victimId),
        eq(task.caseId, caseId),
        eq(task.kind, 'difference_note'),
        isNull(task.doneAt),
      ),
    )
    .orderBy(asc(task.dueAt))
    .limit(1);
  if (owed) await finishTask(tx, owed.id);
}

/** What difference somebody's words made, the oldest first. */
export async function voiceNotesOf(
  tx: Tx<StaffActor> | Tx<VictimActor>,
  victimId: string,
): Promise<VoiceNote[]> {
  const { id, decisionId, language, writtenAt, sealedWords } = voiceNote;
  const rows = await tx
    .select({
      id,
      decisionId,
      language,
      writtenAt,
      sealedWords,
      kind: decision.kind,
      heldOn: decision.heldOn,
    })
    .from(voiceNote)
    .innerJoin(decision, and(eq(decision.serviceId, voiceNote.serviceId), eq(decision.id, decisionId)))
    .where(and(eq(voiceNote.serviceId, tx.actor.serviceId), eq(voiceNote.victimId, victimId)))
    .orderBy(asc(writtenAt), asc(id));
  const sealer = await sealerOf(tx, victimId);
  return rows.map(({ id: row, sealedWords: sealed, ...note }) => ({
    ...note,
    words: sealer.open(place(row), sealed),
  }));
}
