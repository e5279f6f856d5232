import { randomUUID } from 'node:crypto';
import { and, asc, eq, isNull, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { task } from '#db/schema/case.ts';
import { brief, briefReader, extract, voiceNote } from '#db/schema/extract.ts';
import { decision } from '#db/schema/statement.ts';
import { type Sealer, sealerOf } from '#db/sealing.server.ts';
import type { StaffActor, Tx, VictimActor } from '#db/transaction.server.ts';
import { contactPreferenceOf } from '../contact-preference/store.server.ts';
import type { DecisionKind } from '../decision/rules.ts';
import { holdForLeak } from '../leak/finding.server.ts';
import { isClear } from '../leak/rules.ts';
import { leaksIn } from '../leak/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { tellOfWords } from '../statement/notice.server.ts';
import { finishTask } from '../task/store.server.ts';
import type { WrittenNote } from './form.server.ts';

type Row = typeof voiceNote.$inferSelect;

/** What somebody was told of the difference their words made; `toldAt` is null while something in it is looked at. */
export type VoiceNote = Pick<Row, 'decisionId' | 'language' | 'reviewState' | 'toldAt' | 'readAt'> & {
  noteId: string;
  kind: DecisionKind;
  heldOn: string;
  words: string;
  english: string | null;
  /** False where nothing of theirs was given to anyone: the words then say only why. */
  passedOn: boolean;
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
const kept = z.object({ words: z.string(), english: z.string().nullable(), passedOn: z.boolean() });
const openNote = (sealer: Sealer, row: string, sealed: Buffer) =>
  kept.parse(JSON.parse(sealer.open(place(row), sealed)));

/** Whether anybody was given somebody's words for a decision: nobody can say they were heard where nobody was. */
export async function wordsPassedOn(tx: Tx<StaffActor>, decisionId: string): Promise<boolean> {
  const given = await tx
    .select({ id: briefReader.id })
    .from(decision)
    .innerJoin(
      brief,
      and(
        ...[eq(brief.serviceId, decision.serviceId), eq(brief.caseId, decision.caseId)],
        eq(brief.audience, decision.kind),
      ),
    )
    .innerJoin(extract, and(eq(extract.serviceId, brief.serviceId), eq(extract.id, brief.extractId)))
    .innerJoin(
      briefReader,
      and(eq(briefReader.serviceId, brief.serviceId), eq(briefReader.briefId, brief.id)),
    )
    .where(
      and(
        ...[eq(decision.serviceId, tx.actor.serviceId), eq(decision.id, decisionId)],
        or(isNull(extract.decisionId), eq(extract.decisionId, decisionId)),
      ),
    )
    .limit(1);
  return given.length > 0;
}

/**
 * Tells someone, in the language they read, what difference their words made to a decision that was held, or why
 * nothing of them was passed on; what was owed for it is then done. A note that may name somebody is kept from them until a second person lets it go. Throws
 * NotThereError where the decision is not open to this member of staff, or was not held yet.
 */
export async function writeVoiceNote(
  tx: Tx<StaffActor>,
  decisionId: string,
  { words, english, reviewState }: WrittenNote,
): Promise<{ noteId: string; held: boolean }> {
  const { serviceId, staffId } = tx.actor;
  const of = await decisionKnown(tx, decisionId);
  if (!of?.heldAt) throw new NotThereError();
  const { victimId, caseId } = of;
  const { languageWritten: language } = await contactPreferenceOf(tx, victimId);
  const passedOn = await wordsPassedOn(tx, decisionId);
  const said = { words, english: language === 'en' ? null : english, passedOn };
  const whole = said.english ? `${words}\n\n${said.english}` : words;
  const leaks = await leaksIn(tx, { victimId }, whole);
  const held = !isClear(leaks);
  const noteId = randomUUID();
  await tx.insert(voiceNote).values({
    ...{ serviceId, id: noteId, victimId, caseId, decisionId, writtenBy: staffId, language },
    ...{ reviewState: language === 'en' ? 'own_words' : reviewState, leakState: held ? 'held' : 'clear' },
    toldAt: held ? null : sql`clock_timestamp()`,
    sealedWords: (await sealerOf(tx, victimId)).seal(place(noteId), JSON.stringify(said)),
  });
  tx.record({ action: 'voice_note.written', subjectId: victimId, details: { decisionId, held, passedOn } });
  const subject = { subjectKind: 'voice_note', subjectId: noteId } as const;
  if (held) await holdForLeak(tx, { ...subject, victimId, caseId, words: whole, leaks });
  else await told(tx, of);
  return { noteId, held };
}

type Of = { victimId: string; caseId: string; kind: DecisionKind };

async function told(tx: Tx<StaffActor>, { victimId, caseId, kind }: Of): Promise<void> {
  await finishOwed(tx, { victimId, caseId });
  await tellOfWords(tx, { victimId, caseId, audience: kind }, 'update');
}

/** Tells someone of a note that was let go after it had been held. */
export async function tellOfNote(tx: Tx<StaffActor>, noteId: string): Promise<void> {
  const [note] = await tx
    .select({ decisionId: voiceNote.decisionId, toldAt: voiceNote.toldAt })
    .from(voiceNote)
    .where(and(eq(voiceNote.serviceId, tx.actor.serviceId), eq(voiceNote.id, noteId)));
  const of = note?.toldAt ? await decisionKnown(tx, note.decisionId) : null;
  if (of) await told(tx, of);
}

async function finishOwed(tx: Tx<StaffActor>, { victimId, caseId }: Omit<Of, 'kind'>) {
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

/** What difference somebody's words made, the oldest first; a held note is there for staff alone. */
export async function voiceNotesOf(
  tx: Tx<StaffActor> | Tx<VictimActor>,
  victimId: string,
): Promise<VoiceNote[]> {
  const { id, decisionId, language, reviewState, toldAt, readAt, sealedWords } = voiceNote;
  const rows = await tx
    .select({
      ...{ noteId: id, decisionId, language, reviewState, toldAt, readAt, sealedWords },
      ...{ kind: decision.kind, heldOn: decision.heldOn },
    })
    .from(voiceNote)
    .innerJoin(decision, and(eq(decision.serviceId, voiceNote.serviceId), eq(decision.id, decisionId)))
    .where(and(eq(voiceNote.serviceId, tx.actor.serviceId), eq(voiceNote.victimId, victimId)))
    .orderBy(asc(toldAt), asc(id));
  const sealer = await sealerOf(tx, victimId);
  return rows.map(({ sealedWords: sealed, ...note }) => ({
    ...note,
    ...openNote(sealer, note.noteId, sealed),
  }));
}

const unread = (tx: Tx<VictimActor>) =>
  and(
    eq(voiceNote.serviceId, tx.actor.serviceId),
    eq(voiceNote.victimId, tx.actor.victimId),
    isNull(voiceNote.readAt),
  );

/** Whether there is a note that somebody has not read yet. */
export async function notesWait(tx: Tx<VictimActor>): Promise<boolean> {
  const waiting = await tx.select({ id: voiceNote.id }).from(voiceNote).where(unread(tx)).limit(1);
  return waiting.length > 0;
}

/** Notes that somebody has opened what they were told, the first time. */
export async function readNotes(tx: Tx<VictimActor>): Promise<void> {
  await tx.update(voiceNote).set({ readAt: sql`clock_timestamp()` }).where(unread(tx));
}
